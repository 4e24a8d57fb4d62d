import type { MessageRef } from '../chat/inbound.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type Database, readNow, retryConflicts } from '../store/database.ts';
import { type Claimed, freeLanes, SEND_LEASE_MS, type Undelivered } from './claim.ts';

/** What came of one attempt. `again`: try once more after `afterMs`; `unsure`: it may have arrived. */
export type Outcome =
  | { state: 'sent'; ref: MessageRef; paceMs: number }
  | { state: 'again'; afterMs: number; unsure: boolean; error: string }
  | { state: 'failed' | 'unknown' | 'expired'; error: string; paceMs: number };

/**
 * Commits the attempt before its first byte leaves. False: another process holds the lane now. The message is locked
 * before its lane, as whoever enqueues does: the other way round the two wait for each other.
 */
export async function beginSending(database: Database, row: Claimed): Promise<boolean> {
  const begun = await retryConflicts(
    () => database.prisma.$executeRaw`
    WITH begun AS (
      UPDATE outbox SET state = 'sending'
      WHERE id = ${row.id}::uuid AND lease = ${row.lease}::uuid AND state = 'claimed' RETURNING destination, lease)
    UPDATE outbox_lane l SET lease_until = clock_timestamp() + ${SEND_LEASE_MS} * interval '1 millisecond'
    FROM begun WHERE l.destination = begun.destination AND l.lease = begun.lease`,
  );
  return begun === 1;
}

/** Writes the outcome down, tells the feature when the message will not arrive, and frees the lane. Guarded by the lease. */
export async function settle(
  database: Database,
  row: Claimed,
  outcome: Outcome,
  undelivered: Undelivered,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { now, real } = await readNow(tx);
    const { count } = await tx.outbox.updateMany({
      where: { id: row.id, lease: row.lease, state: { in: ['claimed', 'sending'] } },
      data: columnsOf(outcome, real, row.destination.startsWith('unnamed:')),
    });
    if (count === 0) return;
    if (outcome.state !== 'sent' && outcome.state !== 'again') await undelivered(tx, row, outcome.state, now);
    const waitMs = outcome.state === 'again' ? outcome.afterMs : outcome.paceMs;
    await freeLanes(tx, [row.destination], row.lease, new Date(real.getTime() + waitMs));
  });
}

/** What was shown to somebody without a name is not kept as a reference: it would name their chat. */
function columnsOf(outcome: Outcome, real: Date, isUnnamed: boolean) {
  if (outcome.state === 'again') {
    return { state: 'pending', lease: null, unsure: outcome.unsure, error: outcome.error };
  }
  const settled = { state: outcome.state, lease: null, payload: Prisma.DbNull, settledAt: real };
  if (outcome.state !== 'sent') return { ...settled, error: outcome.error };
  if (isUnnamed) return { ...settled, error: null };
  return { ...settled, error: null, refConversation: outcome.ref.conversation, refId: outcome.ref.id };
}
