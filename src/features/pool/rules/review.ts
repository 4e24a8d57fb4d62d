import { Temporal } from 'temporal-polyfill';
import { alikeIn, type Typed } from '../../../text/alike.ts';
import { plainly } from '../../../text/normalise.ts';
import { LIST_ITEM_LENGTH, readShortList } from '../../../text/short-list.ts';

/** How often the pool is looked over [default]. */
export const QUARTER_MONTHS = 3;
export const quarterAfter = (day: string): string =>
  Temporal.PlainDate.from(day).add({ months: QUARTER_MONTHS }).toString();
/** It rises by one with each quarter, whenever the first one was. */
export const editionOf = (day: string): number => {
  const { year, month } = Temporal.PlainDate.from(day);
  return Math.floor((year * 12 + month) / QUARTER_MONTHS);
};
export const monthAfter = (day: string): string => Temporal.PlainDate.from(day).add({ months: 1 }).toString();

/** Having been asked is looked at over a year, and so is a profile [default]. */
export const YEAR_DAYS = 365;
/** A skill or an area is thin with so many people or fewer [default]. */
export const FEW = 2;
/** So many projects in a year are often [default]. */
export const OFTEN = 3;

export interface Thin {
  name: string;
  people: number;
}

export const skillKey = plainly;
/** “The North West” is the North West. */
export const areaKey = (typed: string): string => plainly(typed).replace(/^the /, '');

/**
 * What few or nobody has, the rarest first: of what those in the pool typed, and of what call-outs asked for. It is counted
 * as it is compared; what it is about makes no difference.
 */
export function thinIn(
  held: readonly Typed[],
  wanted: readonly string[],
  key: (typed: string) => string,
): Thin[] {
  const groups = new Map<string, Thin & { key: string }>(alikeIn(held, key).map((one) => [one.key, one]));
  for (const name of wanted) {
    const its = key(name);
    if (its !== '' && !groups.has(its)) groups.set(its, { key: its, name, people: 0 });
  }
  return [...groups.values()]
    .filter(({ people }) => people <= FEW)
    .sort((a, b) => a.people - b.people || (a.key < b.key ? -1 : 1))
    .map(({ name, people }) => ({ name, people }));
}

/** The skills that a call-out asked for, as far as they are written as a list: a sentence is none. */
export const skillsWanted = (typed: string | null): string[] =>
  readShortList(typed ?? '').filter((one) => one.length <= LIST_ITEM_LENGTH);
