import { Prisma } from '../generated/prisma/client.ts';
import type { Database, Tx } from './database.ts';

/** What a playground comes back to: before anybody came, and when everybody had just joined. Each is a schema of its own. */
export type Baseline = 'nobody' | 'start';
const schemaOf = (which: Baseline) => `baseline_${which}`;
/** What a database is, and which migrations it has, stays; the clock is its owner's to turn back. */
const KEPT = ['migration', 'meta', 'clock'];

interface Table {
  name: string;
  columns: string[];
}

const readTables = (tx: Tx, schema: string) => tx.$queryRaw<Table[]>`
  SELECT c.table_name AS name, array_agg(c.column_name::text ORDER BY c.column_name) AS columns
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = ${schema} AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    AND NOT c.table_name = ANY(${KEPT})
  GROUP BY 1 ORDER BY 1`;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Copies all rows, for a playground to come back to. */
export async function keepBaseline(database: Database, which: Baseline): Promise<void> {
  refuseLive(database);
  const copy = schemaOf(which);
  await database.transaction(async (tx) => {
    await tx.$executeRawUnsafe(`DROP SCHEMA IF EXISTS ${copy} CASCADE`);
    await tx.$executeRawUnsafe(`CREATE SCHEMA ${copy}`);
    for (const { name, columns } of await readTables(tx, 'public')) {
      const list = columns.map(quote).join(', ');
      await tx.$executeRawUnsafe(
        `CREATE TABLE ${copy}.${quote(name)} AS SELECT ${list} FROM public.${quote(name)}`,
      );
    }
  });
}

/** Everything is as it was when the copy was made. False: there is none, or it is of an older version. */
export async function returnToBaseline(database: Database, which: Baseline): Promise<boolean> {
  refuseLive(database);
  const copy = schemaOf(which);
  return database.transaction(async (tx) => {
    const [tables, copies] = [await readTables(tx, 'public'), await readTables(tx, copy)];
    if (copies.length === 0 || JSON.stringify(tables) !== JSON.stringify(copies)) return false;
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await empty(tx, tables);
    for (const { name, columns } of tables) {
      const list = Prisma.raw(columns.map(quote).join(', '));
      const [to, from] = [Prisma.raw(`public.${quote(name)}`), Prisma.raw(`${copy}.${quote(name)}`)];
      await tx.$executeRaw`INSERT INTO ${to} (${list}) SELECT ${list} FROM ${from}`;
    }
    return true;
  });
}

async function empty(tx: Tx, tables: readonly Table[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `TRUNCATE ${tables.map(({ name }) => `public.${quote(name)}`).join(', ')} CASCADE`,
  );
}

function refuseLive({ kind }: Database): void {
  if (kind === 'live') throw new Error('A live database is never emptied.');
}
