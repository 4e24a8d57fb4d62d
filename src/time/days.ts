import { Temporal } from 'temporal-polyfill';
import { instantOf } from './hours.ts';

/** The first moment of a day where this person is. */
export const startOf = (day: string, timeZone: string): Date => instantOf(day, '00:00', timeZone);

/** "Until Tuesday" holds until that Tuesday ends. */
export const endOf = (day: string, timeZone: string): Date =>
  instantOf(Temporal.PlainDate.from(day).add({ days: 1 }), '00:00', timeZone);

/** What is wrong with a day that lies ahead; further than this it was probably a slip. */
export function checkAhead(day: string, today: string, years: number): string | undefined {
  if (day <= today) return 'Please choose a day after today.';
  const last = Temporal.PlainDate.from(today).add({ years }).toString();
  return day > last ? `Please choose a day within ${years === 1 ? 'a year' : `${years} years`}.` : undefined;
}
