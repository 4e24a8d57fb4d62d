import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { Tx } from '../../../store/database.ts';

const open = { state: 'open' };

/** An open call-out has its manager's card. */
export async function readExpectedCallOuts(tx: Tx, _now: Date, limit: number): Promise<ExpectedCard[]> {
  const rows = await tx.callOut.findMany({
    where: open,
    select: { id: true, project: { select: { managerId: true } } },
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, project }) => ({ record: id, reader: project.managerId }));
}

/** Each of its peers was asked. */
export async function readExpectedInvitations(tx: Tx, _now: Date, limit: number): Promise<ExpectedCard[]> {
  const rows = await tx.invitation.findMany({
    where: { callOut: open },
    select: { id: true, peerId: true },
    orderBy: { callOut: { openedAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, peerId }) => ({ record: id, reader: peerId }));
}
