import { countUndelivered, readWaiting } from '../outbox/status.ts';
import type { Database } from '../store/database.ts';
import type { Gauges } from '../web/metrics.ts';

/** What stands in the database, for whoever reads the metrics. */
export async function readGauges({ prisma }: Database): Promise<Gauges> {
  const { oldestDueSeconds, ...waiting } = await readWaiting(prisma);
  return { waiting, oldest: { now: oldestDueSeconds }, undelivered: { ...(await countUndelivered(prisma)) } };
}
