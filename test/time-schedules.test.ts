import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Feature, Occurrence } from '../src/bot/feature.ts';
import { helplinesOf } from '../src/directory/helplines.ts';
import { createEngine } from '../src/engine/engine.ts';
import { arrange } from '../src/engine/schedules.ts';
import * as safety from '../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { type Database, moveClock, readNow } from '../src/store/database.ts';
import type { Vault } from '../src/store/seal.ts';
import { noTestHook } from '../src/store/steps.ts';
import { dueDates, firstDate, nextDate } from '../src/time/recurrence.ts';
import { playYears } from './bench/years.ts';
import { freshDatabase } from './support/database.ts';
import { type Network, startNetwork } from './support/network.ts';
import { ZONES } from './support/zones.ts';

describe('a rule', () => {
  it('comes round on the last day of a month that is shorter, and on its own day again after it', () => {
    const rule = { every: 'month', interval: 1, day: 31 } as const;
    const dates = ['2027-01-31'];
    while (dates.length < 5) dates.push(nextDate(rule, dates.at(-1) ?? ''));
    expect(dates).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
    expect(nextDate({ ...rule, interval: 6, day: 30 }, '2027-08-30')).toBe('2028-02-29');
    expect(firstDate(rule, '2027-02-10')).toBe('2027-02-28');
    expect(firstDate({ every: 'month', day: 3 }, '2027-02-10')).toBe('2027-03-03');
    expect(firstDate({ every: 'week', day: 1 }, '2027-02-02')).toBe('2027-02-08');
    expect(firstDate({ every: 'week', day: 2 }, '2027-02-02')).toBe('2027-02-02');
  });

  it('brings round nothing early; of what was missed every one, or the latest, as was declared', () => {
    const dates = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-01'), noInvalidDate: true });
    const rules = fc.record({
      every: fc.constantFrom('week', 'month'),
      interval: fc.integer({ min: 1, max: 6 }),
      day: fc.integer({ min: 1, max: 7 }),
      time: fc.constantFrom('00:00', '01:30', '02:15', '09:00', '23:59'),
      timeZone: fc.constantFrom(...ZONES),
      catchUp: fc.constantFrom('every', 'latest'),
    });
    fc.assert(
      fc.property(rules, dates, fc.nat({ max: 120 }), (rule, start, days) => {
        const nextOn = firstDate(rule, start.toISOString().slice(0, 10));
        const now = new Date(start.getTime() + days * 86_400_000);
        const { due, nextOn: after } = dueDates({ ...rule, nextOn }, now);
        const again = dueDates({ ...rule, nextOn: after }, now);
        expect(again.due, 'once').toEqual([]);
        expect([...due, after]).toEqual([...new Set([...due, after])].sort());
        if (rule.catchUp === 'latest') expect(due.length).toBeLessThanOrEqual(1);
        else expect(due[0] ?? after).toBe(nextOn);
      }),
      { numRuns: 300 },
    );
  });
});

describe('through engine and database', () => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await freshDatabase());
  });

  it('a year of weekly and monthly schedules in three zones: every occurrence, each exactly once, none early', async () => {
    const { expected, found, twice, early } = await playYears(database, {
      years: 1,
      stepDays: 9,
      zones: ['Europe/London', 'Africa/Cairo', 'Australia/Lord_Howe'],
    });
    expect({ found, twice, early }).toEqual({ found: expected, twice: 0, early: 0 });
    expect(expected).toBeGreaterThan(3 * 60);
  });

  it('of two processes one brings it round; after downtime as declared; and what fails is not lost', async () => {
    const seen: Occurrence[] = [];
    let fault: Error | undefined;
    const feature: Feature = {
      name: 'test',
      bindings: [],
      async occurs(_, occurrence) {
        seen.push(occurrence);
        if (fault) throw fault;
      },
    };
    const parts = {
      database,
      testHook: noTestHook,
      settings: { join: 'open' as const },
      vault: undefined as unknown as Vault,
    };
    const start = () => createEngine({ ...parts, features: [feature], log: () => {}, wake: () => {} });
    const [one, other] = [start(), start()];
    const tick = () => Promise.all([one.tick(), other.tick()]);
    const { now } = await readNow(database.prisma);
    const from = now.toISOString().slice(0, 10);
    const daily = {
      every: 'week',
      interval: 1,
      time: '00:00',
      timeZone: 'UTC',
      feature: 'test',
      from,
    } as const;
    const day = (new Date(`${from}T00:00:00Z`).getUTCDay() || 7) as number;
    await database.transaction(async (tx) => {
      await arrange(tx, { ...daily, day, kind: 'all', subject: '1', catchUp: 'every' });
      await arrange(tx, { ...daily, day, kind: 'last', subject: '1', catchUp: 'latest' });
    });
    await moveClock(database, 3 * 7 * 86_400_000);
    await tick();
    const of = (kind: string) => seen.filter((one) => one.kind === kind).map(({ localDate }) => localDate);
    const weeks = [0, 1, 2, 3].map((week) =>
      new Date(Date.parse(from) + week * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    expect([of('all'), of('last')]).toEqual([weeks, weeks.slice(-1)]);
    fault = new Error('a fault in a feature');
    await moveClock(database, 7 * 86_400_000);
    await tick();
    const before = await database.prisma.occurrence.count();
    fault = undefined;
    seen.length = 0;
    await moveClock(database, 10 * 60_000);
    await tick();
    expect([of('all').length, of('last').length]).toEqual([1, 1]);
    expect(await database.prisma.occurrence.count()).toBe(before + 2);
    await Promise.all([one.stop(), other.stop()]);
  });
});

describe('twice a year', () => {
  let network: Network;
  let cora: SimulatedPerson;
  let dan: SimulatedPerson;
  let ann: SimulatedPerson;
  const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
  const asksToRing = (person: SimulatedPerson) =>
    person.chat.filter((card) => card.startsWith('Please ring these numbers again')).length;

  beforeAll(async () => {
    network = await startNetwork();
    cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
    dan = network.teams.person('t-dan', { name: 'Dan Deputy' });
    ann = network.teams.person('t-ann', { name: 'Ann Archer' });
    await network.coordinate(cora);
    await network.enrol(dan, ann);
    const { prisma } = network.database;
    const { id } = await prisma.member.findFirstOrThrow({ where: { name: 'Dan Deputy' } });
    await prisma.roleGrant.create({
      data: { memberId: id, role: 'coordinator', startsAt: await network.now() },
    });
  });

  it('D49 coordinators are asked to ring the numbers again half a year after the oldest was confirmed, not before', async () => {
    const { id } = await network.database.prisma.member.findFirstOrThrow({
      where: { name: 'Cora Coordinator' },
    });
    const [first, ...rest] = helplinesOf('england');
    await network.database.transaction(async (tx) => {
      for (const number of rest)
        await safety.confirmNumber(tx, 'england', number.id, id, new Date('2027-02-10T12:00:00Z'));
    });
    await cora.command('safety');
    await cora.press(`I have checked ${first?.digits}`);
    await network.travelTo('2027-07-30T12:00:00Z', 24 * 30);
    expect([asksToRing(cora), asksToRing(dan)]).toEqual([0, 0]);
    await network.travelTo('2027-08-02T07:59:00Z', 24 * 30);
    expect([asksToRing(cora), asksToRing(dan)]).toEqual([0, 0]);
    await network.travelTo('2027-08-02T08:00:30Z');
    expect([asksToRing(cora), asksToRing(dan)]).toEqual([1, 1]);
    expect(last(dan)).toContain('They stay where people can see them meanwhile.');
  });

  it('D49 each number is confirmed on the card by whoever rings it, and everybody’s card follows', async () => {
    const [first, ...rest] = helplinesOf('england');
    const press = (person: SimulatedPerson, { digits, readOnly }: (typeof rest)[number]) =>
      person.press(`I have ${readOnly ? 'checked' : 'rung'} ${digits}`, 'Please ring these numbers again');
    if (!first) throw new Error('there are numbers');
    await press(cora, first);
    await network.settle();
    expect(last(dan)).not.toContain(`I have checked ${first.digits}`);
    for (const number of rest) await press(dan, number);
    await network.settle();
    for (const person of [cora, dan]) {
      expect(person.chat.join()).toContain('Thank you: every number is confirmed again');
      expect(asksToRing(person)).toBe(0);
    }
    const schedule = await network.database.prisma.schedule.findFirstOrThrow({ where: { kind: 'numbers' } });
    expect(schedule.nextOn).toEqual(new Date('2028-02-02T00:00:00Z'));
  });

  it('somebody is asked whether their profile is still right, half a year after they wrote it, and says so in one press', async () => {
    await ann.command('profile');
    await ann.fill({ Area: 'Leeds' });
    await ann.submit();
    await network.travelTo('2028-01-31T12:00:00Z', 24 * 60);
    expect(ann.chat.join()).not.toContain('Is this still right?');
    await network.travelTo('2028-02-02T10:00:30Z', 24);
    expect(last(ann)).toContain('Is this still right?');
    expect(last(ann)).not.toContain('Leeds');
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).toContain('Is this still right?');
    await ann.press('Still right');
    await network.settle();
    expect(ann.chat.join()).toContain('Thank you for looking it over');
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).not.toContain('Is this still right?');
  });

  it('changing it answers too, and whoever left is asked nothing', async () => {
    await network.travelTo('2028-08-02T12:00:00Z', 24 * 60);
    expect(last(ann)).toContain('Is this still right?');
    await ann.press('Change it');
    await ann.fill({ Area: 'York' });
    await ann.submit();
    await network.settle();
    expect(ann.chat.filter((card) => card.startsWith('Is this still right?'))).toEqual([]);
    const { prisma } = network.database;
    await prisma.member.updateMany({ where: { name: 'Ann Archer' }, data: { standing: 'left' } });
    await network.travelTo('2029-02-05T12:00:00Z', 24 * 60);
    expect(ann.chat.filter((card) => card.startsWith('Is this still right?'))).toEqual([]);
    expect(await prisma.schedule.count({ where: { kind: 'profile' } })).toBe(0);
  });
});
