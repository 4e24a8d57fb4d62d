import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { oneLine } from './normalise.ts';

/** zod's own, whose local part may hold whatever HTML’s input takes, and whose domain has at least two parts. */
const address = z.email().or(z.email({ pattern: z.regexes.html5Email }).regex(/^[^@]*@[^@]+\.[^.@]{2,}$/));

/**
 * An e-mail address as address books and spreadsheets write it: `Ann Archer <Ann@Example.org>`, `mailto:ann@example.org`,
 * with a comma or full stop after it, or an apostrophe that a word processor bent. In small letters, or `undefined`.
 */
export function readEmail(typed: string): string | undefined {
  const line = oneLine(typed).normalize('NFKC');
  const bracketed = /<([^<>|]+)(\|[^<>]*)?>[\s.,;]*$/.exec(line)?.[1] ?? line;
  const bare = bracketed
    .replace(/^[\s"'‘’“”<(]*(mailto:)?\s*/i, '')
    .replace(/\?.*$/, '')
    .replace(/(?<![\s.,;:"'‘’“”>)])[\s.,;:"'‘’“”>)]+$/, '')
    .replace(/[‘’ʼ´`]/g, "'")
    .toLowerCase();
  const at = bare.lastIndexOf('@');
  const ascii = at < 0 ? bare : `${bare.slice(0, at)}@${domainToASCII(bare.slice(at + 1))}`;
  return address.safeParse(ascii).data;
}
