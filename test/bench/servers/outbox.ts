import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Adapter } from '../../../src/chat/adapter.ts';
import { createDispatcher } from '../../../src/outbox/dispatcher.ts';
import type { Draft } from '../../../src/outbox/enqueue/draft.ts';
import { enqueue } from '../../../src/outbox/enqueue/enqueue.ts';
import type { HomeCard } from '../../../src/outbox/enqueue/on-home.ts';
import { release } from '../../../src/outbox/queue/begin.ts';
import { claim, type Found } from '../../../src/outbox/queue/claim.ts';
import { LEASES } from '../../../src/outbox/queue/lanes.ts';
import { type Database, readNow } from '../../../src/store/database.ts';
import { noTestHook } from '../../../src/store/steps.ts';
import { medianOf } from '../figures.ts';
import { callOut, openPeople } from './people.ts';
import { readSettings, tell } from './tell.ts';

export interface OutboxSettings {
  connection: pg.PoolConfig;
  recipients: number;
  /** The rest is not waited for: the rate is known by then. */
  drainMs: number;
  /** How many destinations are written to at once. */
  batch: number;
  /** How many messages have been settled before: what they cost is measured, too. */
  settled: number;
}

export interface OutboxFound {
  idleMs: number;
  claimMs: number;
  plan: string;
  enqueueMs: number;
  sent: number;
  twice: number;
  drainMs: number;
  drainCpuMs: number;
}

const { connection, recipients, drainMs, batch, settled } = readSettings<OutboxSettings>();
const { database, vault, members } = await openPeople(connection, recipients);
await settleBefore(database);

const drafts = members.map(
  (member): Draft => ({
    to: { member },
    key: `bench:${member}`,
    class: 'quiet',
    origin: { feature: 'bench', id: member },
    message: callOut,
    about: { kind: 'bench:call-out', record: member },
  }),
);
/** Each of them stands on its reader's home as well. */
const cards = members.map(
  (member): HomeCard => ({ member, kind: 'bench:call-out', record: member, waits: { rank: 30 } }),
);
const room = { all: batch, quiet: batch };
const idleMs = await medianMs(100, () => claim(database, LEASES, room));
const since = performance.now();
await database.transaction(async (tx) => enqueue(tx, vault, drafts, (await readNow(tx)).now, { cards }));
const enqueueMs = performance.now() - since;
// As autovacuum does within a minute.
await database.prisma.$executeRaw`ANALYZE outbox, outbox_lane, outbox_bucket`;

const claimMs = await medianMs(
  25,
  () => claim(database, LEASES, room),
  (found) => release(database, found),
);
const plan = await readPlan(database);

const sent = new Set<string>();
let twice = 0;
const instant: Adapter = {
  platform: 'slack',
  limits: [],
  start: async () => {},
  stop: async () => {},
  async send({ user = '' }, _message, { id }) {
    if (sent.has(user)) twice += 1;
    sent.add(user);
    return { conversation: `D${user}`, id };
  },
};
const adapters = new Map([[instant.platform, instant]]);
const log = () => {};
const dispatcher = createDispatcher({
  database,
  vault,
  adapters,
  undelivered: async () => {},
  log,
  testHook: noTestHook,
  // Of which so many are for quiet messages.
  lanesAtOnce: Math.floor((batch * 20) / 14),
});
const begun = performance.now();
const cpuBefore = process.cpuUsage();
dispatcher.start();
while (sent.size < recipients && performance.now() - begun < drainMs) await sleep(10);
const took = performance.now() - begun;
const count = sent.size;
const { user, system } = process.cpuUsage(cpuBefore);
await dispatcher.stop();
await database.close();
tell({
  found: {
    idleMs,
    claimMs,
    plan,
    enqueueMs,
    sent: count,
    twice,
    drainMs: took,
    drainCpuMs: (user + system) / 1_000,
  } satisfies OutboxFound,
});

/** `after` is not measured. */
async function medianMs(
  times: number,
  run: () => Promise<Found>,
  after?: (found: Found) => Promise<void>,
): Promise<number> {
  const took: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const at = performance.now();
    const found = await run();
    took.push(performance.now() - at);
    await after?.(found);
  }
  return medianOf(took);
}

/** Messages that went out in the months before, and the cards that they show. */
async function settleBefore({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO outbox (id, key, slot, destination, class, state, feature, origin_id, due_at, enqueued_at, settled_at, ref_conversation, ref_id)
    SELECT gen_random_uuid(), 'settled:' || n, 'card:' || n, 'account:' || a.id, 'quiet', 'sent', 'bench', n::text, now(), now(), now(), 'D', n::text
    FROM generate_series(1, ${settled}::int) AS n
    JOIN (SELECT id, row_number() OVER () - 1 AS place FROM account) a ON a.place = n % ${recipients}::int`;
  await prisma.$executeRaw`ANALYZE outbox`;
}

/** How the first message of a lane is found. */
async function readPlan({ prisma }: Database): Promise<string> {
  const rows = await prisma.$queryRaw<{ 'QUERY PLAN': string }[]>`
    EXPLAIN SELECT * FROM outbox WHERE destination = 'account:x' AND state = 'pending' AND due_at <= clock_timestamp()
    ORDER BY class DESC, seq LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
