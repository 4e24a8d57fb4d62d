import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { message } from '../src/chat/message.ts';
import { none } from '../src/chat/reply.ts';
import { createDispatcher } from '../src/outbox/dispatcher.ts';
import type { Dispatcher } from '../src/outbox/dispatcher-parts.ts';
import type { Draft } from '../src/outbox/enqueue/draft.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import { faultKinds } from '../src/playground/simulated.ts';
import { type Database, moveClock, readNow } from '../src/store/database.ts';
import { openVault } from '../src/store/seal.ts';
import { noTestHook } from '../src/store/steps.ts';
import type { World } from './adapters/contract-scene.ts';
import { startSlackWorld } from './adapters/slack-world.ts';
import { freshDatabase } from './support/database.ts';

const sendLimitMs = 2_500;
let database: Database;
let world: World;
let dispatcher: Dispatcher;
const told: string[] = [];

/** Everybody's message is shown and its answer lost; then the look at their chat meets a fault of their own. */
beforeAll(async () => {
  ({ database } = await freshDatabase());
  const vault = await openVault(database, [{ id: 'k', key: randomBytes(32) }]);
  await moveClock(database, Date.parse('2027-02-01T10:00:00Z') - Date.now());
  world = await startSlackWorld(async () => none, { sendLimitMs });
  const { simulated, adapter } = world;
  const at = new Date();
  const people = faultKinds.map((kind) => ({ kind, id: randomUUID() }));
  await database.prisma.member.createMany({
    data: people.map(({ id, kind }) => ({ id, name: kind, createdAt: at })),
  });
  await database.prisma.account.createMany({
    data: people.map(({ id, kind }) => ({
      memberId: id,
      platform: 'slack',
      workspace: 'T0SIM',
      externalUser: kind,
      lastSeenAt: at,
    })),
  });
  const drafts = people.map(
    ({ id, kind }): Draft => ({
      to: { member: id },
      key: kind,
      class: 'quiet',
      origin: { feature: 'f', id: kind },
      message: message({ title: 'Words', body: [] }),
    }),
  );
  for (const { kind } of people) {
    simulated.person(kind);
    simulated.fail({ kind: 'accepted-reset', user: kind, about: 'Words' });
    // Who refuses once refuses always.
    const times = kind === 'refused' ? 100 : 1;
    simulated.fail({ kind, user: kind, of: 'look-up', times, retryAfterSeconds: 1 });
  }
  await database.transaction(async (tx) => enqueue(tx, vault, drafts, (await readNow(tx)).now));
  dispatcher = createDispatcher({
    database,
    vault,
    adapters: new Map([['slack', adapter]]),
    log: () => {},
    testHook: noTestHook,
    sendLimitMs,
    undelivered: async (_tx, { key }, outcome) => void told.push(`${key} ${outcome}`),
  });
  dispatcher.start();
});

afterAll(async () => {
  await dispatcher.stop();
  await world.stop();
});

describe('a message that may have arrived, while the look for it meets', () => {
  it.each(faultKinds)('%s, is there once', async (kind) => {
    const read = () => database.prisma.outbox.findUniqueOrThrow({ where: { key: kind } });
    const state = async () => (await read()).state;
    await expect
      .poll(state, { timeout: 25_000 })
      .toSatisfy((now) => !['pending', 'claimed', 'sending'].includes(now));
    expect(world.simulated.person(kind).chat.filter((text) => text.includes('Words'))).toHaveLength(1);
    // Where looking is refused nobody can say: what is quiet is not sent again, and its feature is told.
    expect(await state()).toBe(kind === 'refused' ? 'unknown' : 'sent');
    expect(told.filter((one) => one.startsWith(`${kind} `))).toHaveLength(kind === 'refused' ? 1 : 0);
    // It was sent; it was looked for in vain, unless the look was only slow; it was found.
    expect((await read()).attempts).toBe(kind === 'slow' || kind === 'refused' ? 2 : 3);
  });
});
