import { Temporal } from 'temporal-polyfill';
import { usualCalendar } from '../time/calendar.ts';
import { instantOf, isWorkingDay, localDate } from '../time/hours.ts';

/** Everybody in the stories lives by the clock and the bank holidays of London. */
const { timeZone } = usualCalendar;
const MORNING = '10:00';

/** The date in London, or the one so many days later, such as 2027-03-16. */
export const dateIn = (now: Date, days = 0): string =>
  Temporal.PlainDate.from(localDate(now, timeZone)).add({ days }).toString();

/** What London's calendar and clock show, such as `2027-03-16 09:00`. */
export const dateAndTime = (now: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

/** Ten o'clock in London on that date. */
export const morningOf = (date: string): Date => instantOf(date, MORNING, timeZone);

/** The next working day at 10:00; a working morning in its eleventh hour is as good. */
export function nextMorning(now: Date): Date {
  if (isWorkingDay(dateIn(now), usualCalendar) && dateAndTime(now).slice(11, 13) === MORNING.slice(0, 2))
    return now;
  return nextSuch(now, (date) => isWorkingDay(date, usualCalendar));
}

/** The next Monday at 10:00 from which on five working days follow: no bank holiday in the week. */
export const nextOrdinaryMonday = (now: Date): Date =>
  nextSuch(
    now,
    (date) =>
      Temporal.PlainDate.from(date).dayOfWeek === 1 &&
      [0, 1, 2, 3, 4].every((days) =>
        isWorkingDay(Temporal.PlainDate.from(date).add({ days }), usualCalendar),
      ),
  );

/** The last working day before that date, at 10:00. */
export function lastMorningBefore(date: string): Date {
  let day = Temporal.PlainDate.from(date).subtract({ days: 1 });
  while (!isWorkingDay(day, usualCalendar)) day = day.subtract({ days: 1 });
  return morningOf(day.toString());
}

function nextSuch(now: Date, isSuch: (date: string) => boolean): Date {
  for (let days = 0; ; days += 1) {
    const date = dateIn(now, days);
    const morning = morningOf(date);
    if (morning >= now && isSuch(date)) return morning;
  }
}
