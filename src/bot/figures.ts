import { readAudit } from '../outbox/report/auditor.ts';
import { countUndelivered, readWaiting } from '../outbox/report/status.ts';
import { type Database, readNow } from '../store/database.ts';
import type { Gauges } from '../web/metrics.ts';

/** What stands in the database, for whoever reads the metrics. */
export async function readGauges({ prisma }: Database): Promise<Gauges> {
  const { now } = await readNow(prisma);
  const { oldestDueSeconds, ...waiting } = await readWaiting(prisma);
  const { untold, ...undelivered } = await countUndelivered(prisma);
  const { ranAt, found } = await readAudit(prisma);
  return {
    waiting,
    oldest: { now: oldestDueSeconds },
    undelivered,
    untold: { now: untold },
    findings: Object.fromEntries(found.map(({ kind, count }) => [kind, count])),
    // Never yet is no age.
    audited: ranAt ? { now: (now.getTime() - ranAt.getTime()) / 1_000 } : {},
  };
}
