import { cut } from './cut.ts';
import { oneLine, unaccented } from './normalise.ts';

/** Ours: longer than any name that fits on a button, and enough for the longest. */
export const NAME_LENGTH = 80;

/** A name that looks like one on every screen: one line with letters, of whatever script. Joiners are part of it. */
export const isName = (typed: string): boolean => /\p{L}/u.test(typed) && oneLine(typed) === typed;

/** What a platform calls somebody, by the rule for typed names. `undefined`: it says nothing. */
export function readPlatformName(said: string | undefined): string | undefined {
  const name = said === undefined ? '' : cut(oneLine(said), NAME_LENGTH);
  return /[\p{L}\p{N}\p{S}]/u.test(name) ? name : undefined;
}

/** The name as it is found by: `zoe` finds Zoë, `obrien` and `O'Brien` find O’Brien. */
export const nameKey = (name: string): string =>
  unaccented(name)
    .replaceAll("'", '')
    .replace(/[^\p{L}\p{N}\p{S}%_]+/gu, ' ')
    .trim();

/** What somebody typed to find a name: each word stands anywhere in it, in any order. */
export const wordsToFind = (typed: string): string[] => nameKey(typed).split(' ').filter(Boolean);

const HONORIFICS = new Set([
  ...['mr', 'mrs', 'ms', 'miss', 'mx', 'master', 'madam', 'dr', 'doctor', 'prof', 'professor', 'sir', 'dame'],
  ...[
    'lady',
    'lord',
    'baroness',
    'baron',
    'cllr',
    'clr',
    'councillor',
    'ald',
    'alderman',
    'mayor',
    'mp',
    'ms',
  ],
  ...['rev', 'revd', 'reverend', 'fr', 'father', 'sr', 'sister', 'br', 'brother', 'canon', 'rabbi', 'imam'],
  ...[
    'pastor',
    'bishop',
    'sheikh',
    'hon',
    'rt',
    'right',
    'honourable',
    'the',
    'capt',
    'captain',
    'lt',
    'sgt',
  ],
  ...['sergeant', 'col', 'colonel', 'insp', 'inspector', 'pc', 'nurse'],
]);
/** After a comma these say more of the name before it; they are not what somebody is called. */
const AFTER_NAME =
  /^(obe|mbe|cbe|kbe|dbe|bem|jp|mp|msp|ms|mla|qc|kc|dl|phd|dphil|md|ba|bsc|ma|msc|mba|llb|rn|rmn|rgn|jnr|jr|snr|sr|i{2,3}|iv)$/;
/** Words of an employer: "Ann Person, Anytown Council". */
const AT_WORK =
  /\b(council|trust|nhs|ltd|limited|cic|cio|charity|services?|team|university|college|borough)\b/;

const plainWord = (word: string): string => unaccented(word).replace(/[.,;:]/g, '');
const isHonorific = (word: string): boolean => HONORIFICS.has(plainWord(word));
const wordsOf = (text: string): string[] =>
  text
    .split(' ')
    .map((word) => word.replace(/^[,;:|–—-]+|[,;:|–—-]+$/g, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

/** What stands around a name on many platforms: pronouns, an employer, an address. */
const bare = (name: string): string =>
  name
    .replace(/\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|<[^>]*>/g, ' ')
    .split(/\s[|/–—-]+\s|[|•·]|\s?@/)[0]
    ?.replace(/\s+/g, ' ')
    .trim() ?? '';

/** The part of "Example, Dilys" that holds the first name. */
function partWithFirst(name: string): string {
  const parts = name.split(/[,،，]/).map((part) => part.trim());
  const [before = '', after = ''] = parts.filter(Boolean);
  const words = wordsOf(after).filter((word) => !isHonorific(word));
  const isMore = words.length === 0 || words.every((word) => AFTER_NAME.test(plainWord(word)));
  return isMore || AT_WORK.test(unaccented(after)) ? before : words.join(' ');
}

/**
 * What somebody is called in a greeting and on a button, read from their whole name: never an honorific by itself, never
 * the comma of "Example, Dilys", and whole where no first name can be told.
 */
export function firstName(name: string): string {
  const whole = oneLine(name);
  const words = wordsOf(partWithFirst(bare(whole) || whole));
  const rest = words.slice(words.findIndex((word) => !isHonorific(word)));
  const [first] = rest;
  if (first === undefined || words.every(isHonorific)) return words.join(' ') || whole;
  // "Dr Patel" is what they go by, and "J. Smith" has no first name to be called by.
  const isAlone = rest.length === 1 && words.length > 1;
  const isInitial = rest.length > 1 && /^(\p{Script=Latin}\.?)+$/u.test(first) && /^.\.?(.\.)*$/u.test(first);
  if (isAlone) return words.slice(-2).join(' ');
  return isInitial ? rest.join(' ') : first;
}

/** Somebody's name, and what they said that they like to be called. */
export interface Called {
  name: string;
  called?: string | null | undefined;
}

/** What somebody is called: as they said, or by their first name. */
export const callingName = ({ name, called }: Called): string => called || firstName(name);
