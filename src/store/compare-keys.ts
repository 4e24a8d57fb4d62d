import type pg from 'pg';
import { nameKey, nameLooks, readPlatformName } from '../text/name.ts';
import { plainly } from '../text/normalise.ts';
import { isIndependent, organisationKey } from '../text/organisation.ts';

/** Goes up with the rules by which names are compared: what is kept was written by those before. */
const RULES = '2';

/** Stands in the key of one whose name another has already: no typed name has this in its own. */
export const TWIN_MARK = '\u2063';

interface Row {
  id: string;
  name: string;
  key: string;
}

/**
 * Names are compared by keys that are kept with them; where the rules have changed, the keys follow, once. Of two that
 * are one by the new rules, the first keeps the key, and the other waits for somebody to make them one.
 */
export async function refreshCompareKeys(client: pg.ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('compare-keys', 0))`);
    const { rows } = await client.query(`SELECT 1 FROM meta WHERE key = 'compare-keys' AND value = $1`, [
      RULES,
    ]);
    if (rows.length === 0) {
      await refreshAll(client);
      await client.query(
        `INSERT INTO meta VALUES ('compare-keys', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [RULES],
      );
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function refreshAll(client: pg.ClientBase): Promise<void> {
  const aliases = await client.query<Row & { of: string }>(
    `SELECT a.key AS id, a.name, a.key, o.name AS of
     FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id ORDER BY a.key`,
  );
  // Another way to write the name that it has is no other name.
  const isOwnName = (row: { name: string; of: string }) =>
    organisationKey(row.name) === organisationKey(row.of);
  const same = aliases.rows.filter(isOwnName).map(({ key }) => key);
  await client.query('DELETE FROM organisation_alias WHERE key = ANY($1)', [same]);
  const others = aliases.rows.filter((row) => !isOwnName(row));
  const taken = new Set<string>();
  await writeKeys(client, 'organisation_alias', 'key', plan(others, organisationKey, taken));
  // Who belongs to the one that a coordinator has looked at, or that most have named, need not move.
  const organisations = await client.query<Row>(
    `SELECT o.id, o.name, o.key FROM organisation o LEFT JOIN profile p ON p.organisation_id = o.id
     GROUP BY o.id ORDER BY o.state = 'confirmed' DESC, count(p.*) DESC, o.id`,
  );
  await writeKeys(client, 'organisation', 'id', plan(organisations.rows, organisationKey, taken));
  const onTheirOwn = organisations.rows.filter(({ name }) => isIndependent(name)).map(({ id }) => id);
  await client.query(`UPDATE organisation SET state = 'confirmed' WHERE id = ANY($1)`, [onTheirOwn]);
  const topics = await client.query<Row>('SELECT id, name, key FROM question_topic ORDER BY retired, id');
  await writeKeys(client, 'question_topic', 'id', plan(topics.rows, plainly, new Set()));
  const members = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM member WHERE erased_at IS NULL',
  );
  // What a platform said of before may have had several lines.
  const names = members.rows.map(({ name }) => readPlatformName(name) ?? name);
  await client.query(
    `UPDATE member m SET name = w.name, name_key = w.key, name_looks = w.looks
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS w(id, name, key, looks) WHERE m.id = w.id`,
    [members.rows.map(({ id }) => id), names, names.map(nameKey), names.map(nameLooks)],
  );
}

function plan(rows: readonly Row[], keyOf: (name: string) => string, taken: Set<string>): Row[] {
  return rows.map((row) => {
    const wanted = keyOf(row.name);
    const key = taken.has(wanted) ? `${wanted}${TWIN_MARK}${row.id}` : wanted;
    taken.add(key);
    return { ...row, key };
  });
}

/** In two steps, for one may want the key that another is about to give up. */
async function writeKeys(
  client: pg.ClientBase,
  table: string,
  id: 'id' | 'key',
  rows: readonly Row[],
): Promise<void> {
  const [ids, keys] = [rows.map((row) => row.id), rows.map((row) => row.key)];
  const away = `'${TWIN_MARK}' || t.${id}`;
  await client.query(`UPDATE ${table} t SET key = ${away} WHERE t.${id}::text = ANY($1)`, [ids]);
  const now = id === 'id' ? 't.id::text' : `substr(t.key, 2)`;
  await client.query(
    `UPDATE ${table} t SET key = w.key FROM unnest($1::text[], $2::text[]) AS w(id, key) WHERE ${now} = w.id`,
    [ids, keys],
  );
}
