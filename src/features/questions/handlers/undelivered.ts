import type { Context, Work } from '../../../bot/feature.ts';
import type { Card } from '../../../chat/message.ts';
import { shownSlots } from '../../../outbox/enqueue/cards.ts';
import * as store from '../store/question.ts';
import { readAnswers } from '../store/thread.ts';
import { readUndelivered } from '../store/waiting.ts';
import { answerCard, suggestionCard } from '../views/answer.ts';
import { nobodyLeft, withReader } from '../views/asker.ts';
import * as messages from '../views/messages.ts';
import { neverFoundCard, notArrivedCard } from '../views/reader.ts';
import { moveOn } from './turn.ts';

/**
 * A message of ours will not arrive. Whoever cannot be reached is not waited for; what was for the one who asked waits on
 * their own home, and whoever answered hears of it. The rest (thanks, wishes to publish) is on home or asks nothing.
 */
export async function undelivered(work: Work, id: string, key: string, outcome: string): Promise<void> {
  if (messages.isToAsker(key)) return tellOrKeep(work, id, key);
  if (outcome !== 'failed' || !key.startsWith('questions:turn:')) return;
  const question = await store.lockTurnOf(work.tx, work.vault, id);
  const turn = question?.turns.find((one) => one.id === id);
  if (question?.state === 'offered' && turn?.member === question.readerId) await moveOn(work, question);
}

/** With a name it is on home anyway, and whoever answered can say so; without one nobody may learn who it is. */
async function tellOrKeep(work: Work, id: string, key: string): Promise<void> {
  const { tx, vault, enqueue } = work;
  const question = await store.lockQuestion(tx, vault, id);
  if (!question) return;
  if (question.unnamed) return store.markUndelivered(tx, question, 'unread');
  const post = messages.readAnswerKey(key);
  // An answer that was seen before: what failed is a later change of its card.
  if (post === undefined || (await shownSlots(tx, [messages.answerSlot(post)])).size > 0) return;
  const answer = (await readAnswers(tx, id)).find((one) => one.id === post);
  const name = question.named?.name;
  if (answer && name !== undefined)
    enqueue(messages.notArrivedMessage(answer.reader.member, post, notArrivedCard(name)));
}

/** Deleted unread: the last answer never reached anybody. */
export async function tellNeverFound({ tx, enqueue }: Work, question: store.Question): Promise<void> {
  if (question.state !== 'answered' || question.undelivered !== 'unread') return;
  const answer = (await readAnswers(tx, question.id)).at(-1);
  if (answer) enqueue(messages.notArrivedMessage(answer.reader.member, answer.id, neverFoundCard));
}

/** What was not delivered, as a card each: found only by whoever asked, and written down nowhere that they looked. */
export async function readUndeliveredCards({ tx, vault, actor, now }: Context): Promise<Card[]> {
  const cards: Card[] = [];
  for (const question of await readUndelivered(tx, vault, actor.member)) {
    const answer = question.state === 'answered' ? (await readAnswers(tx, question.id)).at(-1) : undefined;
    const holder = question.turns.find(({ member }) => member === question.readerId);
    const words = answer
      ? answerCard(question, answer)
      : holder
        ? withReader(question, { name: holder.name, next: undefined }, now)
        : question.state === 'unanswered'
          ? nobodyLeft(question)
          : undefined;
    cards.push(...(words?.card ? [words.card] : []), ...suggestionsOf(question));
  }
  return cards;
}

/** Whom somebody has suggested, where it still needs the asker's yes. */
export const suggestionsOf = (question: store.Question): Card[] =>
  question.turns.flatMap((turn) => {
    const { suggested } = turn;
    return (suggested && suggestionCard(question, { ...turn, suggested }).card) || [];
  });
