import type { Tx } from './database.ts';

/**
 * A class of data, by how long it is kept. Every column of schema.prisma names one. What nothing purges goes with its
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

const DAY_MS = 86_400_000;
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

const markOf = (name: string) => `retention.${name}`;

/** Those that were not purged in the last 24 hours. */
export async function readUnpurged(tx: Tx, names: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx.meta.findMany({ where: { key: { in: names.map(markOf) } } });
  const lately = new Set(
    rows.filter(({ value }) => new Date(value) > daysBefore(now, 1)).map(({ key }) => key),
  );
  return names.filter((name) => !lately.has(markOf(name)));
}

/** False: another process is at it, or was a moment ago. The row is ours until the transaction ends. */
export async function takePurge(tx: Tx, name: string, now: Date): Promise<boolean> {
  await tx.meta.createMany({
    data: { key: markOf(name), value: new Date(0).toISOString() },
    skipDuplicates: true,
  });
  await tx.$queryRaw`SELECT 1 AS locked FROM meta WHERE key = ${markOf(name)} FOR UPDATE`;
  return (await readUnpurged(tx, [name], now)).length > 0;
}

/** Not again before tomorrow. */
export async function markPurged(tx: Tx, name: string, now: Date): Promise<void> {
  await tx.meta.update({ where: { key: markOf(name) }, data: { value: now.toISOString() } });
}
