/** Days as people say them: the one home for when a year is said. No clock is read here; `today` is handed in. */

/** Ours: half a year on either side is "in March" to everybody; what lies further needs its year. */
const NEAR_DAYS = 184;
const DAY_MS = 86_400_000;

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
const say = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(noon(day)).replace(',', '');

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

/** `March 2027`. */
export const monthOf = (day: string): string => say(day, { month: 'long', year: 'numeric' });
