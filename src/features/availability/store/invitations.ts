import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { type Caller, calledBy } from '../../pool/store/callable.ts';
import type { Answer } from '../rules.ts';

export interface Invitation {
  id: string;
  callOutId: string;
  peerId: MemberId;
  name: string;
  reply: Answer | null;
  undelivered: boolean;
  /** Each that is to ring is a card of its own. */
  edition: number;
  sentAgain: boolean;
  /** Of one who was asked by hand, or whose reply was noted for them: until when they may answer. */
  until: string | null;
  /** Who noted the reply on their behalf. */
  notedBy: string | null;
  days: string[];
  /** A20: they said to its pencil that it could be for them. */
  wasKeen: boolean;
}

/** Whether the peer of the invitation `i` was keen on the pencil of the project, whose id this is: a part of a statement. */
export const wasKeen = (project: Prisma.Sql): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM invitation keen JOIN call_out pencil ON pencil.id = keen.call_out_id AND pencil.kind = 'pencil'
    WHERE pencil.project_id = ${project} AND keen.peer_id = i.peer_id AND keen.reply = 'keen')`;

/** Asks everybody whom the call-out goes to and who may be, in one statement; whoever was asked before is not. */
export async function invitePool(tx: Tx, callOut: string, caller: Caller, now: Date): Promise<Invitation[]> {
  const rows = await tx.$queryRaw<Pick<Invitation, 'id' | 'callOutId' | 'peerId' | 'name' | 'wasKeen'>[]>`
    WITH invited AS (
      INSERT INTO invitation (id, call_out_id, peer_id)
        SELECT gen_random_uuid(), ${callOut}::uuid, q.member_id
          ${calledBy(Prisma.sql`${callOut}::uuid`, caller, Prisma.sql`${caller.hostKey}`, now)}
      ON CONFLICT DO NOTHING RETURNING id, call_out_id, peer_id)
    SELECT i.id::text, i.call_out_id::text AS "callOutId", i.peer_id::text AS "peerId", m.name,
      ${wasKeen(Prisma.sql`o.project_id`)} AS "wasKeen"
    FROM invited i JOIN member m ON m.id = i.peer_id JOIN call_out o ON o.id = i.call_out_id ORDER BY i.peer_id`;
  return rows.map((row) => ({ ...row, ...UNANSWERED }));
}

const UNANSWERED = {
  reply: null,
  undelivered: false,
  edition: 0,
  sentAgain: false,
  until: null,
  notedBy: null,
  days: [],
};

/** The days that suit somebody stand where they are placed. */
const readWhere = (tx: Tx, where: Prisma.Sql): Promise<Invitation[]> =>
  tx.$queryRaw<Invitation[]>`
    SELECT i.id, i.call_out_id AS "callOutId", i.peer_id AS "peerId", m.name, i.reply, i.undelivered, i.edition, i.sent_again AS "sentAgain", i.until, noter.name AS "notedBy",
      COALESCE(l.days, '{}') AS days, ${wasKeen(Prisma.sql`o.project_id`)} AS "wasKeen"
    FROM invitation i JOIN member m ON m.id = i.peer_id JOIN call_out o ON o.id = i.call_out_id
      LEFT JOIN member noter ON noter.id = i.noted_by_id
      LEFT JOIN placement l ON l.project_id = o.project_id AND l.peer_id = i.peer_id
    WHERE ${where}`;

export async function readInvitations(tx: Tx, callOut: string): Promise<Invitation[]> {
  const rows = await readWhere(tx, Prisma.sql`i.call_out_id = ${callOut}::uuid`);
  const read = rows.map((one) => ({ ...one, member: one.peerId }));
  return (await tellApart(tx, read)).map(({ member: _, ...one }) => one);
}

export const readInvitation = async (tx: Tx, id: string): Promise<Invitation | undefined> =>
  (await readWhere(tx, Prisma.sql`i.id = ${id}::uuid`))[0];

/** The invitation of one person by a call-out, which is locked. */
export const readInvitationOf = async (
  tx: Tx,
  callOut: string,
  peer: MemberId,
): Promise<Invitation | undefined> =>
  (await readWhere(tx, Prisma.sql`i.call_out_id = ${callOut}::uuid AND i.peer_id = ${peer}::uuid`))[0];

const readNow = async (tx: Tx, id: string): Promise<Invitation> => {
  const invitation = await readInvitation(tx, id);
  if (!invitation) throw new Error(`Expected the invitation ${id}, which this transaction has written.`);
  return invitation;
};

/** One person by hand, who was not asked so far. The call-out is locked. */
export async function inviteOne(
  tx: Tx,
  callOut: string,
  peer: MemberId,
  until: string | null,
): Promise<Invitation> {
  const { id } = await tx.invitation.create({ data: { callOutId: callOut, peerId: peer, until } });
  return readNow(tx, id);
}

/** It rings once more, and that is all. */
export async function markSentAgain(tx: Tx, { id }: Invitation): Promise<Invitation> {
  await tx.invitation.update({
    where: { id },
    data: { sentAgain: true, undelivered: false, edition: { increment: 1 } },
  });
  return readNow(tx, id);
}

/** On behalf of a peer, who reads it at once and may change it until this day. */
export async function noteReply(
  tx: Tx,
  id: string,
  noted: { reply: Answer; by: MemberId; until: string },
): Promise<void> {
  const { reply, by, until } = noted;
  await tx.invitation.update({
    where: { id },
    data: { reply, notedById: by, until, undelivered: false, edition: { increment: 1 } },
  });
}

/** Open invitations of one peer that wait for an answer, the one that closes first at the top. */
export async function readUnanswered(tx: Tx, peer: MemberId, now: Date): Promise<string[]> {
  const rows = await tx.invitation.findMany({
    where: {
      peerId: peer,
      reply: null,
      OR: [
        { callOut: { state: 'open', closesAt: { gt: now } } },
        { callOut: { state: 'closed' }, until: { gte: now.toISOString().slice(0, 10) } },
      ],
    },
    orderBy: [{ callOut: { closesAt: 'asc' } }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The reply itself; which days suit stands with the project. */
export async function writeReply(tx: Tx, invitation: Invitation, reply: Answer): Promise<void> {
  await tx.invitation.update({
    where: { id: invitation.id },
    data: { reply, undelivered: false, notedById: null },
  });
}

/** Of those who were asked and have not answered. */
export async function markUnasked(tx: Tx, invitations: readonly string[]): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: { in: [...invitations] }, reply: null },
    data: { undelivered: true },
  });
}
