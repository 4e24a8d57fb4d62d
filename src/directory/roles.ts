import type { MemberId } from '../chat/message.ts';
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

/** B3: who is in the one is the other as well, from the same day to the same day. */
export const IMPLIED: Partial<Record<Role, Role>> = { 'steering-group': 'champion' };

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
      ...{ startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    },
    select: { memberId: true },
    distinct: ['memberId'],
  });
  return rows.map((row) => row.memberId);
}

export const hasRole = (actor: Actor, role: Role): boolean => actor.roles.includes(role);
