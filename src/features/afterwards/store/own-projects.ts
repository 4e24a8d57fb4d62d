import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { SAY_I_WAS_THERE } from '../../requests/rules.ts';
import { type Request, readAsked } from '../../requests/store.ts';
import { lastOf } from './follow-ups.ts';

/** Somebody’s part in a project, as far as what follows it goes. */
export interface TookPart {
  placementId: string;
  state: string;
  peerId: MemberId;
  projectId: string;
  theme: string;
  lastDay: string;
  followUpId: string | null;
}

async function readWhere(tx: Tx, where: Prisma.Sql, limit: number, from = 0): Promise<TookPart[]> {
  return through(tx)<TookPart>(Prisma.sql`
    SELECT l.id AS "placementId", l.state, l.peer_id AS "peerId", p.id AS "projectId", p.theme,
      COALESCE((SELECT max(d.day) FROM project_day d WHERE d.project_id = p.id), p.ended_at::date::text) AS "lastDay",
      f.id AS "followUpId"
    FROM placement l JOIN project p ON p.id = l.project_id LEFT JOIN follow_up f ON f.placement_id = l.id
    WHERE ${where} ORDER BY p.ended_at DESC, l.id LIMIT ${limit} OFFSET ${from}`);
}

/** A place on a project, whatever came of it. */
export const readTookPart = async (tx: Tx, placement: string): Promise<TookPart | undefined> =>
  (await readWhere(tx, Prisma.sql`l.id = ${placement}::uuid`, 1))[0];

export type OwnProject = TookPart & { asked: Request | undefined };

/** Everything that somebody took part in, the latest first. */
export async function readOwnProjects(
  tx: Tx,
  peer: MemberId,
  from: number,
  limit: number,
): Promise<OwnProject[]> {
  const all = await readWhere(
    tx,
    Prisma.sql`l.peer_id = ${peer}::uuid AND l.state = 'completed'`,
    limit,
    from,
  );
  const projects = all.map(({ projectId }) => projectId);
  const asked = all.length > 0 ? await readAsked(tx, SAY_I_WAS_THERE, peer, projects) : [];
  return all.map((one) => ({ ...one, asked: lastOf(asked, one.projectId) }));
}
