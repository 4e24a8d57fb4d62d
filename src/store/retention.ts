import { Prisma } from '../generated/prisma/client.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Tx } from './database.ts';
import type { Due } from './due.ts';

/**
 * A class of data, by how long it is kept. Every column of the schema names one. What nothing purges goes with its
 * person or its record (`with`), or by a sweep of its own (`sweep`).
 */
export interface Retention {
  name: string;
  /** In plain words: it is shown to people, and in the README. */
  keeps: string;
  /** Deletes what is over, at most `limit`; returns how many rows went. */
  purge?(tx: Tx, now: Date, limit: number): Promise<number>;
  sweep?: string;
  with?: 'person' | 'record' | 'network';
}

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

const markOf = (name: string) => `retention.${name}`;

/** All classes in one go. */
export const ALL_CLASSES = 'all';
export const PURGE = 'retention.purge';

/**
 * All of them once in 24 hours; one by one while all together are put off, for then one of them fails, which is not to be
 * in the way of the others.
 */
export const unpurged =
  (names: readonly string[]): Due =>
  (now) =>
    Prisma.sql`
    SELECT DISTINCT CASE WHEN EXISTS (
        SELECT FROM sweep_deferral WHERE sweep = ${PURGE} AND item = ${ALL_CLASSES} AND until > ${now})
      THEN name ELSE ${ALL_CLASSES} END AS id, ${now}::timestamptz AS at
    FROM unnest(${[...names]}::text[]) AS name LEFT JOIN meta m ON m.key = ${markOf('')} || name
    WHERE m.value IS NULL OR m.value::timestamptz <= ${daysBefore(now, 1)}`;

/** Those whose turn it is, marked as done; their rows are ours until the transaction ends. What another process is at, or was, is not among them. */
export async function takePurges(tx: Tx, names: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    INSERT INTO meta AS m (key, value)
      SELECT ${markOf('')} || name, ${now.toISOString()} FROM unnest(${[...names]}::text[]) AS name ORDER BY name
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value WHERE m.value::timestamptz <= ${daysBefore(now, 1)}
    RETURNING substr(key, ${markOf('').length + 1}::int) AS name`;
  return new Set(rows.map(({ name }) => name));
}

/** There is more of these: not only tomorrow. */
export async function giveBackPurges(tx: Tx, names: readonly string[]): Promise<void> {
  const value = new Date(0).toISOString();
  if (names.length > 0)
    await tx.meta.updateMany({ where: { key: { in: names.map(markOf) } }, data: { value } });
}
