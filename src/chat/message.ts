import { spokenTime } from '../time/spoken.ts';

export type MemberId = string & { readonly brand?: 'member' };

/**
 * Text is data, never markup: renderers escape it, so a name like `<!channel>` stays a name.
 * A `time` is shown in each reader's own zone; a date without a time is plain words.
 */
export type Inline =
  | string
  | { type: 'bold'; text: string }
  | { type: 'link'; text: string; url: string }
  | { type: 'mention'; member: MemberId; name: string; user?: string }
  | { type: 'time'; at: string; style: 'time' | 'datetime' };
export type Text = Inline | readonly Inline[];

/** `value` is the JSON of the route's input; `button()` in route.ts is the way to make one. */
export interface Button {
  route: string;
  value: string;
  label: string;
  style?: 'primary' | 'danger';
  opensForm?: true;
}

export type Block =
  | { type: 'text'; text: Text; style?: 'muted' }
  | { type: 'fields'; fields: readonly { label: string; value: Text }[] }
  | { type: 'row'; text: Text; actions: readonly Button[] }
  | { type: 'divider' };

export interface Card {
  title: string;
  body: readonly Block[];
  actions?: readonly Button[];
}

/** `text` is the whole card in plain words: lock screens show its start, and a screen reader on Slack reads nothing else. */
export interface Message {
  text: string;
  card?: Card;
}

export const bold = (text: string): Inline => ({ type: 'bold', text });
export const paragraph = (...text: Inline[]): Block => ({ type: 'text', text });
export const small = (...text: Inline[]): Block => ({
  type: 'text',
  text,
  style: 'muted',
});

/** A line with its buttons. */
export const row = (text: Text, ...actions: readonly Button[]): Block => ({ type: 'row', text, actions });

/**
 * A message whose plain words are made from its card, so that the two never differ. A `lead` is said behind the title
 * where the card is not drawn: on a lock screen, and by a screen reader.
 */
export function message(card: Card, lead?: string): Message {
  const text = plainCard(lead === undefined ? card : { ...card, body: [paragraph(lead), ...card.body] });
  return { text, card };
}

/**
 * The card as plain words; buttons are named in square brackets. Times are given for Europe/London; the card itself
 * shows them in each reader’s own zone.
 */
export function plainCard(card: Card): string {
  const lines = [card.title, ...card.body.flatMap(plainBlock), plainButtons(card.actions ?? [])];
  return lines.filter((line) => line !== '').join('\n');
}

export function plainText(text: Text): string {
  return (Array.isArray(text) ? text : [text]).map(plainInline).join('');
}

function plainBlock(block: Block): string[] {
  switch (block.type) {
    case 'text':
      return [plainText(block.text)];
    case 'fields':
      return block.fields.map((field) => `${field.label}: ${plainText(field.value)}`);
    case 'row':
      return [plainText(block.text), plainButtons(block.actions)];
    case 'divider':
      return [];
  }
}

const plainButtons = (buttons: readonly Button[]) => buttons.map(({ label }) => `[${label}]`).join(' ');

function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  switch (inline.type) {
    case 'bold':
      return inline.text;
    case 'link':
      return `${inline.text} (${inline.url})`;
    case 'mention':
      return inline.name;
    case 'time':
      return spokenTime(new Date(inline.at), inline.style, 'Europe/London');
  }
}
