import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

const WITH_SOMEBODY = { in: ['offered', 'taken'] };

/** Whoever has a question was asked. */
export async function readExpectedTurns(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.question.findMany({
    where: { state: WITH_SOMEBODY, readerId: reader ?? { not: null } },
    select: { readerId: true, readers: { select: { id: true, memberId: true } } },
    orderBy: { dueAt: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ readerId, readers }) =>
    readers
      .filter(({ memberId }) => memberId === readerId)
      .map(({ id, memberId }) => ({ record: id, reader: memberId })),
  );
}

/**
 * Whoever asked with their name knows with whom it is, and has it on home until it is deleted. What was sent without one
 * is forgotten within a day or two, and is looked for no longer.
 */
export async function readExpectedStatuses(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.question.findMany({
    where: { state: { not: 'taken-back' }, askerId: reader ?? { not: null } },
    select: { id: true, askerId: true, state: true },
    orderBy: { dueAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, askerId, state }) => ({
    record: id,
    reader: askerId ?? undefined,
    // What else there is to say of it is another message.
    ...(!WITH_SOMEBODY.in.includes(state) && { unsent: true }),
  }));
}

/** Each suggestion waits for whoever asked; without a name it stands on no home. */
export async function readExpectedSuggestions(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.questionReader.findMany({
    where: {
      suggestedId: { not: null },
      question: { askerId: reader ?? { not: null }, state: { not: 'taken-back' } },
    },
    select: { id: true, question: { select: { askerId: true } } },
    orderBy: { question: { dueAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, question }) => ({ record: id, reader: question.askerId ?? undefined }));
}

/** Whoever answered is asked once whoever asked has agreed. */
export async function readExpectedToShare(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.questionPost.findMany({
    where: { sharing: 'agreed', readerId: reader ?? { not: null } },
    select: { id: true, readerId: true },
    orderBy: { question: { dueAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, readerId }) => ({ record: id, reader: readerId ?? undefined }));
}

/** Whoever stands on a topic and has not answered was invited, or is about to be and can answer on home already. */
export async function readExpectedInvitations(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.questionTopicPerson.findMany({
    where: { answer: null, topic: { retired: false }, ...(reader && { memberId: reader }) },
    select: { topicId: true, memberId: true, invited: true },
    take: limit,
  });
  return rows.map(({ topicId, memberId, invited }) => ({
    record: topicId,
    reader: memberId,
    ...(!invited && { unsent: true }),
  }));
}
