import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import type { Tx } from '../../../store/database.ts';
import { historyOf, type Outcome } from '../rules/fairness.ts';

/** Ours: a year of a meeting every fortnight. What is longer ago weighs no more. */
const VOTES_REMEMBERED = 26;

/** The decided votes that count for this audience, the oldest first. */
export async function readHistory(tx: Tx, audience: ForWhom): Promise<Outcome[]> {
  const votes = await tx.forumEvent.findMany({
    where: { audience: { in: [...historyOf(audience)] }, decided: { some: {} } },
    include: { decided: { select: { memberId: true, leftOut: true, decidedAt: true } } },
    orderBy: { announcedAt: 'desc' },
    take: VOTES_REMEMBERED,
  });
  return votes.reverse().map(({ decided }) => ({
    served: decided.flatMap(({ memberId, leftOut }) => (leftOut ? [] : memberId)),
    leftOut: decided.flatMap(({ memberId, leftOut }) => (leftOut ? memberId : [])),
  }));
}

export async function writeOutcome(
  tx: Tx,
  eventId: string,
  { served, leftOut }: Outcome,
  decidedAt: Date,
): Promise<void> {
  const row = (left: boolean) => (memberId: MemberId) => ({ eventId, memberId, leftOut: left, decidedAt });
  await tx.forumOutcome.createMany({ data: [...served.map(row(false)), ...leftOut.map(row(true))] });
}

export async function deleteOutcome(tx: Tx, eventId: string): Promise<void> {
  await tx.forumOutcome.deleteMany({ where: { eventId } });
}

/** When the last meetings that count for this audience were, the newest first (D14). */
export async function readLastTimes(tx: Tx, audience: ForWhom): Promise<Date[]> {
  const rows = await tx.forumEvent.findMany({
    where: {
      state: { in: ['announced', 'ended'] },
      audience: { in: [...historyOf(audience)] },
      startsAt: { not: null },
    },
    orderBy: { startsAt: 'desc' },
    select: { startsAt: true },
    take: 5,
  });
  return rows.flatMap(({ startsAt }) => startsAt ?? []);
}
