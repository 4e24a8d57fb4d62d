import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  CONTACT_HOURS,
  DIVISIONS,
  type Division,
  usualCalendar,
} from '../src/time/calendar.ts';
import { HOLIDAYS_KNOWN_UNTIL, holidayWarning, isBankHoliday } from '../src/time/holidays.ts';
import {
  addAllowedTime,
  allowedUntil,
  instantOf,
  isAllowed,
  nextAllowed,
  nextWorkingDay,
} from '../src/time/hours.ts';
import { ZONES } from './support/zones.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => new Date(text);
const someone = (about: Partial<Calendar> = {}): Calendar => ({ ...usualCalendar, ...about });
const next = (moment: string, about: Partial<Calendar> = {}) =>
  nextAllowed(at(moment), someone(about))?.toISOString();

/** What a clock and a calendar on the wall show there. Made without the code under test. */
const walls = new Map<string, Intl.DateTimeFormat>();
function wallAt(now: Date, timeZone: string): { day: string; time: string } {
  const format =
    walls.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  walls.set(timeZone, format);
  const [day = '', time = ''] = format.format(now).split(' ');
  return { day, time };
}

/** The wall shows this twice that day. */
function isTwice(now: Date, timeZone: string): boolean {
  const { day, time } = wallAt(now, timeZone);
  return [-3, -2, -1, -0.5, 0.5, 1, 2, 3].some((hours) => {
    const other = wallAt(new Date(now.getTime() + hours * HOUR), timeZone);
    return other.day === day && other.time === time;
  });
}

/** Whether the wall says that this is inside somebody's hours, without the code under test. */
function isInside(now: Date, calendar: Calendar): boolean {
  if (calendar.pausedUntil && now < calendar.pausedUntil) return false;
  const { day, time } = wallAt(now, calendar.timeZone);
  const works = (date: string) => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    return calendar.workingDays.includes(weekday) && !isBankHoliday(date, calendar.division);
  };
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 24 * HOUR).toISOString().slice(0, 10);
  const { from, to } = calendar.ownHours ?? { from: '09:00', to: '18:00' };
  switch (calendar.contactHours) {
    case 'never':
      return false;
    case 'evenings':
      return time >= (works(day) ? '18:00' : '09:00') && time < '21:00:00';
    case 'own':
      if (to > from) return works(day) && time >= from && time < `${to}:00`;
      return (works(day) && time >= from) || (works(before) && time < `${to}:00`);
    default:
      return works(day) && time >= '09:00' && time < '18:00:00';
  }
}

/** Many of them around the nights on which clocks change, somewhere in the world. */
const changes = [
  '2027-03-28T01:00:00Z',
  '2027-10-31T01:00:00Z',
  '2027-03-14T07:00:00Z',
  '2027-11-07T06:00:00Z',
  '2011-12-30T10:00:00Z',
  '2018-11-04T03:00:00Z',
  '2018-02-18T02:00:00Z',
  '2027-04-29T22:00:00Z',
  '2027-10-28T21:00:00Z',
  '2027-10-02T15:30:00Z',
  '2027-04-03T15:00:00Z',
  '2026-12-31T12:00:00Z',
];
const moments = fc.oneof(
  fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2028-12-31T00:00:00Z'), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * 60, max: 30 * 60 }))
    .map(([change, minutes]) => new Date(Date.parse(change) + minutes * MINUTE)),
);
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const calendars = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  contactHours: fc.constantFrom(...CONTACT_HOURS),
  ownHours: fc.record({ from: times, to: fc.oneof(times, fc.constant('00:00')) }),
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  division: fc.constantFrom(...DIVISIONS),
  pausedUntil: fc.option(moments),
});

describe('when somebody may be messaged', () => {
  it('D50 is always inside the hours that the wall shows, now or later, and by no detour', () => {
    fc.assert(
      fc.property(moments, calendars, fc.double({ min: 0, max: 1, noNaN: true }), (now, calendar, share) => {
        const allowed = nextAllowed(now, calendar);
        if (!allowed) {
          expect(calendar.contactHours).toBe('never');
          return;
        }
        expect(allowed.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(nextAllowed(allowed, calendar), 'idempotent').toEqual(allowed);
        expect(isInside(allowed, calendar) || isTwice(allowed, calendar.timeZone), 'inside').toBe(true);
        const between = new Date(now.getTime() + Math.floor(share * (allowed.getTime() - now.getTime())));
        if (between >= allowed || !isInside(between, calendar)) return;
        expect(isTwice(between, calendar.timeZone), `${between.toISOString()} was free before`).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('D50 is monotone: who comes later is never let in earlier', () => {
    fc.assert(
      fc.property(moments, calendars, fc.nat({ max: 20 * 24 * 60 }), (now, calendar, minutes) => {
        const then = new Date(now.getTime() + minutes * MINUTE);
        const [first, second] = [nextAllowed(now, calendar), nextAllowed(then, calendar)];
        if (first && second) expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
        else expect(second).toEqual(first);
      }),
      { numRuns: 700 },
    );
  });

  it('D50 "free until" is the end of the hours that somebody is in, and minutes are counted inside them alone', () => {
    fc.assert(
      fc.property(moments, calendars, fc.integer({ min: 1, max: 90 }), (now, calendar, minutes) => {
        const end = allowedUntil(now, calendar);
        if (end) {
          expect(isAllowed(now, calendar)).toBe(true);
          expect(isAllowed(new Date(end.getTime() - 1), calendar)).toBe(true);
          expect(isAllowed(end, calendar)).toBe(false);
        }
        const after = addAllowedTime(now, minutes, calendar);
        if (!after) {
          expect(calendar.contactHours).toBe('never');
          return;
        }
        expect(after.getTime() - now.getTime()).toBeGreaterThanOrEqual(minutes * MINUTE);
        expect(isAllowed(new Date(after.getTime() - 1), calendar)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('D50 leaves out weekends and bank holidays until somebody says otherwise', () => {
    expect(next('2026-12-24T18:30:00Z')).toBe('2026-12-29T09:00:00.000Z');
    expect(next('2027-03-26T12:00:00Z')).toBe('2027-03-30T08:00:00.000Z');
    expect(next('2027-01-01T12:00:00Z', { contactHours: 'never' })).toBeUndefined();
  });

  it('D50 heeds the bank holidays of each person’s own division, their days and their own hours', () => {
    expect(next('2027-03-29T12:00:00Z', { division: 'scotland' })).toBe('2027-03-29T12:00:00.000Z');
    expect(next('2027-11-30T12:00:00Z', { division: 'scotland' })).toBe('2027-12-01T09:00:00.000Z');
    expect(next('2027-07-12T12:00:00Z', { division: 'northern-ireland' })).toBe('2027-07-13T08:00:00.000Z');
    expect(next('2027-03-26T12:00:00Z', { division: 'none' })).toBe('2027-03-26T12:00:00.000Z');
    const own = { contactHours: 'own', ownHours: { from: '07:30', to: '12:00' } } as const;
    expect(next('2027-02-01T12:00:00Z', { ...own, workingDays: [2, 6] })).toBe('2027-02-02T07:30:00.000Z');
  });

  it('D50 knows hours that end at midnight, last over it, and last all day', () => {
    const until = (from: string, to: string, moment: string) =>
      next(moment, { contactHours: 'own', ownHours: { from, to } });
    expect(until('20:00', '00:00', '2027-02-01T23:59:59Z')).toBe('2027-02-01T23:59:59.000Z');
    expect(until('20:00', '00:00', '2027-02-02T00:00:00Z')).toBe('2027-02-02T20:00:00.000Z');
    // Friday's night lasts into Saturday; Saturday has none of its own.
    expect(until('22:00', '06:00', '2027-02-06T05:00:00Z')).toBe('2027-02-06T05:00:00.000Z');
    expect(until('22:00', '06:00', '2027-02-06T06:00:00Z')).toBe('2027-02-08T22:00:00.000Z');
    expect(until('00:00', '00:00', '2027-02-06T00:00:00Z')).toBe('2027-02-08T00:00:00.000Z');
  });

  it('takes the first valid moment after a gap, the first of an overlap, and days of 23 and of 25 hours', () => {
    const zoned = (day: string, time: string, zone: string) => instantOf(day, time, zone).toISOString();
    expect(zoned('2027-03-28', '01:30', 'Europe/London')).toBe('2027-03-28T01:00:00.000Z');
    expect(zoned('2027-10-31', '01:30', 'Europe/London')).toBe('2027-10-31T00:30:00.000Z');
    expect(zoned('2027-10-03', '02:15', 'Australia/Lord_Howe')).toBe('2027-10-02T15:30:00.000Z');
    expect(zoned('2027-03-28', '02:59', 'Antarctica/Troll')).toBe('2027-03-28T01:00:00.000Z');
    expect(zoned('2011-12-30', '12:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
    expect(zoned('2018-11-04', '00:00', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    const day = (date: string, after: string) =>
      (Date.parse(zoned(after, '00:00', 'Africa/Cairo')) - Date.parse(zoned(date, '00:00', 'Africa/Cairo'))) /
      HOUR;
    expect([day('2027-04-30', '2027-05-01'), day('2027-10-28', '2027-10-29')]).toEqual([23, 25]);
  });

  it('D51 nothing before a break is over, and then the first of their hours', () => {
    const back = { pausedUntil: at('2027-02-13T00:00:00Z') };
    expect(next('2027-02-01T10:00:00Z', back)).toBe('2027-02-15T09:00:00.000Z');
    expect(next('2027-02-15T10:00:00Z', back)).toBe('2027-02-15T10:00:00.000Z');
  });
});

/** Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

/** The days by the rules that the proclamations follow, each moved off a weekend as they are. */
function byTheRules(year: number, division: Division): Set<string> {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const weekday = (ms: number) => new Date(ms).getUTCDay();
  const found = new Set<string>();
  const moved = (month: number, date: number) => {
    let ms = Date.UTC(year, month - 1, date);
    while (weekday(ms) % 6 === 0 || found.has(day(ms))) ms += 24 * HOUR;
    found.add(day(ms));
  };
  const monday = (month: number, from: number) => {
    let ms = Date.UTC(year, month - 1, from);
    while (weekday(ms) !== 1) ms += 24 * HOUR;
    found.add(day(ms));
  };
  const [scotland, ireland] = [division === 'scotland', division === 'northern-ireland'];
  moved(1, 1);
  if (scotland) moved(1, 2);
  if (ireland) moved(3, 17);
  found.add(day(easter(year) - 48 * HOUR));
  if (!scotland) found.add(day(easter(year) + 24 * HOUR));
  monday(5, 1);
  monday(5, 25);
  if (ireland) moved(7, 12);
  monday(8, scotland ? 1 : 25);
  if (scotland) moved(11, 30);
  moved(12, 25);
  moved(12, 26);
  // Proclaimed for the World Cup.
  if (scotland && year === 2026) found.add('2026-06-15');
  return found;
}

describe('bank holidays', () => {
  it.each(['england-and-wales', 'scotland', 'northern-ireland'] as const)(
    'of %s are those of the rules',
    (division) => {
      for (let ms = Date.UTC(2026, 0, 1); ms <= Date.parse(HOLIDAYS_KNOWN_UNTIL); ms += 24 * HOUR) {
        const day = new Date(ms).toISOString().slice(0, 10);
        expect([day, isBankHoliday(day, division)]).toEqual([
          day,
          byTheRules(new Date(ms).getUTCFullYear(), division).has(day),
        ]);
      }
    },
  );

  it('warn the operator for the last 120 days that are known, and after them', () => {
    expect(holidayWarning(at('2028-09-01T12:00:00Z'))).toBeUndefined();
    expect(holidayWarning(at('2028-09-03T12:00:00Z'))).toContain('119 more days');
    expect(holidayWarning(at('2029-02-01T12:00:00Z'))).toContain('have run out');
  });

  it('are no working days, each person’s own division counting', () => {
    const workingFrom = (day: string, about: Partial<Calendar> = {}) => nextWorkingDay(day, someone(about));
    expect(workingFrom('2027-12-25')).toBe('2027-12-29');
    expect(workingFrom('2027-12-25', { division: 'none' })).toBe('2027-12-27');
    expect(workingFrom('2027-08-02', { division: 'scotland', workingDays: [1, 3] })).toBe('2027-08-04');
  });
});
