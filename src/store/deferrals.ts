import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from './database.ts';
import { type Due, oneDue } from './due.ts';
import { daysBefore } from './retention.ts';

/** Leaves an item alone for a minute, then twice as long each time, an hour at the most. */
export async function defer(tx: Tx, sweep: string, item: string, now: Date): Promise<void> {
  const which = { sweep_item: { sweep, item } };
  const attempts = ((await tx.sweepDeferral.findUnique({ where: which }))?.attempts ?? 0) + 1;
  const until = new Date(now.getTime() + Math.min(60 * 2 ** (attempts - 1), 3_600) * 1_000);
  const data = { attempts, until };
  await tx.sweepDeferral.upsert({ where: which, create: { sweep, item, ...data }, update: data });
}

/** What has been left in peace for a day is over: the next failure of that item is a first one again. */
export const oldDeferrals: Due = (now) =>
  oneDue('deferrals', now, Prisma.sql`SELECT FROM sweep_deferral WHERE until < ${daysBefore(now, 1)}`);

export async function forgetDeferrals(tx: Tx, now: Date): Promise<void> {
  await tx.sweepDeferral.deleteMany({ where: { until: { lt: daysBefore(now, 1) } } });
}
