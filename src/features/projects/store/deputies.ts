import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** How somebody is tied to a project who may be asked to stand in for its manager. */
export interface Ties {
  /** Its call-out has gone out: until then nobody knows who will be asked. */
  isSent: boolean;
  /** Asked by its call-out, or put forward. */
  isAsked: boolean;
  /** Of the host’s own people. */
  isOfHost: boolean;
}

/** `hostKey`: the host’s name as it is compared. */
export async function readTies(tx: Tx, project: string, member: MemberId, hostKey: string): Promise<Ties> {
  const [row] = await tx.$queryRaw<Ties[]>`
    SELECT EXISTS (SELECT FROM call_out WHERE project_id = ${project}::uuid AND state IN ('open', 'closed')) AS "isSent",
      EXISTS (SELECT FROM placement WHERE project_id = ${project}::uuid AND peer_id = ${member}::uuid)
        OR EXISTS (SELECT FROM invitation i JOIN call_out c ON c.id = i.call_out_id
          WHERE c.project_id = ${project}::uuid AND i.peer_id = ${member}::uuid) AS "isAsked",
      EXISTS (SELECT FROM profile o JOIN organisation g ON g.id = o.organisation_id
        LEFT JOIN organisation_alias a ON a.organisation_id = g.id
        WHERE o.member_id = ${member}::uuid AND (g.key = ${hostKey} OR a.key = ${hostKey})) AS "isOfHost"`;
  return row ?? { isSent: false, isAsked: false, isOfHost: false };
}
