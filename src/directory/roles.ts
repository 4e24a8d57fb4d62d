import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from '../store/database.ts';
import type { Actor, Role } from './actor.ts';

export const ROLES = [
  'coordinator',
  'organiser',
  'supervisor',
  'project-manager',
  'evaluation-lead',
  'conciliator',
  'committee',
  'steering-group',
  'champion',
] as const satisfies readonly Role[];

/**
 * Who holds the one is the other as well, from the same day to the same day (B3). A small network's coordinator runs its
 * peer projects too.
 */
export const IMPLIED: Partial<Record<Role, Role>> = {
  'steering-group': 'champion',
  coordinator: 'project-manager',
};

export const withImplied = (roles: readonly Role[]): Role[] => [
  ...new Set(roles.flatMap((role) => [role, IMPLIED[role] ?? role])),
];

const impliers = (role: Role): Role[] =>
  (Object.keys(IMPLIED) as Role[]).filter((implier) => IMPLIED[implier] === role);

/** Every member who holds a role now, given or implied by another. */
export async function readRoleHolders(tx: Tx, role: Role, now: Date): Promise<MemberId[]> {
  const rows = await tx.roleGrant.findMany({
    where: {
      role: { in: [role, ...impliers(role)] },
      member: { standing: 'member' },
      startsAt: { lte: now },
      OR: [{ endsAt: null }, { endsAt: { gt: now } }],
    },
    select: { memberId: true },
    distinct: ['memberId'],
  });
  return rows.map((row) => row.memberId);
}

/** Whether somebody holds a role now, given or implied by another: a part of a statement. */
export const holdsRole = (member: MemberId, role: Role, now: Date): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM role_grant g JOIN member h ON h.id = g.member_id
    WHERE g.member_id = ${member}::uuid AND g.role = ANY(${[role, ...impliers(role)]}) AND h.standing = 'member'
      AND g.starts_at <= ${now} AND (g.ends_at IS NULL OR g.ends_at > ${now}))`;

export const hasRole = (actor: Actor, role: Role): boolean => actor.roles.includes(role);
