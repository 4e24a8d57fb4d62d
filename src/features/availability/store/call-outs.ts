import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { type Sealed, toColumn } from '../../../store/seal.ts';
import type { Brief } from '../routes.ts';
import { type CallOutProgress, type CallOutState, type Count, daysOf, tally } from '../rules.ts';
import type { ConflictRow } from './conflicts.ts';

const whole = {
  project: {
    include: { days: { orderBy: { day: 'asc' } }, manager: { select: { name: true, timeZone: true } } },
  },
} as const;

export type CallOut = NonNullable<Awaited<ReturnType<typeof readRow>>> & { state: CallOutState };

const readRow = (tx: Tx, id: string) => tx.callOut.findUnique({ where: { id }, include: whole });

export async function readCallOut(tx: Tx, id: string): Promise<CallOut | undefined> {
  return ((await readRow(tx, id)) as CallOut | null) ?? undefined;
}

/** Locks the call-out, which the coordinator's card shows: whoever changes what it counts takes this first. */
export async function lockCallOut(tx: Tx, id: string): Promise<CallOut | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM call_out WHERE id = ${id}::uuid FOR UPDATE`;
  return readCallOut(tx, id);
}

/** Moves a call-out's state if it is still what we think. False: somebody was quicker. */
export async function moveCallOut(
  tx: Tx,
  id: string,
  from: CallOutState,
  to: CallOutState,
  times: { openedAt?: Date; remindAt?: Date; closedAt?: Date } = {},
): Promise<boolean> {
  const { count } = await tx.callOut.updateMany({
    where: { id, state: from },
    data: { state: to, ...times },
  });
  return count === 1;
}

const columnsOf = (brief: Brief) => ({
  theme: brief.theme,
  councilKind: brief.councilKind,
  region: brief.region,
  placeKind: brief.placeKind,
  skills: brief.skills ?? null,
  peersWanted: brief.peers,
});

export async function createDraft(
  tx: Tx,
  ids: { project: string; callOut: string; manager: MemberId },
  brief: Brief,
  hostSealed: Sealed,
  times: { now: Date; closesAt: Date },
): Promise<void> {
  await tx.project.create({
    data: {
      ...{
        id: ids.project,
        managerId: ids.manager,
        hostSealed: toColumn(hostSealed),
        createdAt: times.now,
        ...columnsOf(brief),
      },
      days: { create: daysOf(brief).map((day) => ({ day })) },
      callOuts: { create: { id: ids.callOut, replyBy: brief.replyBy, closesAt: times.closesAt } },
    },
  });
}

export async function rewriteDraft(
  tx: Tx,
  draft: CallOut,
  brief: Brief,
  hostSealed: Sealed,
  closesAt: Date,
): Promise<void> {
  await tx.projectDay.deleteMany({ where: { projectId: draft.projectId } });
  await tx.project.update({
    where: { id: draft.projectId },
    data: {
      ...columnsOf(brief),
      hostSealed: toColumn(hostSealed),
      days: { create: daysOf(brief).map((day) => ({ day })) },
    },
  });
  await tx.callOut.update({ where: { id: draft.id }, data: { replyBy: brief.replyBy, closesAt } });
}

export async function deleteDraft(tx: Tx, draft: CallOut): Promise<void> {
  await tx.project.delete({ where: { id: draft.projectId } });
}

/** What this manager has under way; one that has closed stays until the last day of its project. */
export async function readOwnCallOuts(
  tx: Tx,
  manager: MemberId,
  today: string,
): Promise<{ id: string; state: string }[]> {
  return tx.callOut.findMany({
    where: {
      OR: [
        { state: { in: ['draft', 'open'] }, project: { managerId: manager } },
        { state: 'closed', project: { managerId: manager, days: { some: { day: { gte: today } } } } },
      ],
    },
    orderBy: { closesAt: 'asc' },
    select: { id: true, state: true },
    take: 8,
  });
}

/** True once: the reminder of this call-out is ours to send. */
export async function markReminded(tx: Tx, callOut: string, now: Date): Promise<boolean> {
  const { count } = await tx.callOut.updateMany({
    where: { id: callOut, state: 'open', remindedAt: null },
    data: { remindedAt: now },
  });
  return count === 1;
}

/** All that the call-out's card shows; lock the call-out first. Counted by the database, for every reply asks for it. */
export async function readStanding(tx: Tx, { id, projectId, project }: CallOut): Promise<CallOutProgress> {
  const counts = await tx.$queryRaw<Count[]>`
    SELECT reply, undelivered, count(*)::int AS count FROM invitation WHERE call_out_id = ${id}::uuid GROUP BY 1, 2`;
  const suits = await tx.$queryRaw<{ day: string; count: number }[]>`
    SELECT d.day, count(*)::int AS count FROM invitation_day d JOIN invitation i ON i.id = d.invitation_id
    WHERE i.call_out_id = ${id}::uuid AND i.reply <> 'no' GROUP BY 1`;
  const answers = await tx.conflict.groupBy({
    by: ['answer'],
    where: { projectId, reopenedAt: null },
    _count: true,
  });
  const [hosts = { open: 0, unreached: 0 }] = await tx.$queryRaw<{ open: number; unreached: number }[]>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE undelivered))::int AS unreached FROM invitation i
    WHERE call_out_id = ${id}::uuid AND reply IN ('yes', 'maybe') AND NOT EXISTS (
      SELECT FROM conflict c WHERE c.project_id = ${projectId}::uuid AND c.peer_id = i.peer_id AND c.reopened_at IS NULL)`;
  const count = (which: ConflictRow['answer']) => answers.find(({ answer }) => answer === which)?._count ?? 0;
  return {
    tally: tally(
      counts,
      new Map(suits.map(({ day, count }) => [day, count])),
      project.days.map(({ day }) => day),
    ),
    conflicts: { none: count('none'), told: count('told'), declined: count('declined'), ...hosts },
  };
}

export const dueReminders: Due = (now) => Prisma.sql`
  SELECT id::text, remind_at AS at FROM call_out
  WHERE state = 'open' AND reminded_at IS NULL AND remind_at <= ${now} AND closes_at > ${now}`;

export const dueToClose: Due = (now) =>
  Prisma.sql`SELECT id::text, closes_at AS at FROM call_out WHERE state = 'open' AND closes_at <= ${now}`;
