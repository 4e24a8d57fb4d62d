import { randomUUID } from 'node:crypto';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { daysBefore } from '../../../store/retention.ts';
import { PENCIL_DAYS } from '../rules.ts';
import { type CallOut, lockCallOut } from './call-outs.ts';

export interface Dates {
  days: readonly string[];
  replyBy: string;
  closesAt: Date;
  remindAt: Date;
}

/** The call-out that follows a pencil, sent now. Both are locked, the pencil and its project. */
export async function createFixed(
  tx: Tx,
  { projectId }: CallOut,
  { days, ...dates }: Dates,
  now: Date,
): Promise<string> {
  await tx.projectDay.createMany({ data: days.map((day) => ({ projectId, day })) });
  const id = randomUUID();
  await tx.callOut.create({ data: { id, projectId, state: 'open', openedAt: now, ...dates } });
  return id;
}

/** The pencil of a project whose dates are fixed, locked. */
export async function lockFixedPencil(tx: Tx, projectId: string): Promise<CallOut | undefined> {
  const pencil = await tx.callOut.findFirst({
    where: { projectId, kind: 'pencil', state: 'fixed' },
    select: { id: true },
  });
  return pencil ? lockCallOut(tx, pencil.id) : undefined;
}

/** It has no dates any more, and whoever answered the call-out about them said yes to nothing that stands. */
export async function dropDates(tx: Tx, projectId: string): Promise<void> {
  await tx.placement.deleteMany({ where: { projectId } });
  await tx.projectDay.deleteMany({ where: { projectId } });
  await tx.project.update({ where: { id: projectId }, data: { daysMovedAt: null } });
}

/** Pencils that closed so long ago that nobody fixes their dates any more. */
export const dueToLapse: Due = (now) => Prisma.sql`
  SELECT o.id::text, o.closes_at AS at FROM call_out o JOIN project p ON p.id = o.project_id
  WHERE o.kind = 'pencil' AND o.state = 'closed' AND p.state = 'pencilled' AND o.closes_at < ${daysBefore(now, PENCIL_DAYS)}`;
