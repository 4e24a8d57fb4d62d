import { Temporal } from 'temporal-polyfill';
import type { ContactHours } from '../store/people.ts';

/**
 * Bank holidays of England and Wales from gov.uk/bank-holidays, as published in November 2026.
 * After the last year in the list no day is taken for a holiday.
 */
export const BANK_HOLIDAYS: ReadonlySet<string> = new Set([
  ...[
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-04',
    '2026-05-25',
    '2026-08-31',
    '2026-12-25',
    '2026-12-28',
  ],
  ...[
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ],
  ...[
    '2028-01-03',
    '2028-04-14',
    '2028-04-17',
    '2028-05-01',
    '2028-05-29',
    '2028-08-28',
    '2028-12-25',
    '2028-12-26',
  ],
]);

type Window = readonly [from: string, to: string];

const WORK: Window = ['09:00', '18:00'];

/** When somebody may be messaged on a day (D50). `unasked` is Monday to Friday 09:00-18:00 without bank holidays. */
function windowOn(day: Temporal.PlainDate, hours: ContactHours): Window | undefined {
  const isWorkingDay = day.dayOfWeek <= 5 && !BANK_HOLIDAYS.has(day.toString());
  switch (hours) {
    case 'never':
      return undefined;
    case 'unasked':
    case 'work':
      return isWorkingDay ? WORK : undefined;
    case 'evenings':
      return isWorkingDay ? ['18:00', '21:00'] : ['09:00', '21:00'];
  }
}

/**
 * The first moment from `now` on at which a quiet message may reach this person, in their own zone: `now` itself
 * inside their hours. `undefined`: never, they look for themselves.
 */
export function nextAllowed(now: Date, hours: ContactHours, timeZone: string): Date | undefined {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  for (let ahead = 0; ahead <= 31; ahead += 1) {
    const day = here.toPlainDate().add({ days: ahead });
    const window = windowOn(day, hours);
    if (!window) continue;
    // `compatible` takes the first valid instant after a gap and the first of an overlap.
    const at = (time: string) => instantOf(day, time, timeZone);
    if (now < at(window[0])) return at(window[0]);
    if (now < at(window[1])) return now;
  }
  return undefined;
}

/** A local date and time as an instant; in a gap the first valid instant after it, in an overlap the first of the two. */
export function instantOf(day: Temporal.PlainDate | string, time: string, timeZone: string): Date {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** The date that a calendar shows there, such as 2027-03-16. */
export const localDate = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
