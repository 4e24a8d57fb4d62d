import { Temporal } from 'temporal-polyfill';
import type { MemberId } from '../../../chat/message.ts';
import { type Calendar, isOnBreak } from '../../../time/calendar.ts';
import { instantOf, isAllowed, nextAllowed } from '../../../time/hours.ts';
import { LATER_MS } from './limits.ts';

/** Somebody on the asker's own list, in the list's order, with all that decides whether they may be asked. */
export interface Person extends Calendar {
  member: MemberId;
  name: string;
  /** Said that they may be asked to ring people; nobody is asked before that. */
  agreed: boolean;
  /** Agreed to be asked outside their hours too, when it is urgent. */
  outOfHours: boolean;
  /** How many calls out of hours they have left this month; null is no limit (D51). */
  callsLeft: number | null;
  capacity: 'space' | 'stretched' | 'not-now';
}

/** `now`: inside their hours. `urgent`: outside, and they agreed to that. `no`: not at this moment, whatever the reason. */
export type May = 'now' | 'urgent' | 'no';

export function mayAsk(person: Person, at: Date): May {
  if (!isThere(person, at)) return 'no';
  if (isAllowed(at, person)) return 'now';
  return person.outOfHours && person.callsLeft !== 0 ? 'urgent' : 'no';
}

/** Whoever takes a break is asked nothing new, also not what is urgent (D51). */
const isThere = (person: Person, at: Date): boolean =>
  person.agreed && person.capacity !== 'not-now' && !isOnBreak(person, at);

/** Who is a little stretched comes after the others (D28); else the asker's order holds. */
export const inOrder = (circle: readonly Person[], first: MemberId | null): Person[] => {
  const rank = ({ member, capacity }: Person) => (member === first ? 0 : capacity === 'space' ? 1 : 2);
  return [...circle].sort((a, b) => rank(a) - rank(b));
};

/** Who would be asked first at this moment by a press, if anybody may be. */
export const firstNow = (circle: readonly Person[], now: Date): Person | undefined =>
  inOrder(circle, null).find((person) => mayAsk(person, now) === 'now');

export const someoneUrgent = (circle: readonly Person[], now: Date): boolean =>
  circle.some((person) => mayAsk(person, now) !== 'no');

/** "Shall I ask {name} again at 09:00?": the first on the list who may ever be asked, and when. */
export function whenAgain(
  circle: readonly Person[],
  now: Date,
): { member: MemberId; name: string; at: Date } | undefined {
  for (const person of inOrder(circle, null)) {
    if (!isThere(person, now)) continue;
    const from = isAllowed(now, person) ? new Date(now.getTime() + LATER_MS) : now;
    const at = nextAllowed(from, person);
    if (at) return { member: person.member, name: person.name, at };
  }
  return undefined;
}

/** The first moment of the month in which somebody is, where they are: caps are by the month. */
export const monthStart = (now: Date, timeZone: string): Date =>
  instantOf(
    Temporal.Instant.fromEpochMilliseconds(now.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .with({ day: 1 }),
    '00:00',
    timeZone,
  );
