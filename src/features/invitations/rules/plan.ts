import type { Kind } from '../../../directory/participant-kinds.ts';
import { nameKey } from '../../../text/name.ts';
import { plainly } from '../../../text/normalise.ts';
import { organisationKey } from '../../../text/organisation.ts';
import type { Listed } from './list.ts';

/** What is said of somebody, here or in a list. */
export interface Described {
  name: string;
  organisation: string | null;
  area: string | null;
  kinds: readonly Kind[];
  skills: readonly string[];
  topics: readonly string[];
  interests: readonly string[];
  languages: readonly string[];
}

const PARTS = ['organisation', 'area', 'kinds', 'skills', 'topics', 'interests', 'languages'] as const;
const asList = (value: string | readonly string[] | null | undefined): readonly string[] =>
  value === null || value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Where a list says something else than what is here, in words. What a list leaves out says nothing. */
export function differences(listed: Listed, said: Described): string[] {
  return PARTS.flatMap((part) => {
    const [there, here] = [asList(listed[part]), asList(said[part])];
    const keyOf = part === 'organisation' ? organisationKey : plainly;
    const sorted = (all: readonly string[]) => JSON.stringify(all.map(keyOf).sort());
    if (there.length === 0 || sorted(there) === sorted(here)) return [];
    return [`${part}: here ${here.join(', ') || 'nothing'}, in the list ${there.join(', ')}`];
  });
}

/** What bringing in one line comes to. Nothing that is here is overwritten. */
export type Outcome =
  | { is: 'new'; one: Listed; member: string | undefined }
  | { is: 'here' | 'expected'; one: Listed; differ: readonly string[] }
  | { is: 'declined'; one: Listed }
  /** Nothing tells them from somebody of that name who is here or expected: asked about, and left out until told. */
  | { is: 'namesake'; one: Listed; known: Namesake };

export type Namesake = 'member' | 'expected';
/** Who is here under a name; `bare`: expected, without anything else that would tell them from another. */
export type KnownNames = ReadonlyMap<string, { isMember?: true; isExpected?: true; isBare?: true }>;

/** Decides for one line: who is a member or expected already stays as they are, and a guest is asked. */
export function planLine(
  one: Listed,
  account: { member: string; standing: string; said: Described } | undefined,
  invited: { state: string; said: Described } | undefined,
  names: KnownNames = new Map(),
): Outcome {
  if (account?.standing === 'member') return { is: 'here', one, differ: differences(one, account.said) };
  if (invited?.state === 'declined') return { is: 'declined', one };
  if (invited) return { is: 'expected', one, differ: differences(one, invited.said) };
  const namesake = account ? undefined : namesakeOf(one, names);
  if (namesake) return { is: 'namesake', one, known: namesake };
  return { is: 'new', one, member: account?.member };
}

/** An id of theirs tells people apart; an e-mail address does where the other has one, too. */
function namesakeOf({ name, email, slack, teams }: Listed, names: KnownNames): Namesake | undefined {
  const known = names.get(nameKey(name));
  const hasId = slack !== undefined || teams !== undefined;
  if (known?.isMember && !hasId) return 'member';
  const isBare = !hasId && email === undefined;
  return known?.isBare || (known?.isExpected && isBare) ? 'expected' : undefined;
}

/** What somebody who joins takes over from what was said of them: only what they have not said themselves. */
export const completeWith = (own: Described, said: Described) => {
  const either = <T>(mine: readonly T[], theirs: readonly T[]) => (mine.length > 0 ? mine : theirs);
  return {
    organisation: own.organisation ?? said.organisation,
    area: own.area ?? said.area,
    kinds: either(own.kinds, said.kinds),
    skills: either(own.skills, said.skills),
    topics: either(own.topics, said.topics),
    interests: either(own.interests, said.interests),
    languages: either(own.languages, said.languages),
  };
};
