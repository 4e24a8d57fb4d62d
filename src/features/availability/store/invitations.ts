import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import type { Tx } from '../../../store/database.ts';
import type { Answer } from '../rules.ts';

export interface Invitation {
  id: string;
  callOutId: string;
  peerId: MemberId;
  name: string;
  reply: Answer | null;
  undelivered: boolean;
  days: string[];
}

export const withDays = {
  days: { select: { day: true }, orderBy: { day: 'asc' } },
  peer: { select: { name: true } },
} as const;

type InvitationRow = Omit<Invitation, 'days' | 'name'> & { days: { day: string }[]; peer: { name: string } };

export function toInvitation(row: unknown): Invitation {
  const { days, peer, ...rest } = row as InvitationRow;
  return { ...rest, name: peer.name, days: days.map(({ day }) => day) };
}

export async function invite(tx: Tx, callOut: string, peers: readonly MemberId[]): Promise<Invitation[]> {
  const rows = await tx.invitation.createManyAndReturn({
    data: peers.map((peerId) => ({ callOutId: callOut, peerId })),
    skipDuplicates: true,
    include: { peer: withDays.peer },
  });
  return rows.map((row) => toInvitation({ ...row, days: [] }));
}

export async function readInvitations(tx: Tx, callOut: string): Promise<Invitation[]> {
  const rows = await tx.invitation.findMany({ where: { callOutId: callOut }, include: withDays });
  const read = rows.map(toInvitation).map((one) => ({ ...one, member: one.peerId }));
  return (await tellApart(tx, read)).map(({ member: _, ...one }) => one);
}

export async function readInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await tx.invitation.findUnique({ where: { id }, include: withDays });
  return row ? toInvitation(row) : undefined;
}

/** Open invitations of one peer that wait for an answer, the one that closes first at the top. */
export async function readUnanswered(tx: Tx, peer: MemberId, now: Date): Promise<string[]> {
  const rows = await tx.invitation.findMany({
    where: { peerId: peer, reply: null, callOut: { state: 'open', closesAt: { gt: now } } },
    orderBy: [{ callOut: { closesAt: 'asc' } }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Where this peer said yes or maybe to a project whose host is named and whose last day is ahead. */
export async function readLive(
  tx: Tx,
  peer: MemberId,
  now: Date,
): Promise<{ id: string; callOutId: string }[]> {
  const today = now.toISOString().slice(0, 10);
  return tx.invitation.findMany({
    where: {
      peerId: peer,
      reply: { in: ['yes', 'maybe'] },
      callOut: {
        state: { in: ['open', 'closed'] },
        project: { hostNamedAt: { not: null }, days: { some: { day: { gte: today } } } },
      },
    },
    orderBy: { callOutId: 'asc' },
    select: { id: true, callOutId: true },
  });
}

export async function writeReply(
  tx: Tx,
  invitation: Invitation,
  projectId: string,
  reply: Answer,
  days: readonly string[],
): Promise<Invitation> {
  await tx.invitation.update({ where: { id: invitation.id }, data: { reply, undelivered: false } });
  await tx.invitationDay.deleteMany({ where: { invitationId: invitation.id } });
  await tx.invitationDay.createMany({
    data: days.map((day) => ({ invitationId: invitation.id, projectId, day })),
  });
  return { ...invitation, reply, days: [...days], undelivered: false };
}

/** Of those who were asked and have not answered. */
export async function markUnasked(tx: Tx, invitations: readonly string[]): Promise<void> {
  await tx.invitation.updateMany({
    where: { id: { in: [...invitations] }, reply: null },
    data: { undelivered: true },
  });
}

/** What they were to be told about the host did not arrive. */
export async function markUntold(tx: Tx, invitation: string): Promise<void> {
  const where = { id: invitation, reply: { in: ['yes', 'maybe'] } };
  await tx.invitation.updateMany({ where, data: { undelivered: true } });
}

export async function markReached(tx: Tx, invitation: string): Promise<void> {
  await tx.invitation.updateMany({ where: { id: invitation }, data: { undelivered: false } });
}
