import type { Work } from '../../../bot/feature.ts';
import type { CardOf } from '../../../bot/messages/declare.ts';
import { list, show, tell, unlist } from '../../../bot/messages/say.ts';
import type { Card, Message } from '../../../chat/message.ts';
import { previewed } from '../../../chat/preview.ts';
import { notArrived, shareCard, statusCard, suggestionCard } from '../messages.ts';
import * as store from '../store/question.ts';
import { readAnswers } from '../store/thread.ts';
import { suggestionsOf } from '../store/waiting.ts';

/** What whoever asked sees where they pressed; where the card lives on it changes, too. Without a name none does. */
export function reshow<S extends { question: store.Question }>(
  work: Work,
  kind: CardOf<S>,
  seen: NoInfer<S>,
  as?: Card,
): Message {
  const { unnamed, asker } = seen.question;
  if (!unnamed) return show(work, kind, seen, as && { as });
  const at = { reader: { member: asker.member }, now: work.now };
  return previewed(as ?? kind.said.draw(seen, at), 'vague');
}

/** What was suggested stands on the home of whoever asked with their name, but while the question is taken back. */
export const listSuggestions = (work: Work, question: store.Question): void =>
  list(work, suggestionCard, suggestionsOf(question));

/** Whoever asked has seen to the answer: on home it comes after what still waits for them. */
export function listSeenTo(work: Work, question: store.Question, answer: store.Answer): void {
  if (question.state === 'answered' && question.answer?.id === answer.id)
    list(work, statusCard, [{ question, isSeenTo: true }]);
}

/** Goes with its words, and with what still waited about it. */
export async function removeQuestion(work: Work, question: store.Question): Promise<void> {
  const { id, topic } = question;
  unlist(work, statusCard, [{ question }]);
  unlist(work, suggestionCard, suggestionsOf(question));
  const answers = await readAnswers(work.tx, id);
  unlist(
    work,
    shareCard,
    answers.map((answer) => ({ topic, answer })),
  );
  await store.deleteQuestion(work.tx, id);
}

/** Deleted unread: the last answer never reached anybody. */
export function tellNeverFound(work: Work, question: store.Question): void {
  const { state, undelivered, answer } = question;
  if (state === 'answered' && undelivered === 'unread' && answer)
    tell(work, notArrived, { question, answer }, 'deleted');
}
