import type { Tx } from './database.ts';

/** The items that a sweep leaves alone for now. */
export async function readDeferred(tx: Tx, sweep: string, now: Date): Promise<string[]> {
  const rows = await tx.sweepDeferral.findMany({
    where: { sweep, until: { gt: now } },
    select: { item: true },
  });
  return rows.map((row) => row.item);
}

/** Leaves an item alone for a minute, then twice as long each time, an hour at the most. */
export async function defer(tx: Tx, sweep: string, item: string, now: Date): Promise<void> {
  const which = { sweep_item: { sweep, item } };
  const attempts = ((await tx.sweepDeferral.findUnique({ where: which }))?.attempts ?? 0) + 1;
  const until = new Date(now.getTime() + Math.min(60 * 2 ** (attempts - 1), 3_600) * 1_000);
  const data = { attempts, until };
  await tx.sweepDeferral.upsert({ where: which, create: { sweep, item, ...data }, update: data });
}

/** What has been left in peace for a day is over: the next failure of that item is a first one again. */
const oldDeferrals = (now: Date) => ({ until: { lt: new Date(now.getTime() - 24 * 3_600_000) } });

export async function hasOldDeferrals(tx: Tx, now: Date): Promise<boolean> {
  return (await tx.sweepDeferral.findFirst({ where: oldDeferrals(now), select: { item: true } })) !== null;
}

export async function forgetDeferrals(tx: Tx, now: Date): Promise<void> {
  await tx.sweepDeferral.deleteMany({ where: oldDeferrals(now) });
}
