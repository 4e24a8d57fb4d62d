import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import type { Tx } from '../../../store/database.ts';
import { historyOf } from '../rules/audience.ts';
import type { Outcome } from '../rules/fairness.ts';
import type { Usual } from '../rules/times.ts';

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

export async function readUsual(tx: Tx, memberId: MemberId): Promise<Usual[]> {
  return ((await tx.forumUsual.findUnique({ where: { memberId } }))?.usual ?? []) as Usual[];
}

export async function writeUsual(tx: Tx, memberId: MemberId, usual: readonly Usual[]): Promise<void> {
  const data = { usual: [...usual] };
  await tx.forumUsual.upsert({ where: { memberId }, create: { memberId, ...data }, update: data });
}

/** For how many of these members each usually works. */
export async function countUsual(
  tx: Tx,
  members: readonly MemberId[],
): Promise<{ usual: Usual; people: number }[]> {
  const rows = await tx.$queryRaw<{ usual: Usual; people: number }[]>`
    SELECT u AS usual, count(*)::int AS people FROM forum_usual, unnest(usual) AS u
    WHERE member_id = ANY(${[...members]}::uuid[]) GROUP BY u ORDER BY people DESC, u`;
  return rows;
}
