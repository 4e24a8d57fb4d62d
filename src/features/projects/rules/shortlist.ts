/** Somebody who said yes or maybe, as far as their place among the others goes. */
export interface Candidate {
  interest: 'yes' | 'maybe' | null;
  days: readonly string[];
}

/** How many of a project’s days suit somebody. */
export const daysFree = ({ days }: Pick<Candidate, 'days'>, project: { days: readonly { day: string }[] }) =>
  project.days.filter(({ day }) => days.includes(day)).length;

/** A5: by how many days suit, a yes before a maybe; where equal, as they were given, which is by name. */
export const ranked = <C extends Candidate>(
  candidates: readonly C[],
  project: { days: readonly { day: string }[] },
): C[] =>
  [...candidates].sort(
    (a, b) =>
      daysFree(b, project) - daysFree(a, project) ||
      Number(a.interest !== 'yes') - Number(b.interest !== 'yes'),
  );

/** Why somebody stands where they do, in words: never a no, a silence or a withdrawal. */
export function reasonsFor(candidate: Candidate, project: { days: readonly { day: string }[] }): string {
  const free = daysFree(candidate, project);
  const all = project.days.length;
  const days = free === all ? (all === 1 ? 'free that day' : 'free all days') : `free ${free} of ${all} days`;
  return `${candidate.interest === 'maybe' ? 'maybe' : 'yes'}, ${days}`;
}
