import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import { readProfile } from '../../../directory/profile.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

const agreedByPlace = (row: string, member: MemberId) => ({
  member,
  table: 'release_permission',
  column: 'agreed_by_sealed',
  row,
});

/**
 * A1, A2: whether somebody may be away on the days of a project: they are no officer, or their employer said yes to these
 * very days, or to any until after them; another employer has agreed to nothing (A8). A part of a statement over `placement l`.
 */
export const isReleasable = Prisma.sql`(
  NOT EXISTS (SELECT FROM profile o WHERE o.member_id = l.peer_id AND 'officer' = ANY(o.kinds))
  OR EXISTS (SELECT FROM release_permission r JOIN profile o ON o.member_id = r.member_id
    WHERE r.member_id = l.peer_id AND r.organisation_id IS NOT DISTINCT FROM o.organisation_id AND (
    r.project_id = l.project_id AND r.days @> ARRAY(SELECT day FROM project_day d WHERE d.project_id = l.project_id)
    OR r.until >= (SELECT max(day) FROM project_day d WHERE d.project_id = l.project_id))))`;

export interface Agreed {
  member: MemberId;
  /** Who agreed, as the peer put it. */
  by: string;
  /** A local date. */
  on: string;
  for: { project: string; days: readonly string[] } | { until: string };
}

/** In the place of one of before. */
export async function writePermission(tx: Tx, vault: Vault, agreed: Agreed): Promise<void> {
  const { member, by, on } = agreed;
  const projectId = 'project' in agreed.for ? agreed.for.project : null;
  await tx.releasePermission.deleteMany({ where: { memberId: member, projectId } });
  const { organisation } = await readProfile(tx, member);
  const organisationId = organisation?.id ?? null;
  const id = randomUUID();
  const agreedBySealed = toColumn(await vault.seal<string>(tx, agreedByPlace(id, member), by));
  await tx.releasePermission.create({
    data: {
      id,
      memberId: member,
      projectId,
      organisationId,
      agreedBySealed,
      agreedOn: on,
      days: 'days' in agreed.for ? [...agreed.for.days] : [],
      until: 'until' in agreed.for ? agreed.for.until : null,
    },
  });
}

/** Everything of one member, for their own eyes. */
export async function readPermissions(tx: Tx, vault: Vault, member: MemberId) {
  const rows = await tx.releasePermission.findMany({
    where: { memberId: member },
    include: { project: { select: { theme: true } } },
    orderBy: { agreedOn: 'asc' },
  });
  const by = await vault.unsealAll<string>(
    tx,
    rows.map(({ id, agreedBySealed }) => ({
      at: agreedByPlace(id, member),
      sealed: fromColumn<string>(agreedBySealed),
    })),
  );
  return rows.map(({ agreedOn, days, until, project }, index) => ({
    'who agreed': by[index] ?? null,
    on: agreedOn,
    project: project?.theme ?? null,
    days,
    until,
  }));
}

/** Until the pool has been looked over once more, which happens every quarter (A6): that it has lapsed is to be seen. */
const LAPSED_DAYS = 92;

/** A yes to any project is of no use after its day. */
export async function forgetPermissions(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, LAPSED_DAYS).toISOString().slice(0, 10);
  return tx.$executeRaw`
    DELETE FROM release_permission WHERE id IN (
      SELECT id FROM release_permission WHERE until < ${before} LIMIT ${limit})`;
}
