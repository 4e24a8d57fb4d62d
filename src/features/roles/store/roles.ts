import type { MemberId } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { hasStarted, keepsCoordinator } from '../rules.ts';

export interface Grant {
  member: MemberId;
  name: string;
  role: Role;
  startsAt: Date;
  endsAt: Date | null;
}

const notOver = (now: Date) => ({ OR: [{ endsAt: null }, { endsAt: { gt: now } }] });

/** Who holds which role now or from a day to come, by role and name. */
export async function readGrants(tx: Tx, now: Date, role?: Role): Promise<Grant[]> {
  const rows = await tx.roleGrant.findMany({
    where: { ...notOver(now), ...(role && { role }), member: { standing: 'member' } },
    orderBy: [{ role: 'asc' }, { member: { name: 'asc' } }, { memberId: 'asc' }],
    select: { memberId: true, role: true, startsAt: true, endsAt: true, member: { select: { name: true } } },
  });
  const grants = rows.map(({ memberId, member, startsAt, endsAt, ...row }) => ({
    member: memberId,
    name: member.name,
    role: row.role as Role,
    startsAt,
    endsAt,
  }));
  return tellApart(tx, grants);
}

/** Of two people who change the same role at once, one is first: each sees what the other did. */
async function lockRole(tx: Tx, role: Role): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`role:${role}`}, 0))`;
}

interface Change {
  member: MemberId;
  role: Role;
  by: MemberId;
  now: Date;
}
export type Granted = 'granted' | 'changed' | 'held' | 'not-member' | 'last-coordinator';

/** Gives a role, from a day and to a day if they are there (E21). Given again, it only moves its days. */
export async function grantRole(
  tx: Tx,
  change: Change & { startsAt?: Date | undefined; endsAt?: Date | undefined },
): Promise<Granted> {
  const { member, role, by, now } = change;
  const endsAt = change.endsAt ?? null;
  await lockRole(tx, role);
  if ((await tx.member.count({ where: { id: member, standing: 'member' } })) === 0) return 'not-member';
  const grants = await readGrants(tx, now, role);
  const held = grants.find((grant) => grant.member === member);
  // What has begun has begun; a day to come may be moved.
  const startsAt = held && hasStarted(held, now) ? held.startsAt : (change.startsAt ?? now);
  if (held?.startsAt.getTime() === startsAt.getTime() && held.endsAt?.getTime() === endsAt?.getTime())
    return 'held';
  if (role === 'coordinator' && endsAt && held && !keepsCoordinator(grants, member, now))
    return 'last-coordinator';
  const where = { memberId: member, role, ...notOver(now) };
  if (held) await tx.roleGrant.updateMany({ where, data: { startsAt, endsAt } });
  else await tx.roleGrant.create({ data: { memberId: member, role, grantedBy: by, startsAt, endsAt } });
  await recordAudit(tx, { at: now, actor: by, action: 'role.granted', record: `member:${member}` });
  return held ? 'changed' : 'granted';
}

export type Ended = 'ended' | 'not-held' | 'last-coordinator';

/** Ended before its day, by hand; what has not begun is taken back. */
export async function endRole(tx: Tx, { member, role, by, now }: Change): Promise<Ended> {
  await lockRole(tx, role);
  const grants = await readGrants(tx, now, role);
  const held = grants.find((grant) => grant.member === member);
  if (!held) return 'not-held';
  if (role === 'coordinator' && !keepsCoordinator(grants, member, now)) return 'last-coordinator';
  const where = { memberId: member, role, ...notOver(now) };
  if (hasStarted(held, now)) await tx.roleGrant.updateMany({ where, data: { endsAt: now, endedBy: by } });
  else await tx.roleGrant.deleteMany({ where });
  await recordAudit(tx, { at: now, actor: by, action: 'role.ended', record: `member:${member}` });
  return 'ended';
}

// --- what becomes of an ended role -----------------------------------------------------------------------------------

/** A role that is over, and what was open then. */
export interface EndedGrant {
  id: string;
  member: MemberId;
  name: string;
  role: Role;
  endedBy: MemberId | null;
  isSettled: boolean;
  leftOpen: boolean;
}

export const unsettled: Due = (now) =>
  Prisma.sql`SELECT id::text, ends_at AS at FROM role_grant WHERE ends_at <= ${now} AND settled_at IS NULL`;

/** Locks it: coordinators' cards show what of it is still open. `undefined`: it is not over. */
export async function lockEnded(tx: Tx, id: string, now: Date): Promise<EndedGrant | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM role_grant WHERE id = ${id}::uuid FOR UPDATE`;
  return (await readEnded(tx, [id], now))[0];
}

export async function readEnded(tx: Tx, ids: readonly string[], now: Date): Promise<EndedGrant[]> {
  const rows = await tx.roleGrant.findMany({
    where: { id: { in: [...ids] }, endsAt: { lte: now } },
    include: { member: { select: { name: true } } },
  });
  return rows.map(({ id, memberId, member, role, endedBy, settledAt, leftOpen }) => ({
    id,
    member: memberId,
    name: member.name,
    role: role as Role,
    endedBy,
    isSettled: settledAt !== null,
    leftOpen,
  }));
}

export async function settleGrant(tx: Tx, id: string, now: Date, leftOpen: boolean): Promise<void> {
  await tx.roleGrant.update({ where: { id }, data: { settledAt: now, leftOpen } });
}

/** Ended roles of this person of which something still waits to be given to somebody, the longest ended first. */
export async function readLeftOpen(tx: Tx, of: { member: MemberId; role: Role }): Promise<string[]> {
  const rows = await tx.roleGrant.findMany({
    where: { leftOpen: true, memberId: of.member, role: of.role },
    orderBy: { endsAt: 'asc' },
    select: { id: true },
    take: 20,
  });
  return rows.map(({ id }) => id);
}
