import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../../src/features/escalations/rules/cards.ts';
import { mayAsk, type Person, whenAgain } from '../../src/features/escalations/rules/circle.ts';
import { GAP_MS } from '../../src/features/escalations/rules/limits.ts';
import { next } from '../../src/features/escalations/rules/machine.ts';
import { type Asked, type Event, isOpen, type Request } from '../../src/features/escalations/rules/states.ts';
import { lastQuarter, shownCounts } from '../../src/features/escalations/rules/totals.ts';
import { usualCalendar } from '../../src/time/calendar.ts';

/** A Monday at noon in London, inside everybody's working hours. */
const NOON = new Date('2027-02-01T12:00:00Z');
const later = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

const person = (member: string, about: Partial<Person> = {}): Person => ({
  member,
  name: member,
  agreed: true,
  outOfHours: false,
  callsLeft: null,
  capacity: 'space',
  ...usualCalendar,
  contactHours: 'work',
  ...about,
});

const fresh = (now: Date, earlier: Request['earlier'] = []): Request => ({
  state: 'new',
  urgent: false,
  since: now,
  urgentSince: null,
  pressedAt: now,
  dueAt: null,
  closedAt: null,
  chosen: null,
  caller: null,
  skipped: [],
  asks: [],
  earlier,
});

/** A chain without a database: what is asked, when, and how it ends. */
function play(circle: readonly Person[], start = NOON) {
  let request = fresh(start);
  const steps: { at: Date; event: string; asked: readonly string[]; state: string }[] = [];
  const act = (event: Event, now: Date, list = circle) => {
    const decision = next(request, event, list, now);
    if (!decision) return undefined;
    const { memory, ask, mark } = decision;
    const last = mark ? request.asks.findLastIndex((one) => one.person === mark.person) : -1;
    const asks: Asked[] = request.asks.map((one, index) =>
      index === last && mark ? { ...one, outcome: mark.outcome } : one,
    );
    for (const member of ask) asks.push({ person: member, at: now, urgent: memory.urgent, outcome: 'sent' });
    request = { ...memory, asks, earlier: request.earlier };
    steps.push({ at: now, event: event.kind, asked: ask, state: memory.state });
    return decision;
  };
  /** Nobody does anything: the clock alone, until it ends. */
  const wait = (list = circle) => {
    for (let step = 0; step < 200 && request.dueAt; step += 1) act({ kind: 'time' }, request.dueAt, list);
  };
  const asked = () =>
    steps.flatMap(({ at, asked }) =>
      asked.map((who) => `${who}@${Math.round((at.getTime() - start.getTime()) / 60_000)}`),
    );
  return { act, wait, asked, steps, request: () => request };
}

const three = [person('ann'), person('bob'), person('cat')];

describe('a time that was chosen', () => {
  it('asks nobody before it, also when it was stopped by mistake', () => {
    for (const start of [NOON, later(NOON, 11 * 60)]) {
      const chain = play([person('ann'), person('bob')], start);
      const at = start === NOON ? later(NOON, 60) : later(NOON, 21 * 60);
      chain.act({ kind: 'plan', person: 'bob', at }, start);
      chain.act({ kind: 'stop' }, later(start, 1));
      chain.act({ kind: 'undo' }, later(start, 1));
      expect(chain.asked()).toEqual([]);
      expect(chain.request()).toMatchObject({ state: 'planned', chosen: 'bob' });
      expect(Math.abs((chain.request().dueAt?.getTime() ?? 0) - at.getTime())).toBeLessThanOrEqual(60_000);
    }
  });

  it('goes on at once with what was asked before it was stopped by mistake', () => {
    const chain = play(three);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'stop' }, later(NOON, 1));
    chain.act({ kind: 'undo' }, later(NOON, 2));
    expect(chain.asked()).toEqual(['ann@0', 'bob@2']);
  });
});

describe('one at a time', () => {
  it('D25 D26 asks along the asker’s own order, ten minutes each, and ends loudly', () => {
    const chain = play(three);
    chain.act({ kind: 'press' }, NOON);
    chain.wait();
    expect(chain.asked()).toEqual(['ann@0', 'bob@10', 'cat@20']);
    expect(chain.request()).toMatchObject({ state: 'unanswered', closedAt: later(NOON, 30) });
  });

  it('moves on at once when somebody can’t, or can’t be reached, and not when it is not their turn', () => {
    const chain = play(three);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'hand-over', person: 'ann' }, later(NOON, 1));
    chain.act({ kind: 'hand-over', person: 'ann' }, later(NOON, 2));
    chain.act({ kind: 'undelivered', person: 'bob' }, later(NOON, 3));
    expect(chain.asked()).toEqual(['ann@0', 'bob@1', 'cat@3']);
    expect(next(chain.request(), { kind: 'answer', person: 'dan' }, three, NOON)).toBeUndefined();
  });

  it('D26 skips whom the asker doesn’t want asked, and D28 asks who is stretched last', () => {
    const chain = play([person('ann', { capacity: 'stretched' }), person('bob'), person('cat')]);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'skip', person: 'cat' }, later(NOON, 1));
    chain.wait();
    expect(chain.asked()).toEqual(['bob@0', 'ann@10']);
  });

  it('asks the asker after half an hour, and says so when it hears nothing for another', () => {
    const chain = play(three);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'answer', person: 'ann' }, later(NOON, 2));
    chain.wait();
    expect(chain.steps.map(({ state }) => state)).toEqual(['asked', 'taken', 'checked', 'unanswered']);
    expect(chain.request().closedAt).toEqual(later(NOON, 62));
  });

  it('D51 asks nobody outside their hours, and nobody who has not agreed', () => {
    const night = new Date('2027-02-01T23:40:00Z');
    const chain = play([person('ann', { outOfHours: true }), person('bob', { agreed: false })], night);
    chain.act({ kind: 'press' }, night);
    expect(chain.asked()).toEqual([]);
    expect(chain.request().state).toBe('unanswered');
  });
});

describe('D25 the urgent rule', () => {
  it('takes two presses within five seconds for one', () => {
    const chain = play(three);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'press' }, new Date(NOON.getTime() + 4_900));
    expect(chain.request()).toMatchObject({ state: 'asked', pressedAt: NOON });
    expect(chain.asked()).toEqual(['ann@0']);
  });

  it('asks the first two at once at the second press, then along the list, each again after ten minutes', () => {
    const chain = play(three);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'press' }, later(NOON, 1));
    chain.wait();
    expect(chain.asked()).toEqual([
      'ann@0',
      'ann@1',
      'bob@1',
      'cat@6',
      'ann@11',
      'bob@11',
      'cat@16',
      'ann@21',
      'bob@21',
      'cat@26',
    ]);
    expect(chain.request()).toMatchObject({ state: 'unanswered', closedAt: later(NOON, 36) });
  });

  it('never refuses a third press: it asks whomever it may, and begins its rounds anew', () => {
    const chain = play(three);
    chain.act({ kind: 'urge' }, NOON);
    expect(chain.act({ kind: 'press' }, later(NOON, 1))?.ask).toEqual(['cat']);
    expect(chain.act({ kind: 'press' }, later(NOON, 2))?.ask).toEqual([]);
    expect(chain.act({ kind: 'urge' }, later(NOON, 5))?.ask).toEqual(['ann', 'bob']);
  });

  it('is urgent also after “I’m calling now”, and goes on asking after ten minutes of silence', () => {
    const chain = play([person('ann'), person('bob')]);
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'answer', person: 'ann' }, later(NOON, 1));
    expect(chain.act({ kind: 'urge' }, later(NOON, 8))?.ask).toEqual(['ann', 'bob']);
    chain.act({ kind: 'answer', person: 'bob' }, later(NOON, 9));
    expect(chain.request()).toMatchObject({ state: 'urgent-taken', caller: 'bob', dueAt: later(NOON, 19) });
    expect(chain.act({ kind: 'time' }, later(NOON, 19))).toMatchObject({ memory: { state: 'urgent' } });
  });

  it('goes through quiet hours to those who agreed, up to their cap', () => {
    const night = new Date('2027-02-01T23:40:00Z');
    const list = [
      person('ann'),
      person('bob', { outOfHours: true, callsLeft: 0 }),
      person('cat', { outOfHours: true, callsLeft: 1 }),
      person('dan', { outOfHours: true, capacity: 'not-now' }),
    ];
    const chain = play(list, night);
    chain.act({ kind: 'press' }, night);
    chain.act({ kind: 'press' }, later(night, 1));
    expect(chain.asked()).toEqual(['cat@1']);
  });

  it('keeps to an “I can’t” that was said to it, and ends loudly at once when nobody is left', () => {
    const chain = play([person('ann'), person('bob')]);
    chain.act({ kind: 'urge' }, NOON);
    chain.act({ kind: 'hand-over', person: 'ann' }, later(NOON, 1));
    expect(chain.request().state).toBe('urgent');
    chain.act({ kind: 'undelivered', person: 'bob' }, later(NOON, 2));
    expect(chain.request().state).toBe('unanswered');
    expect(chain.act({ kind: 'urge' }, later(NOON, 8))?.ask).toEqual(['bob']);
  });

  it('is ended by the asker alone; a late answer is still let through', () => {
    const chain = play([person('ann')]);
    chain.act({ kind: 'urge' }, NOON);
    chain.wait();
    expect(chain.asked()).toEqual(['ann@0', 'ann@10', 'ann@20']);
    expect(chain.request()).toMatchObject({ state: 'unanswered', closedAt: later(NOON, 30) });
    chain.act({ kind: 'answer', person: 'ann' }, later(NOON, 40));
    expect(chain.request()).toMatchObject({ state: 'urgent-taken', closedAt: null });
    chain.act({ kind: 'spoken' }, later(NOON, 50));
    expect(chain.request().state).toBe('spoken');
    expect(chain.act({ kind: 'answer', person: 'ann' }, later(NOON, 51))).toBeUndefined();
  });
});

describe('what a responder’s card says', () => {
  it('is right for each of them', () => {
    const chain = play(three);
    const cards = () => chain.request().asks.map((ask) => cardOf(chain.request(), ask));
    chain.act({ kind: 'press' }, NOON);
    chain.act({ kind: 'urge' }, later(NOON, 1));
    expect(cards()).toEqual(['moved', 'open', 'open']);
    chain.act({ kind: 'answer', person: 'bob' }, later(NOON, 2));
    expect(cards()).toEqual(['moved', 'other', 'mine']);
    chain.act({ kind: 'hand-over', person: 'bob' }, later(NOON, 3));
    expect(cards()).toEqual(['moved', 'open', 'handed', 'open']);
    chain.act({ kind: 'stop' }, later(NOON, 4));
    expect(cards()).toEqual(['moved', 'over', 'over', 'over']);
  });
});

describe('under random events', () => {
  const members = ['ann', 'bob', 'cat', 'dan', 'eve'];
  const anyone = fc.constantFrom(...members);
  const events = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Event>({ kind: 'time' }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Event>(
        ...(['press', 'urge', 'another', 'undo', 'spoken', 'stop'] as const).map((kind) => ({ kind })),
      ),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('answer', 'hand-over', 'undelivered', 'skip'), anyone)
        .map(([kind, member]) => ({ kind, person: member }) as Event),
    },
    { weight: 1, arbitrary: anyone.map((member): Event => ({ kind: 'plan', person: member, at: NOON })) },
  );
  const people = fc
    .uniqueArray(
      fc.record({
        member: anyone,
        capacity: fc.constantFrom('space', 'stretched', 'not-now'),
        agreed: fc.boolean(),
        outOfHours: fc.boolean(),
        callsLeft: fc.constantFrom(null, 0, 1),
        contactHours: fc.constantFrom('work', 'evenings', 'never'),
        pausedUntil: fc.constantFrom(null, NOON, new Date('2027-02-09T00:00:00Z')),
      }),
      { selector: ({ member }) => member },
    )
    .map((list) => list.map(({ member, ...about }) => person(member, about as Partial<Person>)));
  const steps = fc.array(
    fc.record({ wait: fc.integer({ min: 0, max: 15 * 60_000 }), event: events, never: fc.option(anyone) }),
    { maxLength: 60 },
  );

  it('always ends by the asker or loudly, asks nobody twice within five minutes save once when it turns urgent, and never anyone on “not this person”', () => {
    fc.assert(
      fc.property(people, steps, fc.integer({ min: 0, max: 24 * 60 }), (circle, script, minute) => {
        let now = later(new Date('2027-02-01T00:00:00Z'), minute);
        const chain = play(circle, now);
        chain.act({ kind: 'press' }, now);
        let list = circle;
        for (const { wait, event, never } of script) {
          now = new Date(now.getTime() + wait);
          if (never) list = list.filter(({ member }) => member !== never);
          const at = event.kind === 'plan' ? { ...event, at: later(now, 60) } : event;
          // As the sweep does it: time is an event only when something is due.
          const { dueAt } = chain.request();
          if (at.kind === 'time' && !(dueAt && dueAt <= now)) continue;
          const decision = chain.act(at, now, list);
          for (const member of decision?.ask ?? []) {
            const asked = list.find((one) => one.member === member);
            expect(asked, `${member} is on the list now`).toBeDefined();
            expect(mayAsk(asked as Person, now)).not.toBe('no');
            expect(chain.request().skipped).not.toContain(member);
          }
        }
        chain.wait(list);
        const { state, asks, urgentSince } = chain.request();
        expect(isOpen(state)).toBe(false);
        expect(['spoken', 'stopped', 'unanswered']).toContain(state);
        for (const member of members) {
          const times = asks.filter((ask) => ask.person === member).map(({ at }) => at.getTime());
          const soon = times.filter((at, index) => index > 0 && at - (times[index - 1] ?? 0) < GAP_MS);
          expect(soon.filter((at) => at !== urgentSince?.getTime())).toEqual([]);
          expect(soon.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('ends by itself within a day and a half, whatever was pressed, once nothing more is', () => {
    fc.assert(
      fc.property(people, fc.array(events, { maxLength: 8 }), (circle, script) => {
        const chain = play(circle);
        chain.act({ kind: 'press' }, NOON);
        let now = NOON;
        for (const event of script) {
          now = later(now, 1);
          const { dueAt } = chain.request();
          const at = event.kind === 'plan' ? { ...event, at: later(now, 60 * 20) } : event;
          if (at.kind !== 'time' || (dueAt && dueAt <= now)) chain.act(at, now);
        }
        chain.wait();
        expect(chain.steps.at(-1)?.at.getTime()).toBeLessThan(later(now, 36 * 60).getTime());
        expect(isOpen(chain.request().state)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a break', () => {
  it('D51 nobody who takes one is asked, also not when it is urgent, nor planned for; afterwards they are', () => {
    const back = new Date('2027-02-03T00:00:00Z');
    const away = person('bob', { outOfHours: true, pausedUntil: back });
    expect(mayAsk(away, NOON)).toBe('no');
    expect(mayAsk(away, later(NOON, 11 * 60))).toBe('no');
    expect(whenAgain([away, person('cat', { contactHours: 'evenings' })], NOON)?.member).toBe('cat');
    expect(mayAsk(away, later(back, 12 * 60))).toBe('now');
    expect(mayAsk(away, back)).toBe('urgent');
  });
});

describe('totals', () => {
  it('are of the last whole quarter, five or more, and no difference gives away fewer', () => {
    expect(lastQuarter(NOON, 'Europe/London')).toMatchObject({
      name: 'October to December 2026',
      from: new Date('2026-09-30T23:00:00Z'),
      to: new Date('2027-01-01T00:00:00Z'),
    });
    expect(shownCounts({ asked: 4, unanswered: 4, needed: 0 })).toEqual({});
    expect(shownCounts({ asked: 7, unanswered: 2, needed: 5 })).toEqual({ asked: 7 });
    expect(shownCounts({ asked: 12, unanswered: 5, needed: 6 })).toEqual({
      asked: 12,
      unanswered: 5,
      needed: 6,
    });
  });
});
