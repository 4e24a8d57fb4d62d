import { Temporal } from 'temporal-polyfill';
import type { MemberId } from '../../../chat/message.ts';
import { instantOf, nextAllowed } from '../../../outbox/hours.ts';
import type { ContactHours } from '../../../store/people.ts';
import { LATER_MS } from './limits.ts';

/** Somebody on the asker's own list, in the list's order, with all that decides whether they may be asked. */
export interface Person {
  member: MemberId;
  name: string;
  /** Said that they may be asked to ring people; nobody is asked before that. */
  agreed: boolean;
  /** Agreed to be asked outside their hours too, when it is urgent. */
  outOfHours: boolean;
  /** How many calls out of hours they have left this month; null is no limit (D51). */
  callsLeft: number | null;
  able: 'space' | 'stretched' | 'not-now';
  contactHours: ContactHours;
  timeZone: string;
}

/** `now`: inside their hours. `urgent`: outside, and they agreed to that. `no`: not at this moment, whatever the reason. */
export type May = 'now' | 'urgent' | 'no';

export function mayAsk(person: Person, at: Date): May {
  if (!person.agreed || person.able === 'not-now') return 'no';
  if (isInHours(person, at)) return 'now';
  return person.outOfHours && person.callsLeft !== 0 ? 'urgent' : 'no';
}

const isInHours = ({ contactHours, timeZone }: Person, at: Date): boolean =>
  nextAllowed(at, contactHours, timeZone)?.getTime() === at.getTime();

/** Who is a little stretched comes after the others (D28); else the asker's order holds. */
export const inOrder = (circle: readonly Person[], first: MemberId | null): Person[] => {
  const rank = ({ member, able }: Person) => (member === first ? 0 : able === 'space' ? 1 : 2);
  return [...circle].sort((a, b) => rank(a) - rank(b));
};

/** Who would be asked first at this moment by a press, if anybody may be. */
export const firstNow = (circle: readonly Person[], now: Date): Person | undefined =>
  inOrder(circle, null).find((person) => mayAsk(person, now) === 'now');

export const someoneUrgent = (circle: readonly Person[], now: Date): boolean =>
  circle.some((person) => mayAsk(person, now) !== 'no');

/** "Usually free until 18:00": when the hours end in which somebody who is inside them may be messaged. */
export function freeUntil({ contactHours, timeZone }: Person, now: Date): Date | undefined {
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return ['18:00', '21:00']
    .map((time) => instantOf(day, time, timeZone))
    .find((end) => end > now && nextAllowed(end, contactHours, timeZone)?.getTime() !== end.getTime());
}

/** "Shall I ask {name} again at 09:00?": the first on the list who may ever be asked, and when. */
export function whenAgain(
  circle: readonly Person[],
  now: Date,
): { member: MemberId; name: string; at: Date } | undefined {
  for (const { member, name, agreed, able, contactHours, timeZone } of inOrder(circle, null)) {
    if (!agreed || able === 'not-now') continue;
    const isFree = nextAllowed(now, contactHours, timeZone)?.getTime() === now.getTime();
    const from = isFree ? new Date(now.getTime() + LATER_MS) : now;
    const at = nextAllowed(from, contactHours, timeZone);
    if (at) return { member, name, at };
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
