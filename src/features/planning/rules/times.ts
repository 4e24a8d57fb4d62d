import { Temporal } from 'temporal-polyfill';
import { DAY_MS } from '../../../time/durations.ts';
import { instantOf } from '../../../time/hours.ts';

/** Two to six times are voted on; one is fixed. */
export const MOST_TIMES = 6;

/** Ours: further away than this is more likely a slip than a plan. */
const MOST_DAYS_AHEAD = 366;

export type TypedTimes = { [field in `date${number}` | `time${number}`]?: string | undefined };

/** The times of the form as instants, in the writer's zone, or what to mend beside which field. */
export function readTimes(
  typed: TypedTimes,
  timeZone: string,
  now: Date,
): { times: Date[] } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const times: Date[] = [];
  const seen = new Set<number>();
  for (let index = 1; index <= MOST_TIMES; index += 1) {
    const [date, time] = [typed[`date${index}`], typed[`time${index}`]];
    if (date === undefined && time === undefined) continue;
    if (date === undefined) errors[`date${index}`] = 'Please give the day as well.';
    if (time === undefined) errors[`time${index}`] = 'Please give the time as well.';
    if (date === undefined || time === undefined) continue;
    const at = instantOf(date, time, timeZone);
    if (at <= now) errors[`date${index}`] = 'Please choose a time that is still to come.';
    else if (at.getTime() - now.getTime() > MOST_DAYS_AHEAD * DAY_MS)
      errors[`date${index}`] = 'Please choose a day within a year.';
    else if (seen.has(at.getTime())) errors[`date${index}`] = 'This time is there already.';
    seen.add(at.getTime());
    times.push(at);
  }
  if (times.length === 0 && Object.keys(errors).length === 0)
    errors.date1 = 'Please give at least one day and time.';
  if (Object.keys(errors).length > 0) return { errors };
  return { times: times.sort((a, b) => a.getTime() - b.getTime()) };
}

const localOf = (at: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** The local date and time, as the fields of a form take them. */
export function fieldsOf(at: Date, timeZone: string): { date: string; time: string } {
  const local = localOf(at, timeZone);
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5) };
}

/** D14: the kind of time that it was, so that the next one can be another. */
export function daypartOf(at: Date, timeZone: string): string {
  const local = localOf(at, timeZone);
  const part =
    local.hour < 12 ? 'morning' : local.hour < 14 ? 'lunchtime' : local.hour < 17 ? 'afternoon' : 'evening';
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  return `${days[local.dayOfWeek - 1]} ${part}`;
}

/** What usually works for somebody who could make none of the times. */
export const USUALS = ['mornings', 'lunchtimes', 'afternoons', 'evenings', 'weekends', 'online'] as const;
export type Usual = (typeof USUALS)[number];
export const USUAL_NAMES: Record<Usual, string> = {
  mornings: 'Weekday mornings',
  lunchtimes: 'Weekday lunchtimes',
  afternoons: 'Weekday afternoons',
  evenings: 'Weekday evenings',
  weekends: 'Weekends',
  online: 'Online rather than in a room',
};
