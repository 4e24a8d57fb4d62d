import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { asAsked } from '../rules.ts';
import { type CallOut, type CallOutRow, callOutColumns, toCallOut } from './call-outs.ts';
import { type Invitation, wasKeen } from './invitations.ts';

/** A peer who was asked, and by what: all that their cards show. */
export interface Asked {
  callOut: CallOut;
  invitation: Invitation;
  /** Whoever left the pool is asked nothing more. */
  isInPool: boolean;
}

type Row = CallOutRow & Pick<Asked, 'invitation' | 'isInPool'>;

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
    SELECT ${callOutColumns},
      json_build_object('id', i.id, 'callOutId', i.call_out_id, 'peerId', i.peer_id, 'name', peer.name, 'reply', i.reply,
        'undelivered', i.undelivered, 'edition', i.edition, 'sentAgain', i.sent_again, 'until', i.until,
        'notedBy', (SELECT name FROM member WHERE id = i.noted_by_id), 'days', COALESCE((SELECT days FROM placement WHERE project_id = p.id AND peer_id = i.peer_id), '{}'),
        'wasKeen', ${wasKeen(Prisma.sql`p.id`)}) AS invitation,
      EXISTS (SELECT FROM pool_peer WHERE member_id = i.peer_id AND left_at IS NULL) AS "isInPool"
    FROM invitation i JOIN member peer ON peer.id = i.peer_id JOIN call_out c ON c.id = i.call_out_id
      JOIN project p ON p.id = c.project_id JOIN member m ON m.id = p.manager_id
    WHERE i.id = ANY(${[...invitations]}::uuid[]) AND i.peer_id = ${peer}::uuid`;
  return new Map(
    rows.map(({ invitation, isInPool, ...row }) => [
      invitation.id,
      { callOut: asAsked(toCallOut(row), invitation.until), invitation, isInPool },
    ]),
  );
}
