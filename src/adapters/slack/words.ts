import { cutTo } from '../../text/cut.ts';
import { lengthOf, limits } from './limits.ts';

/** Slack's escaped text as the person saw it: entities, links, mentions and emoji as plain words, as many as Slack has room for. */
export function plainWords(text: string, emoji: ReadonlyMap<string, string> = new Map()): string {
  const shown = text
    .replace(/<([^<>]*)>/g, (_, inner: string) => plainReference(inner))
    .replace(/:([\w+'-]+):/g, (typed, name: string) => emoji.get(name) ?? typed);
  return cutTo(unescapeText(shown).trim(), limits.written, lengthOf);
}

function plainReference(inner: string): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : inner.slice(bar + 1);
  if (target.startsWith('@') || target.startsWith('#')) return `${target[0]}${label ?? target.slice(1)}`;
  if (/^!(here|channel|everyone)$/.test(target)) return `@${target.slice(1)}`;
  if (target.startsWith('!')) return label ?? '';
  if (label === undefined) return target.replace(/^mailto:/, '');
  return target.includes(label) ? label : `${label} (${target})`;
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** `grinning` -> 😀: the text of an event has only the names, its blocks also have the characters. */
export function emojiIn(blocks: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, name, unicode } = value as { type?: unknown; name?: unknown; unicode?: unknown };
    if (
      type === 'emoji' &&
      typeof name === 'string' &&
      typeof unicode === 'string' &&
      /^[\da-f]+(-[\da-f]+)*$/i.test(unicode)
    ) {
      const points = unicode.split('-').map((hex) => Number.parseInt(hex, 16));
      if (points.every((point) => point <= 0x10ffff)) found.set(name, String.fromCodePoint(...points));
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(blocks);
  return found;
}
