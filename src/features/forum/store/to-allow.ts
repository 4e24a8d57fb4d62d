import type { MemberId } from '../../../chat/message.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { passOn } from '../../../store/promised.ts';
import { type ForumEvent, wholeEvent } from './event.ts';
import { type Invitation, toInvitation, wholeInvitation } from './invitation.ts';

/** Somebody else organises the meeting: the invitations whose needs were told to the one before, to be asked about. */
export async function passNeedsOn(tx: Tx, eventId: string, to: MemberId): Promise<string[]> {
  const rows = await tx.forumNeed.findMany({
    where: { invitation: { eventId } },
    orderBy: { invitationId: 'asc' },
  });
  const toAsk = rows.filter((before) => passOn(before, to).isToAsk).map(({ invitationId }) => invitationId);
  await tx.forumNeed.updateMany({
    where: { invitationId: { in: toAsk } },
    data: { nextId: to, nextMay: null },
  });
  return toAsk;
}

/** What they said about this reader; any other has been and gone. */
export async function letRead(tx: Tx, invitation: string, next: MemberId, may: boolean): Promise<boolean> {
  const where = { invitationId: invitation, nextId: next };
  return (await tx.forumNeed.updateMany({ where, data: { nextMay: may } })).count === 1;
}

/** What somebody needs, and who would read it since somebody else organises the meeting. */
export interface ToAllow {
  event: ForumEvent;
  invitation: Invitation;
  reader: MemberId;
  /** To whom it was told. */
  before: string | undefined;
  /** What they said; null while that waits for an answer. */
  may: boolean | null;
}

/** One for each who organises after the one to whom it was told. */
export const toAllowId = ({
  invitation,
  reader,
}: {
  invitation: Pick<Invitation, 'id'>;
  reader: MemberId;
}): string => `${invitation.id}:${reader}`;

/** What this member told, by what the question about it is known as. */
export async function readToAllow(tx: Tx, memberId: MemberId): Promise<ReadonlyMap<string, ToAllow>> {
  const all = await readPassedOn(tx, { invitation: { memberId } });
  return new Map(all.map((one) => [toAllowId(one), one]));
}

/** What was told to whoever organised this meeting before. */
export const readToAllowOf = (tx: Tx, eventId: string): Promise<ToAllow[]> =>
  readPassedOn(tx, { invitation: { eventId } });

async function readPassedOn(tx: Tx, where: Prisma.ForumNeedWhereInput): Promise<ToAllow[]> {
  const rows = await tx.forumNeed.findMany({
    where: { ...where, nextId: { not: null } },
    include: {
      reader: { select: { name: true } },
      invitation: { include: { ...wholeInvitation, event: { include: wholeEvent } } },
    },
    orderBy: { invitationId: 'asc' },
  });
  return rows.flatMap(({ reader, nextId, nextMay, invitation: { event, ...row } }) =>
    nextId === null
      ? []
      : {
          event: event as ForumEvent,
          invitation: toInvitation(row),
          reader: nextId,
          before: reader?.name,
          may: nextMay,
        },
  );
}
