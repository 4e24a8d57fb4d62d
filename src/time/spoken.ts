import { DAY_MS } from './durations.ts';
import { localDate } from './hours.ts';

/** Days as people say them: the one home for when a year is said. No clock is read here; `today` is handed in. */

/** Ours: half a year on either side is "in March" to everybody; what lies further needs its year. */
const NEAR_DAYS = 184;

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** More than a network's zones, each in a handful of styles; beyond it the map is begun anew. */
const MOST_FORMATS = 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format takes a hundred times as long as to use it, and a page says many days. */
function formatIn(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${timeZone} ${JSON.stringify(style)}`;
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...style, timeZone });
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(name, made);
  return made;
}

const say = (day: string, style: Intl.DateTimeFormatOptions): string =>
  formatIn('UTC', style).format(noon(day)).replace(',', '');

/** Whether a day, such as 2027-03-16, is said with its year on `today`: unless it is of this year, or a few months away. */
export const needsYear = (day: string, today: string): boolean =>
  day.slice(0, 4) !== today.slice(0, 4) &&
  Math.abs(noon(day).getTime() - noon(today).getTime()) > NEAR_DAYS * DAY_MS;

/** `Tue 16 March 2027`. */
export const spokenDate = (day: string): string =>
  say(day, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });

/** `Tue 16 March`, and of a year that nobody would think of, `Tue 16 March 2028`. */
export const spokenDay = (day: string, today: string): string =>
  needsYear(day, today) ? spokenDate(day) : say(day, { weekday: 'short', day: 'numeric', month: 'long' });

/** `Monday 1 February`, of a day in the last few weeks. */
export const weekdayOf = (day: string): string =>
  say(day, { weekday: 'long', day: 'numeric', month: 'long' });

/** `3 Nov`, and of another year `3 Nov 2026`. */
export function shortDay(day: string, today: string): string {
  const [date = '', month = '', year = ''] = say(day, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).split(' ');
  const short = `${date} ${month.slice(0, 3)}`;
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${short} ${year}`;
}

/** `16 March 2027`. */
export const dateAlone = (day: string): string =>
  say(day, { day: 'numeric', month: 'long', year: 'numeric' });

/** The date of a moment, where the reader is: terms and checks lie months apart, so the year is said. */
export const spokenDateAt = (at: Date, timeZone: string): string => spokenDate(localDate(at, timeZone));

/** `March 2027`. */
export const monthOf = (day: string): string => say(day, { month: 'long', year: 'numeric' });

/** `15:00` or `Thu 12 March, 15:00`, in the given IANA zone. */
export function spokenTime(at: Date, style: 'time' | 'datetime', timeZone: string): string {
  const time = formatIn(timeZone, { hour: '2-digit', minute: '2-digit' }).format(at);
  if (style === 'time') return time;
  const day = formatIn(timeZone, { weekday: 'short', day: 'numeric', month: 'long' }).format(at);
  return `${day}, ${time}`;
}

const WITHIN_A_WEEK_MS = 6 * DAY_MS;

/** `today at 18:00`, `on Monday at 09:00`, or with its date when that is further off than the days of a week. */
export function spokenSoon(at: Date, now: Date, timeZone: string): string {
  const day = (date: Date, about: Intl.DateTimeFormatOptions) => formatIn(timeZone, about).format(date);
  const time = spokenTime(at, 'time', timeZone);
  if (day(at, { dateStyle: 'short' }) === day(now, { dateStyle: 'short' })) return `today at ${time}`;
  const isFar = at.getTime() - now.getTime() > WITHIN_A_WEEK_MS;
  const date = isFar ? ` ${day(at, { day: 'numeric', month: 'long' })}` : '';
  return `on ${day(at, { weekday: 'long' })}${date} at ${time}`;
}
