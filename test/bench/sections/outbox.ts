import { serverFile, startChild } from '../child.ts';
import { drawTable, fixed } from '../figures.ts';
import { createDatabase } from '../postgres.ts';
import type { OutboxFound, OutboxSettings } from '../servers/outbox.ts';

const recipients = 10_000;
const drainMs = 10_000;

/** Many people are written to at once, on a platform that answers at once. */
export async function measureOutbox(): Promise<readonly string[]> {
  const settings: OutboxSettings = { connection: await createDatabase('outbox'), recipients, drainMs };
  const child = await startChild(serverFile('outbox'), { BENCH_SETTINGS: JSON.stringify(settings) });
  const { enqueueMs, sent, twice, drainMs: took, drainCpuMs } = await child.hear<OutboxFound>('found');
  if (twice > 0) throw new Error(`${twice} messages were sent twice.`);
  return [
    `${recipients} recipients, one transaction; then the dispatcher, for at most ${drainMs / 1_000} s`,
    ...drawTable([
      ['', 's', 'messages/s', 'CPU ms/message'],
      ['enqueue', (enqueueMs / 1_000).toFixed(2), String(Math.round(recipients / (enqueueMs / 1_000))), ''],
      [
        `drain, ${sent} sent`,
        (took / 1_000).toFixed(1),
        String(Math.round(sent / (took / 1_000))),
        fixed(drainCpuMs / sent),
      ],
    ]),
  ];
}
