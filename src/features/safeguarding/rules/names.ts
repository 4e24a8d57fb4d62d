import { helplinesOf, NATIONS } from '../../../directory/helplines.ts';
import { unaccented } from '../../../text/normalise.ts';

const ALL_NUMBERS = NATIONS.flatMap((nation) => helplinesOf(nation));
/** As words alone: a `Samaritans!` or `Ｓamaritans` is the Samaritans. */
const asWords = (typed: string): string =>
  ` ${unaccented(typed)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
const NATIONAL_NAMES = new Set(
  ALL_NUMBERS.flatMap(({ name, digits }) => {
    const [first = name] = name.split(',');
    return [asWords(first), asWords(`${first} ${digits}`), ...(digits.length === 3 ? [asWords(digits)] : [])];
  }),
);
const isMixed = (word: string): boolean =>
  /\p{Script=Latin}/u.test(word) && /(?!\p{Script=Latin})\p{L}/u.test(word);

/**
 * Whether a number of the network's own would be taken for a national one by its name. "NHS" may be a part of a name, as
 * local lines are the NHS's; letters of two alphabets in one word are there to look like others.
 */
export function bearsNationalName(typed: string): boolean {
  const name = asWords(typed);
  if (name.split(' ').some(isMixed)) return true;
  const squeezed = name.replaceAll(' ', '');
  return [...NATIONAL_NAMES].some((one) =>
    one.trim().length > 3 || /\d/.test(one)
      ? name.includes(one) || squeezed === one.replaceAll(' ', '')
      : name === one,
  );
}
