import type { MemberId } from '../../chat/message.ts';
import type { Tx } from '../../store/database.ts';
import { fromColumn, type Sealed, toColumn, type Vault } from '../../store/seal.ts';
import type { Brief } from './routes.ts';
import { type Answer, type CallOutState, type Count, daysOf, type Standing, tally } from './rules.ts';

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

// --- the pool ------------------------------------------------------------------------------------------------------

export async function isInPool(tx: Tx, member: MemberId): Promise<boolean> {
  return (await tx.poolPeer.count({ where: { memberId: member, leftAt: null } })) > 0;
}

export async function enterPool(tx: Tx, member: MemberId, now: Date): Promise<void> {
  const data = { joinedAt: now, leftAt: null };
  await tx.poolPeer.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
}

export async function leavePool(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.poolPeer.updateMany({ where: { memberId: member, leftAt: null }, data: { leftAt: now } });
}

/** Members who joined the pool, but for the one who calls out. */
const inPool = (manager: MemberId) =>
  ({ leftAt: null, memberId: { not: manager }, member: { standing: 'member' } }) as const;

export const countPool = (tx: Tx, manager: MemberId): Promise<number> =>
  tx.poolPeer.count({ where: inPool(manager) });

export async function readPool(tx: Tx, manager: MemberId): Promise<MemberId[]> {
  const rows = await tx.poolPeer.findMany({
    where: inPool(manager),
    select: { memberId: true },
    orderBy: { memberId: 'asc' },
  });
  return rows.map((row) => row.memberId);
}

// --- invitations ---------------------------------------------------------------------------------------------------

export interface Invitation {
  id: string;
  callOutId: string;
  peerId: MemberId;
  name: string;
  reply: Answer | null;
  undelivered: boolean;
  days: string[];
}

const withDays = {
  days: { select: { day: true }, orderBy: { day: 'asc' } },
  peer: { select: { name: true } },
} as const;
type InvitationRow = Omit<Invitation, 'days' | 'name'> & { days: { day: string }[]; peer: { name: string } };

function toInvitation(row: unknown): Invitation {
  const { days, peer, ...rest } = row as InvitationRow;
  return { ...rest, name: peer.name, days: days.map(({ day }) => day) };
}

export async function invite(
  tx: Tx,
  callOut: string,
  peers: readonly MemberId[],
): Promise<{ id: string; peerId: MemberId }[]> {
  return tx.invitation.createManyAndReturn({
    data: peers.map((peerId) => ({ callOutId: callOut, peerId })),
    skipDuplicates: true,
    select: { id: true, peerId: true },
  });
}

export async function readInvitations(tx: Tx, callOut: string): Promise<Invitation[]> {
  return (await tx.invitation.findMany({ where: { callOutId: callOut }, include: withDays })).map(
    toInvitation,
  );
}

export async function readInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await tx.invitation.findUnique({ where: { id }, include: withDays });
  return row ? toInvitation(row) : undefined;
}

/** Open invitations of one peer that wait for an answer, the one that closes first at the top. */
export async function readUnanswered(
  tx: Tx,
  peer: MemberId,
  now: Date,
): Promise<{ id: string; callOutId: string }[]> {
  return tx.invitation.findMany({
    where: { peerId: peer, reply: null, callOut: { state: 'open', closesAt: { gt: now } } },
    orderBy: { callOut: { closesAt: 'asc' } },
    select: { id: true, callOutId: true },
    take: 5,
  });
}

export async function readOpenCallOuts(tx: Tx, manager: MemberId): Promise<string[]> {
  const rows = await tx.callOut.findMany({
    where: { state: { in: ['draft', 'open'] }, project: { managerId: manager } },
    orderBy: { closesAt: 'asc' },
    select: { id: true },
    take: 5,
  });
  return rows.map((row) => row.id);
}

export async function writeReply(
  tx: Tx,
  invitation: Invitation,
  projectId: string,
  reply: Answer,
  days: readonly string[],
): Promise<void> {
  await tx.invitation.update({ where: { id: invitation.id }, data: { reply, undelivered: false } });
  await tx.invitationDay.deleteMany({ where: { invitationId: invitation.id } });
  await tx.invitationDay.createMany({
    data: days.map((day) => ({ invitationId: invitation.id, projectId, day })),
  });
}

export async function markUndelivered(tx: Tx, invitation: string): Promise<void> {
  await tx.invitation.updateMany({ where: { id: invitation, reply: null }, data: { undelivered: true } });
}

/** True once: the reminder of this call-out is ours to send. */
export async function markReminded(tx: Tx, callOut: string, now: Date): Promise<boolean> {
  const { count } = await tx.callOut.updateMany({
    where: { id: callOut, state: 'open', remindedAt: null },
    data: { remindedAt: now },
  });
  return count === 1;
}

// --- sealed words --------------------------------------------------------------------------------------------------

const hostPlace = (project: string, manager: MemberId) => ({
  member: manager,
  table: 'project',
  column: 'host_sealed',
  row: project,
});
const wordsPlace = ({ id, peerId }: { id: string; peerId: MemberId }) => ({
  member: peerId,
  table: 'conflict',
  column: 'words_sealed',
  row: id,
});

export const sealHost = async (
  tx: Tx,
  vault: Vault,
  project: string,
  manager: MemberId,
  host: string,
): Promise<Sealed> => vault.seal<string>(tx, hostPlace(project, manager), host);

/** `undefined` when the words were shredded with their writer's key. */
export const readHost = async (
  tx: Tx,
  vault: Vault,
  { projectId, project }: CallOut,
): Promise<string | undefined> =>
  vault.unseal(tx, hostPlace(projectId, project.managerId), fromColumn(project.hostSealed));

export const sealWords = async (
  tx: Tx,
  vault: Vault,
  row: { id: string; peerId: MemberId },
  words: string,
): Promise<Sealed> => vault.seal<string>(tx, wordsPlace(row), words);

export const readWords = async (tx: Tx, vault: Vault, row: ConflictRow): Promise<string | undefined> =>
  row.wordsSealed === null ? undefined : vault.unseal(tx, wordsPlace(row), fromColumn(row.wordsSealed));

// --- the host, and conflicts -----------------------------------------------------------------------------------------

/** True once: naming the host is ours to announce. */
export async function markHostNamed(tx: Tx, project: string, now: Date): Promise<boolean> {
  const { count } = await tx.project.updateMany({
    where: { id: project, hostNamedAt: null },
    data: { hostNamedAt: now },
  });
  return count === 1;
}

export interface ConflictRow {
  id: string;
  peerId: MemberId;
  answer: 'none' | 'told' | 'declined';
  wordsSealed: string | null;
}

export async function readConflicts(tx: Tx, project: string): Promise<ConflictRow[]> {
  return (await tx.conflict.findMany({ where: { projectId: project } })) as ConflictRow[];
}

export async function readConflict(
  tx: Tx,
  projectId: string,
  peerId: MemberId,
): Promise<ConflictRow | undefined> {
  const row = await tx.conflict.findUnique({ where: { projectId_peerId: { projectId, peerId } } });
  return (row as ConflictRow | null) ?? undefined;
}

export async function writeConflict(
  tx: Tx,
  row: {
    id: string;
    projectId: string;
    peerId: MemberId;
    answer: ConflictRow['answer'];
    words: Sealed | undefined;
    answeredAt: Date;
  },
): Promise<void> {
  const { words, ...plain } = row;
  const { projectId, peerId, answer, answeredAt } = plain;
  const wordsSealed = words ? toColumn(words) : null;
  await tx.conflict.upsert({
    where: { projectId_peerId: { projectId, peerId } },
    create: { ...plain, wordsSealed },
    update: { answer, wordsSealed, answeredAt },
  });
}

/** All that the call-out's card shows; lock the call-out first. Counted by the database, for every reply asks for it. */
export async function readStanding(tx: Tx, { id, projectId, project }: CallOut): Promise<Standing> {
  const counts = await tx.$queryRaw<Count[]>`
    SELECT reply, undelivered, count(*)::int AS count FROM invitation WHERE call_out_id = ${id}::uuid GROUP BY 1, 2`;
  const suits = await tx.$queryRaw<{ day: string; count: number }[]>`
    SELECT d.day, count(*)::int AS count FROM invitation_day d JOIN invitation i ON i.id = d.invitation_id
    WHERE i.call_out_id = ${id}::uuid AND i.reply <> 'no' GROUP BY 1`;
  const answers = await tx.conflict.groupBy({ by: ['answer'], where: { projectId }, _count: true });
  const count = (which: ConflictRow['answer']) => answers.find(({ answer }) => answer === which)?._count ?? 0;
  return {
    tally: tally(
      counts,
      new Map(suits.map(({ day, count }) => [day, count])),
      project.days.map(({ day }) => day),
    ),
    conflicts: { none: count('none'), told: count('told'), declined: count('declined') },
  };
}

// --- what is due -----------------------------------------------------------------------------------------------------

export async function readDueReminders(
  tx: Tx,
  now: Date,
  limit: number,
  deferred: readonly string[],
): Promise<string[]> {
  const rows = await tx.callOut.findMany({
    where: {
      state: 'open',
      remindedAt: null,
      remindAt: { lte: now },
      closesAt: { gt: now },
      id: { notIn: [...deferred] },
    },
    orderBy: { remindAt: 'asc' },
    select: { id: true },
    take: limit,
  });
  return rows.map((row) => row.id);
}

export async function readDueToClose(
  tx: Tx,
  now: Date,
  limit: number,
  deferred: readonly string[],
): Promise<string[]> {
  const rows = await tx.callOut.findMany({
    where: { state: 'open', closesAt: { lte: now }, id: { notIn: [...deferred] } },
    orderBy: { closesAt: 'asc' },
    select: { id: true },
    take: limit,
  });
  return rows.map((row) => row.id);
}
