import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import PgBoss from 'pg-boss';
import { message, paragraph } from '../../../src/chat/message.ts';
import { readSettings, tell } from './tell.ts';

export interface PgBossSettings {
  connection: pg.PoolConfig;
  jobs: number;
  /** How many are fetched, and completed, at once. */
  batch: number;
  drainMs: number;
}

export interface PgBossFound {
  enqueueMs: number;
  done: number;
  drainMs: number;
}

const { connection, jobs, batch, drainMs } = readSettings<PgBossSettings>();
// Its own upkeep is left out of what is measured.
const boss = new PgBoss({ ...(connection as PgBoss.ConstructorOptions), supervise: false, schedule: false });
await boss.start();
await boss.createQueue('bench');

const body = message({ title: 'A call-out', body: [paragraph('Peers are looked for. Do you have a day?')] });
const rows = Array.from({ length: jobs }, () => ({
  name: 'bench',
  data: { to: randomUUID(), message: body },
}));
const since = performance.now();
await boss.insert(rows);
const enqueueMs = performance.now() - since;

let done = 0;
const begun = performance.now();
while (done < jobs && performance.now() - begun < drainMs) {
  const fetched = await boss.fetch('bench', { batchSize: batch });
  if (fetched.length === 0) break;
  await boss.complete(
    'bench',
    fetched.map(({ id }) => id),
  );
  done += fetched.length;
}
const took = performance.now() - begun;
await boss.stop({ graceful: false, wait: false });
tell({ found: { enqueueMs, done, drainMs: took } satisfies PgBossFound });
