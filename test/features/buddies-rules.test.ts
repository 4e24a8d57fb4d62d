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
import { mayPair, nextPair, pairKey, showTotal } from '../../src/features/buddies/rules/pair.ts';
import { type Candidate, inCommon, matchBuddies } from '../../src/features/matching/rules/matching.ts';

const person = (index: number, about: Partial<Candidate> = {}): Candidate => ({
  member: `m${String(index).padStart(3, '0')}`,
  organisation: `o${index}`,
  area: `a${index}`,
  things: [],
  missed: 0,
  ...about,
});

const few = fc
  .array(
    fc.record({
      organisation: fc.option(fc.constantFrom('o1', 'o2', 'o3', 'o4'), { freq: 8 }),
      area: fc.option(fc.constantFrom('a1', 'a2', 'a3'), { freq: 4 }),
      things: fc.subarray(['walking', 'music', 'art', 'housing']),
      missed: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((about, index) => person(index, about)));
const cases = fc
  .tuple(few, fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 }))
  .map(([people, apart]) => ({
    people,
    apart: new Set(
      apart.flatMap(([i, j]) => {
        const [a, b] = [people[i], people[j]];
        return a && b && a !== b ? [pairKey(a.member, b.member)] : [];
      }),
    ),
  }));

type Pairing = readonly (readonly [Candidate, Candidate])[];

/** How good a pairing is, the first number outweighing the next, and so on. */
const scoreOf = (pairing: Pairing): number[] => {
  const sum = (of: (a: Candidate, b: Candidate) => number) =>
    pairing.reduce((total, [a, b]) => total + of(a, b), 0);
  return [
    pairing.length,
    sum((a, b) => Math.min(a.missed, 3) + Math.min(b.missed, 3)),
    sum((a, b) => (a.area && b.area && a.area !== b.area ? 1 : 0)),
    sum((a, b) => inCommon(a, b).length),
  ];
};
const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, i) => value - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** Every pairing that the hard rules allow, one by one. */
function* allPairings(people: readonly Candidate[], apart: ReadonlySet<string>): Generator<Pairing> {
  const [first, ...rest] = people;
  if (!first) return yield [];
  yield* allPairings(rest, apart);
  for (const other of rest) {
    if (!mayPair(first, other, apart)) continue;
    for (const others of allPairings(
      rest.filter((one) => one !== other),
      apart,
    ))
      yield [[first, other], ...others];
  }
}

function pairingOf(people: readonly Candidate[], apart: ReadonlySet<string>, seed = 1): Pairing {
  const known = new Map(people.map((one) => [one.member, one]));
  return matchBuddies(people, apart, seed).pairs.map(
    ({ a, b }) => [known.get(a) as Candidate, known.get(b) as Candidate] as const,
  );
}

describe('matching', () => {
  it('C4 C5 never pairs within one organisation, one that is not known, nor anybody who must stay apart', () => {
    fc.assert(
      fc.property(cases, fc.integer(), ({ people, apart }, seed) => {
        const { pairs, left } = matchBuddies(people, apart, seed);
        const placed = [...pairs.flatMap(({ a, b }) => [a, b]), ...left];
        expect([...placed].sort()).toEqual(people.map(({ member }) => member));
        for (const [a, b] of pairingOf(people, apart, seed)) {
          expect(a.organisation).not.toBeNull();
          expect(b.organisation).not.toBeNull();
          expect(a.organisation).not.toBe(b.organisation);
          expect(apart.has(pairKey(a.member, b.member))).toBe(false);
        }
      }),
    );
  });

  it('C5 finds what trying every pairing finds: most people, longest waiting, different areas, most in common', () => {
    fc.assert(
      fc.property(cases, ({ people, apart }) => {
        let best: number[] = [0, 0, 0, 0];
        for (const pairing of allPairings(people, apart)) {
          const score = scoreOf(pairing);
          if (compare(score, best) > 0) best = score;
        }
        expect(scoreOf(pairingOf(people, apart))).toEqual(best);
      }),
      { numRuns: 200 },
    );
  });

  it('C5 comes out the same for the same seed, in whatever order people are given', () => {
    const people = Array.from({ length: 20 }, (_, i) => person(i));
    const first = matchBuddies(people, new Set(), 7);
    expect(matchBuddies([...people].reverse(), new Set(), 7)).toEqual(first);
    const others = [8, 9, 10].map((seed) => JSON.stringify(matchBuddies(people, new Set(), seed)));
    expect(others.some((other) => other !== JSON.stringify(first))).toBe(true);
  });

  it('leaves out nobody twice in a row while somebody else could be', () => {
    const people = [person(0), person(1, { missed: 1 }), person(2)];
    for (let seed = 0; seed < 30; seed += 1)
      expect(matchBuddies(people, new Set(), seed).left).not.toContain('m001');
  });

  it('knows nothing of what people have lived through', () => {
    expect(Object.keys(person(1)).sort()).toEqual(['area', 'member', 'missed', 'organisation', 'things']);
  });

  it('pairs 300 people, each with a good match, without weighing every pair', () => {
    const people = Array.from({ length: 300 }, (_, i) =>
      person(i, {
        organisation: `o${i % 40}`,
        area: `a${i % 9}`,
        things: [`thing ${i % 13}`],
        missed: i % 3,
      }),
    );
    const { pairs, left } = matchBuddies(people, new Set(), 1);
    expect(left).toEqual([]);
    expect(pairs.every(({ farApart }) => farApart)).toBe(true);
    expect(pairs.filter(({ inCommon: things }) => things.length > 0).length).toBeGreaterThan(140);
  });

  it('C21 leaves out only whom nobody may be paired with, in a large round too', () => {
    const people = Array.from({ length: 202 }, (_, i) => person(i, i < 150 ? { organisation: 'one' } : {}));
    expect(matchBuddies(people, new Set(), 1).left).toHaveLength(202 - 2 * 52);
  });
});

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
