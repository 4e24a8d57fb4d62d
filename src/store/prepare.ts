import type pg from 'pg';
import type { Log } from '../log.ts';
import { refreshCompareKeys } from './compare-keys.ts';
import { findPending, migrate, readHistory, readMigrations } from './migrate.ts';

/** What a database is for. One of a kind is never opened as another. */
export type Kind = 'live' | 'playground' | 'test';

export const oldestMajor = 15;

/** Before the first query: the server is new enough, the database of our kind and in step with this code. */
export async function prepareDatabase(
  pool: pg.Pool,
  about: { kind: Kind; log: Log; migrate?: boolean },
): Promise<void> {
  const client = await pool.connect();
  try {
    await checkMajor(client);
    await checkKind(client, about.kind);
    const migrations = await readMigrations();
    if (about.migrate === false) {
      const behind = findPending(await readHistory(client), migrations).map(({ name }) => name);
      if (behind.length > 0)
        throw new Error(`This database is behind this version of Alongside by ${behind.join(', ')}.`);
    } else {
      const applied = await migrate(client, migrations);
      if (applied.length > 0) about.log({ event: 'database.migrated', applied: applied.join(' ') });
    }
    await client.query(`insert into meta values ('kind', $1) on conflict do nothing`, [about.kind]);
    await checkKind(client, about.kind);
    if (about.migrate !== false) await refreshCompareKeys(client);
  } finally {
    client.release();
  }
}

async function checkMajor(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_version_num')::int / 10000 as major`);
  const major = rows[0].major as number;
  if (major >= oldestMajor) return;
  throw new Error(
    `DATABASE_URL leads to PostgreSQL ${major}, but Alongside needs ${oldestMajor} or later. Update the server or use another.`,
  );
}

async function checkKind(client: pg.ClientBase, kind: Kind): Promise<void> {
  const { rows: tables } = await client.query(`select to_regclass('meta') is not null as made`);
  if (tables[0].made !== true) return;
  const { rows } = await client.query<{ value: string }>(`select value from meta where key = 'kind'`);
  const found = rows[0]?.value ?? kind;
  if (found === kind) return;
  throw new Error(
    `This is a ${found} database, and it was to be opened as a ${kind} one: nothing was done.\n` +
      `Set DATABASE_URL or DATA_DIR to the ${kind} database, or to an empty one.`,
  );
}
