import { type Inline, plainText, type Text } from '../../chat/message.ts';
import { cutTo } from '../../text/cut.ts';
import { spokenTime } from '../../time/spoken.ts';
import { limits } from './limits.ts';

/** Any JSON object of an adaptive card. */
export type Element = Record<string, unknown>;

/** For whom something is drawn: the zone that times are told in, and the people mentioned so far. */
export interface Reader {
  timeZone?: string | undefined;
  mentions: Element[];
}

type Line = readonly Inline[];

/**
 * Words become text runs, which Teams shows as they are. Only what a run cannot do (a mention that notifies, a time
 * in the zone of a reader whom we don't know) needs a text block, whose Markdown is then escaped.
 */
export function drawText(text: Text, reader: Reader, look: Element = {}): Element[] {
  const inlines = shorten(inlinesOf(text));
  return splitLines(inlines).flatMap((line, index): Element[] => {
    const spacing = index === 0 ? {} : { spacing: 'none' };
    if (line.every((inline) => plainText(inline).trim() === '')) return [];
    return line.some((inline) => needsMarkup(inline, reader))
      ? [{ type: 'TextBlock', wrap: true, ...blockLook(look), ...spacing, text: drawMarkup(line, reader) }]
      : [{ type: 'RichTextBlock', ...spacing, inlines: line.map((inline) => drawRun(inline, reader, look)) }];
  });
}

export const inlinesOf = (text: Text): readonly Inline[] => (Array.isArray(text) ? text : [text as Inline]);

/** A text block has no underline, so links there are Markdown; everything else a run may look like, a block may too. */
const blockLook = ({ underline: _, ...look }: Element): Element => look;

/** Runs don't break lines: each line is a block of its own. */
function splitLines(inlines: readonly Inline[]): Line[] {
  const lines: Inline[][] = [[]];
  for (const inline of inlines) {
    const pieces = wordsOf(inline).split(/\r\n|\r|\n/);
    pieces.forEach((piece, index) => {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push(withWords(inline, piece));
    });
  }
  return lines;
}

function wordsOf(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  return inline.type === 'bold' || inline.type === 'link' ? inline.text : '';
}

function withWords(inline: Inline, text: string): Inline {
  if (typeof inline === 'string') return text;
  return inline.type === 'bold' || inline.type === 'link' ? { ...inline, text } : inline;
}

function shorten(inlines: readonly Inline[]): readonly Inline[] {
  let room: number = limits.text;
  let left = 0;
  const kept = inlines.flatMap((inline) => {
    const words = wordsOf(inline);
    const fits = cutTo(words, Math.max(0, room));
    room -= fits.length;
    left += words.length - fits.length;
    return fits === '' && words !== '' ? [] : [withWords(inline, fits)];
  });
  return left === 0 ? inlines : [...kept, ` … and ${left} more characters`];
}

function needsMarkup(inline: Inline, reader: Reader): boolean {
  if (typeof inline === 'string') return false;
  if (inline.type === 'mention') return canNotify(inline, reader);
  return inline.type === 'time' && reader.timeZone === undefined;
}

function drawRun(inline: Inline, reader: Reader, look: Element): Element {
  const run = { type: 'TextRun', ...look };
  if (typeof inline === 'string') return { ...run, text: inline };
  switch (inline.type) {
    case 'bold':
      return { ...run, text: inline.text, weight: 'bolder' };
    case 'link':
      return isOpenable(inline.url)
        ? {
            ...run,
            text: inline.text,
            underline: true,
            selectAction: { type: 'Action.OpenUrl', url: inline.url },
          }
        : { ...run, text: plainText(inline) };
    case 'mention':
      return { ...run, text: nameOf(inline) };
    case 'time':
      return { ...run, text: spokenTime(new Date(inline.at), inline.style, reader.timeZone ?? 'UTC') };
  }
}

function drawMarkup(line: Line, reader: Reader): string {
  return line.reduce<string>((drawn, inline) => drawn + drawMark(inline, reader, drawn.trim() === ''), '');
}

function drawMark(inline: Inline, reader: Reader, first: boolean): string {
  if (typeof inline === 'string') return escapeMarkdown(inline, first);
  switch (inline.type) {
    case 'bold':
      return inline.text.replace(/\S(?:.*\S)?/, (core) => `**${escapeMarkdown(core)}**`);
    case 'link':
      return isOpenable(inline.url) && !/[()\s]/.test(inline.url)
        ? `[${escapeMarkdown(inline.text)}](${inline.url})`
        : escapeMarkdown(plainText(inline), first);
    case 'mention':
      return canNotify(inline, reader) ? mention(inline, reader) : escapeMarkdown(nameOf(inline), first);
    case 'time':
      return reader.timeZone === undefined
        ? macro(inline)
        : spokenTime(new Date(inline.at), inline.style, reader.timeZone);
  }
}

type Mention = Extract<Inline, { type: 'mention' }>;

const nameOf = ({ name }: Mention) => name.replace(/\s+/g, ' ');

/** Two people of one name can't both be tied to `<at>name</at>`: the second is named, not notified. */
function canNotify({ user, name }: Mention, reader: Reader): boolean {
  if (user === undefined || name.trim() === '' || /[\r\n]/.test(name)) return false;
  if (escapeMarkdown(name, true) !== name) return false;
  const same = reader.mentions.find(({ text }) => text === `<at>${name}</at>`);
  return same === undefined || (same.mentioned as Element).id === user;
}

function mention({ user, name }: Mention, reader: Reader): string {
  const text = `<at>${name}</at>`;
  if (!reader.mentions.some((entity) => entity.text === text))
    reader.mentions.push({ type: 'mention', text, mentioned: { id: user, name } });
  return text;
}

/** Teams replaces these in the zone and language of whoever reads; it wants whole seconds. */
function macro({ at, style }: Extract<Inline, { type: 'time' }>): string {
  const instant = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return style === 'time' ? `{{TIME(${instant})}}` : `{{DATE(${instant}, SHORT)}}, {{TIME(${instant})}}`;
}

/** `first`: the words begin a line, where a dash or a number would begin a list. */
export function escapeMarkdown(text: string, first = false): string {
  const escaped = text.replace(/[\\`*_[\]<>~#{}|&]/g, '\\$&');
  return first ? escaped.replace(/^(\s*)([-+])/, '$1\\$2').replace(/^(\s*\d+)([.)])/, '$1\\$2') : escaped;
}

function isOpenable(url: string): boolean {
  return URL.canParse(url) && ['https:', 'http:', 'mailto:', 'tel:'].includes(new URL(url).protocol);
}
