import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Adapter } from '../../../src/chat/adapter.ts';
import { message, paragraph } from '../../../src/chat/message.ts';
import { createDispatcher } from '../../../src/outbox/dispatcher.ts';
import { type Draft, enqueue } from '../../../src/outbox/outbox.ts';
import { type Database, openDatabase, readNow } from '../../../src/store/database.ts';
import { openVault } from '../../../src/store/seal.ts';
import { goOn } from '../../../src/store/steps.ts';
import { readSettings, tell } from './tell.ts';

export interface OutboxSettings {
  connection: pg.PoolConfig;
  recipients: number;
  /** The rest is not waited for: the rate is known by then. */
  drainMs: number;
}

export interface OutboxFound {
  enqueueMs: number;
  sent: number;
  twice: number;
  drainMs: number;
  drainCpuMs: number;
}

const { connection, recipients, drainMs } = readSettings<OutboxSettings>();
const database = await openDatabase(connection, { kind: 'live', log: () => {} });
const vault = await openVault(database, [{ id: 'k1', key: randomBytes(32) }]);
const members = await makeMembers(database);

const drafts = members.map(
  (member): Draft => ({
    ...{ to: { member }, key: `bench:${member}`, class: 'urgent', origin: { feature: 'bench', id: member } },
    message: message({ title: 'A call-out', body: [paragraph('Peers are looked for. Do you have a day?')] }),
  }),
);
const since = performance.now();
await database.transaction(async (tx) => enqueue(tx, vault, drafts, (await readNow(tx)).now));
const enqueueMs = performance.now() - since;

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
  atStep: goOn,
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
    enqueueMs,
    sent: count,
    twice,
    drainMs: took,
    drainCpuMs: (user + system) / 1_000,
  } satisfies OutboxFound,
});

async function makeMembers({ prisma }: Database): Promise<string[]> {
  const ids = Array.from({ length: recipients }, () => randomUUID());
  const createdAt = new Date();
  await prisma.member.createMany({
    data: ids.map((id, i) => ({ id, name: `Sam ${i}`, standing: 'member', createdAt })),
  });
  const about = { platform: 'slack', workspace: 'TBENCH', lastSeenAt: createdAt };
  await prisma.account.createMany({
    data: ids.map((memberId) => ({ memberId, externalUser: `U${memberId}`, ...about })),
  });
  // As autovacuum would have done for people who did not all come in this second.
  await prisma.$executeRaw`ANALYZE member, account`;
  return ids;
}
