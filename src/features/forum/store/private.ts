import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { promisedTo, unsealFor } from '../../../store/promised.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';
import type { Invitation } from './invitation.ts';

/** What somebody needs to take part. A type and no interface, so that it is Json. */
export type Needs = { needs: string[]; words: string | null; named: boolean };

const needPlace = (member: MemberId, row: string) => ({
  member,
  row,
  table: 'forum_need',
  column: 'needs_sealed',
});

/** Nothing needed: the row goes. */
export async function writeNeeds(
  tx: Tx,
  vault: Vault,
  { id, memberId }: Pick<Invitation, 'id' | 'memberId'>,
  /** What they told, and whom the form named as the one who reads it. */
  told: { needs: Needs; reader: MemberId } | undefined,
): Promise<void> {
  await tx.forumNeed.deleteMany({ where: { invitationId: id } });
  if (!told) return;
  const { needs, reader } = told;
  const needsSealed = toColumn(await vault.seal<Needs>(tx, needPlace(memberId, id), needs));
  await tx.forumNeed.create({ data: { invitationId: id, needsSealed, ...promisedTo(reader) } });
}

export async function readOwnNeeds(
  tx: Tx,
  vault: Vault,
  { id, memberId }: Pick<Invitation, 'id' | 'memberId'>,
): Promise<Needs | undefined> {
  const row = await tx.forumNeed.findUnique({ where: { invitationId: id } });
  return row
    ? vault.unseal<Needs>(tx, needPlace(memberId, id), fromColumn<Needs>(row.needsSealed))
    : undefined;
}

const ofEvent = (eventId: string) => ({ invitation: { eventId } });

/** How many told what they need, by event. */
export async function countNeeds(tx: Tx, events: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ event: string; needs: number }[]>`
    SELECT i.event_id AS event, count(*)::int AS needs FROM forum_need n JOIN forum_invitation i ON i.id = n.invitation_id
    WHERE i.event_id = ANY(${[...events]}::uuid[]) GROUP BY i.event_id`;
  return new Map(rows.map(({ event, needs }) => [event, needs]));
}

export interface NeedsRead {
  open: (Needs & { member: MemberId; name: string | undefined })[];
  /** How many were told to the organiser before, and are shut for this one. */
  shut: number;
}

/** For the organiser to whom they were told. A name stands there only where its owner said that it may. */
export async function readNeeds(tx: Tx, vault: Vault, eventId: string, reader: MemberId): Promise<NeedsRead> {
  const rows = await tx.forumNeed.findMany({
    where: ofEvent(eventId),
    include: { invitation: { select: { memberId: true, member: { select: { name: true } } } } },
    orderBy: { invitationId: 'asc' },
  });
  const read: NeedsRead = { open: [], shut: 0 };
  for (const { invitationId, needsSealed, invitation, ...promised } of rows) {
    const { memberId: member } = invitation;
    const sealed = fromColumn<Needs>(needsSealed);
    const at = needPlace(member, invitationId);
    const needs = await unsealFor<Needs>(vault, tx, { at, sealed, promised }, reader);
    if (needs === 'shut') read.shut += 1;
    else if (needs)
      read.open.push({ ...needs, member, name: needs.named ? invitation.member.name : undefined });
  }
  return read;
}

export async function deleteNeeds(tx: Tx, eventId: string): Promise<void> {
  await tx.forumNeed.deleteMany({ where: ofEvent(eventId) });
}

// --- what people want talked about next ------------------------------------------------------------------------------

const feedbackPlace = (member: MemberId, row: string, column: 'discuss_sealed' | 'know_sealed') => ({
  member,
  row,
  column,
  table: 'forum_feedback',
});

export interface FeedbackWords {
  discuss: string | undefined;
  know: string | undefined;
}

/** One for each person and event; written again, it replaces what was there. */
export async function writeFeedback(
  tx: Tx,
  vault: Vault,
  about: { eventId: string; memberId: MemberId; forgetAt: Date },
  { discuss, know }: FeedbackWords,
): Promise<void> {
  const { eventId, memberId } = about;
  await tx.forumFeedback.deleteMany({ where: { eventId, memberId } });
  const id = randomUUID();
  const seal = async (words: string | undefined, column: 'discuss_sealed' | 'know_sealed') =>
    words === undefined
      ? null
      : toColumn(await vault.seal<string>(tx, feedbackPlace(memberId, id, column), words));
  const discussSealed = await seal(discuss, 'discuss_sealed');
  const knowSealed = await seal(know, 'know_sealed');
  await tx.forumFeedback.create({ data: { id, ...about, discussSealed, knowSealed } });
}

export interface BacklogItem {
  id: string;
  /** For the audit alone: who wrote it is shown to nobody. */
  writer: MemberId;
  eventId: string;
  discuss: string | undefined;
  know: string | undefined;
}

/** What waits for an event that takes it up, or was taken up by this one; of those events alone, without names. */
export async function readBacklog(
  tx: Tx,
  vault: Vault,
  events: readonly string[],
  takenUpBy: string | undefined,
  now: Date,
): Promise<BacklogItem[]> {
  const rows = await tx.forumFeedback.findMany({
    where: {
      eventId: { in: [...events] },
      OR: [{ takenUpById: null }, ...(takenUpBy ? [{ takenUpById: takenUpBy }] : [])],
      forgetAt: { gt: now },
    },
    orderBy: [{ forgetAt: 'desc' }, { id: 'asc' }],
    take: 10,
  });
  const items: BacklogItem[] = [];
  for (const { id, eventId, memberId, discussSealed, knowSealed } of rows) {
    const open = async (sealed: string | null, column: 'discuss_sealed' | 'know_sealed') =>
      sealed === null
        ? undefined
        : vault.unseal<string>(tx, feedbackPlace(memberId, id, column), fromColumn(sealed));
    const [discuss, know] = [
      await open(discussSealed, 'discuss_sealed'),
      await open(knowSealed, 'know_sealed'),
    ];
    if (discuss !== undefined || know !== undefined)
      items.push({ id, writer: memberId, eventId, discuss, know });
  }
  return items;
}

/** Which of these an event takes up: the others that it had taken wait again. */
export async function takeUp(
  tx: Tx,
  event: string,
  known: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const takes = ids.filter((id) => known.includes(id));
  await tx.forumFeedback.updateMany({ where: { takenUpById: event }, data: { takenUpById: null } });
  await tx.forumFeedback.updateMany({ where: { id: { in: takes } }, data: { takenUpById: event } });
}

export async function readTakenUp(tx: Tx, event: string): Promise<string[]> {
  const rows = await tx.forumFeedback.findMany({ where: { takenUpById: event }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The events of which something was asked, to see which of them somebody may read. */
export async function readEventsWithBacklog(
  tx: Tx,
): Promise<{ id: string; audience: ForWhom; organiserId: MemberId }[]> {
  const rows = await tx.forumEvent.findMany({
    where: { feedback: { some: {} } },
    orderBy: { startsAt: 'desc' },
    select: { id: true, audience: true, organiserId: true },
    take: 20,
  });
  return rows.map((row) => ({ ...row, audience: row.audience as ForWhom }));
}

/** The meeting that took it up is over. */
export async function deleteTakenUp(tx: Tx, event: string): Promise<void> {
  await tx.forumFeedback.deleteMany({ where: { takenUpById: event } });
}

export const oldFeedback: Due = (now) =>
  Prisma.sql`SELECT id::text, forget_at AS at FROM forum_feedback WHERE forget_at <= ${now}`;

export async function deleteFeedback(tx: Tx, id: string): Promise<void> {
  await tx.forumFeedback.deleteMany({ where: { id } });
}
