import type { Context } from '../../../bot/feature.ts';
import { show, tell } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { answerCard, shareCard, statusCard, suggestionCard, thanks, turnCard } from '../messages.ts';
import { listSeenTo, listSuggestions, reshow } from '../operations/question.ts';
import { endTurn, moveOn, readAway } from '../operations/turn.ts';
import { isUnderWay, putFirst, undoUntil } from '../rules.ts';
import * as published from '../store/published.ts';
import * as questions from '../store/question.ts';
import { addPost, moveSharing, readAnswers, readThread } from '../store/thread.ts';
import * as answerViews from '../views/answer.ts';
import * as views from '../views/asker.ts';
import { notNeededCard, offerCard, takenCard } from '../views/reader.ts';
import type { Answered } from './guards.ts';

export function openMore(_: Context, question: questions.Question): OpenForm | Say {
  const mayAdd = isUnderWay(question.state) || question.state === 'answered';
  return mayAdd ? open(views.moreForm(question)) : say(views.nobodyToRead);
}

/** More words. While somebody has it they are told; after an answer it goes to the next, with all that was written. */
export async function addMore(
  context: Context,
  question: questions.Question,
  { values }: { values: { words: string } },
): Promise<Say> {
  const isAnswered = question.state === 'answered';
  if (!isAnswered && !isUnderWay(question.state)) return say(views.nobodyToRead);
  await addPost(context.tx, context.vault, question, values);
  const turn = question.turns.find(({ member }) => member === question.readerId);
  const card = question.state === 'taken' ? takenCard : offerCard;
  if (turn && !(await readAway(context.tx, question)).has(turn.member))
    show(context, turnCard, { question, turn }, { as: card(question.topic.name, turn.id, true) });
  if (isAnswered) await moveOn(context, question);
  return say(isAnswered ? views.askingFurther : views.added);
}

export async function takeBack(context: Context, question: questions.Question): Promise<Say | Update> {
  const { tx, vault, now } = context;
  const moved = await questions.moveQuestion(tx, question, 'take-back', { dueAt: undoUntil(now) });
  if (!moved && question.state !== 'taken-back') return say(views.cannotTakeBack);
  if (moved) await endTurn(context, question, notNeededCard);
  const { readerId, asker } = question;
  if (readerId) await questions.writePlan(tx, vault, question, putFirst(asker.left, readerId));
  const takenBack = moved ?? question;
  listSuggestions(context, takenBack);
  return update(reshow(context, statusCard, { question: takenBack }));
}

export async function restore(context: Context, question: questions.Question): Promise<Update> {
  if (question.state === 'taken-back') {
    await moveOn(context, question);
    const restored = await questions.readQuestion(context.tx, context.vault, question.id);
    if (restored) listSuggestions(context, restored);
  }
  return update(views.onItsWayAgain);
}

export async function readAnswer(context: Context, question: questions.Question): Promise<OpenForm> {
  if (question.undelivered === 'unread') await questions.markUndelivered(context.tx, question, 'read');
  if (question.answer) listSeenTo(context, question, question.answer);
  return open(answerViews.answerPage(question, await readThread(context.tx, context.vault, question)));
}

/** Thanks go only to the person thanked, once, however often it is pressed. */
export async function thank(context: Context, answered: Answered): Promise<Update> {
  const { question, answer } = answered;
  if (!(await readAway(context.tx, question)).has(answer.reader.member))
    tell(context, thanks, answered, 'thanked');
  listSeenTo(context, question, answer);
  const thanked = answerViews.answerCard(question, answer, { thanked: true });
  return update(reshow(context, answerCard, answered, thanked));
}

/** The asker's yes is only the first of two; their no, at any time, takes it down again. */
export async function share(
  context: Context,
  { question, answer }: Answered,
  { yes }: { yes: boolean },
): Promise<Update> {
  const { tx } = context;
  listSeenTo(context, question, answer);
  // Whoever is kept away is not asked to publish anything, and the card looks as it always does.
  const isAway = yes && (await readAway(tx, question)).has(answer.reader.member);
  if (isAway)
    return update(reshow(context, answerCard, { question, answer: { ...answer, sharing: 'agreed' } }));
  const moved = await moveSharing(tx, answer, yes ? 'agree' : 'change-mind');
  if (moved && !yes) await published.unpublish(tx, answer.id);
  const [now = answer] = (await readAnswers(tx, question.id)).filter(({ id }) => id === answer.id);
  const { topic } = question;
  if (moved) show(context, shareCard, { topic, answer: now }, yes ? {} : { only: 'seen' });
  const said = answerViews.answerCard(question, now, yes ? {} : { kept: true });
  return update(reshow(context, answerCard, { question, answer: now }, said));
}

/** Somebody was suggested: they are asked only after the asker's yes. */
export async function decideSuggestion(
  context: Context,
  question: questions.Question,
  { turn: id, yes }: { turn: string; yes: boolean },
): Promise<Say | Update> {
  const { tx, vault } = context;
  const turn = question.turns.find((one) => one.id === id);
  if (!turn?.suggested) return say(message(answerViews.suggestionOver));
  const { suggested } = turn;
  await questions.writeSuggestion(tx, id, null);
  const left = yes ? putFirst(question.asker.left, suggested.id) : question.asker.left;
  await questions.writePlan(tx, vault, question, left);
  const turns = question.turns.map((one) => (one.id === id ? { ...one, suggested: null } : one));
  const decided = { ...question, turns, asker: { ...question.asker, left } };
  if (question.state === 'waiting' || (yes && question.state === 'unanswered'))
    await moveOn(context, decided);
  return update(
    reshow(
      context,
      suggestionCard,
      { question, turn: { ...turn, suggested: null } },
      answerViews.suggestionDecided(suggested.name, yes),
    ),
  );
}
