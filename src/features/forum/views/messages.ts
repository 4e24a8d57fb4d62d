import { type Card, type Message, message } from '../../../chat/message.ts';
import { asMessage, discreet } from '../../../chat/words.ts';
import type { CardDraft } from '../../../outbox/enqueue/cards.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import { endOf, spanOf } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';

/** Names of the cards that live on. What is news has a new name: an edit notifies nobody. */
export const voteSlot = (invitation: string): string => `forum:vote:${invitation}`;
export const eventSlot = (invitation: string, sequence: number): string =>
  `forum:event:${invitation}:${sequence}`;
const feedbackSlot = (invitation: string): string => `forum:feedback:${invitation}`;
const POST = 'forum:post:';
export const postSlot = (event: string, channel: string, sequence: number): string =>
  `${POST}${event}:${channel}:${sequence}`;

export interface UndeliveredPost {
  event: string;
  channel: string;
  sequence: number;
}
/** The event and the channel of a post that did not arrive, and which time of the event it was about. */
export function readPostKey(key: string): UndeliveredPost | undefined {
  if (!key.startsWith(POST)) return undefined;
  const [event, channel, sequence = ''] = key.slice(POST.length).split(':');
  return event && channel ? { event, channel, sequence: Number.parseInt(sequence, 10) } : undefined;
}

/** Whether it matters that one of somebody's own letters came too late: a reminder is of no use any more. */
export const isReminderKey = (key: string): boolean => /^forum:(reminder|feedback):/.test(key);

const toMember = ({ id, memberId }: Invitation, card: Card | Message) =>
  ({
    to: { member: memberId },
    message: asMessage(card),
    class: 'quiet',
    origin: { feature: 'forum', id },
  }) as const;

const untilOver = (event: ForumEvent) =>
  event.state === 'announced' && event.startsAt ? { expiresAt: endOf(event.startsAt, event) } : {};

export const voteMessage = (invitation: Invitation, card: Card | Message): Draft => ({
  ...toMember(invitation, card),
  slot: voteSlot(invitation.id),
});

/** Changes what was shown, and never goes out of date. */
export const closingMessage = (slot: string, invitation: Invitation, card: Card): CardDraft => ({
  ...toMember(invitation, card),
  slot,
});

/** Whom a meeting is for says what its reader is: that it is for peers only is on no lock screen. */
export const eventMessage = (event: ForumEvent, invitation: Invitation, card: Card | Message): Draft => ({
  ...toMember(invitation, event.audience === 'peers' ? discreet(card) : card),
  slot: eventSlot(invitation.id, event.sequence),
  ...untilOver(event),
});

export const admittedMessage = (event: ForumEvent, invitation: Invitation, card: Card, now: Date): Draft => ({
  ...toMember(invitation, card),
  key: `forum:admitted:${invitation.id}:${now.getTime()}`,
  ...untilOver(event),
});

export const reminderMessage = (
  event: ForumEvent,
  invitation: Invitation,
  kind: string,
  card: Card,
): Draft => ({
  ...toMember(invitation, card),
  key: `forum:reminder:${invitation.id}:${event.sequence}:${kind}`,
  ...(event.startsAt && { expiresAt: spanOf(event.startsAt, event, invitation.parts).from }),
});

export const feedbackMessage = (invitation: Invitation, card: Card | Message): Draft => ({
  ...toMember(invitation, card),
  slot: feedbackSlot(invitation.id),
});

/** One for each who organises after the one to whom it was told. It names somebody, so a lock screen shows none of it. */
export const mayReadMessage = (event: ForumEvent, invitation: Invitation, card: Card): Draft => ({
  ...toMember(invitation, discreet(card)),
  slot: `forum:may-read:${invitation.id}:${event.organiserId}`,
  ...untilOver(event),
});

export const organiserSlot = (event: string): string => `forum:organiser:${event}`;
/** The organiser's one living card; it begins as the preview. */
export const organiserMessage = (event: ForumEvent, card: Card | Message): Draft => ({
  to: { member: event.organiserId },
  message: asMessage(card),
  slot: organiserSlot(event.id),
  class: 'quiet',
  origin: { feature: 'forum', id: event.id },
});

/** About a message that was not delivered; its key is not read as one of that kind, or its own loss would be told for ever. */
export const noticeMessage = (event: ForumEvent, undelivered: string, card: Message): Draft => ({
  to: { member: event.organiserId },
  message: card,
  key: `forum:lost:${undelivered}`,
  class: 'quiet',
  origin: { feature: 'forum', id: event.id },
});

export const channelClosing = (event: ForumEvent, channel: string, card: Card): CardDraft => ({
  to: { conversation: channel },
  message: message(card),
  slot: postSlot(event.id, channel, event.sequence),
  class: 'quiet',
  origin: { feature: 'forum', id: event.id },
});

export const channelMessage = (event: ForumEvent, channel: string, card: Card): Draft => ({
  ...channelClosing(event, channel, card),
  ...untilOver(event),
});
