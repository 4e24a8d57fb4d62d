import type { Platform } from '../chat/inbound.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from '../store/database.ts';
import type { Actor } from './actor.ts';

/** An app is installed there: whose workspace or tenant this is, is no stranger. What was served before stays served. */
export async function serveWorkspaces(
  tx: Tx,
  platform: Platform,
  ids: readonly string[],
  servedAt: Date,
): Promise<void> {
  await tx.workspace.createMany({
    data: ids.map((externalId) => ({ platform, externalId, servedAt })),
    skipDuplicates: true,
  });
}

/** Whether one of these is served; where nothing is known of a platform, all are. */
export async function isServed(tx: Tx, platform: string, workspaces: readonly string[]): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ served: boolean }[]>`
    SELECT COALESCE(bool_or(external_id = ANY(${[...workspaces]})), true) AS served FROM workspace WHERE platform = ${platform}`;
  return row?.served ?? true;
}

/** The workspace that is served, where there is one of a platform alone; null where there are several, or none is known. */
export const onlyServed = (platform: Platform): Prisma.Sql =>
  Prisma.sql`(SELECT min(external_id) FROM workspace WHERE platform = ${platform} HAVING count(*) = 1)`;

/** Where somebody belongs. */
export interface Belonging {
  platform: Platform;
  workspace: string;
}

/**
 * Of member `m`: where they belong who has no account in a workspace that is served, with Slack Connect another company's;
 * null for everybody else.
 */
export const outsideOf = Prisma.sql`(
  SELECT json_build_object('platform', a.platform, 'workspace', a.workspace) FROM account a
  WHERE a.member_id = m.id AND NOT EXISTS (
    SELECT 1 FROM account o WHERE o.member_id = m.id
      AND (NOT EXISTS (SELECT 1 FROM workspace w WHERE w.platform = o.platform)
           OR EXISTS (SELECT 1 FROM workspace w WHERE w.platform = o.platform AND w.external_id = o.workspace)))
  ORDER BY a.last_seen_at DESC LIMIT 1)`;

export async function isFromOutside(tx: Tx, { member }: Actor): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ outside: Belonging | null }[]>`
    SELECT ${outsideOf} AS outside FROM member m WHERE m.id = ${member}::uuid`;
  return Boolean(row?.outside);
}
