import type { Tx } from '../store/database.ts';
import type { Lost } from './settle.ts';

/** Messages that will not arrive and whose feature could not be told so yet, oldest first. */
export async function readUntold(tx: Tx, limit: number, deferred: readonly string[]): Promise<string[]> {
  const rows = await tx.outbox.findMany({
    where: { told: false, id: { notIn: [...deferred] } },
    orderBy: { settledAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Marks one as told, for whoever tells it in this transaction; `undefined`: somebody has told it meanwhile. */
export async function markTold(
  tx: Tx,
  id: string,
): Promise<(Lost & { state: 'failed' | 'expired' | 'unknown' }) | undefined> {
  const { count } = await tx.outbox.updateMany({ where: { id, told: false }, data: { told: true } });
  if (count === 0) return undefined;
  const { feature, originId, key, state } = await tx.outbox.findUniqueOrThrow({ where: { id } });
  return { feature, originId, key, state: state as 'failed' | 'expired' | 'unknown' };
}
