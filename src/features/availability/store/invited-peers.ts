import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { CallOut } from './call-outs.ts';
import type { Invitation } from './invitations.ts';

/** A peer who was asked, and by what: all that their cards show. */
export interface Asked {
  callOut: CallOut;
  invitation: Invitation;
  /** Whoever left the pool is asked nothing more. */
  isInPool: boolean;
}

type Project = CallOut['project'];
type Moments = Pick<Project, 'hostNamedAt' | 'createdAt' | 'endedAt'>;
type Row = Omit<CallOut, 'project'> &
  Moments & { project: Omit<Project, keyof Moments> } & Pick<Asked, 'invitation' | 'isInPool'>;

/**
 * These invitations of one peer. Past Prisma, for whoever opens home waits for it; a test holds it against what Prisma
 * reads.
 */
export async function readAsked(
  tx: Tx,
  invitations: readonly string[],
  peer: MemberId,
): Promise<ReadonlyMap<string, Asked>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.id, c.project_id AS "projectId", c.state, c.reply_by AS "replyBy", c.opened_at AS "openedAt", c.remind_at AS "remindAt",
      c.reminded_at AS "remindedAt", c.closes_at AS "closesAt", c.closed_at AS "closedAt",
      json_build_object('id', p.id, 'managerId', p.manager_id, 'theme', p.theme, 'councilKind', p.council_kind, 'region', p.region,
        'skills', p.skills, 'placeKind', p.place_kind, 'peersWanted', p.peers_wanted, 'hostSealed', p.host_sealed, 'state', p.state,
        'manager', json_build_object('name', m.name, 'timeZone', m.time_zone),
        'days', COALESCE((SELECT json_agg(json_build_object('projectId', d.project_id, 'day', d.day) ORDER BY d.day)
          FROM project_day d WHERE d.project_id = p.id), '[]')) AS project,
      p.host_named_at AS "hostNamedAt", p.created_at AS "createdAt", p.ended_at AS "endedAt",
      json_build_object('id', i.id, 'callOutId', i.call_out_id, 'peerId', i.peer_id, 'name', peer.name, 'reply', i.reply,
        'undelivered', i.undelivered, 'days', COALESCE((SELECT days FROM placement WHERE project_id = p.id AND peer_id = i.peer_id), '{}')) AS invitation,
      EXISTS (SELECT FROM pool_peer WHERE member_id = i.peer_id AND left_at IS NULL) AS "isInPool"
    FROM invitation i JOIN member peer ON peer.id = i.peer_id JOIN call_out c ON c.id = i.call_out_id
      JOIN project p ON p.id = c.project_id JOIN member m ON m.id = p.manager_id
    WHERE i.id = ANY(${[...invitations]}::uuid[]) AND i.peer_id = ${peer}::uuid`;
  return new Map(
    rows.map(({ invitation, isInPool, hostNamedAt, createdAt, endedAt, ...row }) => {
      const callOut = { ...row, project: { ...row.project, hostNamedAt, createdAt, endedAt } };
      return [invitation.id, { callOut, invitation, isInPool }];
    }),
  );
}
