import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Answer } from '../rules.ts';
import { type Caller, inPool } from './pool.ts';

export interface Invitation {
  id: string;
  callOutId: string;
  peerId: MemberId;
  name: string;
  reply: Answer | null;
  undelivered: boolean;
  days: string[];
  /** A20: they said to its pencil that it could be for them. */
  wasKeen: boolean;
}

/** Whether the peer of the invitation `i` was keen on the pencil of the project, whose id this is: a part of a statement. */
export const wasKeen = (project: Prisma.Sql): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM invitation keen JOIN call_out pencil ON pencil.id = keen.call_out_id AND pencil.kind = 'pencil'
    WHERE pencil.project_id = ${project} AND keen.peer_id = i.peer_id AND keen.reply = 'keen')`;

/** Asks everybody in the pool who may be, in one statement. */
export async function invitePool(tx: Tx, callOut: string, caller: Caller, now: Date): Promise<Invitation[]> {
  const rows = await tx.$queryRaw<Pick<Invitation, 'id' | 'callOutId' | 'peerId' | 'name' | 'wasKeen'>[]>`
    WITH invited AS (
      INSERT INTO invitation (id, call_out_id, peer_id)
        SELECT gen_random_uuid(), ${callOut}::uuid, q.member_id ${inPool(caller, Prisma.sql`${caller.hostKey}`, now)}
      ON CONFLICT DO NOTHING RETURNING id, call_out_id, peer_id)
    SELECT i.id::text, i.call_out_id::text AS "callOutId", i.peer_id::text AS "peerId", m.name,
      ${wasKeen(Prisma.sql`o.project_id`)} AS "wasKeen"
    FROM invited i JOIN member m ON m.id = i.peer_id JOIN call_out o ON o.id = i.call_out_id ORDER BY i.peer_id`;
  return rows.map((row) => ({ ...row, reply: null, undelivered: false, days: [] }));
}

/** The days that suit somebody stand where they are placed. */
const readWhere = (tx: Tx, where: Prisma.Sql): Promise<Invitation[]> =>
  tx.$queryRaw<Invitation[]>`
    SELECT i.id, i.call_out_id AS "callOutId", i.peer_id AS "peerId", m.name, i.reply, i.undelivered,
      COALESCE(l.days, '{}') AS days, ${wasKeen(Prisma.sql`o.project_id`)} AS "wasKeen"
    FROM invitation i JOIN member m ON m.id = i.peer_id JOIN call_out o ON o.id = i.call_out_id
      LEFT JOIN placement l ON l.project_id = o.project_id AND l.peer_id = i.peer_id
    WHERE ${where}`;

export async function readInvitations(tx: Tx, callOut: string): Promise<Invitation[]> {
  const rows = await readWhere(tx, Prisma.sql`i.call_out_id = ${callOut}::uuid`);
  const read = rows.map((one) => ({ ...one, member: one.peerId }));
  return (await tellApart(tx, read)).map(({ member: _, ...one }) => one);
}

export const readInvitation = async (tx: Tx, id: string): Promise<Invitation | undefined> =>
  (await readWhere(tx, Prisma.sql`i.id = ${id}::uuid`))[0];

/** Open invitations of one peer that wait for an answer, the one that closes first at the top. */
export async function readUnanswered(tx: Tx, peer: MemberId, now: Date): Promise<string[]> {
  const rows = await tx.invitation.findMany({
    where: { peerId: peer, reply: null, callOut: { state: 'open', closesAt: { gt: now } } },
    orderBy: [{ callOut: { closesAt: 'asc' } }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The reply itself; which days suit stands with the project. */
export async function writeReply(tx: Tx, invitation: Invitation, reply: Answer): Promise<void> {
  await tx.invitation.update({ where: { id: invitation.id }, data: { reply, undelivered: false } });
}

/** Of those who were asked and have not answered. */
export async function markUnasked(tx: Tx, invitations: readonly string[]): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: { in: [...invitations] }, reply: null },
    data: { undelivered: true },
  });
}
