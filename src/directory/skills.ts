import type { Option } from '../chat/form.ts';
import type { Tx } from '../store/database.ts';
import { plainly } from '../text/normalise.ts';
import { readShortList } from '../text/short-list.ts';

/** One word of the vocabulary. Whoever chose one that is retired keeps it; whoever types another name means `sameAs`. */
export interface Skill {
  id: string;
  key: string;
  words: string;
  state: 'listed' | 'retired' | 'same';
  sameAs: string | null;
}
/** All of them, by their words. */
export type Skills = readonly Skill[];

/** Ids as forms carry them; never more than a list holds. */
export const SKILL_ID_LENGTH = 36;
/** Ours, and as many as Slack shows in one list (docs.slack.dev, "options": no more than 100). */
export const MOST_SKILLS = 100;

/** In one statement. */
export const readSkills = (tx: Tx): Promise<Skill[]> => tx.$queryRaw<Skill[]>`
  SELECT id, key, words, state, same_as_id AS "sameAs" FROM skill ORDER BY key, id`;

const itself = (all: Skills, found: Skill | undefined): Skill | undefined =>
  found?.sameAs ? all.find(({ id }) => id === found.sameAs) : found;

/** Whichever was chosen, whatever has become of it since. */
export const skillById = (all: Skills, id: string): Skill | undefined =>
  itself(
    all,
    all.find((one) => one.id === id),
  );

/** Whichever these words are, if any. */
export function skillByWords(all: Skills, typed: string): Skill | undefined {
  const key = plainly(typed);
  return itself(
    all,
    all.find((one) => one.key === key),
  );
}

/** Each once, and whatever is in the vocabulary as it stands there. */
export const inListWords = (all: Skills, typed: readonly string[]): string[] => [
  ...new Map(
    typed.map((one) => skillByWords(all, one)?.words ?? one).map((one) => [plainly(one), one] as const),
  ).values(),
];

/** What somebody has said, as a form asks for it: `listed` are ids, and `own` are words of their own. */
export function splitSkills(all: Skills, said: readonly string[]): { listed: string[]; own: string[] } {
  const found = said.map((words) => ({ words, skill: skillByWords(all, words) }));
  return {
    listed: found.flatMap(({ skill }) => (skill ? [skill.id] : [])),
    own: found.flatMap(({ words, skill }) => (skill ? [] : [words])),
  };
}

/** What can be chosen: all that are listed, and those that this form holds already. */
export const skillOptions = (all: Skills, held: readonly string[]): Option[] =>
  all
    .filter(({ id, state }) => state === 'listed' || (state === 'retired' && held.includes(id)))
    .map(({ id, words }) => ({ value: id, label: words }));

/** The words of what was chosen. */
export const wordsOf = (all: Skills, ids: readonly string[]): string[] =>
  ids.flatMap((id) => skillById(all, id)?.words ?? []);

/** The same of a brief, which holds a text: what was typed stays as it was typed, but where it is in the vocabulary. */
export function writtenSkills(all: Skills, listed: readonly string[], typed: string): string {
  const own = readShortList(typed);
  const whole = inListWords(all, [...wordsOf(all, listed), ...own]);
  return listed.length === 0 && whole.join() === own.join() ? typed : whole.join(', ');
}

export function splitWritten(all: Skills, text: string): { listed: string[]; own: string } {
  const { listed, own } = splitSkills(all, readShortList(text));
  return { listed, own: listed.length === 0 ? text : own.join(', ') };
}

/** They name the same, in whatever order. */
export const isSameWritten = (one: string, other: string): boolean => {
  const keys = (text: string) => readShortList(text).map(plainly).sort().join();
  return keys(one) === keys(other);
};
