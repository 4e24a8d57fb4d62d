import { createHash } from 'node:crypto';
import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from './database.ts';
import { worldNow } from './database.ts';
import { type Due, oneDue } from './due.ts';
import { daysBefore } from './retention.ts';

/** A delivery's id may name its sender; what is kept does not. */
const hashed = (id: string): string => createHash('sha256').update(id).digest('base64url');

/** The start of the row's id: enough for a log line to be found again, here and in the line of a repeat. */
export const shortId = (id: string): string => hashed(id).slice(0, 12);

/** Claims one delivery and reads the time for it; no row when it was handled before. */
export const claimStatement = (id: string): Prisma.Sql => Prisma.sql`
  INSERT INTO inbox (id, received_at) VALUES (${hashed(id)}, ${worldNow})
  ON CONFLICT DO NOTHING RETURNING received_at AS now`;

/** True the first time within a day: somebody has not been asked this yet. */
export async function claimAsked(tx: Tx, what: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(claimStatement(`asked:${what}`));
  return rows.length > 0;
}

/** Was this delivery handled? Asked when the outcome of a commit is not known. */
export async function wasHandled(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT FROM inbox WHERE id = ${hashed(id)}`;
  return rows.length > 0;
}

/** Deliveries are kept for 24 hours: the platforms repeat one for a few minutes at most. */
export const oldDeliveries: Due = (now) =>
  oneDue('inbox', now, Prisma.sql`SELECT FROM inbox WHERE received_at < ${daysBefore(now, 1)}`);

export async function forgetDeliveries(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`DELETE FROM inbox WHERE received_at < ${daysBefore(now, 1)}`;
}
