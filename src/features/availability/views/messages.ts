import { type Card, type Message, message } from '../../../chat/message.ts';
import { asMessage, discreet, plain } from '../../../chat/words.ts';
import type { CardDraft } from '../../../outbox/enqueue/cards.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import type { CallOutProgress } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import { cannotComeNews, progressCard } from './manager.ts';

/** Names of the cards that live on: one for each peer and call-out, one for the project manager. */
export const invitationSlot = (invitation: string): string => `availability:invitation:${invitation}`;
export const reminderKey = (invitation: string): string => `availability:reminder:${invitation}`;
export const callOutSlot = (callOut: string): string => `availability:call-out:${callOut}`;
export const hostSlot = (invitation: string): string => `availability:host:${invitation}`;

/** Which of a peer's letters a key is of; those to the project manager are none of them. */
export const readPeerKey = (key: string): string | undefined =>
  /^availability:(invitation|reminder|host):/.exec(key)?.[1];

const toPeer = (peer: string, invitation: string, words: Message) =>
  ({
    to: { member: peer },
    message: words,
    class: 'quiet',
    origin: { feature: 'availability', id: invitation },
  }) as const;

export const invitationMessage = (
  callOut: CallOut,
  invitation: { id: string; peerId: string },
  card: Card | Message,
): CardDraft => ({
  ...toPeer(invitation.peerId, invitation.id, asMessage(card)),
  slot: invitationSlot(invitation.id),
  ...(callOut.state === 'open' && { expiresAt: callOut.closesAt }),
});

export const reminderMessage = (
  callOut: CallOut,
  invitation: { id: string; peerId: string },
  card: Card,
): Draft => ({
  ...toPeer(invitation.peerId, invitation.id, message(card)),
  key: reminderKey(invitation.id),
  expiresAt: callOut.closesAt,
});

export const hostMessage = (invitation: { id: string; peerId: string }, card: Card): CardDraft => ({
  ...toPeer(invitation.peerId, invitation.id, discreet(card)),
  slot: hostSlot(invitation.id),
});

/** A message of its own: an edit of the card that stands there would notify nobody. */
export const askAgainMessage = (
  invitation: { id: string; peerId: string },
  card: Card,
  now: Date,
): Draft => ({
  ...toPeer(invitation.peerId, invitation.id, discreet(card)),
  key: `${hostSlot(invitation.id)}:again:${now.getTime()}`,
});

/** One for each who runs the project after the one to whom it was told. */
export const mayReadMessage = (
  invitation: { id: string; peerId: string },
  reader: string,
  card: Card,
): CardDraft => ({
  ...toPeer(invitation.peerId, invitation.id, discreet(card)),
  slot: `availability:may-read:${invitation.id}:${reader}`,
});

/** A8: the project manager is told that something changed, and not what: that is the peer's to say. */
export const changedMessage = (callOut: CallOut, invitation: { id: string }, now: Date): Draft => ({
  to: { member: callOut.project.managerId },
  message: plain(
    `Something has changed for a peer: ${callOut.project.theme}`,
    'They changed their profile, so I’ve asked them about conflicts again. Their answer will show on your call-out’s card.',
  ),
  key: `availability:changed:${invitation.id}:${now.getTime()}`,
  class: 'quiet',
  origin: { feature: 'availability', id: callOut.id },
});

/** Once the call-out has closed the manager's card is read no more: whoever is lost to the project rings. */
export const cannotComeMessage = (
  callOut: CallOut,
  { id, name }: { id: string; name: string },
  now: Date,
): Draft => ({
  to: { member: callOut.project.managerId },
  message: discreet(cannotComeNews(callOut, name)),
  key: `availability:cannot-come:${id}:${now.getTime()}`,
  class: 'quiet',
  origin: { feature: 'availability', id: callOut.id },
});

/** The project manager's one living card; it begins as the preview. */
export const callOutMessage = (callOut: CallOut, card: Card | Message): Draft => ({
  to: { member: callOut.project.managerId },
  message: asMessage(card),
  slot: callOutSlot(callOut.id),
  class: 'quiet',
  origin: { feature: 'availability', id: callOut.id },
});

export const progressMessage = (callOut: CallOut, standing: CallOutProgress, now: Date): Draft =>
  callOutMessage(callOut, progressCard(callOut, standing, now));

export const summaryMessage = (callOut: CallOut, card: Card): Draft => ({
  to: { member: callOut.project.managerId },
  message: message(card),
  key: `availability:summary:${callOut.id}`,
  class: 'quiet',
  origin: { feature: 'availability', id: callOut.id },
});
