import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { type Sealed, toColumn } from '../../../store/seal.ts';
import { daysIn } from '../../placements/rules/days.ts';
import {
  type Project,
  type ProjectRow,
  projectColumns,
  runners,
  runsNow,
  toProject,
} from '../../placements/store/projects.ts';
import type { Brief, Whom } from '../routes.ts';
import { type CallOutKind, type CallOutState, kindOf } from '../rules.ts';

export interface CallOut {
  id: string;
  projectId: string;
  kind: CallOutKind;
  state: CallOutState;
  replyBy: string;
  openedAt: Date | null;
  remindAt: Date | null;
  remindedAt: Date | null;
  closesAt: Date;
  closedAt: Date | null;
  /** Its words were put right after it was sent. */
  correctedAt: Date | null;
  /** Whom of the pool it goes to; of some, with which skills and from where, as they typed it. */
  whom: Whom;
  whomSkills: string[];
  whomAreas: string[];
  project: Project;
}

export type CallOutRow = Omit<CallOut, 'project'> & ProjectRow;

/** A whole call-out, of the tables `c`, `p` and `m`, its manager: a part of a statement. */
export const callOutColumns = Prisma.sql`
  c.id, c.project_id AS "projectId", c.kind, c.state, c.reply_by AS "replyBy", c.opened_at AS "openedAt", c.remind_at AS "remindAt",
  c.reminded_at AS "remindedAt", c.closes_at AS "closesAt", c.closed_at AS "closedAt",
  c.corrected_at AS "correctedAt", c.whom, c.whom_skills AS "whomSkills", c.whom_areas AS "whomAreas", ${projectColumns}`;

export const toCallOut = ({ project, hostNamedAt, createdAt, endedAt, ...callOut }: CallOutRow): CallOut => ({
  ...callOut,
  project: toProject({ project, hostNamedAt, createdAt, endedAt }),
});

async function readWhere(tx: Tx, where: Prisma.Sql): Promise<CallOut[]> {
  const rows = await tx.$queryRaw<CallOutRow[]>`
    SELECT ${callOutColumns} FROM call_out c JOIN project p ON p.id = c.project_id JOIN member m ON m.id = p.manager_id
    WHERE ${where}`;
  return rows.map(toCallOut);
}

export const readCallOut = async (tx: Tx, id: string): Promise<CallOut | undefined> =>
  (await readWhere(tx, Prisma.sql`c.id = ${id}::uuid`))[0];

/** These call-outs, as far as this member runs them: who is no project manager any more runs none. */
export const readRunBy = (tx: Tx, ids: readonly string[], member: MemberId, now: Date): Promise<CallOut[]> =>
  readWhere(tx, Prisma.sql`c.id = ANY(${[...ids]}::uuid[]) AND ${runsNow(member, now)}`);

/**
 * Locks the call-out, which the manager’s card shows, and then its project, which may be called off meanwhile: whoever
 * changes what either counts takes this first.
 */
export async function lockCallOut(tx: Tx, id: string): Promise<CallOut | undefined> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM call_out c JOIN project p ON p.id = c.project_id WHERE c.id = ${id}::uuid
    FOR UPDATE OF c FOR UPDATE OF p`;
  return readCallOut(tx, id);
}

/** The same, of the call-out that asked this peer; undefined where it asked somebody else. */
export async function lockCallOutOf(
  tx: Tx,
  invitation: string,
  peer: MemberId,
): Promise<CallOut | undefined> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id::text FROM call_out c JOIN project p ON p.id = c.project_id WHERE c.id = (
      SELECT call_out_id FROM invitation WHERE id = ${invitation}::uuid AND peer_id = ${peer}::uuid)
    FOR UPDATE OF c FOR UPDATE OF p`;
  return locked && readCallOut(tx, locked.id);
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

/** Open, whether or not it had closed, until another day. */
export async function reopenCallOut(
  tx: Tx,
  id: string,
  until: { replyBy: string; closesAt: Date; remindAt: Date | null },
): Promise<void> {
  await tx.callOut.update({ where: { id }, data: { ...until, state: 'open', closedAt: null } });
  // They are sent it again; a loss says so again.
  await tx.invitation.updateMany({ where: { callOutId: id, reply: null }, data: { undelivered: false } });
}

const columnsOf = (brief: Brief) => ({
  theme: brief.theme,
  councilKind: brief.councilKind,
  region: brief.region,
  placeKind: brief.placeKind,
  skills: brief.skills ?? null,
  sector: brief.sector ?? null,
  politicalGroup: brief.politicalGroup ?? null,
  peersWanted: brief.peers,
  roughly: brief.roughly ?? null,
  state: kindOf(brief) === 'pencil' ? 'pencilled' : 'calling',
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
      id: ids.project,
      managerId: ids.manager,
      hostSealed: toColumn(hostSealed),
      createdAt: times.now,
      ...columnsOf(brief),
      days: { create: daysIn(brief).map((day) => ({ day })) },
      callOuts: {
        create: { id: ids.callOut, kind: kindOf(brief), replyBy: brief.replyBy, closesAt: times.closesAt },
      },
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
      // Its days may have passed while it was a draft: it is begun again.
      ...columnsOf(brief),
      endedAt: null,
      hostSealed: toColumn(hostSealed),
      days: { create: daysIn(brief).map((day) => ({ day })) },
    },
  });
  await tx.callOut.update({
    where: { id: draft.id },
    data: { kind: kindOf(brief), replyBy: brief.replyBy, closesAt },
  });
}

export async function deleteDraft(tx: Tx, draft: CallOut): Promise<void> {
  await tx.project.delete({ where: { id: draft.projectId } });
}

/** Those of a project that went out, but for a pencil that its call-out stands for. */
export async function readSentOf(tx: Tx, projectId: string): Promise<string[]> {
  const rows = await tx.callOut.findMany({
    where: { projectId, state: { notIn: ['draft', 'fixed'] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** What this member runs that is under way; one that has closed stays until the last day of its project. */
export async function readOwnCallOuts(tx: Tx, member: MemberId, today: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id::text FROM call_out c JOIN project p ON p.id = c.project_id
    WHERE ${member}::uuid IN (${runners}) AND (c.state IN ('draft', 'open') OR c.state = 'closed'
      AND EXISTS (SELECT FROM project_day d WHERE d.project_id = p.id AND d.day >= ${today}))
    ORDER BY c.closes_at LIMIT 8`;
  return rows.map(({ id }) => id);
}

/** True once: the reminder of this call-out is ours to send. */
export async function markReminded(tx: Tx, callOut: string, now: Date): Promise<boolean> {
  const { count } = await tx.callOut.updateMany({
    where: { id: callOut, state: 'open', remindedAt: null },
    data: { remindedAt: now },
  });
  return count === 1;
}

export const dueReminders: Due = (now) => Prisma.sql`
  SELECT id::text, remind_at AS at FROM call_out
  WHERE state = 'open' AND reminded_at IS NULL AND remind_at <= ${now} AND closes_at > ${now}`;

export const dueToClose: Due = (now) =>
  Prisma.sql`SELECT id::text, closes_at AS at FROM call_out WHERE state = 'open' AND closes_at <= ${now}`;

export const dueWithProject: Due = (now) => Prisma.sql`
  SELECT o.id::text, ${now}::timestamptz AS at FROM call_out o JOIN project p ON p.id = o.project_id
  WHERE o.state = 'open' AND p.state IN ('ended', 'cancelled')
    OR o.state = 'closed' AND p.state = 'cancelled' AND o.closed_at < p.ended_at`;

/** A25: those that were sent and whose cards show days that have moved since. */
export const dueToShowDays: Due = (now) => Prisma.sql`
  SELECT o.id::text, ${now}::timestamptz AS at FROM call_out o JOIN project p ON p.id = o.project_id
  WHERE o.state IN ('open', 'closed') AND o.days_shown < p.days_moved AND p.state NOT IN ('ended', 'cancelled')`;

export async function markDaysShown(tx: Tx, callOut: CallOut): Promise<void> {
  const { daysMoved } = callOut.project;
  await tx.callOut.update({ where: { id: callOut.id }, data: { daysShown: daysMoved } });
}
