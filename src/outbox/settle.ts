import type { MessageRef } from '../chat/inbound.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type Database, readNow } from '../store/database.ts';
import { type Claimed, freeLanes, SEND_LEASE_MS, type Undelivered } from './claim.ts';

/** What came of one attempt. `again`: try once more after `afterMs`; `unsure`: it may have arrived. */
export type Outcome =
  | { state: 'sent'; ref: MessageRef; paceMs: number }
  | { state: 'again'; afterMs: number; unsure: boolean; error: string }
  | { state: 'failed' | 'unknown'; error: string; paceMs: number };

/** Commits the attempt before its first byte leaves. False: another process holds the lane now. */
export async function beginSending(database: Database, row: Claimed): Promise<boolean> {
  const begun = await database.prisma.$executeRaw`
    WITH lane AS (
      UPDATE outbox_lane SET lease_until = clock_timestamp() + ${SEND_LEASE_MS} * interval '1 millisecond'
      WHERE destination = ${row.destination} AND lease = ${row.lease}::uuid RETURNING 1)
    UPDATE outbox SET state = 'sending'
    WHERE id = ${row.id}::uuid AND lease = ${row.lease}::uuid AND state = 'claimed' AND EXISTS (SELECT 1 FROM lane)`;
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
    if (outcome.state === 'failed' || outcome.state === 'unknown')
      await undelivered(tx, row, outcome.state, now);
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
