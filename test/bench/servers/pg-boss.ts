import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import PgBoss from 'pg-boss';
import { readAccounts } from '../../../src/directory/recipients.ts';
import { openPayloads, type SealedPayload, sealPayload } from '../../../src/outbox/queue/payload.ts';
import { callOut, openPeople } from './people.ts';
import { readSettings, tell } from './tell.ts';

export interface PgBossSettings {
  connection: pg.PoolConfig;
  recipients: number;
  /** How many are fetched, and completed, at once. */
  batch: number;
  drainMs: number;
}

export interface PgBossFound {
  /** The jobs alone, and with the sealing of what they hold. */
  insertMs: number;
  enqueueMs: number;
  sent: number;
  drainMs: number;
}

interface Job {
  id: string;
  account: string;
  kept: SealedPayload;
}

// The same work around another queue: sealed for its reader, opened and addressed just before it is sent.
const { connection, recipients, batch, drainMs } = readSettings<PgBossSettings>();
const { database, vault, members } = await openPeople(connection, recipients);
// Its own upkeep is left out of what is measured.
const boss = new PgBoss({ ...(connection as PgBoss.ConstructorOptions), supervise: false, schedule: false });
await boss.start();
await boss.createQueue('bench');

const since = performance.now();
const accounts = await database.prisma.account.findMany({ select: { id: true, memberId: true } });
const accountOf = new Map(accounts.map(({ id, memberId }) => [memberId, id]));
const drafts = members.map((owner) => ({ id: randomUUID(), owner, message: callOut }));
const seal = await vault.sealer(database.prisma, members);
const jobs = drafts.map((draft) => ({
  name: 'bench',
  data: { id: draft.id, account: accountOf.get(draft.owner), kept: sealPayload(seal, draft) },
}));
const inserting = performance.now();
await boss.insert(jobs);
const inserted = performance.now();

const sent = new Set<string>();
const begun = performance.now();
while (sent.size < recipients && performance.now() - begun < drainMs) {
  const fetched = await boss.fetch<Job>('bench', { batchSize: batch });
  const rows = fetched.map(({ data }) => data);
  const [open, to] = await Promise.all([
    openPayloads(database.run, vault, rows),
    readAccounts(
      database.run,
      rows.map(({ account }) => account),
    ),
  ]);
  for (const { id, account } of rows) {
    const user = to.get(account)?.destination.user;
    if (open.has(id) && user !== undefined) sent.add(user);
  }
  await boss.complete(
    'bench',
    fetched.map(({ id }) => id),
  );
}
const took = performance.now() - begun;
await boss.stop({ graceful: false, wait: false });
await database.close();
tell({
  found: {
    insertMs: inserted - inserting,
    enqueueMs: inserted - since,
    sent: sent.size,
    drainMs: took,
  } satisfies PgBossFound,
});
