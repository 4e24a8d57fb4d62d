import type { MemberId } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { ROLES, withImplied } from '../../../directory/roles.ts';
import { type Holder, holderOf } from '../../../directory/seats.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { DEPUTY } from '../../placements/rules/deputy.ts';

const RUNNING = ROLES.filter((role) => withImplied([role]).includes('project-manager'));

const holding = (roles: readonly Role[], now: Date) => Prisma.sql`
  EXISTS (SELECT FROM role_grant g WHERE g.member_id = h.id AND g.role = ANY(${[...roles]}::text[])
    AND g.starts_at <= ${now} AND (g.ends_at IS NULL OR g.ends_at > ${now}))`;
const people = Prisma.sql`json_agg(json_build_object('member', h.id, 'name', h.name) ORDER BY h.name, h.id)`;

/**
 * Who answers for each project now: whoever runs it, as its manager or in their place; once nobody does, or it is no longer
 * kept, any coordinator. `except`: whoever is being forgotten.
 */
export async function readAnswerers(
  tx: Tx,
  projects: readonly string[],
  now: Date,
  except?: MemberId,
): Promise<ReadonlyMap<string, readonly Holder[]>> {
  if (projects.length === 0) return new Map();
  const isHere = Prisma.sql`h.standing = 'member' AND h.id IS DISTINCT FROM ${except ?? null}::uuid`;
  const rows = await tx.$queryRaw<{ id: string; holders: Holder[] | null }[]>`
    SELECT one.id, COALESCE(
      (SELECT ${people} FROM member h WHERE ${isHere} AND ${holding(RUNNING, now)}
        AND h.id IN (p.manager_id, (${holderOf(DEPUTY, Prisma.sql`p.id`)} ->> 'member')::uuid)),
      (SELECT ${people} FROM member h WHERE ${isHere} AND ${holding(['coordinator'], now)})) AS holders
    FROM unnest(${[...new Set(projects)]}::text[]) AS one (id) LEFT JOIN project p ON p.id = one.id::uuid`;
  return new Map(rows.map(({ id, holders }) => [id, holders ?? []]));
}

/** The same without the one whom it is about. */
export const answerersFor = (
  all: ReadonlyMap<string, readonly Holder[]>,
  project: string,
  peer: MemberId,
): readonly Holder[] => (all.get(project) ?? []).filter(({ member }) => member !== peer);
