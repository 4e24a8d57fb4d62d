import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.ts';
import { DAY_MS } from './durations.ts';
import { isBankHoliday } from './holidays.ts';

const WORK = { from: '09:00', to: '18:00' };
const EVENING = { from: '18:00', to: '21:00' };
const DAY_OFF = { from: '09:00', to: '21:00' };

/** Ours: nobody's hours are further apart, whatever days they chose and whichever of these are bank holidays. */
const DAYS_AHEAD = 60;

/** `day` is a date such as 2027-12-27. */
export const isWorkingDay = (
  day: Temporal.PlainDate | string,
  { workingDays, division }: Pick<Calendar, 'workingDays' | 'division'>,
): boolean => {
  const date = Temporal.PlainDate.from(day);
  return workingDays.includes(date.dayOfWeek) && !isBankHoliday(date.toString(), division);
};

/** The first working day from this one on. */
export function nextWorkingDay(day: string, calendar: Pick<Calendar, 'workingDays' | 'division'>): string {
  let date = Temporal.PlainDate.from(day);
  while (!isWorkingDay(date, calendar)) date = date.add({ days: 1 });
  return date.toString();
}

/** From when to when somebody may be messaged on a day, by the clock on their wall (D50). */
function hoursOn(day: Temporal.PlainDate, calendar: Calendar): { from: string; to: string } | undefined {
  switch (calendar.contactHours) {
    case 'never':
      return undefined;
    case 'unasked':
    case 'work':
      return isWorkingDay(day, calendar) ? WORK : undefined;
    case 'own':
      return isWorkingDay(day, calendar) ? (calendar.ownHours ?? WORK) : undefined;
    case 'evenings':
      return isWorkingDay(day, calendar) ? EVENING : DAY_OFF;
  }
}

interface Span {
  from: Date;
  to: Date;
}

/** When somebody may be messaged from `now` on, span by span in order; what is over already is left out. */
function* spansFrom(now: Date, calendar: Calendar): Generator<Span> {
  const { timeZone, pausedUntil } = calendar;
  const start = pausedUntil !== null && pausedUntil > now ? pausedUntil : now;
  const first = dateAt(start, timeZone);
  // Hours that began on the evening before may still last.
  for (let ahead = -1; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = first.add({ days: ahead });
    const hours = hoursOn(day, calendar);
    if (!hours || (ahead < 0 && hours.to > hours.from)) continue;
    const lastDay = hours.to > hours.from ? day : day.add({ days: 1 });
    const to = instantOf(lastDay, hours.to, timeZone);
    if (to <= start) continue;
    const from = instantOf(day, hours.from, timeZone);
    // On the night on which clocks go forward nothing may be left of it.
    if (from < to) yield { from: from < start ? start : from, to };
  }
}

/**
 * The first moment from `now` on at which a quiet message may reach this person: `now` itself inside their hours.
 * `undefined`: never, they look for themselves.
 */
export function nextAllowed(now: Date, calendar: Calendar): Date | undefined {
  for (const { from } of spansFrom(now, calendar)) return from;
  return undefined;
}

export const isAllowed = (now: Date, calendar: Calendar): boolean =>
  nextAllowed(now, calendar)?.getTime() === now.getTime();

/** When the hours end that somebody is in. `undefined`: they are in none, or in ones that do not end within a day. */
export function allowedUntil(now: Date, calendar: Calendar): Date | undefined {
  let end = now;
  for (const { from, to } of spansFrom(now, calendar)) {
    if (from > end) break;
    end = to;
    if (end.getTime() - now.getTime() > DAY_MS) return undefined;
  }
  return end > now ? end : undefined;
}

/** The moment after so many minutes inside somebody's hours. `undefined`: they have none. */
export function addAllowedTime(from: Date, minutes: number, calendar: Calendar): Date | undefined {
  let leftMs = minutes * 60_000;
  let last: Date | undefined;
  for (const span of spansFrom(from, calendar)) {
    const ms = span.to.getTime() - span.from.getTime();
    if (leftMs <= ms) return new Date(span.from.getTime() + leftMs);
    leftMs -= ms;
    last = span.to;
  }
  return last;
}

/** A network's days, times and zones within some weeks; beyond it the map is begun anew. */
const MOST_INSTANTS = 5_000;
const instants = new Map<string, number>();

/**
 * A local date and time as an instant; in a gap the first valid instant after it, in an overlap the first of the two. Kept,
 * for a fan-out asks thousands of times when the same day begins and ends.
 */
export function instantOf(day: Temporal.PlainDate | string, time: string, timeZone: string): Date {
  const name = `${day} ${time} ${timeZone}`;
  const known = instants.get(name);
  if (known !== undefined) return new Date(known);
  const found = findInstant(day, time, timeZone);
  if (instants.size >= MOST_INSTANTS) instants.clear();
  instants.set(name, found);
  return new Date(found);
}

function findInstant(day: Temporal.PlainDate | string, time: string, timeZone: string): number {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  // In a gap "earlier" is a moment before it, and the clocks' going forward is the end of it.
  const isInGap = !zoned.toPlainDateTime().equals(local);
  const valid = isInGap ? (zoned.getTimeZoneTransition('next') ?? zoned) : zoned;
  return valid.epochMilliseconds;
}

const dateAt = (now: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** The date that a calendar shows there, such as 2027-03-16. */
export const localDate = (now: Date, timeZone: string): string => dateAt(now, timeZone).toString();
