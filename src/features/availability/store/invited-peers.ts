import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { CallOut } from './call-outs.ts';
import { type ConflictRow, readTold } from './conflicts.ts';
import type { Invitation } from './invitations.ts';

/** A peer who was asked, and by what: all that their cards show. */
export interface Asked {
  callOut: CallOut;
  invitation: Invitation;
  /** What they said about the host; undefined while that waits for an answer. */
  answer: ConflictRow['answer'] | undefined;
  /** Whoever left the pool is asked nothing more. */
  isInPool: boolean;
}

type Project = CallOut['project'];
type Moments = Pick<Project, 'hostNamedAt' | 'createdAt'>;
type Row = Omit<CallOut, 'project'> &
  Moments & { project: Omit<Project, keyof Moments> } & Pick<Asked, 'invitation' | 'isInPool'> & {
    answer: ConflictRow['answer'] | null;
  };

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
        'skills', p.skills, 'placeKind', p.place_kind, 'peersWanted', p.peers_wanted, 'hostSealed', p.host_sealed,
        'manager', json_build_object('name', m.name, 'timeZone', m.time_zone),
        'days', COALESCE((SELECT json_agg(json_build_object('projectId', d.project_id, 'day', d.day) ORDER BY d.day)
          FROM project_day d WHERE d.project_id = p.id), '[]')) AS project,
      p.host_named_at AS "hostNamedAt", p.created_at AS "createdAt",
      json_build_object('id', i.id, 'callOutId', i.call_out_id, 'peerId', i.peer_id, 'name', peer.name, 'reply', i.reply,
        'undelivered', i.undelivered, 'days', ARRAY(SELECT day FROM invitation_day d WHERE d.invitation_id = i.id ORDER BY day)) AS invitation,
      (SELECT answer FROM conflict WHERE project_id = p.id AND peer_id = i.peer_id AND reopened_at IS NULL) AS answer,
      EXISTS (SELECT FROM pool_peer WHERE member_id = i.peer_id AND left_at IS NULL) AS "isInPool"
    FROM invitation i JOIN member peer ON peer.id = i.peer_id JOIN call_out c ON c.id = i.call_out_id
      JOIN project p ON p.id = c.project_id JOIN member m ON m.id = p.manager_id
    WHERE i.id = ANY(${[...invitations]}::uuid[]) AND i.peer_id = ${peer}::uuid`;
  return new Map(
    rows.map(({ invitation, isInPool, answer, hostNamedAt, createdAt, ...row }) => {
      const callOut = { ...row, project: { ...row.project, hostNamedAt, createdAt } };
      return [invitation.id, { callOut, invitation, isInPool, answer: answer ?? undefined }];
    }),
  );
}

/** What a peer told about conflicts, and who would read it since somebody else runs the project. */
export interface ToAllow extends Asked {
  reader: MemberId;
  before: string | undefined;
  may: boolean | null;
}

/** Of one peer, by what the question is known as. */
export async function readToAllow(tx: Tx, peer: MemberId): Promise<ReadonlyMap<string, ToAllow>> {
  const told = await readTold(tx, peer);
  const asked = await readAsked(
    tx,
    told.map(({ invitation }) => invitation),
    peer,
  );
  return new Map(
    told.flatMap(({ invitation, reader, before, may }) => {
      const one = asked.get(invitation);
      return one ? [[toAllowId(invitation, reader), { ...one, reader, before, may }]] : [];
    }),
  );
}

/** One for each who runs the project after the one to whom it was told. */
export const toAllowId = (invitation: string, reader: MemberId): string => `${invitation}:${reader}`;
