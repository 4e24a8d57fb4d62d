import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  countedFrom,
  type Moment,
  nextNudge,
  suggestedMode,
  visitsToSuggest,
} from '../../src/features/buddies/rules/clock.ts';
import { nextPair, showTotal } from '../../src/features/buddies/rules/pair.ts';

const day = (count: number) => new Date(Date.UTC(2027, 0, 1) + count * 86_400_000);
const clock = (about: Partial<Clock> = {}): Clock => ({
  introducedAt: day(0),
  lastHeld: undefined,
  plannedAt: undefined,
  paused: false,
  moments: [],
  ...about,
});
const moment = (kind: Moment['kind'], at: number): Moment => ({ kind, at: day(at) });

/** Lets a year go by, sweeping when something is due, and says what was sent on which day. */
function live(start: Clock, changes: Record<number, (now: Clock) => Clock> = {}): string[] {
  let now = start;
  const sent: string[] = [];
  for (let today = 0; today < 365; today += 1) {
    now = changes[today]?.(now) ?? now;
    const next = nextNudge(now);
    if (!next || next.at > day(today)) continue;
    sent.push(`${today} ${next.step}`);
    now = { ...now, moments: [...now.moments, { kind: next.step, at: day(today) }] };
  }
  return sent;
}
const held =
  (at: number, mode: 'face' | 'phone' = 'face') =>
  (now: Clock) => ({
    ...now,
    lastHeld: { at: day(at), mode },
    plannedAt: undefined,
  });
const callOff = (at: number) => (now: Clock) => ({
  ...now,
  plannedAt: undefined,
  moments: [...now.moments, moment('called-off', at)],
});
const skip = (at: number) => (now: Clock) => ({ ...now, moments: [...now.moments, moment('skipped', at)] });

describe('the clock', () => {
  it('C11 nudges at 28 days, reminds at 35, asks once at 42, and is silent from then on', () => {
    expect(live(clock())).toEqual(['28 nudged', '35 reminded', '42 asked']);
  });

  it('C11 begins again with each meeting that was held', () => {
    expect(live(clock(), { 30: held(30), 60: held(60) })).toEqual([
      '28 nudged',
      '58 nudged',
      '88 nudged',
      '95 reminded',
      '102 asked',
    ]);
  });

  it('C11 counts from the day of the meeting, also when it is noted after the next nudge has gone out', () => {
    expect(live(clock(), { 29: held(27) })).toEqual(['28 nudged', '55 nudged', '62 reminded', '69 asked']);
  });

  it('C11 is silent once a date is set, and counts from that date on', () => {
    const plan = (now: Clock) => ({ ...now, plannedAt: day(60) });
    expect(live(clock(), { 30: plan })).toEqual(['28 nudged', '88 nudged', '95 reminded', '102 asked']);
    expect(live(clock(), { 30: plan, 40: callOff(40) })).toEqual(['28 nudged', '47 reminded', '54 asked']);
  });

  it('C11 skips a month, and is quiet while paused', () => {
    expect(live(clock(), { 29: skip(29) })).toEqual(['28 nudged', '57 nudged', '64 reminded', '71 asked']);
    const resume = (now: Clock) => ({
      ...now,
      paused: false,
      moments: [...now.moments, moment('resumed', 100)],
    });
    expect(live(clock({ paused: true }), { 100: resume })).toEqual([
      '128 nudged',
      '135 reminded',
      '142 asked',
    ]);
  });

  it('C11 never sends more than one nudge, one reminder and one question in a window, nor two within a week', () => {
    const change = fc.constantFrom('held', 'skipped', 'planned', 'off', 'paused', 'resumed', 'late');
    const story = fc.dictionary(fc.integer({ min: 0, max: 300 }).map(String), change, { maxKeys: 8 });
    fc.assert(
      fc.property(story, (events) => {
        let now = clock();
        const sent: { step: string; at: number; from: number }[] = [];
        let asleepUntil = -1;
        for (let today = 0; today < 365; today += 1) {
          const event = events[String(today)];
          if (event === 'held') now = held(today)(now);
          if (event === 'skipped') now = skip(today)(now);
          if (event === 'planned') now = { ...now, plannedAt: day(today + 10) };
          if (event === 'off' && now.plannedAt && now.plannedAt > day(today)) now = callOff(today)(now);
          if (event === 'paused') now = { ...now, paused: true };
          if (event === 'resumed')
            now = { ...now, paused: false, moments: [...now.moments, moment('resumed', today)] };
          if (event === 'late') asleepUntil = today + 40;
          const next = nextNudge(now);
          if (today < asleepUntil || !next || next.at > day(today)) continue;
          expect(now.paused).toBe(false);
          expect(now.plannedAt && now.plannedAt > day(today)).toBeFalsy();
          sent.push({ step: next.step, at: today, from: countedFrom(now).getTime() });
          now = { ...now, moments: [...now.moments, { kind: next.step, at: day(today) }] };
        }
        const keys = sent.map(({ step, from }) => `${from} ${step}`);
        expect(new Set(keys).size).toBe(keys.length);
        sent.slice(1).forEach(({ at }, i) => void expect(at - (sent[i]?.at ?? 0)).toBeGreaterThanOrEqual(7));
      }),
    );
  });

  it('C9 suggests the other way than the last meeting that was held', () => {
    expect(suggestedMode(clock())).toBeUndefined();
    expect(suggestedMode(held(1, 'face')(clock()))).toBe('phone');
    expect(suggestedMode(held(1, 'phone')(clock()))).toBe('face');
  });

  it('C13 invites to visits at three and five months, the side that was not visited, until it is not possible', () => {
    const visits = { introducedAt: day(0), hosts: new Set<string>(), off: false, asked: 0 };
    const both = ['a', 'b'];
    expect(visitsToSuggest(visits, both, day(90))).toEqual([]);
    expect(visitsToSuggest(visits, both, day(91))).toEqual(both);
    expect(visitsToSuggest({ ...visits, asked: 1 }, both, day(151))).toEqual([]);
    expect(visitsToSuggest({ ...visits, asked: 1, hosts: new Set(['a']) }, both, day(152))).toEqual(['b']);
    expect(visitsToSuggest({ ...visits, asked: 2 }, both, day(300))).toEqual([]);
    expect(visitsToSuggest({ ...visits, off: true }, both, day(100))).toEqual([]);
  });

  it('C6 shows a total from five on, where it speaks of five people or more', () => {
    expect(showTotal({ count: 4, pairs: 4 })).toContain('fewer than five');
    expect(showTotal({ count: 9, pairs: 2 })).toContain('too few people');
    expect(showTotal({ count: 5, pairs: 3 })).toBe('5');
  });

  it('C2 lets nothing follow an end but its undoing', () => {
    expect(nextPair('ended', 'introduce')).toBeUndefined();
    expect(nextPair('ended', 'resume')).toBeUndefined();
    expect(nextPair('ended', 'reopen')).toBe('active');
    expect(nextPair('declined', 'introduce')).toBeUndefined();
  });
});
