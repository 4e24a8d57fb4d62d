import type { Context, LossHandler, Work } from '../../../bot/feature.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { tell, unlist } from '../../../bot/messages/say.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import type { Card } from '../../../chat/message.ts';
import { answerCard, nobody, notArrived, statusCard, suggestionCard, turnCard } from '../messages.ts';
import { moveOn } from '../operations/turn.ts';
import * as store from '../store/question.ts';
import { findQuestionOf, readAnswers } from '../store/thread.ts';
import { readUndelivered, suggestionsOf } from '../store/waiting.ts';
import * as answers from '../views/answer.ts';
import { nobodyLeft, withReader } from '../views/asker.ts';

/** Whoever cannot be reached is not waited for. */
async function askNext(work: Work, { record, outcome }: Lost): Promise<void> {
  if (outcome !== 'failed') return;
  const question = await store.lockTurnOf(work.tx, work.vault, record);
  const turn = question?.turns.find(({ id }) => id === record);
  if (question?.state !== 'offered' || turn?.member !== question.readerId) return;
  unlist(work, turnCard, [{ question, turn }]);
  await moveOn(work, question);
}

/** Without a name nobody may learn who it is, so that it waits on their own home; with one it is there anyway. */
const keep = ({ tx }: Work, question: store.Question | undefined): Promise<void> | undefined =>
  question && store.markUndelivered(tx, question, 'unread');

/** An answer: with a name, whoever gave it can say that it is there. What was seen before is only a change that is lost. */
async function keepOrTell(work: Work, { record, wasSeen }: Lost): Promise<void> {
  const { tx, vault } = work;
  const id = await findQuestionOf(tx, record);
  const question = id === undefined ? undefined : await store.lockQuestion(tx, vault, id);
  if (!question?.named || wasSeen) return keep(work, question);
  const answer = (await readAnswers(tx, question.id)).find((one) => one.id === record);
  if (answer) tell(work, notArrived, { question, answer }, 'lost');
}

export const lost: readonly LossHandler[] = [
  onLost(turnCard, askNext),
  onLost(statusCard, async (work, { record }) =>
    keep(work, await store.lockQuestion(work.tx, work.vault, record)),
  ),
  onLost(nobody, async (work, { record }) =>
    keep(work, await store.lockQuestion(work.tx, work.vault, record)),
  ),
  onLost(suggestionCard, async (work, { record }) =>
    keep(work, await store.lockTurnOf(work.tx, work.vault, record)),
  ),
  onLost(answerCard, keepOrTell),
];

/** What was not delivered, as a card each: found only by whoever asked, and written down nowhere that they looked. */
export async function readUndeliveredCards({ tx, vault, actor, now }: Context): Promise<Card[]> {
  const cards: Card[] = [];
  for (const question of await readUndelivered(tx, vault, actor.member)) {
    const answer = question.state === 'answered' ? question.answer : null;
    const holder = question.turns.find(({ member }) => member === question.readerId);
    if (answer) cards.push(answers.answerCard(question, answer));
    else if (holder) cards.push(withReader(question, { name: holder.name, next: undefined }, now));
    else if (question.state === 'unanswered') cards.push(nobodyLeft(question));
    cards.push(...suggestionsOf(question).map(({ turn }) => answers.suggestionCard(question, turn)));
  }
  return cards;
}
