import type { ExpectedMessage } from '../../../outbox/report/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { nudgeSlot, offerSlot } from '../views/messages.ts';

const NUDGES = ['nudged', 'reminded', 'asked'];
/** Older ones have been answered by the passing of time. */
const RECENT_MS = 14 * DAY_MS;

/** Both of a pair that is offered have the offer, and both of one that was nudged have the nudge. */
export async function readExpectedMessages(tx: Tx, now: Date, limit: number): Promise<ExpectedMessage[]> {
  const offered = await tx.buddySide.findMany({
    where: { live: true, pair: { state: 'offered' } },
    select: { pairId: true, memberId: true },
    orderBy: { pair: { round: { sentAt: 'desc' } } },
    take: limit,
  });
  const nudged = await tx.buddyMoment.findMany({
    where: {
      kind: { in: NUDGES },
      at: { gt: new Date(now.getTime() - RECENT_MS) },
      pair: { state: 'active' },
    },
    select: { id: true, pair: { select: { sides: { select: { memberId: true } } } } },
    orderBy: { at: 'desc' },
    take: limit,
  });
  return [
    ...offered.map(({ pairId, memberId }) => ({
      record: `buddy-pair:${pairId}`,
      slot: offerSlot(pairId, memberId),
    })),
    ...nudged.flatMap(({ id, pair }) =>
      pair.sides.map(({ memberId }) => ({ record: `buddy-moment:${id}`, slot: nudgeSlot(id, memberId) })),
    ),
  ];
}
