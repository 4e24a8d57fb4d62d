import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '../src/generated/prisma/client.ts';
import { findLate, findMissing, mendForgotten, readAudit, takeAudit } from '../src/outbox/report/auditor.ts';
import { countUndelivered, readWaiting } from '../src/outbox/report/status.ts';
import { startScene } from './features/questions-scene.ts';
import type { Network } from './support/network.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;

beforeAll(async () => {
  scene = await startScene();
  network = scene.network;
  await scene.openGate();
  await scene.makeTopic('Benefits', ['Bob Reader', 'Cat Reader']);
  await scene.ask(scene.ann, 'Benefits', 'How do I appeal a PIP refusal?');
});

/** The auditor's next look, and nothing but sweeps: what it found, by kind. */
async function look(): Promise<Record<string, string[]>> {
  const { prisma } = network.database;
  await prisma.auditor.updateMany({ data: { nextAt: new Date(0) } });
  await network.bot.engine.tick();
  const found: Record<string, string[]> = {};
  for (const { kind, record } of await prisma.finding.findMany())
    found[kind] = [...(found[kind] ?? []), record];
  return found;
}

/** A message to Ann that waits, however old we say it is. */
async function leaveWaiting(about: { minutes: number }): Promise<string> {
  const { prisma } = network.database;
  const account = await prisma.account.findFirstOrThrow({ where: { member: { name: 'Ann Asker' } } });
  const at = new Date((await network.now()).getTime() - about.minutes * 60_000);
  const real = new Date(Date.now() - about.minutes * 60_000);
  const destination = `account:${account.id}`;
  const { id } = await prisma.outbox.create({
    data: {
      key: 'by hand',
      destination,
      class: 'quiet',
      feature: 'questions',
      originId: 'x',
      dueAt: at,
      payload: { text: 'left waiting' },
      enqueuedAt: real,
    },
  });
  // Its workspace has not been waited for.
  await prisma.outboxBucket.updateMany({
    data: { postAt: real, editAt: real, postAfter: real, editAfter: real },
  });
  await prisma.outboxLane.updateMany({
    where: { destination },
    data: { dueAt: at, turn: at, nextAt: real, leaseUntil: null, lease: null },
  });
  return id;
}

beforeEach(async () => {
  await network.database.prisma.outbox.deleteMany({ where: { key: 'by hand' } });
  expect(await look()).toEqual({});
});

describe('the auditor', () => {
  it('finds a record without the message that it should have, and says which, but not whose', async () => {
    const { prisma } = network.database;
    const turn = await prisma.questionReader.findFirstOrThrow();
    const gone = await prisma.outbox.findFirstOrThrow({ where: { slot: `questions:turn:${turn.id}` } });
    await prisma.outbox.delete({ where: { id: gone.id } });
    expect(await look()).toEqual({ missing: [`questions:turn:${turn.id}`] });
    const line = network.logs.findLast(({ event }) => event === 'auditor.found');
    expect(line).toEqual({
      event: 'auditor.found',
      kind: 'missing',
      count: 1,
      records: `questions:turn:${turn.id}`,
    });
    const { since } = await prisma.finding.findFirstOrThrow();
    await scene.later(5);
    expect(await prisma.finding.findFirstOrThrow()).toMatchObject({ kind: 'missing', since });
    const { seq: _, payload, ...row } = gone;
    // A message that was tried and failed is its feature's business, and no longer missing.
    await prisma.outbox.create({ data: { ...row, state: 'failed', refId: null, refConversation: null } });
    expect(payload).toBeNull();
  });

  it('finds what should have gone out and did not, unless somebody asked to wait', async () => {
    const id = await leaveWaiting({ minutes: 6 });
    expect(await look()).toEqual({ overdue: [`message:${id}`] });
    await network.bot.dispatcher.idle();
    await network.database.prisma.outbox.deleteMany({ where: { id } });
    await leaveWaiting({ minutes: 6 });
    await network.database.prisma.outboxLane.updateMany({
      where: { dueAt: { not: null } },
      data: { nextAt: new Date(Date.now() + 60_000) },
    });
    expect(await look()).toEqual({});
    await network.database.prisma.outbox.deleteMany({ where: { key: 'by hand' } });
    await leaveWaiting({ minutes: 4 });
    expect(await look()).toEqual({});
  });

  it('finds what somebody had in hand who is gone', async () => {
    const id = await leaveWaiting({ minutes: 1 });
    const lease = '00000000-0000-4000-8000-000000000001';
    await network.database.prisma.outbox.update({ where: { id }, data: { state: 'sending', lease } });
    const held = { lease, leaseUntil: new Date(Date.now() + 10_000) };
    const lane = { where: { dueAt: { not: null } } };
    await network.database.prisma.outboxLane.updateMany({ ...lane, data: held });
    expect(await look()).toEqual({});
    await network.database.prisma.outboxLane.updateMany({
      ...lane,
      data: { leaseUntil: new Date(Date.now() - 120_000) },
    });
    expect(await look()).toEqual({ stuck: [`message:${id}`] });
  });

  it('finds what a part of the bot could not be told', async () => {
    const id = await leaveWaiting({ minutes: 10 });
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const lost = { state: 'failed', told: false, payload: Prisma.DbNull };
    // The sweep that tells is kept from it, as by a fault.
    await network.database.prisma.sweepDeferral.create({
      data: { sweep: 'outbox.tell', item: id, attempts: 1, until: new Date('2099-01-01') },
    });
    await network.database.prisma.outbox.update({ where: { id }, data: { ...lost, settledAt: at(4) } });
    expect(await look()).toEqual({});
    await network.database.prisma.outbox.update({ where: { id }, data: { settledAt: at(6) } });
    expect(await look()).toEqual({ untold: [`message:${id}`] });
  });

  it.each(['no longer knows of it', 'is gone', 'has lost its turn'])(
    'finds and mends a lane that %s, and the message goes out',
    async (what) => {
      const id = await leaveWaiting({ minutes: 1 });
      const { prisma } = network.database;
      const { destination } = await prisma.outbox.findUniqueOrThrow({ where: { id } });
      if (what === 'is gone') await prisma.outboxLane.delete({ where: { destination } });
      else if (what === 'has lost its turn')
        await prisma.outboxLane.update({ where: { destination }, data: { turn: null } });
      else await prisma.outboxLane.update({ where: { destination }, data: { dueAt: null } });
      if (what !== 'has lost its turn') await network.bot.dispatcher.idle();
      expect(await prisma.outbox.findUnique({ where: { id } })).toMatchObject({ state: 'pending' });
      expect(await look()).toEqual({ forgotten: [`message:${id}`] });
      await network.bot.dispatcher.idle();
      expect(await prisma.outbox.findUnique({ where: { id } })).toMatchObject({ state: 'sent' });
      expect(scene.ann.chat.at(-1)).toBe('left waiting');
      expect(await look()).toEqual({});
    },
  );

  it('shows in the metrics, and when it last looked', async () => {
    const scrape = async () => (await fetch(`http://127.0.0.1:${network.bot.port}/metrics`)).text();
    expect(await scrape()).not.toContain('alongside_auditor_findings{');
    await leaveWaiting({ minutes: 6 });
    await look();
    expect(await scrape()).toContain('alongside_auditor_findings{kind="overdue"} 1');
    expect(await scrape()).toMatch(/alongside_auditor_age_seconds \d/);
  });

  it('looks every five minutes, in one process', async () => {
    const { prisma } = network.database;
    await network.bot.engine.tick();
    const first = (await readAudit(prisma)).ranAt?.getTime() ?? 0;
    await network.bot.engine.tick();
    expect((await readAudit(prisma)).ranAt?.getTime()).toBe(first);
    await scene.later(5);
    const next = (await readAudit(prisma)).ranAt?.getTime() ?? 0;
    expect(next).toBeGreaterThanOrEqual(first + 300_000);
    const later = new Date(next + 300_000);
    const taken = await Promise.all(
      [1, 2, 3].map(() => network.database.transaction((tx) => takeAudit(tx, later))),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('costs the same however much has settled: nothing reads the outbox from end to end', async () => {
    const { database } = network;
    await database.prisma.$executeRaw`
      insert into outbox (id, key, slot, destination, class, state, feature, origin_id, due_at, enqueued_at, settled_at, ref_id, ref_conversation)
      select gen_random_uuid(), 'old ' || n, 'old slot ' || n, 'account:' || n, 'quiet', 'sent', 'f', 'o', clock_timestamp(),
        clock_timestamp(), clock_timestamp(), 'r', 'c' from generate_series(1, 40000) n`;
    await database.prisma.$executeRaw`analyze outbox`;
    const owed = [
      { record: 'a', slot: 'questions:turn:x' },
      { record: 'b', key: 'c' },
    ];
    const [before, after] = await database.transaction(async (tx) => {
      // As a connection plans that has not done the same on a small table before.
      await tx.$executeRaw`set local plan_cache_mode = force_custom_plan`;
      // What this connection did in the second before is still counted with it.
      const count = async () =>
        (
          await tx.$queryRaw<{ whole: number; read: number }[]>`
            select seq_scan::int as whole, idx_tup_fetch::int as read from pg_stat_xact_user_tables where relname = 'outbox'`
        )[0] ?? { whole: 0, read: 0 };
      const before = await count();
      await findMissing(tx, owed);
      await mendForgotten(tx);
      await findLate(tx);
      await readWaiting(tx);
      await countUndelivered(tx);
      return [before, await count()] as const;
    });
    expect(after.whole - before.whole).toBe(0);
    expect(after.read - before.read).toBeLessThan(100);
  });
});
