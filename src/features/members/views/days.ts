import { spokenTime } from '../../../chat/message.ts';
import { localDate } from '../../../outbox/hours.ts';
import { spokenDate } from '../../../time/spoken.ts';

/** `Thu 12 March 2027`, where the reader is. Terms and checks lie months apart, so the year is said. */
export const spokenDay = (at: Date, timeZone: string): string => spokenDate(localDate(at, timeZone));

const WEEK_MS = 6 * 86_400_000;

/** `today at 18:00`, `on Monday at 09:00`, or with its date when that is further off than the days of a week. */
export function spokenSoon(at: Date, now: Date, timeZone: string): string {
  const day = (date: Date, about: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...about }).format(date);
  const time = spokenTime(at, 'time', timeZone);
  if (day(at, { dateStyle: 'short' }) === day(now, { dateStyle: 'short' })) return `today at ${time}`;
  const isFar = at.getTime() - now.getTime() > WEEK_MS;
  const date = isFar ? ` ${day(at, { day: 'numeric', month: 'long' })}` : '';
  return `on ${day(at, { weekday: 'long' })}${date} at ${time}`;
}
