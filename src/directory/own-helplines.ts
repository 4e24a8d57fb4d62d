import { DAY_MS } from '../time/durations.ts';
import { localDate } from '../time/hours.ts';
import { shortDay } from '../time/spoken.ts';
import { NETWORK_ZONE } from '../time/zones.ts';
import type { Nation } from './helplines.ts';
import { type HelplineNotes, helplinesOf, type SupportNumber } from './helplines.ts';

/** Nations that a number can be for; null is everybody. */
export const OWN_NATIONS = ['england', 'wales', 'scotland', 'northern-ireland'] as const;

/** Ours: they share one line of help with each other, and somebody who needs one reads no longer list. */
export const OWN_MOST = 3;
export const OWN_NAME_LENGTH = 40;
export const OWN_HOURS_LENGTH = 40;

/** A number that the network added to its nation's. */
export interface OwnNumber extends SupportNumber {
  hours: string | null;
  nation: Nation | null;
}

interface Numbers {
  nation: Nation;
  own: readonly OwnNumber[];
  checks: ReadonlyMap<string, { at: Date }>;
}

/** A network of more than one nation shows them all. */
export const ownShown = ({ nation, own }: Pick<Numbers, 'nation' | 'own'>): OwnNumber[] =>
  own.filter((one) => one.nation === null || nation === 'unknown' || one.nation === nation);

/** Every number that a coordinator rings. */
export const numbersToRing = (numbers: Pick<Numbers, 'nation' | 'own'>): SupportNumber[] => [
  ...helplinesOf(numbers.nation),
  ...ownShown(numbers),
];

/** The day of the oldest of all numbers; undefined while one of the nation's was never confirmed. */
export function oldestCheck(numbers: Numbers): Date | undefined {
  const times = numbersToRing(numbers).map(({ id }) => numbers.checks.get(id)?.at.getTime());
  return times.includes(undefined) ? undefined : new Date(Math.min(...(times as number[])));
}

/** What people read behind each number (D49); the network's own ones are for its members. */
export function helplineNotesOf(numbers: Numbers, now: Date, isMember: boolean): HelplineNotes {
  const { nation, checks } = numbers;
  const when = (id: string) => {
    const check = checks.get(id);
    return check && `checked ${shortDay(localDate(check.at, NETWORK_ZONE), localDate(now, NETWORK_ZONE))}`;
  };
  return {
    note(id) {
      const words = when(id);
      return words ? ` (${words})` : '';
    },
    own: (isMember ? ownShown(numbers) : []).map((one) => {
      const isForOne = nation === 'unknown' && one.nation !== null;
      const about = [isForOne ? NATION_NAMES[one.nation ?? nation] : null, one.hours, when(one.id)];
      return `${one.name} ${one.digits} (${about.filter(Boolean).join('; ')})`;
    }),
  };
}

export const NATION_NAMES: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  unknown: 'More than one nation, or another',
};

/** Why a day on which a number was rung is none. */
export function checkRung(at: Date, now: Date): string | undefined {
  if (at > now) return 'Please give a day that has been: the number is rung before people see it.';
  return isStale(at, now)
    ? 'That’s more than six months ago. Please ring it again, and give today’s date.'
    : undefined;
}

/** When the list was last confirmed whole: the day of its oldest number. `undefined`: not every number is confirmed. */
export function confirmedAt(nation: Nation, checks: ReadonlyMap<string, { at: Date }>): Date | undefined {
  const times = helplinesOf(nation).map(({ id }) => checks.get(id)?.at.getTime());
  return times.includes(undefined) ? undefined : new Date(Math.min(...(times as number[])));
}

/** Numbers are rung again every six months. Stale ones are still shown: coordinators are told. */
const FRESH_FOR_MS = 183 * DAY_MS;
export const isStale = (checkedAt: Date | undefined, now: Date): boolean =>
  checkedAt !== undefined && now.getTime() - checkedAt.getTime() > FRESH_FOR_MS;
