import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
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
