import { describe, expect, it } from 'vitest';
import {
  dateAndTime,
  dateIn,
  lastMorningBefore,
  morningOf,
  nextMorning,
  nextOrdinaryMonday,
} from '../src/playground/calendar.ts';
import { readTour } from '../src/playground/tour.ts';

describe('the calendar of the stories', () => {
  it.each([
    ['an ordinary Sunday', '2026-11-29T17:00:00Z', '2026-11-30T10:00:00Z'],
    ['the moment itself', '2026-11-30T10:00:00Z', '2026-11-30T10:00:00Z'],
    ['the days before Christmas', '2026-12-23T12:00:00Z', '2027-01-04T10:00:00Z'],
    ['the bank holiday after Christmas', '2026-12-28T09:00:00Z', '2027-01-04T10:00:00Z'],
    ['New Year’s Day', '2027-01-01T00:00:00Z', '2027-01-04T10:00:00Z'],
    ['the week of Good Friday', '2027-03-22T11:00:00Z', '2027-04-05T09:00:00Z'],
    ['the night after Easter Monday', '2027-03-29T23:30:00Z', '2027-04-05T09:00:00Z'],
    ['the day before May Day', '2027-05-02T12:00:00Z', '2027-05-10T09:00:00Z'],
    ['the spring bank holiday', '2027-05-31T12:00:00Z', '2027-06-07T09:00:00Z'],
    ['the summer bank holiday', '2027-08-30T08:00:00Z', '2027-09-06T09:00:00Z'],
  ])('%s: the next ordinary week begins on a Monday at ten by London’s clock', (_day, now, expected) => {
    expect(nextOrdinaryMonday(new Date(now))).toEqual(new Date(expected));
  });

  it.each([
    ['2026-11-30T10:25:00Z', '2026-11-30T10:25:00Z'],
    ['2026-11-30T09:00:00Z', '2026-11-30T10:00:00Z'],
    ['2026-11-30T11:00:00Z', '2026-12-01T10:00:00Z'],
    ['2026-12-24T11:00:00Z', '2026-12-29T10:00:00Z'],
    ['2026-12-28T10:00:00Z', '2026-12-29T10:00:00Z'],
    ['2027-03-25T17:00:00Z', '2027-03-30T09:00:00Z'],
    ['2027-07-05T09:59:00Z', '2027-07-05T09:59:00Z'],
    ['2027-07-05T10:00:00Z', '2027-07-06T09:00:00Z'],
  ])('at %s the working morning is that of %s', (now, expected) => {
    expect(nextMorning(new Date(now))).toEqual(new Date(expected));
  });

  it.each([
    ['2026-11-30', '2026-11-27T10:00:00Z'],
    ['2026-12-28', '2026-12-24T10:00:00Z'],
    ['2027-01-04', '2026-12-31T10:00:00Z'],
    ['2027-03-29', '2027-03-25T10:00:00Z'],
    ['2027-06-01', '2027-05-28T09:00:00Z'],
  ])('before %s people last worked on the morning of %s', (date, expected) => {
    expect(lastMorningBefore(date)).toEqual(new Date(expected));
  });

  it('dates and times are London’s, in winter and in summer', () => {
    expect(morningOf('2027-07-05')).toEqual(new Date('2027-07-05T09:00:00Z'));
    expect(dateAndTime(new Date('2027-07-05T23:30:00Z'))).toBe('2027-07-06 00:30');
    expect(dateAndTime(new Date('2027-01-05T23:30:00Z'))).toBe('2027-01-05 23:30');
    expect(dateIn(new Date('2027-07-05T23:30:00Z'))).toBe('2027-07-06');
    expect(dateIn(new Date('2027-03-27T12:00:00Z'), 2)).toBe('2027-03-29');
  });
});

describe('what stands after the tour', () => {
  it('all stories, or those that are named, or those at every Monday', () => {
    expect(readTour([]).stories).toHaveLength(6);
    expect(readTour(['forum', 'escalations']).stories.map(({ name }) => name)).toEqual([
      'forum',
      'escalations',
    ]);
    expect(readTour(['--every-monday', '2026-11-30', '104']).mondays).toHaveLength(104);
    expect(readTour(['--every-monday', '2027-03-22', '3', 'forum'])).toMatchObject({
      mondays: ['2027-03-22', '2027-03-29', '2027-04-05'],
      stories: [{ name: 'forum' }],
    });
  });

  it.each([
    [['tales'], 'There is no story called tales; there is: call-out,'],
    [['--every-tuesday'], 'There is no story called --every-tuesday'],
    [['--every-monday'], 'The first Monday is missing. For example: npm run tour -- --every-monday'],
    [['--every-monday', '2026-02-30', '4'], '“2026-02-30” is no date; a Monday such as 2026-11-30 was'],
    [['--every-monday', '30/11/2026', '4'], '“30/11/2026” is no date; a Monday such as 2026-11-30 was'],
    [['--every-monday', '104'], '“104” is no date'],
    [
      ['--every-monday', '2026-12-01', '4'],
      '2026-12-01 is a Tuesday; a Monday was expected, such as 2026-11-30.',
    ],
    [['--every-monday', '2026-11-30'], 'How many weeks is missing; 1 to 520 was expected.'],
    [['--every-monday', '2026-11-30', '0'], '“0” is no number of weeks; 1 to 520 was expected.'],
    [['--every-monday', '2026-11-30', '2.5'], '“2.5” is no number of weeks; 1 to 520 was expected.'],
    [['--every-monday', '2026-11-30', 'two'], '“two” is no number of weeks; 1 to 520 was expected.'],
    [['--every-monday', '2026-11-30', '4', 'tales'], 'There is no story called tales'],
  ])('%j is refused with what was expected', (args, words) => {
    expect(() => readTour(args)).toThrow(words);
  });
});
