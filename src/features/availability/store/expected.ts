import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { toAllowId } from './invited-peers.ts';

const UNDER_WAY = ['draft', 'open', 'closed'];

/** What a manager has under way has its card. */
export async function readExpectedCallOuts(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const today = now.toISOString().slice(0, 10);
  const rows = await tx.callOut.findMany({
    where: {
      state: { in: UNDER_WAY },
      project: { days: { some: { day: { gte: today } } }, ...(reader && { managerId: reader }) },
    },
    select: { id: true, project: { select: { managerId: true } } },
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, project }) => ({ record: id, reader: project.managerId }));
}

/** Each peer of an open call-out was asked. */
export async function readExpectedInvitations(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.invitation.findMany({
    where: { callOut: { state: 'open' }, ...(reader && { peerId: reader }) },
    select: { id: true, peerId: true, reply: true },
    orderBy: { callOut: { openedAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, peerId, reply }) => ({
    record: id,
    reader: peerId,
    ...(reply !== null && { asksNothing: true }),
  }));
}

/** Whoever is interested in a project whose host is named was asked about it. */
export async function readExpectedHosts(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const today = now.toISOString().slice(0, 10);
  const rows = await tx.invitation.findMany({
    where: {
      reply: { in: ['yes', 'maybe'] },
      ...(reader && { peerId: reader }),
      callOut: {
        state: { not: 'withdrawn' },
        project: { hostNamedAt: { not: null }, days: { some: { day: { gte: today } } } },
      },
    },
    select: {
      id: true,
      peerId: true,
      callOut: {
        select: { project: { select: { conflicts: { select: { peerId: true, reopenedAt: true } } } } },
      },
    },
    orderBy: { callOut: { openedAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, peerId, callOut }) => {
    const own = callOut.project.conflicts.find((one) => one.peerId === peerId);
    return { record: id, reader: peerId, ...(own?.reopenedAt === null && { asksNothing: true }) };
  });
}

/** Whoever told something to somebody who no longer runs the project is asked about who does. */
export async function readExpectedToAllow(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.conflict.findMany({
    where: {
      wordsSealed: { not: null },
      nextId: { not: null },
      nextMay: null,
      ...(reader && { peerId: reader }),
    },
    select: {
      peerId: true,
      nextId: true,
      project: { select: { callOuts: { select: { invitations: { select: { id: true, peerId: true } } } } } },
    },
    take: limit,
  });
  return rows.flatMap(({ peerId, nextId, project }) =>
    project.callOuts.flatMap(({ invitations }) =>
      invitations
        .filter((one) => one.peerId === peerId)
        .map(({ id }) => ({ record: toAllowId(id, nextId ?? ''), reader: peerId })),
    ),
  );
}
