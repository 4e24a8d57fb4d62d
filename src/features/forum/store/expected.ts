import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { visibilityOf } from '../rules/audience.ts';
import { type EventState, isComing, type Parts } from '../rules/event.ts';
import { toAllowId } from './to-allow.ts';

const ofEvent = { audience: true, state: true, askedAt: true, sequence: true, nextAt: true } as const;
const ofMember = { select: { profile: { select: { confirmed: true } } } } as const;

async function readSighted(
  tx: Tx,
  event: Prisma.ForumEventWhereInput,
  limit: number,
  reader: MemberId | undefined,
) {
  const rows = await tx.forumInvitation.findMany({
    where: { event, member: { standing: 'member' }, ...(reader && { memberId: reader }) },
    select: {
      id: true,
      memberId: true,
      participantKind: true,
      voted: true,
      parts: true,
      seat: true,
      event: { select: ofEvent },
      member: ofMember,
    },
    orderBy: { event: { createdAt: 'desc' } },
    take: limit,
  });
  return rows.flatMap(({ member, ...row }) => {
    const confirmed = member.profile?.confirmed ?? [];
    const who = { isPeer: confirmed.includes('peer'), isManager: confirmed.includes('manager') };
    const visibility = visibilityOf(
      row.event.audience as ForWhom,
      who,
      row.participantKind as Parameters<typeof visibilityOf>[2],
    );
    return visibility === 'out' ? [] : [{ ...row, visibility }];
  });
}

/** Everybody who may see a vote is asked, or asked first as what they would come. */
export async function readExpectedVotes(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await readSighted(tx, { state: 'asking' }, limit, reader);
  return rows.map(({ id, memberId, visibility, voted }) => {
    const isAnswered = visibility === 'in' && voted !== null;
    return { record: id, reader: memberId, ...(isAnswered && { asksNothing: true }) };
  });
}

/** Everybody who may see an event that is announced has its card; that it is off is news to those who said they come. */
export async function readExpectedEvents(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await readSighted(
    tx,
    { OR: [{ state: 'announced' }, { state: 'cancelled', startsAt: { gt: now } }] },
    limit,
    reader,
  );
  return rows.flatMap(({ id, memberId, visibility, parts, seat, event }): ExpectedCard[] => {
    const card = { record: id, reader: memberId, edition: event.sequence };
    if (visibility === 'ask') {
      if (event.state === 'cancelled') return [];
      // Who was asked for their role at the vote is not asked again when the event is announced.
      return [{ ...card, ...(event.askedAt && { unsent: true }) }];
    }
    const isOnHome =
      event.state === 'cancelled' ? isComing(parts as Parts | 'no' | null) : parts === null || seat !== null;
    return [{ ...card, ...(!isOnHome && { asksNothing: true }) }];
  });
}

const RUN: readonly EventState[] = ['draft', 'asking', 'announced'];

/** What an organiser has under way has its card. */
export async function readExpectedOrganisers(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.forumEvent.findMany({
    where: { state: { in: [...RUN] }, ...(reader && { organiserId: reader }) },
    select: { id: true, organiserId: true, state: true },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, organiserId, state }) => ({
    record: id,
    reader: organiserId,
    ...(state === 'announced' && { asksNothing: true }),
  }));
}

/** Whoever told what they need to somebody who no longer organises it is asked about who does. */
export async function readExpectedToAllow(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.forumNeed.findMany({
    where: {
      nextId: { not: null },
      nextMay: null,
      invitation: { event: { state: 'announced' }, ...(reader && { memberId: reader }) },
    },
    select: {
      nextId: true,
      invitation: { select: { id: true, memberId: true, event: { select: { organiserId: true } } } },
    },
    take: limit,
  });
  return rows.flatMap(({ nextId, invitation }) =>
    nextId === invitation.event.organiserId
      ? { record: toAllowId({ invitation, reader: nextId }), reader: invitation.memberId }
      : [],
  );
}
