import type { LossHandler, Work } from '../../../bot/feature.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { tell } from '../../../bot/messages/say.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import type { MemberId } from '../../../chat/message.ts';
import {
  admitted,
  eventCard,
  feedbackCard,
  mayReadCard,
  notPosted,
  postCard,
  reminder,
  voteCard,
} from '../messages.ts';
import { showOrganiser } from '../operations.ts';
import { lockEvent } from '../store/event.ts';
import { markUndelivered, readInvitationById } from '../store/invitation.ts';
import { readChannels, unmarkPosted } from '../store/outward.ts';
import { readToAllow } from '../store/to-allow.ts';

/** The organiser sees how many could not be reached. */
async function countUnreached(work: Work, id: string): Promise<void> {
  const invitation = await readInvitationById(work.tx, id);
  const event = invitation && (await lockEvent(work.tx, invitation.eventId));
  if (!event) return;
  await markUndelivered(work.tx, invitation.id);
  await showOrganiser(work, event);
}

const unreached = (work: Work, { record }: Lost): Promise<void> => countUnreached(work, record);

/** What came too late is of no use any more, and says nothing about anyone. */
async function unreachedUnlessLate(work: Work, message: Lost): Promise<void> {
  if (message.outcome !== 'expired') await unreached(work, message);
}

async function unreachedOfQuestion(work: Work, { record, reader }: Lost): Promise<void> {
  const asked =
    reader === undefined ? undefined : (await readToAllow(work.tx, reader as MemberId)).get(record);
  if (asked) await countUnreached(work, asked.invitation.id);
}

/**
 * The organiser is told, and can press again; or, where what stands in the channel could not be put right, tells the
 * people there. The card of an earlier time is no matter: a newer one follows it, and arrives or fails by itself.
 */
async function postFailed(work: Work, { record, reader: channel, edition }: Lost): Promise<void> {
  const { tx, now } = work;
  const event = await lockEvent(tx, record);
  const isFollowed =
    edition < (event?.sequence ?? 0) && (event?.state === 'announced' || event?.state === 'cancelled');
  if (!event || !channel || event.state === 'ended' || isFollowed) return;
  await unmarkPosted(tx, event.id, channel);
  const channels = await readChannels(tx, event.organiserId);
  const name = channels.find(({ conversationId }) => conversationId === channel)?.name ?? 'the channel';
  tell(work, notPosted, { event, channel: name }, `${channel}:${edition}:${now.toISOString()}`);
  await showOrganiser(work, event);
}

export const lost: readonly LossHandler[] = [
  onLost(voteCard, unreached),
  onLost(eventCard, unreached),
  onLost(admitted, unreached),
  onLost(reminder, unreachedUnlessLate),
  onLost(feedbackCard, unreachedUnlessLate),
  onLost(mayReadCard, unreachedOfQuestion),
  onLost(postCard, postFailed),
];
