import { Temporal } from 'temporal-polyfill';
import { instantOf } from './hours.ts';

/** In its month; the last day of one that is shorter. */
const dayIn = (month: Temporal.PlainYearMonth, day: number): Temporal.PlainDate =>
  month.toPlainDate({ day: Math.min(day, month.daysInMonth) });

/** The first date of a rule from this one on. Pure, like all that is here. */
export function firstDate({ every, day }: Pick<Rule, 'every' | 'day'>, from: string): string {
  const start = Temporal.PlainDate.from(from);
  if (every === 'week') return start.add({ days: (day - start.dayOfWeek + 7) % 7 }).toString();
  const month = start.toPlainYearMonth();
  const inMonth = dayIn(month, day);
  return (inMonth.since(start).sign < 0 ? dayIn(month.add({ months: 1 }), day) : inMonth).toString();
}

/** The date after this one. */
export function nextDate(
  { every, interval, day }: Pick<Rule, 'every' | 'interval' | 'day'>,
  on: string,
): string {
  const date = Temporal.PlainDate.from(on);
  if (every === 'week') return date.add({ weeks: interval }).toString();
  return dayIn(date.toPlainYearMonth().add({ months: interval }), day).toString();
}

/** When that date comes round: the first valid moment after a gap, the first of an overlap. */
export const instantOn = ({ time, timeZone }: Pick<Rule, 'time' | 'timeZone'>, on: string): Date =>
  instantOf(on, time, timeZone);

/** Ours: as many as one transaction brings round; what is left is due at once. */
const AT_ONCE = 50;

/**
 * Which dates are brought round now, and the first one after them. A zone's rules may have changed since `nextOn` was
 * written down, which is why its instant is worked out again.
 */
export function dueDates(
  schedule: Rule & { nextOn: string; catchUp: 'every' | 'latest' },
  now: Date,
): { due: string[]; nextOn: string } {
  const due: string[] = [];
  let nextOn = schedule.nextOn;
  while (instantOn(schedule, nextOn) <= now && (due.length < AT_ONCE || schedule.catchUp === 'latest')) {
    if (schedule.catchUp === 'latest') due.length = 0;
    due.push(nextOn);
    nextOn = nextDate(schedule, nextOn);
  }
  return { due, nextOn };
}

/** When something comes round, by the clock on the wall: the instant is worked out as late as can be. */
export interface Rule {
  every: 'week' | 'month';
  /** Of these every so many. */
  interval: number;
  /** Monday is 1; or the day of the month, its last one where it is shorter. */
  day: number;
  /** Such as 09:00. */
  time: string;
  timeZone: string;
}

export const HALF_YEAR_MONTHS = 6;
export const halfYearAfter = (day: string): string =>
  Temporal.PlainDate.from(day).add({ months: HALF_YEAR_MONTHS }).toString();
