import { Prisma } from '../generated/prisma/client.ts';
import type { Run } from './database.ts';

/**
 * What is due by `now`, as a SELECT of `id` (text) and `at` (timestamptz), the oldest of which goes first. It need not be
 * ordered, nor bounded.
 */
export type Due = (now: Date) => Prisma.Sql;

/** Whose items are due. */
export interface DueOf {
  readonly name: string;
  readonly due: Due;
}

/** Nothing of many items to tell apart: there is something to do, or there is not. @param rows a SELECT that finds a row where there is */
export const oneDue = (id: string, now: Date, rows: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT ${id}::text AS id, ${now}::timestamptz AS at WHERE EXISTS (${rows})`;

/** By name the ids of what is due, at most `limit` of each, without what is put off. One statement, however many ask. */
export async function readDue(
  run: Run,
  now: Date,
  asked: readonly DueOf[],
  limit: number,
): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  if (asked.length === 0) return found;
  const arms = asked.map(
    ({ name, due }) => Prisma.sql`
      (SELECT ${name}::text AS name, one.id, one.at FROM (${due(now)}) one
        WHERE one.id NOT IN (SELECT item FROM deferred WHERE sweep = ${name}) ORDER BY one.at LIMIT ${limit}::int)`,
  );
  const rows = await run<{ name: string; id: string }>(Prisma.sql`
    WITH deferred AS MATERIALIZED (SELECT sweep, item FROM sweep_deferral WHERE until > ${now})
    SELECT name, id FROM (${Prisma.join(arms, ' UNION ALL ')}) found ORDER BY at`);
  for (const { name, id } of rows) found.set(name, [...(found.get(name) ?? []), id]);
  return found;
}
