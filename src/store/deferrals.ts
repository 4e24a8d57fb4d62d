import type { Tx } from './database.ts';

/** The items that each sweep leaves alone for now. */
export async function readDeferred(tx: Tx, now: Date): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.sweepDeferral.findMany({
    where: { until: { gt: now } },
    select: { sweep: true, item: true },
  });
  const items = new Map<string, string[]>();
  for (const { sweep, item } of rows) items.set(sweep, [...(items.get(sweep) ?? []), item]);
  return items;
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
