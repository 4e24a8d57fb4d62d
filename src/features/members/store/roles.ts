import type { Role } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import { keepsCoordinator } from '../rules.ts';

export interface Grant {
  member: MemberId;
  name: string;
  role: Role;
  endsAt: Date | null;
}

const active = (now: Date) => ({
  startsAt: { lte: now },
  OR: [{ endsAt: null }, { endsAt: { gt: now } }],
});

/** Who holds which role now, by role and name. */
export async function readGrants(tx: Tx, now: Date, role?: Role): Promise<Grant[]> {
  const rows = await tx.roleGrant.findMany({
    where: { ...active(now), ...(role && { role }), member: { standing: 'member' } },
    orderBy: [{ role: 'asc' }, { member: { name: 'asc' } }, { memberId: 'asc' }],
    select: { memberId: true, role: true, endsAt: true, member: { select: { name: true } } },
  });
  return rows.map(({ memberId, member, ...row }) => ({
    ...{ member: memberId, name: member.name, role: row.role as Role, endsAt: row.endsAt },
  }));
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

/** Gives a role, to a day if `endsAt` is there (E21). Given again, it only moves that day. */
export async function grantRole(tx: Tx, change: Change & { endsAt?: Date | undefined }): Promise<Granted> {
  const { member, role, by, now } = change;
  const endsAt = change.endsAt ?? null;
  await lockRole(tx, role);
  if ((await tx.member.count({ where: { id: member, standing: 'member' } })) === 0) return 'not-member';
  const grants = await readGrants(tx, now, role);
  const held = grants.find((grant) => grant.member === member);
  if (held && held.endsAt?.getTime() === endsAt?.getTime()) return 'held';
  if (role === 'coordinator' && endsAt && held && !keepsCoordinator(grants, member))
    return 'last-coordinator';
  if (held)
    await tx.roleGrant.updateMany({ where: { memberId: member, role, ...active(now) }, data: { endsAt } });
  else await tx.roleGrant.create({ data: { memberId: member, role, grantedBy: by, startsAt: now, endsAt } });
  await recordAudit(tx, { at: now, actor: by, action: 'role.granted', record: `member:${member}` });
  return held ? 'changed' : 'granted';
}

export type Ended = 'ended' | 'not-held' | 'last-coordinator';

export async function endRole(tx: Tx, { member, role, by, now }: Change): Promise<Ended> {
  await lockRole(tx, role);
  const grants = await readGrants(tx, now, role);
  if (!grants.some((grant) => grant.member === member)) return 'not-held';
  if (role === 'coordinator' && !keepsCoordinator(grants, member)) return 'last-coordinator';
  await tx.roleGrant.updateMany({
    where: { memberId: member, role, ...active(now) },
    data: { endsAt: now },
  });
  await recordAudit(tx, { at: now, actor: by, action: 'role.ended', record: `member:${member}` });
  return 'ended';
}
