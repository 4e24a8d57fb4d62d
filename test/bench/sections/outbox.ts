import { serverFile, startChild } from '../child.ts';
import { drawTable, fixed, judge, medianOf } from '../figures.ts';
import { createDatabase } from '../postgres.ts';
import type { OutboxFound, OutboxSettings } from '../servers/outbox.ts';
import type { PgBossFound, PgBossSettings } from '../servers/pg-boss.ts';

const recipients = 10_000;
const settledBefore = 1_000_000;
/** As many as the bot writes to at once. */
const batch = 20;
const drainMs = 15_000;

/** The first to run pays for a server that has just started: each has its turn so often, and the median counts. */
const rounds = 5;
/** The partial index of what is pending. */
const PENDING = 'outbox_pending';

/**
 * Many people are written to at once, on a platform that answers at once: the outbox, the outbox after a million
 * messages, and pg-boss with the same sealed messages to the same people, on one server.
 */
export async function measureOutbox(): Promise<readonly string[]> {
  const ours: OutboxFound[] = [];
  const theirs: PgBossFound[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    ours.push(await measureOurs(`outbox_${round}`, 0));
    theirs.push(await measurePgBoss(`pg_boss_${round}`));
  }
  const grownOnes: OutboxFound[] = [];
  // Each with one beside it that has not grown: a machine is not as quick in every minute.
  const beside: OutboxFound[] = [];
  for (let round = 1; round <= 3; round += 1) {
    grownOnes.push(await measureOurs(`outbox_grown_${round}`, settledBefore));
    beside.push(await measureOurs(`outbox_after_${round}`, 0));
  }
  const grown = {
    idleMs: median(grownOnes, (one) => one.idleMs),
    claimMs: median(grownOnes, (one) => one.claimMs),
    enqueueMs: median(grownOnes, (one) => one.enqueueMs),
    drainMs: median(grownOnes, drainAllMs),
    plan:
      grownOnes.map((one) => one.plan).find((plan) => indexIn(plan) !== PENDING) ?? grownOnes[0]?.plan ?? '',
  };
  const fresh = {
    idleMs: median(beside, (one) => one.idleMs),
    claimMs: median(beside, (one) => one.claimMs),
    enqueueMs: median(ours, (one) => one.enqueueMs),
    drainMs: median(ours, drainAllMs),
  };
  const boss = {
    insertMs: median(theirs, (one) => one.insertMs),
    enqueueMs: median(theirs, (one) => one.enqueueMs),
    drainMs: median(theirs, drainAllMs),
  };
  const row = (name: string, found: { enqueueMs: number; drainMs: number }) => [
    name,
    perSecond(found.enqueueMs),
    perSecond(found.drainMs),
    perSecond(found.enqueueMs + found.drainMs),
  ];
  const idle = grown.idleMs / fresh.idleMs;
  const claim = grown.claimMs / fresh.claimMs;
  const enqueued = fresh.enqueueMs / 1_000;
  const enqueueRatio = boss.enqueueMs / fresh.enqueueMs;
  const drainRatio = boss.drainMs / fresh.drainMs;
  const wholeRatio = (boss.enqueueMs + boss.drainMs) / (fresh.enqueueMs + fresh.drainMs);
  return [
    `${recipients} recipients enqueued at once, each with a card on their home, then claimed and settled ${batch} at a time; every commit durable; median of ${rounds}`,
    ...drawTable([
      ['messages/s', 'enqueue', 'claim and settle', 'all the way'],
      row('the outbox', fresh),
      row(`the outbox after ${settledBefore} messages`, grown),
      row('pg-boss, sealing and addressing likewise', boss),
      ['pg-boss, its jobs alone', perSecond(boss.insertMs), '', ''],
    ]),
    ...drawTable([
      ['ms, median', 'idle tick', `claim of ${batch}`],
      ['nothing settled', fixed(fresh.idleMs), fixed(fresh.claimMs)],
      [`${settledBefore} settled`, fixed(grown.idleMs), fixed(grown.claimMs)],
    ]),
    judge(
      '10,000 recipients with their cards in one transaction, at most 0.75 s',
      `${fixed(enqueued)} s`,
      enqueued <= 0.75,
    ),
    judge('an idle tick after a million messages, at most 1.5 times', fixed(idle), idle <= 1.5),
    judge('a claim after a million messages, at most 1.5 times', fixed(claim), claim <= 1.5),
    judge(
      'the head of a lane is found by the index of what is pending',
      indexIn(grown.plan),
      indexIn(grown.plan) === PENDING,
    ),
    judge('enqueue, claim and settle beside pg-boss, at least 1', fixed(wholeRatio), wholeRatio >= 1),
    // pg-boss writes one row where we write a message and a card on its reader's home, and tell its lane.
    judge('of that enqueue alone, at least 1', fixed(enqueueRatio), enqueueRatio >= 1),
    judge('of that claim and settle alone, at least 1.3', fixed(drainRatio), drainRatio >= 1.3),
  ];
}

function median<T>(found: readonly T[], of: (one: T) => number): number {
  return medianOf(found.map(of));
}
/** How long all of them take, from as many as were sent by the end. */
const drainAllMs = ({ drainMs, sent }: { drainMs: number; sent: number }) => (drainMs * recipients) / sent;
const perSecond = (ms: number) => String(Math.round(recipients / (ms / 1_000)));
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

async function measurePgBoss(name: string): Promise<PgBossFound> {
  const settings: PgBossSettings = {
    connection: await createDatabase(name),
    recipients,
    batch,
    drainMs,
  };
  const child = await startChild(serverFile('pg-boss'), { BENCH_SETTINGS: JSON.stringify(settings) });
  return child.hear<PgBossFound>('found', 300_000);
}
