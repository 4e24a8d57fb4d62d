/**
 * As it is kept: a number that was copied from a page or from contacts brings spaces and dashes of every kind, and signs
 * that nobody sees.
 */
export const tidyNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim();

/** A number as people write it: digits with spaces, brackets and dashes, perhaps an extension. */
export const isNumber = (typed: string): boolean =>
  /^\+?[\d\s().-]+((ext|x)\.?\s*\d+)?$/i.test(typed) && typed.replace(/\D/g, '').length >= 3;
