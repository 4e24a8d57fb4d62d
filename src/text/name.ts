import { cut } from './cut.ts';
import { lookAlike, oneLine, unaccented } from './normalise.ts';

/** Ours: longer than any name that fits on a button, and enough for the longest. */
export const NAME_LENGTH = 80;

/** A name that looks like one on every screen: one line with letters, of whatever script. Joiners are part of it. */
export const isName = (typed: string): boolean => /\p{L}/u.test(typed) && oneLine(typed) === typed;

/** What the bot calls itself, and what somebody has to be before they are called it. */
const OURS = [
  'alongside',
  'coordinator',
  'coordinators',
  'organiser',
  'organisers',
  'supervisor',
  'safeguarding',
  'conciliator',
  'samaritans',
  'steering',
  'evaluation',
  'admin',
  'administrator',
  'moderator',
  'helpdesk',
  'slackbot',
  'project manager',
];
/** Words that make no other name of it: "The Safeguarding Lead", "Alongside Support Team". */
const AROUND_OURS = [
  'the',
  'your',
  'our',
  'a',
  'of',
  'and',
  'for',
  'peer',
  'network',
  'team',
  'group',
  'committee',
  'bot',
  'app',
  'lead',
  'deputy',
  'support',
  'help',
  'desk',
  'official',
  'project',
  'manager',
  'care',
  'hello',
  'staff',
];
const ours = new Set(OURS.map(lookAlike));
const aroundOurs = new Set([...OURS, ...AROUND_OURS].map(lookAlike));

/** Whether a name is, or looks like, the bot’s own or a role’s, with nothing in it that would be somebody’s. */
export function isOurs(name: string): boolean {
  const looks = lookAlike(name);
  const words = looks.split(' ');
  const squashed = words.join('');
  if (ours.has(looks) || ours.has(squashed)) return true;
  return words.some((word) => ours.has(word)) && words.every((word) => aroundOurs.has(word));
}

/** What a platform calls somebody, by the rule for typed names. `undefined`: it says nothing that could be theirs. */
export function readPlatformName(said: string | undefined): string | undefined {
  const name = said === undefined ? '' : cut(oneLine(said), NAME_LENGTH);
  return /[\p{L}\p{N}\p{S}]/u.test(name) && !isOurs(name) ? name : undefined;
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
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'master',
  'madam',
  'dr',
  'doctor',
  'prof',
  'professor',
  'sir',
  'dame',
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
  'rev',
  'revd',
  'reverend',
  'fr',
  'father',
  'sr',
  'sister',
  'br',
  'brother',
  'canon',
  'rabbi',
  'imam',
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
  'sergeant',
  'col',
  'colonel',
  'insp',
  'inspector',
  'pc',
  'nurse',
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
    .map((word) => word.replace(/^[,;:|–—-]+|(?<![,;:|–—-])[,;:|–—-]+$/g, ''))
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
 * The same for all names that look like one: what stands around it, the order of its words, and letters that look alike
 * make no other name of it.
 */
export const nameLooks = (name: string): string =>
  lookAlike(bare(name) || name)
    .split(' ')
    .sort()
    .join(' ');

interface Read {
  /** The whole name, without what stands around it. */
  words: readonly string[];
  /** The same without honorifics. */
  rest: readonly string[];
  /** No first name can be told from it: "Dr Patel", "J. Smith". */
  hasNone: 'alone' | 'initial' | undefined;
}

function readName(name: string): Read {
  const words = wordsOf(partWithFirst(bare(name) || name));
  const begin = words.findIndex((word) => !isHonorific(word));
  if (begin < 0) return { words, rest: [], hasNone: undefined };
  const rest = words.slice(begin);
  const [first = ''] = rest;
  const isInitial = /^(\p{Script=Latin}\.?)+$/u.test(first) && /^.\.?(.\.)*$/u.test(first);
  if (rest.length > 1) return { words, rest, hasNone: isInitial ? 'initial' : undefined };
  return { words, rest, hasNone: words.length > 1 ? 'alone' : undefined };
}

/**
 * What somebody is called in a greeting and on a button, read from their whole name: never an honorific by itself, never
 * the comma of "Example, Dilys", and whole where no first name can be told.
 */
export function firstName(name: string): string {
  const { words, rest, hasNone } = readName(oneLine(name));
  if (hasNone === 'alone') return words.slice(-2).join(' ');
  if (hasNone === 'initial') return rest.join(' ');
  return rest[0] ?? (words.join(' ') || oneLine(name));
}

/** The same for whoever may not read a surname yet: "Dr P." and "J.", where no first name can be told. */
export function firstNameAlone(name: string): string {
  const { words, rest, hasNone } = readName(oneLine(name));
  if (hasNone === 'alone') return `${words.at(-2)} ${[...(rest[0] ?? '')][0] ?? ''}.`;
  return hasNone === 'initial' ? (rest[0] ?? '') : firstName(name);
}

/** Somebody's name, and what they said that they like to be called. */
export interface Called {
  name: string;
  called?: string | null | undefined;
}

/** What somebody is called: as they said, or by their first name. */
export const callingName = ({ name, called }: Called): string => called || firstName(name);

/** The same before two people are introduced. */
export const callingNameAlone = ({ name, called }: Called): string => called || firstNameAlone(name);
