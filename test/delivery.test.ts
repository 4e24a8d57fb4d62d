import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { messagesOf } from '../src/bot/messages/declare.ts';
import { onLost } from '../src/bot/messages/undelivered.ts';
import { type Adapter, type Limit, SendError } from '../src/chat/adapter.ts';
import { message } from '../src/chat/message.ts';
import { createEngine } from '../src/engine/engine.ts';
import { housekeeping } from '../src/engine/housekeeping.ts';
import { createDispatcher } from '../src/outbox/dispatcher.ts';
import type { Dispatcher } from '../src/outbox/dispatcher-parts.ts';
import type { Draft } from '../src/outbox/enqueue/draft.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import { withdraw } from '../src/outbox/enqueue/withdraw.ts';
import { transitions } from '../src/outbox/queue/states.ts';
import { type Database, moveClock, readNow } from '../src/store/database.ts';
import { openVault, type Vault } from '../src/store/seal.ts';
import { noTestHook } from '../src/store/steps.ts';
import { freshDatabase } from './support/database.ts';

let database: Database;
let vault: Vault;
let members: string[] = [];
let sent: { user: string; text: string; at: number; id: string; changes?: string }[] = [];
let told: string[] = [];
let answer: (text: string) => Promise<void> | void = () => {};
let tell: (key: string) => void = (key) => void told.push(key);
const dispatchers: Dispatcher[] = [];
const mail = messagesOf('f').news<string>('mail', {
  record: (id) => id,
  to: () => [],
  preview: 'title',
  draw: (title) => ({ title, body: [] }),
  lost: 'handled',
});

function newDispatcher(
  limits: readonly Limit[] = [],
  find?: Adapter['find'],
  on: Database = database,
): Dispatcher {
  const adapter: Adapter = {
    platform: 'slack',
    limits,
    async start() {},
    async stop() {},
    ...(find && { find }),
    async send({ user = '' }, { text }, { id, replacing }) {
      sent.push({ user, text, at: performance.now(), id, ...(replacing && { changes: replacing.id }) });
      await answer(text);
      return { conversation: `D${user}`, id };
    },
  };
  const dispatcher = createDispatcher({
    database: on,
    vault,
    adapters: new Map([['slack', adapter]]),
    log: () => {},
    testHook: noTestHook,
    sendLimitMs: 300,
    undelivered: async (_tx, row, outcome) => tell(`${row.key} ${outcome}`),
  });
  dispatchers.push(dispatcher);
  return dispatcher;
}

async function put(...drafts: (Partial<Draft> & { to: { member: string } })[]): Promise<void> {
  const whole = drafts.map(
    (draft) =>
      ({
        class: 'quiet',
        key: randomUUID(),
        origin: { feature: 'f', id: 'o' },
        message: message({ title: 'Words', body: [] }),
        ...draft,
      }) as Draft,
  );
  await database.transaction(async (tx) => enqueue(tx, vault, whole, (await readNow(tx)).now));
}
const letter = (text: string) => message({ title: text, body: [] });
const first = () => ({ member: members[0] as string });
const stateOf = async (key: string) =>
  (await database.prisma.outbox.findUniqueOrThrow({ where: { key } })).state;

beforeAll(async () => {
  ({ database } = await freshDatabase());
  vault = await openVault(database, [{ id: 'k', key: randomBytes(32) }]);
  await database.prisma.$executeRawUnsafe('CREATE TABLE walked ("from" text, "to" text)');
  await database.prisma.$executeRawUnsafe(`
    CREATE FUNCTION walk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO walked VALUES (OLD.state, NEW.state); RETURN NULL; END $$`);
  await database.prisma.$executeRawUnsafe(
    'CREATE TRIGGER walk AFTER UPDATE ON outbox FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION walk()',
  );
  await moveClock(
    database,
    Date.parse('2027-02-01T10:00:00Z') - (await readNow(database.prisma)).now.getTime(),
  );
});

beforeEach(async () => {
  for (const dispatcher of dispatchers.splice(0)) await dispatcher.stop();
  [sent, told, answer, tell] = [[], [], () => {}, (key) => void told.push(key)];
  members = Array.from({ length: 120 }, () => randomUUID());
  const at = new Date();
  await database.prisma.member.createMany({ data: members.map((id) => ({ id, name: id, createdAt: at })) });
  await database.prisma.account.createMany({
    data: members.map((memberId) => ({
      memberId,
      platform: 'slack',
      workspace: members[0] ?? '',
      externalUser: memberId,
      lastSeenAt: at,
    })),
  });
});
afterAll(async () => {
  for (const dispatcher of dispatchers) await dispatcher.stop();
});

describe('what a platform allows', () => {
  const limits: Limit[] = [{ per: 'workspace', on: 'post', most: 24, inMs: 1_000 }];

  it('is shared by all processes, and by those who come after a restart', async () => {
    await put(...members.slice(0, 60).map((member) => ({ to: { member } })));
    const [one, other] = [newDispatcher(limits), newDispatcher(limits)];
    one.start();
    other.start();
    await expect.poll(() => sent.length, { timeout: 5_000, interval: 10 }).toBeGreaterThan(20);
    await one.stop();
    newDispatcher(limits).start();
    await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(60);
    const times = sent.map(({ at }) => at).sort((a, b) => a - b);
    // A place is taken a moment before its message leaves: windows are counted with that much grace.
    const crowded = times.filter((at, index) => at - (times[index - 26] ?? Number.NEGATIVE_INFINITY) < 850);
    expect(crowded).toEqual([]);
  });

  it('leaves room for what is urgent, and gives what comes later its fair turn in a fan-out', async () => {
    await put(...members.slice(1, 120).map((member) => ({ to: { member } })));
    newDispatcher(limits).start();
    // By then many of the rest have been sent back by the limit once.
    await expect.poll(() => sent.length, { timeout: 5_000, interval: 5 }).toBeGreaterThan(45);
    const asked = performance.now();
    await put({ to: first(), class: 'urgent', message: letter('I need someone now') });
    dispatchers[0]?.wake();
    const isSent = () => sent.some(({ text }) => text === 'I need someone now');
    await expect.poll(isSent, { timeout: 900, interval: 5 }).toBe(true);
    expect(performance.now() - asked).toBeLessThan(900);
    await put({ to: { member: members[1] as string }, message: letter('later') });
    const before = sent.length;
    const place = () => sent.findIndex(({ text }) => text === 'later');
    await expect.poll(place, { timeout: 10_000 }).toBeGreaterThan(0);
    // Two claims may have been made already, and two seconds' worth may go before it.
    expect(place() - before).toBeLessThan(50);
  });

  it('is heeded for the whole workspace when the platform says so, and other workspaces go on', async () => {
    const slot = `card ${members[0]}`;
    const dispatcher = newDispatcher();
    await put({ to: first(), slot, key: undefined } as never);
    await dispatcher.idle();
    answer = (text) => {
      if (text === 'edit')
        throw new SendError('retry', 'slow down', { retryAfterMs: 60_000, scope: 'workspace' });
    };
    await put({ to: first(), slot, key: undefined, message: letter('edit') } as never);
    await dispatcher.idle();
    const bucket = await database.prisma.outboxBucket.findUniqueOrThrow({
      where: { name: `slack/${members[0]}` },
    });
    expect(bucket.editAfter.getTime() - Date.now()).toBeGreaterThan(30_000);
    expect(bucket.postAfter.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('what passes somebody’s hours', () => {
  it('is written down once, also when a limit sends it back to its lane first', async () => {
    await database.prisma.member.update({
      where: { id: first().member },
      data: { contactHours: 'evenings' },
    });
    const before = await database.prisma.audit.count({ where: { action: 'message.out-of-hours' } });
    const dispatcher = newDispatcher([{ per: 'workspace', on: 'post', most: 1, inMs: 400 }]);
    for (let count = 0; count < 2; count += 1) await put({ to: first(), class: 'urgent' });
    await put({ to: { member: members[1] as string }, class: 'urgent' });
    await expect.poll(() => dispatcher.idle().then(() => sent.length), { timeout: 8_000 }).toBe(3);
    expect(await database.prisma.audit.count({ where: { action: 'message.out-of-hours' } })).toBe(before + 2);
  });
});

describe('what will not arrive', () => {
  it('frees its lane although its feature cannot take the news, which is brought again later', async () => {
    const dispatcher = newDispatcher();
    const key = randomUUID();
    answer = (text) => {
      if (text === 'never') throw new SendError('never', 'not installed');
    };
    tell = () => {
      throw new Error('the feature is broken');
    };
    await put({
      to: first(),
      key,
      message: letter('never'),
      about: { kind: mail.kind, record: 'o' },
    } as never);
    await put({ to: first(), message: letter('next') });
    await dispatcher.idle();
    expect([await stateOf(key), sent.map(({ text }) => text)]).toEqual(['failed', ['never', 'next']]);
    const news: string[] = [];
    const lost = [onLost(mail, async (_, { record }) => void news.push(record))];
    const f = { name: 'f', bindings: [], messages: [mail], delivery: { lost } };
    const engine = createEngine({
      database,
      vault,
      testHook: noTestHook,
      log: () => {},
      settings: { join: 'open' },
      wake: () => {},
      features: [f],
    });
    await engine.tick();
    await engine.tick();
    expect(news).toEqual(['o']);
    expect(housekeeping.map(({ name }) => name)).toContain('outbox.tell');
  });

  it('is given up after three days of refusals, and its feature is told', async () => {
    const dispatcher = newDispatcher();
    const key = randomUUID();
    answer = () => {
      throw new SendError('retry', 'invalid_auth', { retryAfterMs: 100 });
    };
    await put({ to: first(), key } as never);
    dispatcher.start();
    await expect.poll(() => sent.length, { timeout: 5_000 }).toBeGreaterThan(1);
    expect(told).toEqual([]);
    await database.prisma.outbox.update({
      where: { key },
      data: { begunAt: new Date(Date.now() - 73 * 3_600_000) },
    });
    await expect.poll(() => told, { timeout: 5_000 }).toEqual([`${key} failed`]);
  });
});

describe('a card that may have been shown', () => {
  const card = (text: string, about: Partial<Draft> = {}) =>
    put({
      to: first(),
      slot: `card ${first().member}`,
      key: undefined,
      message: letter(text),
      ...about,
    } as never);
  const states = async () => {
    const slot = `card ${first().member}`;
    const rows = await database.prisma.outbox.findMany({ where: { slot }, orderBy: { seq: 'asc' } });
    return rows.map(({ state }) => state);
  };
  const lost = (text: string) => {
    if (text === 'one') throw new SendError('unknown', 'reset');
  };
  const inDoubt = () =>
    expect
      .poll(() => database.prisma.outbox.count({ where: { slot: `card ${first().member}`, unsure: true } }))
      .toBe(1);
  const shown = () => sent.map(({ text, changes }) => (changes ? `${text} in its place` : text));

  it.each(['quiet', 'urgent'] as const)(
    'is looked for before its next version, which is %s and changes it',
    async (how) => {
      answer = lost;
      const dispatcher = newDispatcher([], async (_to, id) => ({ conversation: 'D', id }));
      await card('one');
      dispatcher.start();
      await inDoubt();
      await card('two', { class: how });
      await card('three', { class: how });
      await expect.poll(states, { timeout: 8_000 }).toEqual(['sent', 'superseded', 'sent']);
      expect(shown()).toEqual(['one', 'three in its place']);
      expect(sent[1]?.changes).toBe(sent[0]?.id);
    },
  );

  it('and was not, is not shown any more: its next version is', async () => {
    answer = lost;
    const dispatcher = newDispatcher([], async () => undefined);
    await card('one');
    dispatcher.start();
    await inDoubt();
    await card('two');
    await expect.poll(states, { timeout: 8_000 }).toEqual(['superseded', 'sent']);
    expect(shown()).toEqual(['one', 'two']);
    expect(told).toEqual([]);
  });

  it('and was sent back while its next version came, never shows what is out of date', async () => {
    let isFirst = true;
    answer = async (text) => {
      if (text !== 'one' || !isFirst) return;
      isFirst = false;
      await card('two', { class: 'urgent' });
      throw new SendError('retry', 'slow down', { retryAfterMs: 50 });
    };
    const dispatcher = newDispatcher();
    await card('one');
    dispatcher.start();
    await expect.poll(states, { timeout: 8_000 }).toEqual(['superseded', 'sent']);
    expect(shown()).toEqual(['one', 'two']);
    expect(told).toEqual([]);
  });
});

describe('a database that goes away as an attempt is written down', () => {
  it('leaves no doubt: nothing had left, and the message goes out when it is back', async () => {
    let lost = 0;
    const cut: Database = {
      ...database,
      async run(statement) {
        const rows = await database.run<never>(statement);
        if (lost > 0 || !statement.sql.includes('begun AS')) return rows;
        lost += 1;
        throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
      },
    };
    const dispatcher = newDispatcher([], undefined, cut);
    const key = randomUUID();
    await put({ to: first(), key } as never);
    dispatcher.start();
    // Sooner than any lease ends.
    await expect.poll(() => stateOf(key), { timeout: 4_000 }).toBe('sent');
    expect([lost, sent.length, told]).toEqual([1, 1, []]);
  });
});

describe('every message', () => {
  it('walks the table of states, each of its ways and no other', async () => {
    const dispatcher = newDispatcher();
    const later = { notBefore: new Date('2027-02-01T18:00:00Z') };
    const gone = randomUUID();
    await put({ to: first(), key: gone, ...later } as never);
    await withdraw(database.prisma, [gone]);
    const slot = { slot: `s ${gone}`, key: undefined };
    for (let count = 0; count < 2; count += 1) await put({ to: first(), ...slot, ...later } as never);
    await put({ to: first(), expiresAt: new Date('2027-01-01T00:00:00Z') });
    answer = async (text) => {
      if (text === 'perhaps') throw new SendError('unknown', 'reset');
    };
    await put({ to: first(), message: letter('perhaps') });
    await expect.poll(async () => dispatcher.idle().then(() => told.length), { timeout: 8_000 }).toBe(2);
    const looks = { member: members[1] as string };
    await database.prisma.member.update({ where: { id: looks.member }, data: { contactHours: 'never' } });
    await put({ to: looks });
    // A process that is gone had one in hand.
    const left = randomUUID();
    const lease = randomUUID();
    await put({ to: first(), key: left } as never);
    await database.prisma.outbox.update({ where: { key: left }, data: { state: 'claimed', lease } });
    await database.prisma
      .$executeRaw`UPDATE outbox_lane SET lease = ${lease}::uuid, lease_until = clock_timestamp() - interval '1 s'
      WHERE destination = (SELECT destination FROM outbox WHERE key = ${left})`;
    await dispatcher.idle();
    await sleep(10);
    expect(await stateOf(left)).toBe('sent');
    const rows = await database.prisma.$queryRaw<{ way: string }[]>`
      SELECT DISTINCT "from" || ' > ' || "to" AS way FROM walked ORDER BY 1`;
    const table = Object.entries(transitions).flatMap(([from, to]) =>
      to.map((state) => `${from} > ${state}`),
    );
    expect(rows.map(({ way }) => way)).toEqual(table.sort());
  });
});
