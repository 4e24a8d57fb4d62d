import type { ExpectedMessage } from '../../../outbox/report/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { eventSlot, organiserSlot, voteSlot } from '../views/messages.ts';
import { type ForumEvent, readEvent } from './event.ts';
import { readSighted } from './invitation.ts';

/** An event under way has its organiser's card, and everybody who may see it has theirs. */
export async function readExpectedMessages(tx: Tx, _now: Date, limit: number): Promise<ExpectedMessage[]> {
  const rows = await tx.forumEvent.findMany({
    where: { state: { in: ['asking', 'announced'] } },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  const expected: ExpectedMessage[] = [];
  for (const { id } of rows) {
    const event = expected.length < limit ? await readEvent(tx, id) : undefined;
    if (event)
      expected.push({ record: `forum-event:${id}`, slot: organiserSlot(id) }, ...(await ofEvent(tx, event)));
  }
  return expected;
}

async function ofEvent(tx: Tx, event: ForumEvent): Promise<ExpectedMessage[]> {
  const isVote = event.state === 'asking';
  // Who was asked for their role at the vote is not asked again when the event is announced.
  const visibilities = isVote || event.askedAt === null ? ['in', 'ask'] : ['in'];
  const sighted = await readSighted(tx, event);
  return sighted
    .filter(({ visibility }) => visibilities.includes(visibility))
    .map(({ invitation: { id } }) => ({
      record: `forum-invitation:${id}`,
      slot: isVote ? voteSlot(id) : eventSlot(id, event.sequence),
    }));
}
