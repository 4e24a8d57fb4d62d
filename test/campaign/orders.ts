import type { MemberId } from '../../src/chat/message.ts';

/**
 * What the campaign has the bot do, in the words of its command:
 * `campaign send r1x17 urgent 120 9` writes to nine people, the first of them number 120;
 * `later`: the same, by a sweep; `burst`: so many messages to one person or, from `C`, one channel;
 * `card`: one more version of the card that each of so many people has.
 */
export interface Order {
  /** Unique in the whole campaign: asked for twice, it is done once. */
  id: string;
  kind: 'send' | 'later' | 'burst' | 'post' | 'card';
  class: 'urgent' | 'quiet';
  first: number;
  count: number;
}

const kinds = ['send', 'later', 'burst', 'post', 'card'] as const;
const pattern = new RegExp(`^(${kinds.join('|')}) (\\w+) (urgent|quiet) (\\d+) (\\d+)$`);

export const wordsOf = ({ kind, id, class: how, first, count }: Order): string =>
  `campaign ${kind} ${id} ${how} ${first} ${count}`;

export function readOrder(words: string): Order | undefined {
  const [, kind, id = '', how, first, count] = pattern.exec(words.trim()) ?? [];
  if (kind === undefined) return undefined;
  return {
    id,
    kind: kind as Order['kind'],
    class: how as Order['class'],
    first: Number(first),
    count: Number(count),
  };
}

/** One message: its number stands in its words, and with `campaign:` before it is its key. */
export interface Numbered {
  number: string;
  /** Of a person, or of a channel. */
  to: number;
}

/** The messages that an order asks for; the versions of a card are numbered by the database. */
export function messagesOf({ id, kind, first, count }: Order): Numbered[] {
  if (kind === 'card') return [];
  return Array.from({ length: count }, (_, index) => ({
    number: `${id}n${index}`,
    to: kind === 'send' || kind === 'later' ? first + index : first,
  }));
}

/** The card of a person in one round; a version is `r1c120v3`. */
export const cardOf = ({ id }: Order, person: number): string => `${id.split('x')[0]}c${person}`;

export const keyOf = (number: string): string => `campaign:${number}`;
/** Ends with a dot, so that n1 is not found in n10. */
export const inWords = (number: string): string => `${number}.`;
/** Every number in what somebody saw. */
export const numbersIn = (text: string): string[] => text.match(/r\d+(?:x\d+n|c\d+v)\d+(?=\.)/g) ?? [];

const made = (family: string, index: number) =>
  `00000000-0000-4000-${family}-${String(index).padStart(12, '0')}`;
export const memberOf = (index: number): MemberId => made('8000', index) as MemberId;
export const accountOf = (index: number): string => made('9000', index);
export const conversationOf = (index: number): string => made('a000', index);
