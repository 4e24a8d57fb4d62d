import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A table as it is copied: what is computed by the server itself is left out. */
export interface Table {
  name: string;
  columns: readonly string[];
  key: readonly string[];
}

/** What came of a move. */
export interface Moved {
  tables: number;
  rows: number;
}

export interface Digest {
  rows: number;
  checksum: string;
}

const quoted = (names: readonly string[]) => names.map(pg.escapeIdentifier).join(', ');

export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname::text as name,
      array_agg(a.attname::text order by a.attnum) as columns,
      coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attnum = any(i.indkey)), '{}') as key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname collate "C"`);
  return rows;
}

/** Rows go from server to server as they come: nothing but the one that is under way is held here. */
export async function copyTable(source: pg.ClientBase, target: pg.ClientBase, table: Table): Promise<void> {
  const what = `${pg.escapeIdentifier(table.name)} (${quoted(table.columns)})`;
  await pipeline(
    source.query(copyTo(`copy ${what} to stdout`)),
    target.query(copyFrom(`copy ${what} from stdin`)),
  );
}

/** What a table holds, computed by its own server: every row as text, in the order of the key whatever the collation. */
export async function digestTable(client: pg.ClientBase, table: Table): Promise<Digest> {
  const key = table.key.length > 0 ? table.key : table.columns;
  const { rows } = await client.query<{ count: string; checksum: string }>(`
    select count(*) as count, encode(sha256(coalesce(
      string_agg(sha256(convert_to(line, 'UTF8')), ''::bytea order by key collate "C"), ''::bytea)), 'hex') as checksum
    from (select row(${quoted(table.columns)})::text as line, row(${quoted(key)})::text as key
      from ${pg.escapeIdentifier(table.name)}) as rows`);
  return { rows: Number(rows[0]?.count), checksum: rows[0]?.checksum ?? '' };
}

/** Numbers go on where they were. */
export async function copySequences(source: pg.ClientBase, target: pg.ClientBase): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value as last from pg_sequences where schemaname = current_schema()`,
  );
  for (const { name, last } of rows)
    if (last !== null) await target.query(`select setval($1, $2)`, [pg.escapeIdentifier(name), last]);
}

/**
 * Runs the work without foreign keys and triggers: tables can then be filled in any order, and nothing fires that
 * has fired before. The keys are put back as they were, which checks every row against them.
 */
export async function withoutKeys(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace order by 1, 2`);
  const { rows: triggers } = await client.query<{ table: string }>(`
    select distinct tgrelid::regclass::text as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not tgisinternal and c.relnamespace = current_schema()::regnamespace`);
  for (const { table, name } of keys)
    await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`);
  for (const { table } of triggers) await client.query(`alter table ${table} disable trigger user`);
  await work();
  for (const { table } of triggers) await client.query(`alter table ${table} enable trigger user`);
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`);
}
