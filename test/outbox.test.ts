import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Adapter, SendError } from '../src/chat/adapter.ts';
import { message } from '../src/chat/message.ts';
import type { LogLine } from '../src/log.ts';
import { createDispatcher } from '../src/outbox/dispatcher.ts';
import type { Dispatcher } from '../src/outbox/dispatcher-parts.ts';
import type { Draft } from '../src/outbox/enqueue/draft.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import { withdraw } from '../src/outbox/enqueue/withdraw.ts';
import { reconsiderHeld } from '../src/outbox/queue/reconsider.ts';
import { type Database, moveClock, readNow } from '../src/store/database.ts';
import { openVault, type Vault } from '../src/store/seal.ts';
import { noTestHook } from '../src/store/steps.ts';
import { freshDatabase } from './support/database.ts';

let database: Database;
let vault: Vault;
let dispatcher: Dispatcher;
let sent: { user: string | undefined; text: string; id: string; edits: string | undefined }[] = [];
let undelivered: string[] = [];
let problems: unknown[] = [];
const log = (line: LogLine) => void (line.error && problems.push(line));
let answer: () => void = () => {};
let member: string;

const adapter: Adapter = {
  platform: 'slack',
  limits: [],
  async start() {},
  async stop() {},
  async send(to, { text }, { id, replacing }) {
    answer();
    sent.push({ user: to.user, text, id, edits: replacing?.id });
    return replacing ?? { conversation: `D${to.user}`, id };
  },
};

const letter = (title: string, more: Partial<Draft> = {}): Draft =>
  ({
    to: { member },
    message: message({ title, body: [] }),
    class: 'quiet',
    key: title,
    origin: { feature: 'f', id: 'o' },
    ...more,
  }) as Draft;

async function put(...drafts: Draft[]): Promise<void> {
  await database.transaction(async (tx) => enqueue(tx, vault, drafts, (await readNow(tx)).now));
}
/** As everybody does who enqueues to a card: the record that it shows is locked first. */
async function putLocked(draft: Draft): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR UPDATE`;
    await enqueue(tx, vault, [draft], (await readNow(tx)).now);
  });
}
const stateOf = async (key: string) =>
  (await database.prisma.outbox.findUniqueOrThrow({ where: { key } })).state;

async function goTo(moment: string): Promise<void> {
  await moveClock(database, Date.parse(moment) - (await readNow(database.prisma)).now.getTime());
}

beforeAll(async () => {
  ({ database } = await freshDatabase());
  vault = await openVault(database, [{ id: 'k', key: randomBytes(32) }]);
  dispatcher = createDispatcher({
    database,
    vault,
    adapters: new Map([['slack', adapter]]),
    log,
    sendLimitMs: 300,
    testHook: noTestHook,
    undelivered: async (_tx, row, outcome) => void undelivered.push(`${row.key} ${outcome}`),
  });
  return () => dispatcher.stop();
});

beforeEach(async () => {
  sent = [];
  undelivered = [];
  problems = [];
  answer = () => {};
  await goTo('2027-02-01T10:00:00Z');
  const now = new Date();
  const row = await database.prisma.member.create({ data: { name: 'Ann', createdAt: now } });
  member = row.id;
  await database.prisma.account.create({
    data: {
      memberId: member,
      platform: 'slack',
      workspace: 'T',
      externalUser: randomUUID(),
      lastSeenAt: now,
    },
  });
});

describe('the outbox', () => {
  it('sends one message for the same key twice', async () => {
    await put(letter('once'));
    await put(letter('once'));
    await dispatcher.idle();
    expect(sent).toHaveLength(1);
  });

  it('keeps the order within one destination, and lets urgent overtake quiet and nothing else', async () => {
    await put(letter('q1'), letter('q2'));
    await put(letter('u1', { class: 'urgent' }), letter('q3'));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['u1', 'q1', 'q2', 'q3']);
  });

  it('changes cards before it brings news, so that the news stands at the end of the chat', async () => {
    const slot = { slot: `card ${member}`, key: undefined } as never;
    await put(letter('a card', slot));
    await dispatcher.idle();
    await put(letter('good news'), letter('the card changes', slot));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['a card', 'the card changes', 'good news']);
  });

  it('edits what a slot showed, and replaces what of it is still waiting', async () => {
    const slot = { slot: `card ${member}`, key: undefined } as never;
    await put(letter('first', slot));
    await dispatcher.idle();
    for (let count = 1; count <= 5; count += 1) await put(letter(`count ${count}`, slot));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['first', 'count 5']);
    expect(sent[1]?.edits).toBe(sent[0]?.id);
  });

  it('never makes a sender and those who enqueue to the same card wait for each other', async () => {
    const slot = { slot: `busy ${member}`, key: undefined } as never;
    const sending = setInterval(() => dispatcher.wake(), 1);
    for (let round = 0; round < 40; round += 1) {
      await Promise.all([1, 2, 3, 4].map((count) => putLocked(letter(`round ${round}, ${count}`, slot))));
    }
    clearInterval(sending);
    await dispatcher.idle();
    expect(problems).toEqual([]);
    const [row] = await database.prisma.$queryRaw<{ deadlocks: number }[]>`
      SELECT pg_stat_force_next_flush() IS NULL AS flushed, deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
    expect(row?.deadlocks).toBe(0);
    expect(sent.at(-1)?.text).toMatch(/^round 39/);
    expect(
      await database.prisma.outbox.count({ where: { state: { in: ['pending', 'claimed', 'sending'] } } }),
    ).toBe(0);
  });

  it('sends nothing that was withdrawn before it went out', async () => {
    await put(letter('stop', { notBefore: new Date('2027-02-01T11:00:00Z') }));
    expect(await withdraw(database.prisma, ['stop', 'never was'])).toEqual(new Set(['stop']));
    await goTo('2027-02-01T12:00:00Z');
    await dispatcher.idle();
    expect(sent).toEqual([]);
    expect(await stateOf('stop')).toBe('withdrawn');
  });

  it('D50 holds a quiet message outside the person’s hours until they begin, and lets an urgent one pass', async () => {
    await goTo('2027-02-05T20:00:00Z');
    await put(letter('weekend quiet'), letter('weekend urgent', { class: 'urgent' }));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['weekend urgent']);
    await goTo('2027-02-08T08:59:00Z');
    await dispatcher.idle();
    expect(sent).toHaveLength(1);
    await goTo('2027-02-08T09:00:30Z');
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['weekend urgent', 'weekend quiet']);
  });

  it('D50 looks again at what it holds when the person chooses other hours', async () => {
    await goTo('2027-02-06T14:00:00Z');
    await put(letter('held on Saturday'));
    await dispatcher.idle();
    expect(sent).toEqual([]);
    await database.prisma.member.update({ where: { id: member }, data: { contactHours: 'evenings' } });
    await database.transaction(async (tx) => reconsiderHeld(tx, member, (await readNow(tx)).now));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['held on Saturday']);
  });

  it('D51 holds what is quiet until a break is over and the person’s hours begin, but not what they asked for', async () => {
    const data = { pausedUntil: new Date('2027-02-12T00:00:00Z') };
    await database.prisma.member.update({ where: { id: member }, data });
    await put(letter('news'), letter('their answer', { asked: true }));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['their answer']);
    await goTo('2027-02-12T08:59:00Z');
    await dispatcher.idle();
    expect(sent).toHaveLength(1);
    await goTo('2027-02-12T09:00:30Z');
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['their answer', 'news']);
  });

  it('D50 writes down, without a name, that something urgent passed somebody’s hours', async () => {
    const before = await database.prisma.audit.findMany();
    await put(letter('by day', { class: 'urgent' }));
    await dispatcher.idle();
    await goTo('2027-02-01T22:00:00Z');
    await put(letter('by night', { class: 'urgent' }));
    await put(letter('asked for', { class: 'urgent', asked: true }));
    await dispatcher.idle();
    const { id } = await database.prisma.outbox.findUniqueOrThrow({ where: { key: 'by night' } });
    const written = await database.prisma.audit.findMany({
      where: { id: { notIn: before.map((row) => row.id) } },
    });
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      actor: null,
      about: [],
      why: null,
      action: 'message.out-of-hours',
      record: `outbox:${id}`,
    });
  });

  it('tells the feature when a message expires before it may go out', async () => {
    await goTo('2027-02-06T10:00:00Z');
    await put(letter('too late', { expiresAt: new Date('2027-02-07T10:00:00Z') }));
    await dispatcher.idle();
    await goTo('2027-02-08T10:00:00Z');
    await dispatcher.idle();
    expect(sent).toEqual([]);
    expect(undelivered).toEqual(['too late expired']);
  });

  it('tells the feature when a platform will never deliver, and goes on with the next message', async () => {
    answer = () => {
      answer = () => {};
      throw new SendError('never', 'not installed');
    };
    await put(letter('never'), letter('next'));
    await dispatcher.idle();
    expect(undelivered).toEqual(['never failed']);
    expect(sent.map(({ text }) => text)).toEqual(['next']);
  });

  it('keeps an attempt’s message after a 429 and sends it when the platform allows', async () => {
    answer = () => {
      answer = () => {};
      throw new SendError('retry', 'limited', { retryAfterMs: 400 });
    };
    await put(letter('limited'));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['limited']);
    expect(undelivered).toEqual([]);
  });

  it('does not send a quiet message twice when nobody can say whether it arrived, and tells the feature', async () => {
    answer = () => {
      answer = () => {};
      throw new SendError('unknown', 'reset');
    };
    await put(letter('perhaps'));
    await dispatcher.idle();
    await expect
      .poll(() => dispatcher.idle().then(() => undelivered), { timeout: 8_000 })
      .toEqual(['perhaps unknown']);
    expect(sent).toEqual([]);
  });

  it('keeps no words of what has settled', async () => {
    await put(letter('words go'));
    await dispatcher.idle();
    const rows = await database.prisma.outbox.findMany({
      where: { state: { notIn: ['pending', 'claimed', 'sending'] } },
    });
    expect(rows.every(({ payload }) => payload === null)).toBe(true);
  });

  it('names nobody in a plain row when the message goes to somebody without a name', async () => {
    await put(letter('unnamed', { to: { unnamed: member, lane: 'question-1' }, key: 'unnamed' } as never));
    await dispatcher.idle();
    expect(sent.map(({ text }) => text)).toEqual(['unnamed']);
    const row = await database.prisma.outbox.findUniqueOrThrow({ where: { key: 'unnamed' } });
    expect(
      JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(member);
    expect(row.refId).toBeNull();
  });

  it('keeps no moment finer than the hour of somebody without a name, whatever became of the message', async () => {
    const to = { unnamed: member, lane: 'question-2' };
    await goTo('2027-02-01T10:20:30Z');
    await put(letter('came', { to }), letter('gone', { to }));
    await withdraw(database.prisma, ['gone']);
    await put(letter('first', { to, key: undefined, slot: 'where it stands' } as never));
    await put(letter('then', { to, key: undefined, slot: 'where it stands' } as never));
    await dispatcher.idle();
    const rows = await database.prisma.outbox.findMany({ where: { destination: 'unnamed:question-2' } });
    expect(rows.map(({ state }) => state).sort()).toEqual(['sent', 'sent', 'superseded', 'withdrawn']);
    const moments = rows.flatMap(({ dueAt, enqueuedAt, begunAt, settledAt }) => [
      dueAt,
      enqueuedAt,
      begunAt ?? dueAt,
      settledAt as Date,
    ]);
    expect(moments.filter((at) => at.getTime() % 3_600_000 !== 0)).toEqual([]);
  });
});
