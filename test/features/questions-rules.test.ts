import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as rules from '../../src/features/questions/rules.ts';
import { type Calendar, type ContactHours, usualCalendar } from '../../src/time/calendar.ts';
import { nextAllowed } from '../../src/time/hours.ts';

const hours = { ...usualCalendar, contactHours: 'work' } as const;
const at = (text: string) => new Date(text);

describe('working time', () => {
  it.each([
    ['2027-02-01T10:00:00Z', '2027-02-01T12:00:00Z', 'within a day'],
    ['2027-02-01T17:00:00Z', '2027-02-02T10:00:00Z', 'over a night'],
    ['2027-02-05T17:30:00Z', '2027-02-08T10:30:00Z', 'over a weekend'],
    ['2027-03-25T17:00:00Z', '2027-03-30T09:00:00Z', 'over Easter and into summer time'],
    ['2027-02-01T16:00:00Z', '2027-02-01T18:00:00Z', 'to the end of the day'],
    ['2027-02-06T12:00:00Z', '2027-02-08T11:00:00Z', 'from a Saturday on'],
  ])('two hours from %s end at %s: %s', (from, until) => {
    expect(rules.addWorkingTime(at(from), 120, hours)).toEqual(at(until));
  });

  it('ends inside or at the end of somebody’s hours, never before the time is over', () => {
    const kinds: ContactHours[] = ['unasked', 'work', 'evenings', 'never'];
    const zones = ['Europe/London', 'Europe/Paris', 'America/New_York'];
    const when = fc.date({
      min: at('2026-11-01T00:00:00Z'),
      max: at('2028-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        when,
        fc.constantFrom(...kinds),
        fc.constantFrom(...zones),
        (from, contactHours, timeZone) => {
          const calendar = { ...usualCalendar, contactHours, timeZone };
          const end = rules.addWorkingTime(from, 60, calendar);
          expect(end.getTime() - from.getTime()).toBeGreaterThanOrEqual(60 * 60_000);
          if (contactHours === 'never') return;
          const before = new Date(end.getTime() - 1);
          expect(nextAllowed(before, calendar)).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('counts a question for a working day, whenever it was asked', () => {
    expect(rules.workingDay(at('2027-02-06T23:00:00Z'))).toBe('2027-02-08');
    expect(rules.workingDay(at('2027-03-27T12:00:00Z'))).toBe('2027-03-30');
    expect(rules.workingDay(at('2027-07-01T23:30:00Z'))).toBe('2027-07-02');
  });

  it('gives a newcomer’s question half the time, and one without a name the full hour', () => {
    expect(rules.turnMinutes(true) * 2).toBe(rules.turnMinutes(false));
    const from = at('2027-02-01T10:07:13Z');
    expect(rules.turnEnds(from, 120, hours, false)).toEqual(at('2027-02-01T12:15:00Z'));
    expect(rules.turnEnds(from, 120, hours, true)).toEqual(at('2027-02-01T13:00:00Z'));
  });
});

describe('whose turn it is', () => {
  const now = at('2027-02-01T10:00:00Z');
  const space = { level: 'space', backAt: null } as const;
  const one = (
    member: string,
    contactHours: ContactHours,
    able: Parameters<typeof rules.toCandidate>[2] = space,
    more: Partial<Calendar> = {},
  ) => rules.toCandidate(member, { ...usualCalendar, contactHours, ...more }, able, now);
  const chosen = (...people: ReturnType<typeof one>[]) => rules.chooseReader(people, now)?.member;

  it('those inside their hours and able first, in order', () => {
    expect(chosen(one('a', 'work'), one('b', 'work'))).toBe('a');
    expect(chosen(one('a', 'evenings'), one('b', 'work'))).toBe('b');
    expect(chosen(one('a', 'work', { level: 'stretched', backAt: null }), one('b', 'unasked'))).toBe('b');
    expect(chosen(one('a', 'evenings'), one('b', 'work', { level: 'stretched', backAt: null }))).toBe('b');
  });

  it('D28 nobody who has no space, or only looks for themselves', () => {
    expect(chosen(one('a', 'never'), one('b', 'work', { level: 'not-now', backAt: null }))).toBeUndefined();
    const back = one('a', 'work', { level: 'not-now', backAt: at('2027-02-03T00:00:00Z') });
    expect(back.from).toEqual(at('2027-02-03T09:00:00Z'));
  });

  it('D51 nobody who takes a break, also where nobody else can be asked', () => {
    const away = { pausedUntil: at('2027-02-02T00:00:00Z') };
    expect(chosen(one('a', 'work', space, away))).toBeUndefined();
    expect(chosen(one('a', 'work', space, away), one('b', 'evenings'))).toBe('b');
  });
});

describe('suggestions', () => {
  const known = { asker: 'ann', asked: ['bob'], never: false };
  const plan = { left: ['cat'], out: ['dev'] };
  it.each([
    ['eve', 'ask'],
    ['cat', 'next'],
    ['dev', 'drop'],
    ['bob', 'drop'],
    ['ann', 'drop'],
  ])('of %s: %s', (who, verdict) => {
    expect(rules.judgeSuggestion(who, plan, known)).toBe(verdict);
  });
  it('of somebody kept away: drop', () => {
    expect(rules.judgeSuggestion('cat', plan, { ...known, never: true })).toBe('drop');
  });
});

describe('states', () => {
  const states: rules.State[] = ['offered', 'taken', 'waiting', 'answered', 'unanswered', 'taken-back'];
  it('only what is with somebody can be answered, and an answer cannot be taken back', () => {
    expect(states.filter((state) => rules.nextState(state, 'answer'))).toEqual(['taken']);
    expect(rules.nextState('answered', 'take-back')).toBeUndefined();
    expect(states.filter(rules.isUnderWay)).toEqual(['offered', 'taken', 'waiting']);
  });
  it('is published only after the asker’s yes', () => {
    const sharing: rules.Sharing[] = ['kept', 'agreed', 'declined', 'published'];
    expect(sharing.filter((state) => rules.nextSharing(state, 'publish'))).toEqual(['agreed']);
    expect(rules.nextSharing('declined', 'agree')).toBeUndefined();
  });
});
