import type { Owed } from '../../../outbox/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { statusSlot, turnSlot } from '../views/letters.ts';

/** A question that is with somebody: they have it, and whoever asked knows where it stands. */
export async function readOwed(tx: Tx, _now: Date, limit: number): Promise<Owed[]> {
  const rows = await tx.question.findMany({
    where: { state: { in: ['offered', 'taken'] } },
    select: { id: true, readerId: true, readers: { select: { id: true, memberId: true } } },
    orderBy: { dueAt: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ id, readerId, readers }) => {
    const turn = readers.find(({ memberId }) => memberId === readerId);
    const record = `question:${id}`;
    return [
      { record, slot: statusSlot(id) },
      ...(turn ? [{ record: `question-reader:${turn.id}`, slot: turnSlot(turn.id) }] : []),
    ];
  });
}
