import type { Owed } from '../../../outbox/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { mayAskSlot } from '../views/asked.ts';

/**
 * Whoever somebody put on their list was asked whether they may be. The row's id is the member's own, so that the
 * record is named by when it was written.
 */
export async function readOwed(tx: Tx, _now: Date, limit: number): Promise<Owed[]> {
  const rows = await tx.responder.findMany({
    where: { answer: null },
    select: { memberId: true, askedAt: true },
    orderBy: { askedAt: 'desc' },
    take: limit,
  });
  return rows.map(({ memberId, askedAt }) => ({
    record: `responder asked at ${askedAt.toISOString()}`,
    slot: mayAskSlot(memberId),
  }));
}
