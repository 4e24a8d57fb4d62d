import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from './database.ts';
import { type Due, oneDue } from './due.ts';
import { daysBefore } from './retention.ts';

/** Leaves an item alone for a minute, then twice as long each time, an hour at the most. */
export async function defer(tx: Tx, sweep: string, item: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sweep_deferral AS d (sweep, item, attempts, until)
    VALUES (${sweep}, ${item}, 1, ${now}::timestamptz + interval '1 minute')
    ON CONFLICT (sweep, item) DO UPDATE SET attempts = d.attempts + 1,
      until = ${now}::timestamptz + least(power(2, least(d.attempts, 6)), 60) * interval '1 minute'`;
}

/** What has been left in peace for a day is over: the next failure of that item is a first one again. */
export const oldDeferrals: Due = (now) =>
  oneDue('deferrals', now, Prisma.sql`SELECT FROM sweep_deferral WHERE until < ${daysBefore(now, 1)}`);

export async function forgetDeferrals(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`DELETE FROM sweep_deferral WHERE until < ${daysBefore(now, 1)}`;
}
