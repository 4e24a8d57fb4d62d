import { randomBytes, randomUUID } from 'node:crypto';
import { once as heard } from 'node:events';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Adapter, SendError } from '../src/chat/adapter.ts';
import type { MessageRef } from '../src/chat/inbound.ts';
import { message } from '../src/chat/message.ts';
import { Prisma } from '../src/generated/prisma/client.ts';
import { createDispatcher } from '../src/outbox/dispatcher.ts';
import type { Dispatcher } from '../src/outbox/dispatcher-parts.ts';
import type { Draft } from '../src/outbox/enqueue/draft.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import { withdraw } from '../src/outbox/enqueue/withdraw.ts';
import { type Database, moveClock, readNow, type Tx } from '../src/store/database.ts';
import { openVault, type Vault } from '../src/store/seal.ts';
import { noTestHook, type TestHook } from '../src/store/steps.ts';
import { freshDatabase } from './support/database.ts';

let database: Database;
let vault: Vault;
let member: string;
let arrived: string[] = [];
let told: string[] = [];

const adapter: Adapter = {
  platform: 'slack',
  limits: [],
  async start() {},
  async stop() {},
  async send(_, { text }, { id }) {
    arrived.push(text);
    return { conversation: 'D', id };
  },
};

function dispatch(changes: Partial<Adapter>, undelivered = async (key: string) => void told.push(key)) {
  const adapters = new Map([['slack', { ...adapter, ...changes } satisfies Adapter] as const]);
  return createDispatcher({
    database,
    vault,
    adapters,
    log: () => {},
    sendLimitMs: 200,
    testHook: noTestHook,
    undelivered: async (_tx, row, outcome) => undelivered(`${row.key} ${outcome}`),
  });
}

const letter = (key: string, more: Partial<Draft> = {}, to = member): Promise<void> =>
  database.transaction((tx) => write(tx, key, more, to));

async function write(tx: Tx, key: string, more: Partial<Draft> = {}, to = member): Promise<void> {
  const draft = {
    to: { member: to },
    message: message({ title: key, body: [] }),
    class: 'quiet',
    key,
    origin: { feature: 'f', id: 'o' },
    ...more,
  } as Draft;
  await enqueue(tx, vault, [draft], (await readNow(tx)).now);
}

const stateOf = async (key: string) =>
  (await database.prisma.outbox.findUniqueOrThrow({ where: { key } })).state;

const settled = (dispatcher: Dispatcher, key: string) =>
  expect
    .poll(
      async () => {
        await dispatcher.idle();
        return stateOf(key);
      },
      { timeout: 8_000 },
    )
    .not.toBe('pending');

async function newMember(contactHours = 'unasked'): Promise<string> {
  const now = new Date();
  const { id } = await database.prisma.member.create({ data: { name: 'Ann', createdAt: now, contactHours } });
  const account = { memberId: id, platform: 'slack', workspace: 'T', externalUser: randomUUID() };
  await database.prisma.account.create({ data: { ...account, lastSeenAt: now } });
  return id;
}

/** Fails once, with this, and then goes on as before. */
function once<A extends unknown[], T>(error: Error, then: (...args: A) => Promise<T>) {
  let failed = false;
  return async (...args: A): Promise<T> => {
    if (failed) return then(...args);
    failed = true;
    throw error;
  };
}

beforeAll(async () => {
  ({ database } = await freshDatabase());
  vault = await openVault(database, [{ id: 'k', key: randomBytes(32) }]);
});

beforeEach(async () => {
  arrived = [];
  told = [];
  const monday = Date.parse('2027-02-01T10:00:00Z');
  await moveClock(database, monday - (await readNow(database.prisma)).now.getTime());
  await database.prisma.outbox.deleteMany();
  await database.prisma.outboxLane.deleteMany();
  member = await newMember();
});

it('what comes in the moment in which the one before is written down goes out after it', async () => {
  const sending = new EventTarget();
  const dispatcher = dispatch({
    async send(to, words, as) {
      sending.dispatchEvent(new Event(`${words.text} begins`));
      if (words.text === 'first') await heard(sending, 'go on');
      return adapter.send(to, words, as);
    },
  });
  await letter('first');
  const begins = heard(sending, 'first begins');
  const idle = dispatcher.idle();
  await begins;
  await database.transaction(async (tx) => {
    await write(tx, 'second');
    sending.dispatchEvent(new Event('go on'));
    // Whoever writes the first down has looked for what waits, and not seen this; it cannot have the lane before us.
    const waiting = Prisma.sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => database.run(waiting)).toHaveLength(1);
  });
  await idle;
  await settled(dispatcher, 'second');
  expect(arrived).toEqual(['first', 'second']);
});

it.each([
  ['is about to go out', {}],
  ['is too late by now', { expiresAt: new Date('2027-02-01T09:00:00Z') }],
])('what %s can be taken back by whoever acts in that moment, and holds up nothing', async (_, about) => {
  const withdrawn: string[] = [];
  const testHook: TestHook = async (step) => {
    if (step === 'claim.committed' && withdrawn.length === 0)
      withdrawn.push(...(await database.transaction((tx) => withdraw(tx, ['gone']))));
  };
  const dispatcher = createDispatcher({
    database,
    vault,
    adapters: new Map([['slack', adapter] as const]),
    log: () => {},
    testHook,
    // Longer than the test has: nothing waits for the end of a lease.
    leases: { claimMs: 3_600_000, sendMs: 3_600_000 },
    undelivered: async (_tx, row) => void told.push(row.key),
  });
  await letter('gone', about);
  await letter('next');
  await dispatcher.idle();
  expect([withdrawn, arrived, told]).toEqual([['gone'], ['next'], []]);
  expect(await stateOf('gone')).toBe('withdrawn');
});

describe('what may have arrived already', () => {
  const lost = async (_: unknown, { text }: { text: string }): Promise<MessageRef> => {
    arrived.push(text);
    throw new SendError('unknown', 'reset');
  };

  it('is not sent again because looking for it was asked to wait', async () => {
    let found: MessageRef | undefined;
    const busy = new SendError('retry', 'limited', { retryAfterMs: 50 });
    const dispatcher = dispatch({
      send: async (to, words, as) => {
        found = { conversation: 'D', id: as.id };
        return lost(to, words);
      },
      find: once(busy, async () => found),
    });
    await letter('once');
    await settled(dispatcher, 'once');
    expect([arrived, await stateOf('once')]).toEqual([['once'], 'sent']);
  });

  it('is looked for no longer than a send may take', async () => {
    let asked = 0;
    const dispatcher = dispatch({
      send: once(new SendError('unknown', 'reset'), adapter.send),
      find: async () => {
        asked += 1;
        return asked === 1 ? new Promise<never>(() => {}) : undefined;
      },
    });
    await letter('slow');
    await settled(dispatcher, 'slow');
    expect([asked, arrived]).toEqual([2, ['slow']]);
  });

  it('is left to the feature where it cannot be looked for, unless it is urgent', async () => {
    const never = async () => Promise.reject(new SendError('never', 'a scope is missing'));
    const other = await newMember();
    const failing = new Set(['quiet', 'urgent']);
    const dispatcher = dispatch({
      send: async (to, words, as) =>
        failing.delete(words.text) ? lost(to, words) : adapter.send(to, words, as),
      find: never,
    });
    await letter('quiet');
    await letter('urgent', { class: 'urgent' }, other);
    await settled(dispatcher, 'quiet');
    await settled(dispatcher, 'urgent');
    const [, , repeat] = arrived.sort();
    expect([arrived.length, told]).toEqual([3, ['quiet unknown']]);
    expect(repeat).toMatch(/^urgent\nYou may have had this already/);
    expect((await database.prisma.outbox.findUniqueOrThrow({ where: { key: 'urgent' } })).repeated).toBe(
      true,
    );
  });
});

describe('what surely did not leave', () => {
  it('is sent again after the cut, where the adapter knows that nothing left', async () => {
    let first = true;
    const dispatcher = dispatch({
      send: (to, words, as) => {
        if (!first) return adapter.send(to, words, as);
        first = false;
        return new Promise((_, reject) => {
          const unsent = () => reject(new SendError('retry', 'no token in time'));
          as.signal?.addEventListener('abort', () => setTimeout(unsent, 1));
        });
      },
    });
    await letter('late');
    await settled(dispatcher, 'late');
    expect([arrived, told]).toEqual([['late'], []]);
  });
});

describe('a feature that cannot be told', () => {
  it('does not hold up anybody else’s messages', async () => {
    const other = await newMember();
    const dispatcher = dispatch({}, async () => Promise.reject(new Error('a fault in a feature')));
    const past = new Date('2027-02-01T09:00:00Z');
    await letter('too late', { expiresAt: past });
    await letter('to somebody else', {}, other);
    dispatcher.wake();
    await expect.poll(() => arrived, { timeout: 3_000 }).toEqual(['to somebody else']);
    await dispatcher.stop();
  });
});

describe('hours', () => {
  it('D50 looks at every lane in one go, however many wait for their hours', async () => {
    const saturday = Date.parse('2027-02-06T10:00:00Z');
    await moveClock(database, saturday - (await readNow(database.prisma)).now.getTime());
    for (let count = 0; count < 45; count += 1) await letter(`held ${count}`, {}, await newMember());
    const evenings = await newMember('evenings');
    await letter('free now', {}, evenings);
    const dispatcher = dispatch({});
    dispatcher.wake();
    // Without a tick: nothing else wakes it.
    await expect.poll(() => arrived, { timeout: 3_000 }).toEqual(['free now']);
    await dispatcher.stop();
  });

  it('D50 sends nothing to somebody who only looks for themselves, and keeps what they could not find', async () => {
    const looks = await newMember('never');
    const dispatcher = dispatch({});
    await letter('answer', { to: { unnamed: looks, lane: 'question-2' } });
    await letter('news', {}, looks);
    await dispatcher.idle();
    expect([arrived, await stateOf('answer'), await stateOf('news')]).toEqual([[], 'pending', 'withdrawn']);
    await database.prisma.member.update({ where: { id: looks }, data: { contactHours: 'work' } });
    await moveClock(database, 25 * 3_600_000);
    await dispatcher.idle();
    expect(arrived).toEqual(['answer']);
  });
});
