import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Typed } from '../../../text/alike.ts';

export async function isInPool(tx: Tx, member: MemberId): Promise<boolean> {
  return (await tx.poolPeer.count({ where: { memberId: member, leftAt: null } })) > 0;
}

/** Members of the pool; of one person, whether they are in it. */
export async function readPoolMembers(tx: Tx, member?: MemberId): Promise<MemberId[]> {
  const rows = await tx.poolPeer.findMany({
    where: { leftAt: null, ...(member && { memberId: member }) },
    select: { memberId: true },
  });
  return rows.map(({ memberId }) => memberId);
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

/** Who calls out, and for which host, by its name as it is compared; `''` is none. */
export interface Caller {
  manager: MemberId;
  /** Who stands in for them, where somebody does. */
  deputy?: MemberId | undefined;
  hostKey: string;
}

/** Whether whoever has the profile `p` is one of the host’s own people: a part of a statement. */
const isOfHost = (hostKey: Prisma.Sql): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM organisation o LEFT JOIN organisation_alias a ON a.organisation_id = o.id
    WHERE o.id = p.organisation_id AND (o.key = ${hostKey} OR a.key = ${hostKey}))`;

/**
 * Members who joined the pool and are confirmed as peers, but for whoever calls out, for those who take a break (D51),
 * and for the host’s own people.
 */
export const inPool = (
  { manager, deputy = manager }: Omit<Caller, 'hostKey'>,
  hostKey: Prisma.Sql,
  now: Date,
  from: Prisma.Sql = Prisma.empty,
): Prisma.Sql => Prisma.sql`
  FROM pool_peer q JOIN member m ON m.id = q.member_id AND m.standing = 'member'
    JOIN profile p ON p.member_id = m.id AND 'peer' = ANY(p.confirmed) ${from}
  WHERE q.left_at IS NULL AND q.member_id NOT IN (${manager}::uuid, ${deputy}::uuid) AND (m.paused_until IS NULL OR m.paused_until <= ${now})
    AND NOT ${isOfHost(hostKey)}`;

/** The same, as far as the call-out of this id goes to them. */
export const calledBy = (
  callOut: Prisma.Sql,
  caller: Omit<Caller, 'hostKey'>,
  hostKey: Prisma.Sql,
  now: Date,
): Prisma.Sql => Prisma.sql`
  ${inPool(caller, hostKey, now, Prisma.sql`JOIN call_out called ON called.id = ${callOut}`)} AND (called.whom = 'all'
    OR called.whom = 'some' AND (called.whom_skills = '{}' OR p.skills && called.whom_skills)
      AND (called.whom_areas = '{}' OR p.area = ANY(called.whom_areas))
    OR called.whom = 'named' AND EXISTS (SELECT FROM call_out_named n
      WHERE n.call_out_id = called.id AND n.peer_id = q.member_id))`;

/** How somebody stands to a call-out that one person is to be added to. */
export interface Addable {
  isInPool: boolean;
  /** They take a break. */
  isPaused: boolean;
  isOfHost: boolean;
}

export async function readAddable(
  tx: Tx,
  member: MemberId,
  hostKey: string,
  now: Date,
): Promise<Addable | undefined> {
  const [row] = await tx.$queryRaw<Addable[]>`
    SELECT m.standing = 'member' AND 'peer' = ANY(COALESCE(p.confirmed, '{}')) AND q.left_at IS NULL AS "isInPool",
      m.paused_until IS NOT NULL AND m.paused_until > ${now} AS "isPaused", ${isOfHost(Prisma.sql`${hostKey}`)} AS "isOfHost"
    FROM member m JOIN pool_peer q ON q.member_id = m.id LEFT JOIN profile p ON p.member_id = m.id
    WHERE m.id = ${member}::uuid`;
  return row;
}

/** How many each of these would go to, by draft, in one statement. */
export async function countPools(
  tx: Tx,
  manager: MemberId,
  drafts: readonly { id: string; hostKey: string }[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT d.id::text, (SELECT count(*)::int ${calledBy(Prisma.sql`d.id`, { manager }, Prisma.sql`d.host`, now)}) AS count
    FROM unnest(${drafts.map(({ id }) => id)}::uuid[], ${drafts.map(({ hostKey }) => hostKey)}::text[]) AS d(id, host)`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export async function readPool(tx: Tx, caller: Caller, now: Date): Promise<MemberId[]> {
  const rows = await tx.$queryRaw<{ id: MemberId }[]>`
    SELECT q.member_id::text AS id ${inPool(caller, Prisma.sql`${caller.hostKey}`, now)} ORDER BY q.member_id`;
  return rows.map(({ id }) => id);
}

/** What those who could be asked typed in their profiles, and how many typed it so. */
export async function readPoolWords(
  tx: Tx,
  caller: Caller,
  now: Date,
): Promise<{ skills: Typed[]; areas: Typed[] }> {
  const rows = await tx.$queryRaw<(Typed & { what: 'skill' | 'area' })[]>`
    WITH o AS MATERIALIZED (SELECT p.skills, p.area ${inPool(caller, Prisma.sql`${caller.hostKey}`, now)})
    SELECT 'skill' AS what, skill AS typed, count(*)::int AS people FROM o, unnest(o.skills) AS skill GROUP BY skill
    UNION ALL SELECT 'area', area, count(*)::int FROM o WHERE area IS NOT NULL GROUP BY area`;
  const of = (which: 'skill' | 'area') =>
    rows.filter(({ what }) => what === which).map(({ typed, people }) => ({ typed, people }));
  return { skills: of('skill'), areas: of('area') };
}
