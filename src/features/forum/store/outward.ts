import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

// --- channels --------------------------------------------------------------------------------------------------------

export interface Channel {
  conversationId: string;
  name: string;
}

export async function writeChannel(
  tx: Tx,
  organiserId: MemberId,
  { conversationId, name }: Channel,
): Promise<void> {
  const where = { organiserId_conversationId: { organiserId, conversationId } };
  await tx.forumChannel.upsert({
    where,
    create: { organiserId, conversationId, name },
    update: { name },
  });
}

/** The channels that this organiser made known: nobody else posts there. */
export const readChannels = (tx: Tx, organiserId: MemberId): Promise<Channel[]> =>
  readChannelsOf(tx, [organiserId]);

export async function readChannelsOf(
  tx: Tx,
  organisers: readonly MemberId[],
): Promise<(Channel & { organiserId: MemberId })[]> {
  return tx.forumChannel.findMany({
    where: { organiserId: { in: [...organisers] } },
    orderBy: { name: 'asc' },
    select: { organiserId: true, conversationId: true, name: true },
  });
}

export async function deleteChannel(tx: Tx, organiserId: MemberId, conversationId: string): Promise<boolean> {
  return (await tx.forumChannel.deleteMany({ where: { organiserId, conversationId } })).count === 1;
}

/** True once: this event was not posted there before. */
export async function markPosted(tx: Tx, eventId: string, conversationId: string): Promise<boolean> {
  const { count } = await tx.forumPost.createMany({
    data: { eventId, conversationId },
    skipDuplicates: true,
  });
  return count === 1;
}

export async function unmarkPosted(tx: Tx, eventId: string, conversationId?: string): Promise<void> {
  await tx.forumPost.deleteMany({ where: { eventId, ...(conversationId && { conversationId }) } });
}

export async function readPosts(
  tx: Tx,
  events: readonly string[],
): Promise<{ eventId: string; conversationId: string }[]> {
  return tx.forumPost.findMany({
    where: { eventId: { in: [...events] } },
    orderBy: { conversationId: 'asc' },
  });
}

// --- links to calendar files -----------------------------------------------------------------------------------------

/** Ours: nobody needs more links to one event. With the next one the earlier ones stop working. */
const LINKS_EACH = 20;

export async function writeLink(tx: Tx, invitationId: string, tokenHash: string): Promise<void> {
  const made = await tx.forumLink.count({ where: { invitationId } });
  if (made >= LINKS_EACH) await tx.forumLink.deleteMany({ where: { invitationId } });
  await tx.forumLink.create({ data: { invitationId, tokenHash } });
}

export async function readLink(tx: Tx, tokenHash: string): Promise<string | undefined> {
  return (await tx.forumLink.findUnique({ where: { tokenHash } }))?.invitationId;
}
