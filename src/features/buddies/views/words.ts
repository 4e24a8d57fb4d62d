import { list } from '../../../chat/words.ts';
import { callingName, callingNameAlone } from '../../../text/name.ts';
import { DAY_MS } from '../../../time/durations.ts';
import type { INTERESTS, SKILLS } from '../routes.ts';
import type { Mode } from '../rules/pair.ts';
import { buddyOf, type Pair } from '../store/pairs.ts';

/** What their buddy is called on this person's screens; nobody reads a surname before both have said yes. */
export const buddyName = (pair: Pair, member: string): string =>
  (pair.introducedAt ? callingName : callingNameAlone)(buddyOf(pair, member));

export const pairs = (count: number): string => (count === 1 ? '1 pair' : `${count} pairs`);
export const pairsAsked = (count: number): string => `${pairs(count)} ${count === 1 ? 'was' : 'were'} asked.`;

export const SKILL_WORDS: Record<(typeof SKILLS)[number], string> = {
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
export const INTEREST_WORDS: Record<(typeof INTERESTS)[number], string> = {
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
const THINGS: Record<string, string> = { ...SKILL_WORDS, ...INTEREST_WORDS };

/** At most three, so that the sentence can be read at a glance. */
const shared = ({ inCommon }: Pair): string =>
  list(inCommon.slice(0, 3).map((thing) => THINGS[thing] ?? thing));

/** One sentence why, to the two. */
export function whyYou(pair: Pair): string {
  const common = shared(pair);
  const apart = pair.farApart ? 'you’re in different areas' : 'you’re not in the same organisation';
  if (common) return `You both chose ${common}, and ${apart}.`;
  return `Y${apart.substring(1)}, so what you say stays away from your own team.`;
}

/** The same, to the coordinator. */
export function whyThem(pair: Pair): string {
  const common = shared(pair);
  const where = pair.farApart
    ? 'Different areas'
    : 'Not in the same organisation; the same area, or one not known';
  return common ? `${where}; both chose ${common}.` : `${where}; nothing else in common.`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** `four weeks`: whole weeks between two moments. Beyond ten nobody is helped by a number. */
export function weeksBetween(from: Date, to: Date): string {
  const weeks = Math.floor((to.getTime() - from.getTime()) / (7 * DAY_MS));
  if (weeks < 1) return 'less than a week';
  if (weeks > 10) return 'a good while';
  return weeks === 1 ? 'a week' : `${NUMBERS[weeks]} weeks`;
}

export const WAY: Record<Mode, string> = { face: 'in person', phone: 'by phone' };
export const MODES = [
  { value: 'face', label: 'In person, one to two hours' },
  { value: 'phone', label: 'By phone, up to an hour' },
];
