import { Temporal } from 'temporal-polyfill';
import { dateAlone } from './spoken.ts';

/** Ours: nobody who plans something with others means a day further off, without being asked. */
const ASKED_MONTHS = 18;
/** Ours: a year further off, or longer ago, is a slip of the finger, however often it is sent. */
const REFUSED_YEARS = 10;
const REFUSED_PAST_YEARS = 100;

/** `ask`: it may be meant, and the same date sent once more is taken. `refuse`: it can't be. */
export interface FarDay {
  how: 'ask' | 'refuse';
  words: string;
}

/** What is to be said of a day that somebody chose in a form, such as 2207-03-16 for 2027-03-16; nothing where it is near. */
export function farDay(day: string, today: string): FarDay | undefined {
  const [then, now] = [Temporal.PlainDate.from(day), Temporal.PlainDate.from(today)];
  const isPast = Temporal.PlainDate.compare(then, now) < 0;
  const limit = (years: number, months = 0) => now.add({ years: isPast ? -years : years, months });
  const isBeyond = (edge: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(then, edge) * (isPast ? -1 : 1) > 0;
  const isRefused = isBeyond(limit(isPast ? REFUSED_PAST_YEARS : REFUSED_YEARS));
  if (!isRefused && !isBeyond(isPast ? limit(REFUSED_YEARS) : limit(0, ASKED_MONTHS))) return undefined;
  const near = nearestOf(then, now, isPast);
  const asked = `${dateAlone(day)} is ${distance(then, now)}.${near ? ` Did you mean ${dateAlone(near)}?` : ''}`;
  return isRefused
    ? { how: 'refuse', words: `${asked} Please check the year.` }
    : { how: 'ask', words: `${asked} If it’s right as it is, send this once more.` };
}

/** The same day and month, this year or next; none for a leap day that neither has. */
function nearestOf(then: Temporal.PlainDate, now: Temporal.PlainDate, isPast: boolean): string | undefined {
  const years = isPast ? [now.year, now.year - 1] : [now.year, now.year + 1];
  const sameDay = years.map((year) => then.with({ year }, { overflow: 'constrain' }));
  const fits = (one: Temporal.PlainDate) =>
    one.day === then.day && Temporal.PlainDate.compare(one, now) * (isPast ? -1 : 1) >= 0;
  return sameDay.find(fits)?.toString();
}

function distance(then: Temporal.PlainDate, now: Temporal.PlainDate): string {
  const [first, second] = Temporal.PlainDate.compare(then, now) < 0 ? [then, now] : [now, then];
  const { years, months } = first.until(second, { largestUnit: 'years' });
  const away = years >= 2 ? `${years} years` : `${years * 12 + months} months`;
  return first === then ? `${away} ago` : `${away} away`;
}
