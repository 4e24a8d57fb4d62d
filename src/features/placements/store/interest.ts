import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { type PlacementState, SAYS_YES_ANEW } from '../rules/placement.ts';
import type { ProjectState } from '../rules/project.ts';

/**
 * A yes or maybe, and the days that suit. Whoever had said no is interested again; whoever withdrew after `undoSince` stays
 * withdrawn, for this is their way back.
 * @returns how they stand, and the state of the project, which nobody moves until this transaction ends
 */
export async function writeInterest(
  tx: Tx,
  { projectId, peer, interest, days }: Interest,
  undoSince: Date,
): Promise<{ project: ProjectState; state: PlacementState } | undefined> {
  const [row] = await tx.$queryRaw<{ project: ProjectState; state: PlacementState }[]>`
    WITH held AS (SELECT id, state FROM project WHERE id = ${projectId}::uuid FOR SHARE)
    INSERT INTO placement AS l (id, project_id, peer_id, state, interest, days)
      SELECT ${randomUUID()}::uuid, held.id, ${peer}::uuid, 'interested', ${interest}, ${[...days]}::text[] FROM held
    ON CONFLICT (project_id, peer_id) DO UPDATE SET interest = EXCLUDED.interest, days = EXCLUDED.days, days_asked = false,
      state = CASE WHEN l.state = 'withdrawn' AND l.before IS NOT NULL AND l.withdrawn_at >= ${undoSince} THEN l.state
        WHEN l.state = ANY(${[...SAYS_YES_ANEW]}::text[]) THEN 'interested' ELSE l.state END
    RETURNING (SELECT state FROM held) AS project, l.state`;
  return row;
}

export interface Interest {
  projectId: string;
  peer: MemberId;
  interest: 'yes' | 'maybe';
  days: readonly string[];
}

/** A no of somebody who was never put forward leaves nothing; what went before stays written down. */
export async function dropInterest(tx: Tx, projectId: string, peer: MemberId): Promise<void> {
  const where = { projectId, peerId: peer, state: 'interested' };
  await tx.placement.deleteMany({ where: { ...where, edition: 0, releases: { none: {} } } });
  await tx.placement.updateMany({ where, data: { state: 'withdrawn', before: null } });
}
