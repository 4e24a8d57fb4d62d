import type { MemberId } from '../../../chat/message.ts';
import type { ParticipantKind } from '../../../directory/participant-kinds.ts';
import type { Tx } from '../../../store/database.ts';
import type { Parts } from '../rules/event.ts';
import type { Seat } from '../rules/waiting.ts';

export interface Invitation extends Seat {
  eventId: string;
  memberId: MemberId;
  /** The reader's own zone: every time that is written to them is in it. */
  timeZone: string;
  participantKind: ParticipantKind | null;
  voted: 'times' | 'none' | null;
  parts: Parts | 'no' | null;
  undelivered: boolean;
  /** Ids of the times that they could manage. */
  ticks: string[];
}

export const wholeInvitation = {
  member: { select: { timeZone: true } },
  ticks: { select: { timeId: true } },
} as const;

type Row = Omit<Invitation, 'ticks' | 'timeZone'> & {
  ticks: { timeId: string }[];
  member: { timeZone: string };
};
export function toInvitation(row: unknown): Invitation {
  const { ticks, member, ...rest } = row as Row;
  return { ...rest, timeZone: member.timeZone, ticks: ticks.map(({ timeId }) => timeId) };
}

/** Invites whoever is not invited yet. `kinds` for those who said it by what they did, such as setting it up. */
export async function invite(
  tx: Tx,
  eventId: string,
  members: readonly MemberId[],
  kinds: ReadonlyMap<MemberId, ParticipantKind> = new Map(),
): Promise<void> {
  await tx.forumInvitation.createMany({
    data: members.map((memberId) => ({ eventId, memberId, participantKind: kinds.get(memberId) ?? null })),
    skipDuplicates: true,
  });
}

export async function readInvitation(
  tx: Tx,
  eventId: string,
  memberId: MemberId,
): Promise<Invitation | undefined> {
  const where = { eventId_memberId: { eventId, memberId } };
  const row = await tx.forumInvitation.findUnique({ where, include: wholeInvitation });
  return row ? toInvitation(row) : undefined;
}

/** Of somebody who is a member now. */
export async function readInvitationById(tx: Tx, id: string): Promise<Invitation | undefined> {
  const where = { id, member: { standing: 'member' } };
  const row = await tx.forumInvitation.findFirst({ where, include: wholeInvitation });
  return row ? toInvitation(row) : undefined;
}

export const readInvitations = (tx: Tx, eventId: string): Promise<Invitation[]> =>
  readInvitationsTo(tx, [eventId]);

export async function readInvitationsTo(tx: Tx, events: readonly string[]): Promise<Invitation[]> {
  const rows = await tx.forumInvitation.findMany({
    where: { eventId: { in: [...events] }, member: { standing: 'member' } },
    include: wholeInvitation,
    orderBy: { id: 'asc' },
  });
  return rows.map(toInvitation);
}

/** This member's invitations to these events, by event. */
export async function readOwnInvitations(
  tx: Tx,
  memberId: MemberId,
  events: readonly string[],
): Promise<Map<string, Invitation>> {
  const rows = await tx.forumInvitation.findMany({
    where: { memberId, eventId: { in: [...events] } },
    include: wholeInvitation,
  });
  return new Map(rows.map((row) => [row.eventId, toInvitation(row)]));
}

export async function writeParticipantKind(
  tx: Tx,
  id: string,
  participantKind: ParticipantKind,
): Promise<void> {
  await tx.forumInvitation.update({ where: { id }, data: { participantKind } });
}

export async function writeVote(
  tx: Tx,
  id: string,
  voted: 'times' | 'none',
  times: readonly string[],
): Promise<void> {
  await tx.forumInvitation.update({ where: { id }, data: { voted, undelivered: false } });
  await tx.forumTick.deleteMany({ where: { invitationId: id } });
  await tx.forumTick.createMany({ data: times.map((timeId) => ({ invitationId: id, timeId })) });
}

/** Lock the event first: a place is given to one person. */
export async function writeAnswer(
  tx: Tx,
  id: string,
  { parts, seat, queue }: Pick<Invitation, 'parts' | 'seat' | 'queue'>,
): Promise<void> {
  await tx.forumInvitation.update({ where: { id }, data: { parts, seat, queue, undelivered: false } });
}

export async function admitWaiting(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.forumInvitation.updateMany({
    where: { id: { in: [...ids] }, seat: 'waiting' },
    data: { seat: 'held', queue: null },
  });
}

/** What was said of an announcement that was taken back, or what a vote that was sent by mistake asked. */
export async function clearAnswers(tx: Tx, eventId: string): Promise<void> {
  await tx.forumInvitation.updateMany({ where: { eventId }, data: { parts: null, seat: null, queue: null } });
}

/** Whoever couldn’t make the time before is asked anew. */
export async function clearDeclines(tx: Tx, eventId: string): Promise<void> {
  await tx.forumInvitation.updateMany({ where: { eventId, parts: 'no' }, data: { parts: null } });
}

/** Who was invited, who answered what, their reminders, needs and links: all of it. */
export async function deleteInvitations(tx: Tx, eventId: string): Promise<void> {
  await tx.forumInvitation.deleteMany({ where: { eventId } });
}

export async function markUndelivered(tx: Tx, id: string): Promise<void> {
  await tx.forumInvitation.updateMany({ where: { id }, data: { undelivered: true } });
}
