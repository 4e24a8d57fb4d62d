import { cutTo } from '../../text/cut.ts';
import type { TeamsActivity } from './activity.ts';
import { limits } from './limits.ts';

/** What somebody wrote, as they saw it: without the mentions in `without`, and without the slash that Slack's users know. */
export function typedIn({ text, isMarkup, html }: TeamsActivity, without: readonly string[]): string {
  const mentions = [...new Set(without)].slice(0, limits.mentions);
  const stripped = mentions.reduce((words, mention) => words.replaceAll(mention, ''), text);
  const words = (isMarkup ? wordsOfHtml(stripped) : stripped.replaceAll('&nbsp;', ' ')).trim();
  // What was drawn, pasted or picked may come as HTML alone.
  return cutTo((words === '' ? wordsOfHtml(html) : words).replace(/^\//, ''), limits.written);
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** No tag runs over another one's beginning, so that a thousand brackets are read once. */
function wordsOfHtml(html: string): string {
  return html
    .replace(/<(?:img|emoji)\b([^<>]*)>/gi, (_, about: string) => /\balt="([^"<>]*)"/i.exec(about)?.[1] ?? '')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name: string) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .trim();
}
