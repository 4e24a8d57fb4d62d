import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  historyOf,
  missedInARow,
  type Outcome,
  rank,
  suggested,
  weigh,
} from '../../src/features/planning/rules/fairness.ts';
import { daypartOf, readTimes } from '../../src/features/planning/rules/times.ts';
import { standingLine, suggestionLines } from '../../src/features/planning/rules/words.ts';
import { fairnessFigures, simulateYear } from '../support/year-of-votes.ts';

describe('D14 perpetual consensus', () => {
  const outcome = fc
    .array(fc.constantFrom('served', 'left out', 'silent'), { minLength: 6, maxLength: 6 })
    .map(
      (said): Outcome => ({
        served: said.flatMap((one, who) => (one === 'served' ? String(who) : [])),
        leftOut: said.flatMap((one, who) => (one === 'left out' ? String(who) : [])),
      }),
    );

  it('gives to those who were left out what those pay who got their way', () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 20 }), (history) => {
        let total = 0;
        const known = new Set<string>();
        history.forEach((vote, at) => {
          for (const who of [...vote.served, ...vote.leftOut]) if (!known.has(who)) total += 1;
          for (const who of [...vote.served, ...vote.leftOut]) known.add(who);
          const before = weigh(history.slice(0, at));
          if (!vote.served.some((who) => (before.get(who) ?? 1) > 0))
            total += vote.served.length + vote.leftOut.length;
        });
        const sum = [...weigh(history).values()].reduce((all, one) => all + one, 0);
        expect(sum).toBeCloseTo(total, 6);
      }),
    );
  });

  it('holds silence against nobody, and favours nobody for it', () => {
    const vote = { served: ['a'], leftOut: ['b'] };
    expect(weigh([vote, vote]).has('c')).toBe(false);
    expect(missedInARow([vote, { served: ['c'], leftOut: [] }, vote]).get('b')).toBe(2);
  });

  it('beats "most popular time" on the longest time left out, in every simulated year', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const popular = simulateYear('most-popular', { seed });
      const fair = simulateYear('perpetual-consensus', { seed });
      expect(fair.longestLeftOut).toBeLessThan(popular.longestLeftOut);
      expect(fair.neverServed).toBe(0);
    }
    expect(fairnessFigures()[1]).toMatch(/^perpetual-consensus: longest left out \d+ of 26 votes/);
  });

  it('beats it for other networks too, when some people are never free at the popular time', () => {
    const network = fc
      .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 8 }))
      .map(([evening, morning, more]) => [
        { people: evening + morning + more + 1, slots: ['tue-lunch', 'thu-lunch'] },
        { people: evening, slots: ['wed-evening'] },
        { people: morning, slots: ['fri-morning'] },
      ]);
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: 10_000 }), (crowds, seed) => {
        const popular = simulateYear('most-popular', { seed, network: crowds });
        const fair = simulateYear('perpetual-consensus', { seed, network: crowds });
        expect(fair.longestLeftOut).toBeLessThan(popular.longestLeftOut);
      }),
      { numRuns: 60 },
    );
  });

  it('suggests with its reason in words, and never tells one person’s past', () => {
    const past = { served: ['p', 'q', 'r'], leftOut: ['x', 'y'] };
    const crowd = ['p', 'q', 'r', 's', 't', 'u', 'v'];
    const ranked = rank(
      [
        { time: 'thu', supporters: [...crowd, 'w', 'z', 'k'] },
        { time: 'tue', supporters: [...crowd, 'x', 'y'] },
        { time: 'fri', supporters: ['x', 'p'] },
      ],
      [past, past, past],
    );
    expect(ranked.map(({ time }) => time)).toEqual(['tue', 'thu', 'fri']);
    const [tue, thu, fri] = ranked;
    if (!tue || !thu || !fri) throw new Error('three times were ranked');
    expect(standingLine(tue)).toBe('9 can come, among them two who missed the last three');
    expect(standingLine(thu)).toBe('10 can come');
    expect(standingLine(fri)).toBe('2 can come, among them one who missed the last one');
    const lines = JSON.stringify(suggestionLines(ranked, (time) => time));
    expect(suggested(ranked)).toBe(tue);
    expect(lines).toContain('thu suits more people (10)');
  });

  it('counts what happened among peers for peers alone', () => {
    expect(historyOf('managers')).not.toContain('peers');
    expect(historyOf('everyone')).toEqual(['everyone']);
  });
});

describe('times', () => {
  const now = new Date('2027-03-01T09:00:00Z');

  it('reads days and times in the writer’s zone, also across the change of the clocks', () => {
    const read = readTimes(
      { date1: '2027-03-29', time1: '12:00', date2: '2027-03-26', time2: '12:00' },
      'Europe/London',
      now,
    );
    expect('times' in read && read.times.map((at) => at.toISOString())).toEqual([
      '2027-03-26T12:00:00.000Z',
      '2027-03-29T11:00:00.000Z',
    ]);
    expect(daypartOf(new Date('2027-03-29T11:00:00Z'), 'Europe/London')).toBe('Monday lunchtime');
    expect(readTimes({}, 'Europe/London', now)).toEqual({
      errors: { date1: 'Please give at least one day and time.' },
    });
  });
});
