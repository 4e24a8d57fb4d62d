import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Capacity } from '../../../directory/capacity.ts';
import { type Responder, UNANSWERED } from '../../../directory/responder.ts';
import type { Tx } from '../../../store/database.ts';

/** Whom others may ask to ring them, or not, or who has not said. */
export interface Askable {
  member: MemberId;
  responder: Responder;
}

const unanswered = {
  standing: 'member',
  OR: [{ responder: { is: null } }, { responder: { answer: null } }],
};

/** The answer is given once: who has given it is asked nothing. */
export async function readUnanswered(tx: Tx, member: MemberId): Promise<ReadonlyMap<MemberId, Askable>> {
  const isUnanswered = (await tx.member.count({ where: { id: member, ...unanswered } })) > 0;
  return new Map(isUnanswered ? [[member, { member, responder: UNANSWERED }]] : []);
}

/**
 * Whoever has not answered, whether or not they were sent the question: who joined after all were asked at once was asked
 * on the screen that welcomed them.
 */
export async function readExpectedUnanswered(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const members = await tx.member.findMany({
    where: { ...unanswered, ...(reader && { id: reader }) },
    select: { id: true },
    orderBy: { joinedAt: 'desc' },
    take: limit,
  });
  return members.map(({ id }) => ({ record: id, reader: id, unsent: true }));
}

export interface OwnCapacity {
  member: MemberId;
  timeZone: string;
  capacity: Capacity;
}

/** What holds until a day that is still to come. */
const holding = (now: Date) => ({
  backAt: { gt: now },
  able: { not: 'space' },
  member: { standing: 'member' },
});

export async function readOwnCapacity(
  tx: Tx,
  member: MemberId,
  now: Date,
): Promise<ReadonlyMap<MemberId, OwnCapacity>> {
  const row = await tx.able.findFirst({
    where: { memberId: member, ...holding(now) },
    select: { able: true, backAt: true, member: { select: { timeZone: true } } },
  });
  if (!row) return new Map();
  const capacity = { level: row.able as Capacity['level'], backAt: row.backAt };
  return new Map([[member, { member, timeZone: row.member.timeZone, capacity }]]);
}

export async function readExpectedCapacities(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.able.findMany({
    where: { ...holding(now), ...(reader && { memberId: reader }) },
    select: { memberId: true },
    orderBy: { backAt: 'asc' },
    take: limit,
  });
  return rows.map(({ memberId }) => ({ record: memberId, reader: memberId, unsent: true }));
}
