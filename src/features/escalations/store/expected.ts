import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { cardOf, isForThem, ownCardId } from '../rules/cards.ts';
import { SAID_MS } from '../rules/limits.ts';
import { isOpen, OPEN, type State } from '../rules/states.ts';
import { toCall, whole } from './requests.ts';

/** An open request has its asker's card; that nobody answered may have been said by the answer to a press alone. */
export async function readExpectedOwnCalls(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const said = new Date(now.getTime() - SAID_MS);
  const rows = await tx.escalation.findMany({
    where: {
      askerId: reader ?? { not: null },
      OR: [{ state: { in: [...OPEN] } }, { state: 'unanswered' satisfies State, closedAt: { gt: said } }],
    },
    select: { id: true, card: true, askerId: true, state: true },
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ askerId, state, ...row }) =>
    askerId === null
      ? []
      : { record: ownCardId(row), reader: askerId, ...(!isOpen(state as State) && { unsent: true }) },
  );
}

/** Everybody whom an open request asked was written to. */
export async function readExpectedAsks(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.escalation.findMany({
    where: {
      state: { in: [...OPEN] },
      askerId: { not: null },
      ...(reader && { asks: { some: { personId: reader } } }),
    },
    include: whole,
    orderBy: { openedAt: 'desc' },
    take: limit,
  });
  return rows.flatMap((row) => {
    const request = toCall(row);
    const asks = request?.asks.filter(({ person }) => !reader || person === reader) ?? [];
    return asks.map((ask) => ({
      record: ask.id,
      reader: ask.person,
      ...(request && !isForThem(cardOf(request, ask)) && { asksNothing: true }),
    }));
  });
}

/** A wish is with whom it is for. */
export async function readExpectedWishes(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.supervisionWish.findMany({
    where: { state: 'sent', ...(reader && { toId: reader }) },
    select: { id: true, toId: true },
    orderBy: { sentAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, toId }) => ({ record: id, reader: toId }));
}
