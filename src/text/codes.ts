import { oneLine, plainly } from './normalise.ts';

/** Letters and digits that are not taken for one another on a screen or on paper. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** `K7QW-M2XA`: about 40 bits, and ten tries at the most. */
export function spellCode(random: Uint8Array): string {
  const letters = [...random.subarray(0, 8)].map((byte) => LETTERS[byte % LETTERS.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** A digit tells a code from a word, for it may be typed with nothing around it. */
export function spellLinkCode(randomBytes: () => Uint8Array): string {
  for (;;) {
    const code = spellCode(randomBytes());
    if (/\d/.test(code)) return code;
  }
}

/** `K7QW-M2XA-9BCD`: about 59 bits, for it works for months; longer than a link code, so that the two are told apart. */
export const spellJoinCode = (random: Uint8Array): string =>
  `${spellCode(random.subarray(0, 8))}-${spellCode(random.subarray(8, 16)).substring(0, 4)}`;

/** As it is compared: case, spaces, dashes and what pasting put around it do not matter. */
export const plainCode = (typed: string): string =>
  plainly(typed)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** As it is shown: groups of four. */
export const showCode = (code: string): string => plainCode(code).replace(/(.{4})(?=.)/g, '$1-');

/** Quotes, brackets, marks of style and full stops, as they stand around a code in a letter or a chat. */
const AROUND =
  /^[\s'"“”„«»‹›`*_~()[\]<>{}.,:;!?…-]+|(?<![\s'"“”„«»‹›`*_~()[\]<>{}.,:;!?…-])[\s'"“”„«»‹›`*_~()[\]<>{}.,:;!?…-]+$/gu;

/** How many letters each kind has. */
const LENGTHS = { setup: 8, link: 8, join: 12 } as const;
type Kind = keyof typeof LENGTHS;
const KINDS = Object.keys(LENGTHS) as Kind[];

const trim = (words: string): string => words.replace(AROUND, '');

/** What stands around the code is gone, and the words that say what it is for. */
function bare(typed: string, kind: Kind): { code: string; named: boolean } {
  const around = trim(plainly(oneLine(typed)));
  const rest = around.replace(new RegExp(`^(please )?${kind}\\b( (with|using|by|my|the|this)\\b)*`), '');
  const code = trim(trim(rest).replace(/^((my|the|this|use|with) )*code( is)?\b/, ''));
  return { code, named: rest !== around };
}

/** Groups of four with a dash, a dot or a space between them, or all in one. */
const isSpelled = (code: string, length: number): boolean =>
  /^[a-z0-9]{4}( ?[ ._-]? ?[a-z0-9]{4})*$/.test(code) && plainCode(code).length === length;

/**
 * A code of this kind, with nothing around it but what pasting brings and perhaps the kind's own word: `join
 * K7QW-M2XA-9BCD.` or `“k7qw m2xa 9bcd”`. `undefined`: these words are none. A digit or a dash tells one from words of
 * four letters, and only a setup code needs its word.
 */
export function readCode(typed: string, kind: Kind): string | undefined {
  const { code, named } = bare(typed, kind);
  // "Link K7QW-M2XA" has twelve letters, and is no code to join.
  const isAnother = KINDS.some((other) => other !== kind && bare(typed, other).named);
  if (isAnother || !isSpelled(code, LENGTHS[kind])) return undefined;
  const isTold = { setup: named, link: /\d/.test(code), join: /[\d-]/.test(code) }[kind];
  return isTold ? plainCode(code) : undefined;
}

/** Whether it has the form of a code that is typed after a word of ours: one that may be read out, with or without dashes. */
export const isCodeShaped = (typed: string): boolean => {
  const code = plainly(typed);
  return /[\d-]/.test(code) && (isSpelled(code, LENGTHS.link) || isSpelled(code, LENGTHS.join));
};

/** What was typed after `setup`, as it is compared: right or wrong, it is a try. */
export const readSetupTry = (typed: string): string => plainCode(bare(typed, 'setup').code);

/**
 * Somebody means a code, and this is none of ours: a letter is missing, or there is one too many. Small letters with
 * nothing else to tell them by are somebody's words.
 */
export function isLikeCode(typed: string): boolean {
  const read = KINDS.map((kind) => bare(typed, kind));
  const { code, named } = read.find((one) => one.named) ?? read[0] ?? { code: '', named: false };
  const letters = plainCode(code).length;
  const groups = code.split(/ ?[ ._-] ?/);
  const isMeant = named || (letters >= 7 && (code.includes('-') || !/\p{Ll}/u.test(typed)));
  // "mid-2027" and "COVID-19" are words: a group that mixes letters and digits is none.
  const isMixed = groups.some((group) => /\d/.test(group) && /[a-z]/.test(group));
  const [least, most] = [named ? 2 : 3, groups.length === 1 ? 16 : 5];
  const isGrouped = groups.every(
    (group) => /^[a-z0-9]+$/.test(group) && group.length >= least && group.length <= most,
  );
  return isMeant && isMixed && isGrouped && letters >= 6 && letters <= 16;
}
