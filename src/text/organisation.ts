import { plainly, unaccented } from './normalise.ts';

/**
 * The name as it is compared, one for all ways to write it: capitals, spaces, apostrophes, dashes, full stops and "&"
 * tell no organisations apart. Accents do: "Cafe" and "Café" are near, and a coordinator decides.
 */
export function organisationKey(name: string): string {
  const plain = plainly(name);
  const words = plain
    .replaceAll('&', ' and ')
    .replace(/['.]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, ' ')
    .trim();
  return words || plain;
}

/** What all who are on their own belong to: it is nobody's team, and so nobody is a colleague in it. */
export const INDEPENDENT = 'Independent';

const ON_ONES_OWN = new Set([
  'independent',
  'self employed',
  'selfemployed',
  'freelance',
  'freelancer',
  'sole trader',
  'none',
  'na',
  'n a',
  'not applicable',
  'no organisation',
  'no organization',
  'no employer',
  'on my own',
  'independent person',
  'independent peer',
  'independent consultant',
  'independent volunteer',
  'im independent',
  'i am independent',
  'im self employed',
  'i am self employed',
  'myself',
  'just me',
  'retired',
  'unemployed',
  'not working',
]);

/** Written by people who work or volunteer for nobody. */
export const isIndependent = (name: string): boolean => ON_ONES_OWN.has(organisationKey(name));

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

const wordsOf = (name: string): string[] => unaccented(organisationKey(name)).split(' ').filter(Boolean);

/** A name as it is weighed against others. */
interface Weighed {
  name: string;
  /** The words that tell it from others, in alphabetical order: "The Trust of Hope & Co" is "co hope". */
  telling: string;
  pairs: ReadonlyMap<string, number>;
  /** "Ward 12" and "Ward 13" are two, however alike. */
  numbers: string;
  initials: string;
  /** The name itself, where it may be made of initials. */
  short: string | undefined;
}

function weigh(name: string): Weighed {
  const words = wordsOf(name);
  const telling = words.filter((word) => !NOISE.has(word));
  const text = (telling.length > 0 ? telling : words).sort().join(' ');
  return {
    name,
    telling: text,
    pairs: bigrams(text),
    numbers: text.replace(/[^\p{N}]+/gu, ' '),
    initials: wordsOf(name)
      .map((word) => word[0] ?? '')
      .join(''),
    short: /^\p{L}{3,6}$/u.test(name.trim()) ? wordsOf(name).join('') : undefined,
  };
}

function bigrams(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const pair = text.substring(at, at + 2);
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}

/** Ours: "Anytown Counsil" and "Anytown Council" are near, "Northshire Council" and "Southshire Council" are not. */
const NEAR = 0.85;

/** Sørensen–Dice over pairs of letters: 1 is the same, 0 has nothing in common. Unlike lengths can't come near. */
function isAlike(a: Weighed, b: Weighed): boolean {
  if (a.numbers !== b.numbers) return false;
  const [left, right] = [Math.max(a.telling.length - 1, 0), Math.max(b.telling.length - 1, 0)];
  if (left + right === 0 || (2 * Math.min(left, right)) / (left + right) < NEAR) return false;
  let shared = 0;
  for (const [pair, count] of a.pairs) shared += Math.min(count, b.pairs.get(pair) ?? 0);
  return (2 * shared) / (left + right) >= NEAR;
}

const isNear = (a: Weighed, b: Weighed): boolean =>
  a.telling === b.telling ||
  isAlike(a, b) ||
  (a.short !== undefined && a.short === b.initials) ||
  (b.short !== undefined && b.short === a.initials);

/** Two names that may be one organisation's. A coordinator decides. */
export const areNear = (one: string, other: string): boolean => isNear(weigh(one), weigh(other));

/** For one name after the other: those of `names` that may be the same organisation's. */
export function nearTo(names: readonly string[]): (name: string) => string[] {
  const weighed = names.map(weigh);
  return (name) => {
    const one = weigh(name);
    return weighed.filter((other) => isNear(one, other)).map((other) => other.name);
  };
}
