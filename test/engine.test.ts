import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import type { Feature, Sweep } from '../src/bot/feature.ts';
import { createEngine } from '../src/engine/engine.ts';
import { Prisma } from '../src/generated/prisma/client.ts';
import { type Database, moveClock } from '../src/store/database.ts';
import type { Retention } from '../src/store/retention.ts';
import { openVault, type Vault } from '../src/store/seal.ts';
import { noTestHook } from '../src/store/steps.ts';
import { freshDatabase } from './support/database.ts';

let database: Database;
let vault: Vault;

beforeAll(async () => {
  ({ database } = await freshDatabase());
  vault = await openVault(database, [{ id: 'k', key: randomBytes(32) }]);
});

const itemsDue = (ids: readonly string[]) =>
  Prisma.sql`SELECT id, 'epoch'::timestamptz AS at FROM unnest(${[...ids]}::text[]) AS id`;

const engineFor = (feature: Feature) =>
  createEngine({
    database,
    vault,
    testHook: noTestHook,
    log: () => {},
    settings: { join: 'open' },
    wake: () => {},
    features: [feature],
  });
const engineOf = (...sweeps: Sweep[]) => engineFor({ name: 'f', bindings: [], sweeps });

it('stops after the item at hand, however much is due', async () => {
  let advanced = 0;
  const engine = engineOf({
    name: 'long',
    due: () => itemsDue(Array.from({ length: 100 }, (_, index) => `item ${index}`)),
    async advance() {
      advanced += 1;
      await sleep(20);
    },
  });
  void engine.tick();
  await expect.poll(() => advanced, { timeout: 20_000 }).toBeGreaterThan(0);
  const before = advanced;
  await engine.stop();
  expect(advanced).toBeLessThanOrEqual(before + 1);
});

it('leaves an item that fails alone for a while, and forgets that after a quiet day', async () => {
  let fails = true;
  const engine = engineOf({
    name: 'failing',
    due: () => itemsDue(fails ? ['one'] : []),
    advance: () => Promise.reject(new Error('a fault')),
  });
  await engine.tick();
  const deferrals = () => database.prisma.sweepDeferral.findMany({ where: { sweep: 'failing' } });
  expect(await deferrals()).toMatchObject([{ item: 'one', attempts: 1 }]);
  await moveClock(database, 30_000);
  await engine.tick();
  expect(await deferrals()).toMatchObject([{ attempts: 1 }]);
  await moveClock(database, 60_000);
  await engine.tick();
  expect(await deferrals()).toMatchObject([{ attempts: 2 }]);
  fails = false;
  await moveClock(database, 26 * 3_600_000);
  await engine.tick();
  expect(await deferrals()).toEqual([]);
});

it('gives the next sweeps their turn when one cannot even say what is due, and goes on where there is more', async () => {
  const advanced: string[] = [];
  let left = 250;
  const spoiled: Sweep = {
    name: 'spoiled',
    due: () => Prisma.sql`SELECT (1 / 0)::text AS id, 'epoch'::timestamptz AS at`,
    advance: () => Promise.reject(new Error('never reached')),
  };
  const long: Sweep = {
    name: 'long',
    due: () => itemsDue(Array.from({ length: left }, (_, index) => `${left - index}`)),
    async advance() {
      left -= 1;
    },
  };
  const after: Sweep = {
    name: 'after',
    // What the ones before it did is seen in the same tick.
    due: () => itemsDue(left === 0 && advanced.length === 0 ? ['one'] : []),
    async advance(_work, id) {
      advanced.push(id);
    },
  };
  await engineOf(spoiled, long, after).tick();
  expect([left, advanced]).toEqual([0, ['one']]);
});

it('purges each class once a day, goes on where there is more, and lets none that fails be in the way of the others', async () => {
  let [rows, calls] = [1_500, 0];
  const good: Retention = {
    name: 'good',
    keeps: 'a day',
    async purge(_tx, _now, limit) {
      calls += 1;
      const gone = Math.min(rows, limit);
      rows -= gone;
      return gone;
    },
  };
  const broken: Retention = {
    name: 'broken',
    keeps: 'a day',
    purge: () => Promise.reject(new Error('a fault')),
  };
  const engine = engineFor({ name: 'f', bindings: [], privacy: { retention: [broken, good] } });
  await engine.tick();
  // All together failed; a minute is between the tries.
  expect(rows).toBe(1_500);
  await engine.tick();
  await engine.tick();
  expect([rows, calls]).toEqual([0, 2]);
  const puts = await database.prisma.sweepDeferral.findMany({ where: { sweep: 'retention.purge' } });
  expect(puts.map(({ item }) => item).sort()).toEqual(['all', 'broken']);
  await moveClock(database, 25 * 3_600_000);
  await engine.tick();
  await engine.tick();
  expect(calls).toBe(3);
});
