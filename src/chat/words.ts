import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  plainText,
} from './message.ts';

/** A title and plain lines, without buttons. */
export const plain = (title: string, ...lines: string[]): Message =>
  message({ title, body: lines.map((line) => paragraph(line)) });

/** A card as a message; a message stays one. */
export const asMessage = (words: Card | Message): Message => ('title' in words ? message(words) : words);

/** With a title, more than a lock screen has room for. */
const LEAD =
  'This is for you alone. What it says comes now, for when nobody reads along. It’s not lost if you open it later, and nobody counts how long you take.';

/** A card that names somebody, or says what is between people: none of it is on a lock screen (floor, 9). */
export const discreet = (words: Card | Message): Message =>
  'title' in words ? message(words, LEAD) : words.card ? { ...words, ...message(words.card, LEAD) } : words;

/** A whole card as a part of a page, where its title is its one heading: first words in bold are plain beneath it. */
export function cardBlocks(card: Card): Block[] {
  const [first, ...rest] = card.body;
  return [
    paragraph(bold(card.title)),
    ...(first ? [withoutBold(first), ...rest] : []),
    ...(card.actions?.length ? [{ type: 'row', text: ' ', actions: card.actions } as const] : []),
    { type: 'divider' },
  ];
}

const withoutBold = (block: Block): Block => {
  const words = block.type === 'text' && Array.isArray(block.text) ? block.text : [];
  const isHeading = words.length > 0 && words.every((one) => typeof one !== 'string' && one.type === 'bold');
  return isHeading ? paragraph(plainText(words)) : block;
};

/** How many of each, the first in any case: a nought tells nobody anything. */
export const counts = (...all: readonly (readonly [label: string, count: number])[]) =>
  all
    .filter(([, count], at) => at === 0 || count > 0)
    .map(([label, count]) => ({ label, value: String(count) }));

const enGb = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a, b and c`. */
export const list = (items: readonly string[]): string => enGb.format(items);

const enGbOr = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** `a, b or c`. */
export const either = (items: readonly string[]): string => enGbOr.format(items);

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** Said before somebody types, on every form for words of their own. */
export const itTeam =
  'Your organisation’s IT team may be able to see that I wrote to you, and what shows in this chat.';

/** What a field holds at first, if anything. */
export const initial = (value: string | null | undefined) => (value ? { initial: value } : {});

/** A place on a list: who stands there, shown in the field, and in words for clients that show none. */
export const memberNow = (one: { member: string; name: string } | undefined) =>
  one
    ? {
        initial: { value: one.member, label: one.name },
        hint: `Now ${one.name}. Choose somebody else to put them here instead.`,
      }
    : {};

/** The same message, for somebody who may have had it already. */
export function mayBeRepeat({ text, card }: Message): Message {
  const note = 'You may have had this already: the connection broke while it was being sent.';
  const muted: Block = { type: 'text', text: note, style: 'muted' };
  return { text: `${text}\n${note}`, ...(card && { card: { ...card, body: [...card.body, muted] } }) };
}

/** Asks once more before something that reaches others, or that cannot be had back: what it does, and both ways on. */
export const confirm = (about: {
  title: string;
  says: readonly (string | Block)[];
  yes: Button;
  no: Button;
}): Message =>
  message({
    title: about.title,
    body: about.says.map((one) => (typeof one === 'string' ? paragraph(one) : one)),
    actions: [about.yes, about.no],
  });
