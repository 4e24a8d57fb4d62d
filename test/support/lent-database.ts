import pg from 'pg';
import type { Database } from '../../src/store/database.ts';
import { afterwards } from './afterwards.ts';
import { type FreshDatabase, openFresh } from './database.ts';

/** What a database held when it was new. */
interface Spare extends FreshDatabase {
  shape: string;
  tables: readonly string[];
  /** By table, as JSON. */
  rows: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Those that this process has at hand; what is left at the end goes with the run. */
const spares: Spare[] = [];
/** A file that wrote much leaves pages behind, which the next would read. */
const mostBytes = 24_000_000;

/**
 * As new, and with the connections of whoever had it before: each of them plans the statements of a bot but once.
 * Its rows come in no promised order, as in one that has lived: whoever compares several asks for theirs.
 * It goes to the next when the file's tests are over, or the test that called it.
 */
export async function lentDatabase(): Promise<FreshDatabase> {
  const spare = spares.pop() ?? (await remember(await openFresh()));
  afterwards(async () => {
    const isAsNew = await empty(spare).catch(() => false);
    if (isAsNew) spares.push(spare);
    else await spare.close();
  });
  // Whoever changes their copy changes nobody else's.
  return { connection: spare.connection, database: { ...spare.database } };
}

async function remember(fresh: FreshDatabase & { close(): Promise<void> }): Promise<Spare> {
  const { prisma } = fresh.database;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_migration'`;
  const rows: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await prisma.$queryRawUnsafe<{ rows: string | null }[]>(
      `SELECT json_agg(t)::text AS rows FROM ${pg.escapeIdentifier(name)} t`,
    );
    if (row?.rows) rows[name] = row.rows;
  }
  return { ...fresh, shape: await shapeOf(fresh.database), tables: tables.map(({ name }) => name), rows };
}

/** Tables, functions, triggers and constraints: whoever changed these has a database that nobody else wants. */
async function shapeOf({ prisma }: Database): Promise<string> {
  const rows = await prisma.$queryRaw`
    SELECT (SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'i', 'v')), (SELECT count(*) FROM pg_proc) AS functions,
      (SELECT count(*) FROM pg_trigger) AS triggers, (SELECT count(*) FROM pg_constraint) AS constraints,
      (SELECT count(*) FROM pg_attribute WHERE attnum > 0) AS columns`;
  return JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? Number(value) : value));
}

/** False: it cannot be as new again. */
async function empty({ connection, database, shape, tables, rows }: Spare): Promise<boolean> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    if ((await shapeOf(database)) !== shape) return false;
    const all = tables.map((name) => `DELETE FROM ${pg.escapeIdentifier(name)};`).join('');
    const numbers = `SELECT setval(format('%I.%I', schemaname, sequencename), start_value, false) FROM pg_sequences`;
    // Whoever still holds a row has not ended.
    await client.query(
      `BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL session_replication_role = replica; ${all} ${numbers}`,
    );
    for (const [name, json] of Object.entries(rows)) {
      const table = pg.escapeIdentifier(name);
      await client.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
        [json],
      );
    }
    await client.query('COMMIT');
    const { rows: sizes } = await client.query('SELECT pg_database_size(current_database())::int AS bytes');
    return sizes[0].bytes < mostBytes;
  } finally {
    await client.end();
  }
}
