import { namesHealth } from '../../../directory/health-words.ts';
import { plainly } from '../../../text/normalise.ts';
import { readShortList } from '../../../text/short-list.ts';
import { monthOf } from '../../../time/spoken.ts';

/** Somebody who said yes or maybe, or would stand in, as far as their place among the others goes. */
export interface Candidate {
  interest: 'yes' | 'maybe' | null;
  days: readonly string[];
  /** As they put them in their profile; what they wrote for buddies is not among them. */
  skills: readonly string[];
  /** The last day of the last project that they took part in. */
  lastDay: string | null;
}

/** What a list is made for. */
interface Sought {
  days: readonly { day: string }[];
  skills: string | null;
}

/** How many of a project’s days suit somebody. */
export const daysFree = ({ days }: Pick<Candidate, 'days'>, project: Pick<Sought, 'days'>) =>
  project.days.filter(({ day }) => days.includes(day)).length;

/** The skills of a brief (A4), one by one, as they are compared; nobody is ranked by their health or what they lived through. */
export const soughtSkills = ({ skills }: Pick<Sought, 'skills'>): string[] => [
  ...new Set(
    readShortList(skills ?? '')
      .filter((one) => !namesHealth(one))
      .map(plainly),
  ),
];

/** Which of these somebody has: the same words, or one within the other. `known`: words that were compared before. */
export function skillsOf(
  { skills }: Pick<Candidate, 'skills'>,
  sought: readonly string[],
  known = new Map<string, string>(),
): string[] {
  const own = skills.map((skill) => {
    const words = known.get(skill) ?? plainly(skill);
    known.set(skill, words);
    return words;
  });
  return sought.filter((one) => own.some((skill) => skill.includes(one) || one.includes(skill)));
}

/**
 * A5: by how many days suit, then by how many of the skills, a yes before a maybe, whoever has not taken part for longest
 * first; where equal, as they were given, which is by name.
 */
export function ranked<C extends Candidate>(candidates: readonly C[], project: Sought): C[] {
  const sought = soughtSkills(project);
  const known = new Map<string, string>();
  const weighed = candidates.map((one) => ({
    one,
    free: daysFree(one, project),
    skilled: skillsOf(one, sought, known).length,
  }));
  weighed.sort(
    (a, b) =>
      b.free - a.free ||
      b.skilled - a.skilled ||
      Number(a.one.interest !== 'yes') - Number(b.one.interest !== 'yes') ||
      (a.one.lastDay ?? '').localeCompare(b.one.lastDay ?? ''),
  );
  return weighed.map(({ one }) => one);
}

/** Why somebody stands where they do, in words: never a no, a silence or a withdrawal. */
export function reasonsFor(candidate: Candidate, project: Sought): string {
  const free = daysFree(candidate, project);
  const all = project.days.length;
  const days = free === all ? (all === 1 ? 'free that day' : 'free all days') : `free ${free} of ${all} days`;
  const sought = soughtSkills(project);
  const skilled = skillsOf(candidate, sought).length;
  return [
    candidate.interest === 'maybe' ? 'maybe' : 'yes',
    days,
    ...(sought.length > 0
      ? [`${skilled} of ${sought.length} ${sought.length === 1 ? 'skill' : 'skills'}`]
      : []),
    ...(candidate.lastDay ? [`last took part in ${monthOf(candidate.lastDay)}`] : []),
  ].join(', ');
}
