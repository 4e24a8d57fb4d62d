import { Temporal } from 'temporal-polyfill';
import type { Division } from './calendar.ts';

/**
 * Bank holidays by division from gov.uk/bank-holidays, taken in November 2026: substitute days where one falls on a
 * weekend, and the day that was proclaimed in Scotland for the World Cup of 2026.
 */
const SNAPSHOT: Record<Exclude<Division, 'none'>, Record<number, string>> = {
  'england-and-wales': {
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  },
  scotland: {
    2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
    2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
    2028: '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
  },
  'northern-ireland': {
    2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
    2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
    2028: '01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
  },
};

/** The last day that the snapshot knows of: after it no day is taken for a bank holiday. */
export const HOLIDAYS_KNOWN_UNTIL = '2028-12-31';

/** Days left at which the operator is told: next year's list has long been published by then. */
const WARN_DAYS = 120;

const byDivision: Record<Division, ReadonlySet<string>> = {
  'england-and-wales': datesOf('england-and-wales'),
  scotland: datesOf('scotland'),
  'northern-ireland': datesOf('northern-ireland'),
  none: new Set(),
};

function datesOf(division: Exclude<Division, 'none'>): ReadonlySet<string> {
  const years = Object.entries(SNAPSHOT[division]);
  return new Set(years.flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`)));
}

/** `day` is a date such as 2027-12-27. */
export const isBankHoliday = (day: string, division: Division): boolean => byDivision[division].has(day);

/** What the operator is to know and do while the bank holidays that we know of are running out. */
export function holidayWarning(now: Date): string | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO('Europe/London')
    .toPlainDate();
  const { days } = today.until(HOLIDAYS_KNOWN_UNTIL, { largestUnit: 'days' });
  if (days >= WARN_DAYS) return undefined;
  const left =
    days < 0 ? 'have run out' : `are known for ${days === 1 ? 'one more day' : `${days} more days`}`;
  return `UK bank holidays ${left} (until ${HOLIDAYS_KNOWN_UNTIL}): please update Alongside. Until then people may be messaged on a bank holiday.`;
}
