import type { Card, Message } from '../../../chat/message.ts';
import { discreet } from '../../../chat/words.ts';
import type { CardDraft } from '../../../outbox/enqueue/cards.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';

/** Names of the cards that live on. The last part is whose card it is. */
export const offerSlot = (pair: string, member: string): string => `buddies:offer:${pair}:${member}`;
/** The one reminder of an offer is a card of its own, for an edited one rings no bell. */
export const againSlot = (pair: string, member: string): string => `buddies:again:${pair}:${member}`;
export const nudgeSlot = (moment: string, member: string): string => `buddies:nudge:${moment}:${member}`;
export const dateSlot = (date: { id: string; sequence: number }, member: string): string =>
  `buddies:date:${date.id}:${date.sequence}:${member}`;
export const leftKey = (round: string, member: string): string => `buddies:left:${round}:${member}`;
const roundSlot = (round: string, member: string): string => `buddies:round:${round}:${member}`;

/** Whose letter about a pair a key is of. What closes an offer, or only rounds it off, asks nothing and is not in it. */
export const readPairKey = (key: string): { what: string; member: string } | undefined => {
  const [, what, member] =
    /^buddies:(offer|again|introduction|nudge|paused|resumed|ended):.*:([0-9a-f-]{36})(?:#|$)/.exec(key) ??
    [];
  return what && member ? { what, member } : undefined;
};
/** The date that a key is of, and who was to be told of it. */
export const readDateKey = (
  key: string,
): { meeting: string; sequence: number; member: string } | undefined => {
  const [, meeting, sequence, member] =
    /^buddies:date:([0-9a-f-]{36}):(\d+):([0-9a-f-]{36})(?:#|$)/.exec(key) ?? [];
  return meeting && sequence && member ? { meeting, sequence: Number(sequence), member } : undefined;
};

/** A card in a slot, about a pair or a round. */
export const slotMessage = (
  member: string,
  slot: string,
  origin: string,
  words: Card | Message,
  expiresAt?: Date,
): CardDraft => ({
  to: { member },
  message: discreet(words),
  ...{ slot, class: 'quiet' },
  origin: { feature: 'buddies', id: origin },
  ...(expiresAt && { expiresAt }),
});

/** A message that is sent once. */
export const keyMessage = (member: string, key: string, origin: string, words: Card | Message): Draft => ({
  to: { member },
  message: discreet(words),
  ...{ key, class: 'quiet' },
  origin: { feature: 'buddies', id: origin },
});

/** News for one of a pair: `what` and `at` make it one message, however often it is drafted. */
export const newsMessage = (
  pair: string,
  member: string,
  what: string,
  at: Date,
  words: Card | Message,
): Draft => keyMessage(member, `buddies:${what}:${pair}:${at.getTime()}:${member}`, pair, words);

export const roundMessage = (round: string, member: string, words: Card | Message): Draft =>
  slotMessage(member, roundSlot(round, member), round, words);
