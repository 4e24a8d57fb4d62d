import { list } from '../../../chat/words.ts';

/** Both are closed lists: nobody can be matched on what they have lived through, because nobody can write it here. */
export const SKILL_WORDS = {
  groups: 'leading groups',
  'one-to-one': 'one-to-one support',
  training: 'training others',
  advocacy: 'advocacy',
  benefits: 'benefits and debt',
  housing: 'housing',
  work: 'getting into work',
  digital: 'computers and phones',
  creative: 'creative activities',
  languages: 'languages',
  welcoming: 'welcoming new people',
  policy: 'committees and policy',
};
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
export const SKILLS = Object.keys(SKILL_WORDS) as (keyof typeof SKILL_WORDS)[];
export const INTERESTS = Object.keys(INTEREST_WORDS) as (keyof typeof INTEREST_WORDS)[];

const THINGS: Record<string, string> = { ...SKILL_WORDS, ...INTEREST_WORDS };

/** At most three, so that the sentence can be read at a glance. */
export const thingsInCommon = ({ inCommon }: { inCommon: readonly string[] }): string =>
  list(inCommon.slice(0, 3).map((thing) => THINGS[thing] ?? thing));
