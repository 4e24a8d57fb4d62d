import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { daysBefore } from '../../../store/retention.ts';
import { coordinatedAt, type SafetyChange, safetyChange, shownSince, WEEK_MS } from '../rules/changes.ts';

/** Ours: of one thing one change is open, so that there are few. */
const MOST_ASKED = 100;

type State = 'open' | 'done' | 'kept' | 'void';

/** A change, with everybody whom it concerns. */
export interface Change {
  id: string;
  subject: string;
  change: SafetyChange;
  was: string;
  will: string;
  state: State;
  proposer: { member: MemberId; name: string } | null;
  decider: { member: MemberId; name: string } | null;
  former: MemberId | null;
  next: MemberId | null;
  proposedAt: Date;
  dueAt: Date;
  decidedAt: Date | null;
}

const whole = {
  proposer: { select: { id: true, name: true } },
  decider: { select: { id: true, name: true } },
} as const;
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;
const findRow = (tx: Tx, id: string) => tx.safetyChange.findUnique({ where: { id }, include: whole });
const named = (one: { id: string; name: string } | null) => one && { member: one.id, name: one.name };
const toChange = (row: Row): Change => ({
  id: row.id,
  subject: row.subject,
  change: safetyChange.parse(row.change),
  was: row.was,
  will: row.will,
  state: row.state as State,
  former: row.formerId,
  next: row.nextId,
  proposer: named(row.proposer),
  decider: named(row.decider),
  proposedAt: row.proposedAt,
  dueAt: row.dueAt,
  decidedAt: row.decidedAt,
});

/** The gate is locked. `dueAt` in the future: it waits for a yes. */
export async function writeChange(
  tx: Tx,
  about: Pick<Change, 'subject' | 'change' | 'was' | 'will' | 'former' | 'next' | 'dueAt'>,
  { by, now, isOpen }: { by: MemberId; now: Date; isOpen: boolean },
): Promise<Change> {
  const { subject, change, was, will, former: formerId, next: nextId, dueAt } = about;
  const row = await tx.safetyChange.create({
    data: {
      subject,
      change,
      was,
      will,
      formerId,
      nextId,
      dueAt,
      proposedBy: by,
      proposedAt: now,
      ...(isOpen ? { state: 'open' } : { state: 'done', decidedAt: now }),
    },
    include: whole,
  });
  return toChange(row);
}

export async function readChange(tx: Tx, id: string): Promise<Change | undefined> {
  const row = await findRow(tx, id);
  return row ? toChange(row) : undefined;
}

/** False: somebody was quicker. */
export async function decideChange(
  tx: Tx,
  id: string,
  state: Exclude<State, 'open'>,
  { by, now }: { by: MemberId | null; now: Date },
): Promise<boolean> {
  const data = { state, decidedBy: by, decidedAt: now };
  return (await tx.safetyChange.updateMany({ where: { id, state: 'open' }, data })).count === 1;
}

/** Those that wait for a yes, the oldest first; of one subject there is one. */
export async function readOpenChanges(tx: Tx, subject?: string): Promise<Change[]> {
  const where = { state: 'open', ...(subject !== undefined && { subject }) };
  const rows = await tx.safetyChange.findMany({ where, include: whole, orderBy: { proposedAt: 'asc' } });
  return rows.map(toChange);
}

/** What took effect within a week, the newest first. */
export async function readRecentChanges(tx: Tx, now: Date): Promise<Change[]> {
  const rows = await tx.safetyChange.findMany({
    where: { state: 'done', decidedAt: { gt: shownSince(now) } },
    include: whole,
    orderBy: { decidedAt: 'desc' },
    take: 20,
  });
  return rows.map(toChange);
}

/** Those that nobody answered in time. */
export const dueChanges: Due = (now) =>
  Prisma.sql`SELECT id::text, due_at AS at FROM safety_change WHERE state = 'open' AND due_at <= ${now}`;

/** Members who coordinated a week before it was proposed, but for whoever did: one of them has to say yes. */
export async function readEligible(
  tx: Tx,
  proposedAt: Date,
  proposer: MemberId | undefined,
): Promise<MemberId[]> {
  const then = coordinatedAt(proposedAt);
  const rows = await tx.roleGrant.findMany({
    where: {
      role: 'coordinator',
      startsAt: { lte: then },
      OR: [{ endsAt: null }, { endsAt: { gt: then } }],
      member: { standing: 'member', ...(proposer !== undefined && { id: { not: proposer } }) },
    },
    distinct: ['memberId'],
    select: { memberId: true },
    orderBy: { memberId: 'asc' },
  });
  return rows.map(({ memberId }) => memberId);
}

/** A change, and everybody who may say yes. */
export interface Asked {
  change: Change;
  eligible: readonly MemberId[];
}

/** Who may say yes to which open change: all of them, or this member. */
async function readAsking(tx: Tx, limit: number, reader?: MemberId) {
  const isReader = reader === undefined ? Prisma.empty : Prisma.sql`AND g.member_id = ${reader}::uuid`;
  return tx.$queryRaw<{ change: string; member: MemberId }[]>`
    SELECT c.id AS change, g.member_id AS member FROM safety_change c, role_grant g JOIN member m ON m.id = g.member_id
    WHERE c.state = 'open' AND g.role = 'coordinator' AND m.standing = 'member' AND g.member_id IS DISTINCT FROM c.proposed_by
      AND g.starts_at <= c.proposed_at - ${WEEK_MS} * interval '1 millisecond'
      AND (g.ends_at IS NULL OR g.ends_at > c.proposed_at - ${WEEK_MS} * interval '1 millisecond') ${isReader}
    GROUP BY c.id, g.member_id ORDER BY c.proposed_at DESC LIMIT ${limit}`;
}

/** Open changes to which this member may say yes. */
export const readAskingOf = async (tx: Tx, member: MemberId): Promise<ReadonlySet<string>> =>
  new Set((await readAsking(tx, MOST_ASKED, member)).map(({ change }) => change));

/** Of these changes those that are open and to which this member may say yes. */
export async function readAsked(
  tx: Tx,
  ids: readonly string[],
  member: MemberId,
): Promise<ReadonlyMap<string, Asked>> {
  const asking = await readAskingOf(tx, member);
  const rows = await tx.safetyChange.findMany({
    where: { id: { in: ids.filter((id) => asking.has(id)) } },
    include: whole,
  });
  return new Map(rows.map((row) => [row.id, { change: toChange(row), eligible: [member] }]));
}

/** Everybody who may say yes to an open change was asked. */
export async function readExpectedChanges(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const asking = await readAsking(tx, limit, reader);
  return asking.map(({ change, member }) => ({ record: change, reader: member }));
}

/** Decided more than a week ago. */
export async function forgetChanges(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM safety_change WHERE id IN (
      SELECT id FROM safety_change WHERE state <> 'open' AND decided_at < ${daysBefore(now, 7)} LIMIT ${limit})`;
}
