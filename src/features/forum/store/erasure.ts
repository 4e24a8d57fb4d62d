import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Vault } from '../../../store/seal.ts';
import { exportFeedback } from '../../planning/store/feedback.ts';
import { readUsual } from '../../planning/store/usual.ts';
import { readOwnNeeds } from './needs.ts';

/** What this person set up and is not over. */
export async function readOrganised(tx: Tx, organiser: MemberId): Promise<string[]> {
  const rows = await tx.forumEvent.findMany({
    where: { organiserId: organiser, nextAt: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const drafts = await tx.forumEvent.findMany({ where: { organiserId: organiser, state: 'draft' } });
  return [...new Set([...rows, ...drafts].map(({ id }) => id))].sort();
}

/** The meetings of others that they were invited to and that are still to come. */
export async function readInvitedTo(tx: Tx, member: MemberId): Promise<string[]> {
  const rows = await tx.forumInvitation.findMany({
    where: { memberId: member, event: { state: { in: ['asking', 'announced'] } } },
    orderBy: { eventId: 'asc' },
    select: { eventId: true },
  });
  return rows.map(({ eventId }) => eventId);
}

/** Their invitations with all that hangs on them. */
export async function forgetInvited(tx: Tx, member: MemberId): Promise<void> {
  await tx.forumInvitation.deleteMany({ where: { memberId: member } });
}

export async function exportEvents(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const rows = await tx.forumInvitation.findMany({
    where: { memberId: member, event: { state: { not: 'draft' } } },
    include: { event: { select: { title: true } }, ticks: { include: { time: true } } },
  });
  const invitations: Json[] = [];
  for (const { id, event, participantKind, voted, parts, seat, ticks } of rows) {
    const needs = (await readOwnNeeds(tx, vault, { id, memberId: member })) ?? null;
    const times = ticks.map(({ time }) => time.startsAt.toISOString());
    invitations.push({
      event: event.title,
      hat: participantKind,
      voted,
      'times I could manage': times,
      parts,
      seat,
      needs,
    });
  }
  return {
    invitations,
    'what usually works': await readUsual(tx, member),
    feedback: await exportFeedback(tx, vault, member),
  };
}

/** Meetings that were two years ago, with their agenda and what their vote decided. */
export async function forgetEvents(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, 730);
  return tx.$executeRaw`
    DELETE FROM forum_event WHERE id IN (
      SELECT id FROM forum_event WHERE next_at IS NULL AND state <> 'draft'
        AND COALESCE(starts_at, created_at) < ${before} LIMIT ${limit})`;
}
