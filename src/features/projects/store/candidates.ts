import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Candidate } from '../rules/shortlist.ts';

/** Somebody who may be chosen now. */
export interface Choosable extends Candidate {
  /** Of their placement. */
  id: string;
  peerId: MemberId;
  name: string;
}

/** A5: whoever said yes or maybe, or would stand in, by name; what a list is made of and no more, for there may be many. */
export const readChoosable = (tx: Tx, projectId: string): Promise<Choosable[]> => tx.$queryRaw<Choosable[]>`
  SELECT l.id::text, l.peer_id::text AS "peerId", m.name, l.interest, l.days, COALESCE(o.skills, '{}') AS skills, t.day AS "lastDay"
  FROM placement l JOIN member m ON m.id = l.peer_id LEFT JOIN profile o ON o.member_id = l.peer_id
    LEFT JOIN (SELECT e.peer_id, max(d.day) AS day FROM placement e JOIN project_day d ON d.project_id = e.project_id
      WHERE e.state = 'completed' AND e.project_id <> ${projectId}::uuid GROUP BY 1) t ON t.peer_id = l.peer_id
  WHERE l.project_id = ${projectId}::uuid AND l.state IN ('interested', 'thanked', 'reserve', 'offered')
  ORDER BY m.name, l.id`;

export interface Suggested {
  peerId: MemberId;
  reasons: string;
  chosen: boolean;
}

/** Who stood in the list when somebody was chosen; who was chosen once stays so. */
export async function logSuggestions(
  tx: Tx,
  projectId: string,
  suggested: readonly Suggested[],
  at: Date,
): Promise<void> {
  const rows = JSON.stringify(suggested);
  await tx.$executeRaw`
    INSERT INTO suggestion AS s (project_id, peer_id, reasons, chosen, at)
      SELECT ${projectId}::uuid, r."peerId"::uuid, r.reasons, r.chosen, ${at}
      FROM json_to_recordset(${rows}::json) AS r("peerId" text, reasons text, chosen boolean)
    ON CONFLICT (project_id, peer_id) DO UPDATE
      SET reasons = EXCLUDED.reasons, chosen = s.chosen OR EXCLUDED.chosen, at = EXCLUDED.at`;
}

/** The chosen first, then by name. */
export async function readSuggestions(
  tx: Tx,
  projectId: string,
): Promise<readonly { name: string; reasons: string; chosen: boolean }[]> {
  const rows = await tx.suggestion.findMany({
    where: { projectId },
    include: { peer: { select: { name: true } } },
    orderBy: [{ chosen: 'desc' }, { peer: { name: 'asc' } }],
  });
  return rows.map(({ peer, reasons, chosen }) => ({ name: peer.name, reasons, chosen }));
}

/** Of one person, for their own eyes. */
export async function exportSuggestions(tx: Tx, peerId: MemberId): Promise<Json> {
  const rows = await tx.suggestion.findMany({
    where: { peerId },
    include: { project: { select: { theme: true } } },
    orderBy: { at: 'asc' },
  });
  return rows.map(({ project, reasons, chosen, at }) => ({
    project: project.theme,
    'why you were suggested': reasons,
    chosen,
    on: at.toISOString(),
  }));
}
