import type { ExpectedMessage } from '../../../outbox/report/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { OPEN } from '../rules/states.ts';
import { askerSlot } from '../views/asker.ts';
import { wishKey } from '../views/forms.ts';
import { askKey } from '../views/responder.ts';

/** An open request has its asker's card, everybody asked was written to, and a wish is with whom it is for. */
export async function readExpectedMessages(tx: Tx, _now: Date, limit: number): Promise<ExpectedMessage[]> {
  const requests = await tx.escalation.findMany({
    where: { state: { in: [...OPEN] }, askerId: { not: null } },
    select: { id: true, card: true, asks: { select: { id: true } } },
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  const wishes = await tx.supervisionWish.findMany({
    where: { state: 'sent' },
    select: { id: true },
    orderBy: { sentAt: 'desc' },
    take: limit,
  });
  return [
    ...requests.flatMap(({ id, card, asks }) => [
      { record: `escalation:${id}`, slot: askerSlot({ id, card }) },
      ...asks.map((ask) => ({ record: `escalation-ask:${ask.id}`, slot: askKey(ask.id) })),
    ]),
    ...wishes.map(({ id }) => ({ record: `supervision-wish:${id}`, slot: wishKey(id) })),
  ];
}
