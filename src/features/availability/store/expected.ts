import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

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
    select: { id: true, state: true, project: { select: { managerId: true, state: true } } },
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, state, project }) => ({
    record: id,
    reader: project.managerId,
    ...(state !== 'draft' && project.state !== 'calling' && { asksNothing: true as const }),
  }));
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
