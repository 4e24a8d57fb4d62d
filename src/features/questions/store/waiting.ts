import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import type { Vault } from '../../../store/seal.ts';
import type { State } from '../rules.ts';
import { type Question, readQuestion } from './question.ts';

/** Their turns now. */
export async function readHeld(
  tx: Tx,
  member: MemberId,
): Promise<{ turn: string; topic: string; state: State }[]> {
  const rows = await tx.question.findMany({
    where: { readerId: member },
    select: { state: true, topic: { select: { name: true } }, readers: { where: { memberId: member } } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: 500,
  });
  return rows.flatMap(({ state, topic, readers: [turn] }) =>
    turn ? [{ turn: turn.id, topic: topic.name, state: state as State }] : [],
  );
}

/** What they asked with their name. What was asked without one is found only by its own buttons. */
export async function readAsked(tx: Tx, asker: MemberId): Promise<string[]> {
  const where = { askerId: asker, state: { not: 'taken-back' } };
  const rows = await tx.question.findMany({
    where,
    select: { id: true },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: 5,
  });
  return rows.map(({ id }) => id);
}

/** Of those that were not delivered, the ones that this person asked: who that is stands only in the sealed words of each. */
export async function readUndelivered(tx: Tx, vault: Vault, asker: MemberId): Promise<Question[]> {
  const rows = await tx.question.findMany({
    where: { undelivered: { not: null }, state: { not: 'taken-back' } },
    select: { id: true },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: 100,
  });
  const own: Question[] = [];
  for (const { id } of rows) {
    const question = await readQuestion(tx, vault, id);
    if (question?.asker.member === asker) own.push(question);
  }
  return own;
}

/** The topics of questions that found nobody: which questions, and whose, is not said. */
export async function readUnansweredTopics(tx: Tx): Promise<string[]> {
  const rows = await tx.questionTopic.findMany({
    where: { questions: { some: { state: 'unanswered' } } },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ name }) => name);
}

export const dueQuestions: Due = (now) =>
  Prisma.sql`SELECT id::text, due_at AS at FROM question WHERE due_at <= ${now}`;
