import { Temporal } from 'temporal-polyfill';
import { HOUR_MS } from '../../../time/durations.ts';
import { instantOf, localDate } from '../../../time/hours.ts';

/** When the reminder of the day before goes out, in the reader's own zone [default]. */
const DAY_BEFORE_AT = '10:00';
export type ReminderKind = 'day' | 'hour';

/** The day before and an hour before, as far as these are still to come. */
export function remindersFor(from: Date, timeZone: string, now: Date): { kind: ReminderKind; dueAt: Date }[] {
  const dayBefore = Temporal.PlainDate.from(localDate(from, timeZone)).subtract({ days: 1 });
  const both = [
    { kind: 'day' as const, dueAt: instantOf(dayBefore, DAY_BEFORE_AT, timeZone) },
    { kind: 'hour' as const, dueAt: new Date(from.getTime() - HOUR_MS) },
  ];
  return both.filter(({ dueAt }) => dueAt > now);
}
