import { keyOf } from '../rules.ts';

export const ORGANISATION_KINDS = [
  ...['council', 'charity', 'community-group', 'nhs', 'housing'],
  ...['education', 'police-fire', 'business', 'other'],
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Words that many names have and that tell none apart. */
const NOISE = new Set([
  'the',
  'of',
  'and',
  'for',
  'in',
  'ltd',
  'limited',
  'cio',
  'plc',
  'uk',
  'trust',
  'charity',
]);

/** The words of a name that tell it from others, in alphabetical order: "The Trust of Hope & Co" is "co hope". */
function tellingWords(name: string): string[] {
  const words = keyOf(name)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !NOISE.has(word));
  return (telling.length > 0 ? telling : words).sort();
}

function bigrams(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

/** Sørensen–Dice over pairs of letters: 1 is the same, 0 has nothing in common. */
function likeness(a: string, b: string): number {
  const [left, right] = [bigrams(a), bigrams(b)];
  let shared = 0;
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0);
  const all = Math.max(a.length - 1, 0) + Math.max(b.length - 1, 0);
  return all === 0 ? 0 : (2 * shared) / all;
}

/** Ours: "Anytown Counsil" and "Anytown Council" are near, "Northshire Council" and "Southshire Council" are not. */
const NEAR = 0.85;

const initials = (name: string): string =>
  keyOf(name)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word[0] ?? '')
    .join('');

/** Two names that may be one organisation's. A coordinator decides. */
export function areNear(one: string, other: string): boolean {
  const [a, b] = [tellingWords(one).join(' '), tellingWords(other).join(' ')];
  if (a === b || likeness(a, b) >= NEAR) return true;
  const isShort = (name: string) => /^\p{L}{3,6}$/u.test(name.trim());
  return (
    (isShort(one) && keyOf(one) === initials(other)) || (isShort(other) && keyOf(other) === initials(one))
  );
}
