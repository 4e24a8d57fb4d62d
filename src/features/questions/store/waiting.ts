import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import type { Vault } from '../../../store/seal.ts';
import type { Sharing, State } from '../rules.ts';
import { type Answer, type Question, readQuestions, type Turn } from './question.ts';

/** What a reader's card shows: the topic and how it stands, nothing of the words or of whoever asked. */
export interface Offer {
  question: Pick<Question, 'state' | 'readerId'> & { topic: { name: string } };
  turn: Pick<Turn, 'id' | 'member'>;
}

/** These turns of one reader. */
export async function readOffers(
  tx: Tx,
  turns: readonly string[],
  reader: MemberId,
): Promise<ReadonlyMap<string, Offer>> {
  const rows = await tx.questionReader.findMany({
    where: { id: { in: [...turns] }, memberId: reader, member: { standing: 'member' } },
    select: {
      id: true,
      question: { select: { state: true, readerId: true, topic: { select: { name: true } } } },
    },
  });
  return new Map(
    rows.map(({ id, question: { state, ...question } }) => [
      id,
      { question: { ...question, state: state as State }, turn: { id, member: reader } },
    ]),
  );
}

/** A question with the turn of whoever suggested somebody. */
export interface Suggestion {
  question: Question;
  turn: Turn;
}

/** What was suggested in these turns to whoever asked with their name. */
export async function readSuggestions(
  tx: Tx,
  vault: Vault,
  turns: readonly string[],
  asker: MemberId,
): Promise<ReadonlyMap<string, Suggestion>> {
  const found = await readQuestions(tx, vault, {
    askerId: asker,
    asker: { standing: 'member' },
    readers: { some: { id: { in: [...turns] }, suggestedId: { not: null } } },
  });
  return new Map(
    found.flatMap((question) =>
      suggestionsOf(question)
        .filter(({ turn }) => turns.includes(turn.id))
        .map((one) => [one.turn.id, one]),
    ),
  );
}

/** Whom somebody has suggested, where it still needs the asker's yes. */
export const suggestionsOf = (question: Question): Suggestion[] =>
  question.turns.filter(({ suggested }) => suggested).map((turn) => ({ question, turn }));

/** An answer that others may see once whoever wrote it agrees, too. */
export interface ToShare {
  topic: { name: string };
  answer: Pick<Answer, 'id' | 'sharing'> & { reader: { member: MemberId } };
}

/** These answers of one member. */
export async function readToShare(
  tx: Tx,
  posts: readonly string[],
  reader: MemberId,
): Promise<ReadonlyMap<string, ToShare>> {
  const rows = await tx.questionPost.findMany({
    where: { id: { in: [...posts] }, readerId: reader, reader: { standing: 'member' } },
    select: { id: true, sharing: true, question: { select: { topic: { select: { name: true } } } } },
  });
  return new Map(
    rows.map(({ id, sharing, question: { topic } }) => [
      id,
      { topic, answer: { id, sharing: sharing as Sharing, reader: { member: reader } } },
    ]),
  );
}

/** These, of what they asked with their name. What was asked without one is found only by its own buttons. */
export async function readAsked(
  tx: Tx,
  vault: Vault,
  questions: readonly string[],
  asker: MemberId,
): Promise<ReadonlyMap<string, { question: Question }>> {
  const where = { id: { in: [...questions] }, askerId: asker, asker: { standing: 'member' } };
  return new Map((await readQuestions(tx, vault, where)).map((question) => [question.id, { question }]));
}

/** As many are looked through for those of one person. */
const MOST_UNDELIVERED = 100;

/**
 * Of those that were not delivered, the ones that this person asked: who that is stands only in the sealed words of each.
 * They are few, and one statement says that there are none.
 */
export async function readUndelivered(tx: Tx, vault: Vault, asker: MemberId): Promise<Question[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM question WHERE astray IS NOT NULL AND state <> 'taken-back' ORDER BY due_at, id LIMIT ${MOST_UNDELIVERED}`;
  if (rows.length === 0) return [];
  const found = await readQuestions(tx, vault, { id: { in: rows.map(({ id }) => id) } });
  return found.filter((question) => question.asker.member === asker);
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
