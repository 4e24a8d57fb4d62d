import type { ExpectedMessage } from '../../../outbox/report/auditor.ts';
import type { Tx } from '../../../store/database.ts';
import { invitationSlot, statusSlot, turnSlot } from '../views/messages.ts';

/** A question that is with somebody: they have it, and whoever asked knows where it stands. And each invitation. */
export async function readExpectedMessages(tx: Tx, _now: Date, limit: number): Promise<ExpectedMessage[]> {
  const rows = await tx.question.findMany({
    where: { state: { in: ['offered', 'taken'] } },
    select: { id: true, readerId: true, readers: { select: { id: true, memberId: true } } },
    orderBy: { dueAt: 'desc' },
    take: limit,
  });
  const invited = await tx.questionTopicPerson.findMany({
    where: { answer: null, invited: true, topic: { retired: false } },
    select: { topicId: true, memberId: true },
    take: limit,
  });
  const questions = rows.flatMap(({ id, readerId, readers }) => {
    const turn = readers.find(({ memberId }) => memberId === readerId);
    const record = `question:${id}`;
    return [
      { record, slot: statusSlot(id) },
      ...(turn ? [{ record: `question-reader:${turn.id}`, slot: turnSlot(turn.id) }] : []),
    ];
  });
  return [
    ...questions,
    ...invited.map(({ topicId, memberId }) => ({
      record: `topic-invitation:${topicId}`,
      slot: invitationSlot(topicId, memberId),
    })),
  ];
}
