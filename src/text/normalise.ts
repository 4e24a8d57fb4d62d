import unhomoglyph from 'unhomoglyph';

/**
 * What people type, made comparable: the one place that knows of the marks in which keyboards, word processors and
 * address books differ. Nothing else in src folds case, spaces, dashes, apostrophes or accents; a test looks for it.
 */

/** Straight, curly, and the accents that stand in for one. U+00B4 goes first: NFKC makes a space and an accent of it. */
const APOSTROPHES =
  /[\u0060\u00b4\u02b9\u02bb\u02bc\u02c8\u02ca\u02cb\u055a\u2018-\u201b\u2032\u2035\u275b\u275c\ua78c\uff07]/g;
/** Hyphens and dashes of every kind, and the minus sign. */
const DASHES = /[\p{Pd}\u2043\u2212\u02d7]/gu;
/** Spaces of every width, line breaks and tabs; a byte order mark has no width and is none. */
const SPACES = /(?:(?!\ufeff)[\p{Z}\s\u2800\u3164\u115f\u1160\uffa0])+/gu;
/** What nobody sees: directions, soft hyphens, tags, controls. Line breaks and tabs are white space, no controls. */
const UNSEEN = /(?![\u200c\u200d])\p{Cf}|(?!\s)\p{Cc}|\u034f/gu;
/** Joiners and variation selectors: names and emoji need them, comparing does not. */
const JOINERS = /\u200c|\u200d|[\u180b-\u180d\ufe00-\ufe0f]/g;

/** What no database keeps: the letter of nothing, and half of a letter that takes two. Nobody types either. */
const UNKEEPABLE = /\0|\p{Cs}/gu;
export const keepable = (typed: string): string => typed.replace(UNKEEPABLE, '');
export const isKeepable = (typed: string): boolean => typed.search(UNKEEPABLE) < 0;

/** One line as it is kept: composed, without what nobody sees, each white space one blank. What people read stays as typed. */
export const oneLine = (typed: string): string =>
  typed.normalize('NFC').replace(SPACES, ' ').replace(UNSEEN, '').trim();

/**
 * For comparing with words of our own, such as phrases, commands and codes: width, apostrophes, dashes, white space and
 * case no longer differ (`ｋｉｌｌ  MYSELF`, `don´t`). Accents do.
 */
export const plainly = (typed: string): string =>
  typed
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(APOSTROPHES, "'")
    .replace(SPACES, ' ')
    .replace(UNSEEN, '')
    .replace(JOINERS, '')
    .replace(DASHES, '-')
    .trim()
    .toLowerCase();

/** What a screen or a sentence puts around a word: quotes, brackets, what ends it; a question mark asks, and may stay. */
const BEFORE = /^["'“”„«»(]+/;
// What ends a text is looked for where a run of it begins, and not once more at every sign of the run.
const AFTER = /(?<!["'“”„«».,:;!)])["'“”„«».,:;!)]+$/;
const AFTER_QUESTION = /(?<!["'“”„«».,:;!?)])["'“”„«».,:;!?)]+$/;
export const withoutMarks = (words: string, asks: 'asks' | '' = ''): string =>
  words.replace(BEFORE, '').replace(asks ? AFTER : AFTER_QUESTION, '');

/** How words with a space of no width may be meant: it stands for a space, or inside a word. */
export const readings = (typed: string): string[] => [...new Set([typed, typed.replaceAll('\u200b', ' ')])];

/** Letters that are not a letter and an accent, and that people write without. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** For finding: as `plainly`, and without accents, so that `zoe` finds Zoë and `Lukasz` Łukasz. */
export const unaccented = (typed: string): string =>
  plainly(typed)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter] ?? letter);

/** Accents and overlays of any script's letters; vowel signs are letters of their own script, and stay. */
const ACCENTS = /\p{Script=Inherited}/gu;
const asSeen = (text: string): string =>
  unhomoglyph(text.normalize('NFKD')).normalize('NFKD').replace(ACCENTS, '');

/**
 * For telling whether two names look the same: the skeleton of UTS 39, and whatever else nobody sees. A letter of another
 * alphabet is the one that it looks like, a capital I is a small l, and case does not differ. Nobody reads what this gives.
 */
export const lookAlike = (typed: string): string =>
  asSeen(plainly(asSeen(typed.replace(UNSEEN, '').replace(JOINERS, ''))))
    .replaceAll('i', 'l')
    .replace(APOSTROPHES, "'")
    .replaceAll("'", '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
