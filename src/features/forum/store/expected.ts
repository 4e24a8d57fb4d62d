import type { Owed } from '../../../outbox/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { eventSlot, organiserSlot, voteSlot } from '../views/messages.ts';
import { type ForumEvent, readEvent } from './event.ts';
import { readSighted } from './invitation.ts';

/** An event under way has its organiser's card, and everybody who may see it has theirs. */
export async function readOwed(tx: Tx, _now: Date, limit: number): Promise<Owed[]> {
  const rows = await tx.forumEvent.findMany({
    where: { state: { in: ['asking', 'announced'] } },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  const owed: Owed[] = [];
  for (const { id } of rows) {
    const event = owed.length < limit ? await readEvent(tx, id) : undefined;
    if (event)
      owed.push({ record: `forum-event:${id}`, slot: organiserSlot(id) }, ...(await ofEvent(tx, event)));
  }
  return owed;
}

async function ofEvent(tx: Tx, event: ForumEvent): Promise<Owed[]> {
  const isVote = event.state === 'asking';
  // Who was asked for their role at the vote is not asked again when the event is announced.
  const sights = isVote || event.askedAt === null ? ['in', 'ask'] : ['in'];
  const sighted = await readSighted(tx, event);
  return sighted
    .filter(({ sight }) => sights.includes(sight))
    .map(({ invitation: { id } }) => ({
      record: `forum-invitation:${id}`,
      slot: isVote ? voteSlot(id) : eventSlot(id, event.sequence),
    }));
}
