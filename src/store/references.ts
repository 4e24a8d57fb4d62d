import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from './database.ts';

/** A column that points at a row of another table. */
export interface Reference {
  table: string;
  column: string;
}

/** Every column that refers to a table, as the database itself knows them: a table that is new is never forgotten. */
export async function readReferences(tx: Tx, to: string): Promise<Reference[]> {
  return tx.$queryRaw<Reference[]>`
    SELECT r.relname AS "table", a.attname AS "column"
    FROM pg_constraint c
    JOIN pg_class r ON r.oid = c.conrelid
    JOIN pg_class t ON t.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND t.relname = ${to} AND r.relnamespace = current_schema()::regnamespace
    ORDER BY 1, 2`;
}

const name = (word: string): Prisma.Sql => Prisma.raw(`"${word.replaceAll('"', '""')}"`);

/** Of these columns, those that hold this id, each as `table.column`. */
export async function findHolding(tx: Tx, references: readonly Reference[], id: string): Promise<string[]> {
  if (references.length === 0) return [];
  const parts = references.map(
    ({ table, column }) =>
      Prisma.sql`SELECT ${`${table}.${column}`} AS place WHERE EXISTS (SELECT 1 FROM ${name(table)} WHERE ${name(column)} = ${id}::uuid)`,
  );
  const rows = await tx.$queryRaw<{ place: string }[]>(Prisma.join(parts, ' UNION ALL '));
  return rows.map(({ place }) => place);
}

/** Lets everything that refers to one row refer to another. */
export async function moveReferences(
  tx: Tx,
  references: readonly Reference[],
  from: string,
  to: string,
): Promise<void> {
  for (const { table, column } of references)
    await tx.$executeRaw`UPDATE ${name(table)} SET ${name(column)} = ${to}::uuid WHERE ${name(column)} = ${from}::uuid`;
}
