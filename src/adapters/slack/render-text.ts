import type { MrkdwnElement, PlainTextElement, RichTextBlock, RichTextSection } from '@slack/types';
import type { Inline, Text } from '../../chat/message.ts';
import { plainText } from '../../chat/message.ts';
import { cutTo } from '../../text/cut.ts';
import { spokenTime } from '../../time/spoken.ts';
import { lengthOf, limits } from './limits.ts';

/** The only three characters that Slack wants escaped in mrkdwn; unescaped, `<!channel>` would call everybody. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `emoji: false`, so that `:heart:` stays what was typed. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/**
 * Words without styles are plain_text, which knows no markup; styled ones are mrkdwn, unless they hold characters that
 * mrkdwn would read as markup and cannot escape (`*`, `_`, `:smile:`): then undefined, and only rich_text is exact.
 */
export function textObject(text: readonly Inline[]): PlainTextElement | MrkdwnElement | undefined {
  if (text.every((inline) => typeof inline === 'string')) return plain(text.join(''));
  if (!text.every((inline, i) => isSafe(inline, text[i - 1], text[i + 1]))) return undefined;
  return { type: 'mrkdwn', text: text.map(mrkdwn).join(''), verbatim: true };
}

export function richText(text: readonly Inline[]): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: text.map(richElement) }] };
}

/** Splits into pieces of at most `limit` code points each, at a space where there is one. No word is lost. */
export function splitText(text: Text, limit: number = limits.text): Inline[][] {
  const pieces: Inline[][] = [];
  let piece: Inline[] = [];
  let room = limit;
  const flush = () => {
    if (piece.some((inline) => plainText(inline).trim() !== '')) pieces.push(piece);
    piece = [];
    room = limit;
  };
  for (let inline of normalise(text)) {
    for (;;) {
      const cost = costOf(inline);
      if (cost <= room) {
        piece.push(inline);
        room -= cost;
        break;
      }
      const [head, tail] = cutAt(inline, room);
      if (head !== undefined) piece.push(head);
      flush();
      if (tail === undefined) break;
      inline = tail;
    }
  }
  flush();
  return pieces;
}

/** What Slack cannot show as it is becomes words: a mention without an account, a link that is too long or no web address. */
function normalise(text: Text): Inline[] {
  const inlines = (Array.isArray(text) ? text : [text]) as readonly Inline[];
  return inlines.map(showable).filter((inline) => plainText(inline) !== '');
}

function showable(inline: Inline): Inline {
  if (typeof inline === 'string') return inline;
  if (inline.type === 'mention') return inline.user ? inline : inline.name;
  if (inline.type === 'time') return Number.isNaN(Date.parse(inline.at)) ? inline.at : inline;
  if (inline.text === '')
    return inline.type === 'link' && inline.url !== '' ? showable({ ...inline, text: inline.url }) : '';
  return inline.type === 'link' && !isShowable(inline.url) ? plainText(inline) : inline;
}

function isShowable(url: string): boolean {
  return /^(https?|mailto|tel):/i.test(url) && lengthOf(escapeText(url)) <= limits.url / 2;
}

const costOf = (inline: Inline) => lengthOf(mrkdwn(inline));

function cutAt(inline: Inline, room: number): [Inline | undefined, Inline | undefined] {
  if (typeof inline === 'string') return cutWords(inline, room, (text) => text);
  if (inline.type !== 'bold' && inline.type !== 'link') return [undefined, inline];
  return cutWords(inline.text, room - (costOf(inline) - lengthOf(escapeText(inline.text))), (text) => ({
    ...inline,
    text,
  }));
}

const escapedLength: Readonly<Record<string, number>> = { '&': 5, '<': 4, '>': 4 };

function cutWords(
  text: string,
  room: number,
  again: (text: string) => Inline,
): [Inline | undefined, Inline | undefined] {
  const size = (words: string) =>
    Array.from(words).reduce((sum, point) => sum + (escapedLength[point] ?? 1), 0);
  const whole = cutTo(text, room, size);
  const space = whole.search(/\s\S*$/);
  // A word longer than half a section is cut where it is; else we cut at the space before it.
  const at = whole.length < text.length && space > whole.length / 2 ? space + 1 : whole.length;
  const [head, tail] = [text.substring(0, at), text.substring(at)];
  return [head === '' ? undefined : again(head), tail === '' ? undefined : again(tail)];
}

function mrkdwn(inline: Inline): string {
  if (typeof inline === 'string') return escapeText(inline);
  switch (inline.type) {
    case 'bold':
      return `*${escapeText(inline.text)}*`;
    case 'link':
      return `<${escapeText(inline.url)}|${escapeText(inline.text)}>`;
    case 'mention':
      return `<@${inline.user}>`;
    case 'time': {
      const { timestamp, format, fallback } = dateOf(inline);
      return `<!date^${timestamp}^${format}|${fallback}>`;
    }
  }
}

function richElement(inline: Inline): RichTextSection['elements'][number] {
  if (typeof inline === 'string') return { type: 'text', text: inline };
  switch (inline.type) {
    case 'bold':
      return { type: 'text', text: inline.text, style: { bold: true } };
    case 'link':
      return { type: 'link', url: inline.url, text: inline.text };
    case 'mention':
      return { type: 'user', user_id: inline.user ?? '' };
    case 'time':
      return { type: 'date', ...dateOf(inline) };
  }
}

/** Slack shows it in the reader's own zone; the fallback is for clients that cannot. */
function dateOf(time: Extract<Inline, { type: 'time' }>): {
  timestamp: number;
  format: string;
  fallback: string;
} {
  const at = new Date(time.at);
  return {
    timestamp: Math.floor(at.getTime() / 1_000),
    format: time.style === 'time' ? '{time}' : '{date_long_pretty} at {time}',
    fallback: spokenTime(at, time.style, 'Europe/London'),
  };
}

/** mrkdwn has no escape for these, and bold only works between spaces or punctuation, on one line. */
function isSafe(inline: Inline, before: Inline | undefined, after: Inline | undefined): boolean {
  if (typeof inline !== 'string' && (inline.type === 'mention' || inline.type === 'time')) return true;
  const text = typeof inline === 'string' ? inline : inline.text;
  if (/[*_~`|]|:[\w+'-]+:|^\s*>/m.test(text)) return false;
  if (typeof inline === 'string') return true;
  if (inline.type === 'link') return !/[|\s]/.test(inline.url) && !text.includes('\n');
  const [left, right] = [before ? plainText(before).at(-1) : ' ', after ? plainText(after).at(0) : ' '];
  const stands = /^[\s(]$/.test(left ?? ' ') && /^[\s.,;:!?)]$/.test(right ?? ' ');
  return stands && text.trim() === text && text !== '' && !text.includes('\n');
}
