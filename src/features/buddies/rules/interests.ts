import { list } from '../../../chat/words.ts';

/**
 * A closed list, as skills are: nobody can be matched on what they have lived through, because nobody can write it here.
 */
export const INTEREST_WORDS = {
  walking: 'walking',
  gardening: 'gardening',
  sport: 'sport',
  cooking: 'cooking',
  reading: 'reading',
  music: 'music',
  art: 'art',
  film: 'film and TV',
  games: 'games',
  animals: 'animals',
  history: 'history',
  travel: 'travel',
  technology: 'technology',
  making: 'making and mending',
};
export const INTERESTS = Object.keys(INTEREST_WORDS) as (keyof typeof INTEREST_WORDS)[];

const WORDS: Record<string, string> = INTEREST_WORDS;
export const interestWords = (interests: readonly string[]): string[] =>
  interests.map((one) => WORDS[one] ?? one);

/** At most three, so that the sentence can be read at a glance. */
export const thingsInCommon = ({ inCommon }: { inCommon: readonly string[] }): string =>
  list(inCommon.slice(0, 3));
