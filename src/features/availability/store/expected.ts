import type { ExpectedMessage } from '../../../outbox/report/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { callOutSlot, invitationSlot } from '../views/messages.ts';

/** An open call-out has its manager's card, and each of its peers was asked. */
export async function readExpectedMessages(tx: Tx, _now: Date, limit: number): Promise<ExpectedMessage[]> {
  const open = { state: 'open' };
  const callOuts = await tx.callOut.findMany({
    where: open,
    select: { id: true },
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  const invitations = await tx.invitation.findMany({
    where: { callOut: open },
    select: { id: true },
    orderBy: { callOut: { openedAt: 'desc' } },
    take: limit,
  });
  return [
    ...callOuts.map(({ id }) => ({ record: `call-out:${id}`, slot: callOutSlot(id) })),
    ...invitations.map(({ id }) => ({ record: `invitation:${id}`, slot: invitationSlot(id) })),
  ];
}
