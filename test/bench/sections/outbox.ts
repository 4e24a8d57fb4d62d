import { serverFile, startChild } from '../child.ts';
import { drawTable, fixed, judge } from '../figures.ts';
import { createDatabase } from '../postgres.ts';
import type { OutboxFound, OutboxSettings } from '../servers/outbox.ts';
import type { PgBossFound, PgBossSettings } from '../servers/pg-boss.ts';

const recipients = 10_000;
const settledBefore = 1_000_000;
/** As many as the bot writes to at once. */
const batch = 20;
const drainMs = 15_000;

/**
 * Many people are written to at once, on a platform that answers at once: the outbox, the outbox after a million
 * messages, and pg-boss with the same sealed messages to the same people, on one server.
 */
export async function measureOutbox(): Promise<readonly string[]> {
  const fresh = await measureOurs('outbox', 0);
  const grown = await measureOurs('outbox_grown', settledBefore);
  const boss = await measurePgBoss();
  const row = (name: string, found: { enqueueMs: number; drainMs: number }, done: number) => [
    name,
    perSecond(recipients, found.enqueueMs),
    perSecond(done, found.drainMs),
  ];
  const idle = grown.idleMs / fresh.idleMs;
  const claim = grown.claimMs / fresh.claimMs;
  const enqueued = fresh.enqueueMs / 1_000;
  const enqueueRatio = boss.enqueueMs / fresh.enqueueMs;
  const insertRatio = boss.insertMs / fresh.enqueueMs;
  const drainRatio = fresh.sent / fresh.drainMs / (boss.sent / boss.drainMs);
  return [
    `${recipients} recipients enqueued at once, then claimed and settled ${batch} at a time; every commit durable`,
    ...drawTable([
      ['messages/s', 'enqueue', 'claim and settle'],
      row('the outbox', fresh, fresh.sent),
      row(`the outbox after ${settledBefore} messages`, grown, grown.sent),
      row('pg-boss, sealing and addressing likewise', boss, boss.sent),
      ['pg-boss, its jobs alone', perSecond(recipients, boss.insertMs), ''],
    ]),
    ...drawTable([
      ['ms, median', 'idle tick', `claim of ${batch}`],
      ['nothing settled', fixed(fresh.idleMs), fixed(fresh.claimMs)],
      [`${settledBefore} settled`, fixed(grown.idleMs), fixed(grown.claimMs)],
    ]),
    judge('10,000 recipients in one transaction, under 2 s', `${fixed(enqueued)} s`, enqueued < 2),
    judge('an idle tick after a million messages, at most 1.5 times', fixed(idle), idle <= 1.5),
    judge('a claim after a million messages, at most 1.5 times', fixed(claim), claim <= 1.5),
    judge(
      'the head of a lane is found by the index of what is pending',
      indexIn(grown.plan),
      indexIn(grown.plan) === 'outbox_pending',
    ),
    judge('enqueue beside pg-boss, at least 1', fixed(enqueueRatio), enqueueRatio >= 1),
    `        (beside its jobs alone, without their sealing: ${fixed(insertRatio)})`,
    judge('claim and settle beside pg-boss, at least 1', fixed(drainRatio), drainRatio >= 1),
  ];
}

const perSecond = (count: number, ms: number) => String(Math.round(count / (ms / 1_000)));
const indexIn = (plan: string) => /using (\S+)/.exec(plan)?.[1] ?? 'no index';

async function measureOurs(name: string, settled: number): Promise<OutboxFound> {
  const settings: OutboxSettings = {
    connection: await createDatabase(name),
    recipients,
    drainMs,
    batch,
    settled,
  };
  const child = await startChild(serverFile('outbox'), { BENCH_SETTINGS: JSON.stringify(settings) });
  const found = await child.hear<OutboxFound>('found', 300_000);
  if (found.twice > 0) throw new Error(`${found.twice} messages were sent twice.`);
  return found;
}

async function measurePgBoss(): Promise<PgBossFound> {
  const settings: PgBossSettings = {
    connection: await createDatabase('pg_boss'),
    recipients,
    batch,
    drainMs,
  };
  const child = await startChild(serverFile('pg-boss'), { BENCH_SETTINGS: JSON.stringify(settings) });
  return child.hear<PgBossFound>('found', 300_000);
}
