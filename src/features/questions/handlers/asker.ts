import { may, stands } from '../../../bot/access.ts';
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
import { gone } from '../views/words.ts';

type Mine = { key: string };

async function lockOwn(
  { tx, vault, actor }: Context,
  { key }: Mine,
): Promise<questions.Question | undefined> {
  const question = await questions.lockOwn(tx, vault, key, actor.member);
  return may('question.own', stands('who asked the question', question !== undefined)) ? question : undefined;
}

export async function openMore(context: Context, mine: Mine): Promise<OpenForm | Say> {
  const question = await lockOwn(context, mine);
  if (!question) return say(gone);
  const mayAdd = isUnderWay(question.state) || question.state === 'answered';
  return mayAdd ? open(views.moreForm(question)) : say(views.nobodyToRead);
}

/** More words. While somebody has it they are told; after an answer it goes to the next, with all that was written. */
export async function addMore(
  context: Context,
  { state, values }: { state: Mine; values: { words: string } },
): Promise<Say> {
  const question = await lockOwn(context, state);
  if (!question) return say(gone);
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

export async function takeBack(context: Context, mine: Mine): Promise<Say | Update> {
  const { tx, vault, now } = context;
  const question = await lockOwn(context, mine);
  if (!question) return say(gone);
  const moved = await questions.moveQuestion(tx, question, 'take-back', { dueAt: undoUntil(now) });
  if (!moved && question.state !== 'taken-back') return say(views.cannotTakeBack);
  if (moved) await endTurn(context, question, notNeededCard);
  const { readerId, asker } = question;
  if (readerId) await questions.writePlan(tx, vault, question, putFirst(asker.left, readerId));
  const takenBack = moved ?? question;
  listSuggestions(context, takenBack);
  return update(reshow(context, statusCard, { question: takenBack }));
}

export async function restore(context: Context, mine: Mine): Promise<Say | Update> {
  const question = await lockOwn(context, mine);
  if (!question) return say(gone);
  if (question.state === 'taken-back') {
    await moveOn(context, question);
    const restored = await questions.readQuestion(context.tx, context.vault, question.id);
    if (restored) listSuggestions(context, restored);
  }
  return update(views.onItsWayAgain);
}

export async function readAnswer(context: Context, mine: Mine): Promise<OpenForm | Say> {
  const question = await lockOwn(context, mine);
  if (!question) return say(gone);
  if (question.undelivered === 'unread') await questions.markUndelivered(context.tx, question, 'read');
  if (question.answer) listSeenTo(context, question, question.answer);
  return open(answerViews.answerPage(question, await readThread(context.tx, context.vault, question)));
}

async function lockAnswer(
  context: Context,
  { key, post }: Mine & { post: string },
): Promise<{ question: questions.Question; answer: questions.Answer } | undefined> {
  const question = await lockOwn(context, { key });
  const answer = question && (await readAnswers(context.tx, question.id)).find(({ id }) => id === post);
  return question && answer && { question, answer };
}

/** Thanks go only to the person thanked, once, however often it is pressed. */
export async function thank(context: Context, input: Mine & { post: string }): Promise<Say | Update> {
  const found = await lockAnswer(context, input);
  if (!found) return say(gone);
  const { question, answer } = found;
  if (!(await readAway(context.tx, question)).has(answer.reader.member))
    tell(context, thanks, found, 'thanked');
  listSeenTo(context, question, answer);
  const thanked = answerViews.answerCard(question, answer, { thanked: true });
  return update(reshow(context, answerCard, found, thanked));
}

/** The asker's yes is only the first of two; their no, at any time, takes it down again. */
export async function share(
  context: Context,
  input: Mine & { post: string; yes: boolean },
): Promise<Say | Update> {
  const { tx } = context;
  const found = await lockAnswer(context, input);
  if (!found) return say(gone);
  const { question, answer } = found;
  listSeenTo(context, question, answer);
  // Whoever is kept away is not asked to publish anything, and the card looks as it always does.
  const isAway = input.yes && (await readAway(tx, question)).has(answer.reader.member);
  if (isAway)
    return update(reshow(context, answerCard, { question, answer: { ...answer, sharing: 'agreed' } }));
  const moved = await moveSharing(tx, answer, input.yes ? 'agree' : 'change-mind');
  if (moved && !input.yes) await published.unpublish(tx, answer.id);
  const [now = answer] = (await readAnswers(tx, question.id)).filter(({ id }) => id === answer.id);
  const { topic } = question;
  if (moved) show(context, shareCard, { topic, answer: now }, input.yes ? {} : { only: 'seen' });
  const said = answerViews.answerCard(question, now, input.yes ? {} : { kept: true });
  return update(reshow(context, answerCard, { question, answer: now }, said));
}

/** Somebody was suggested: they are asked only after the asker's yes. */
export async function decideSuggestion(
  context: Context,
  { key, turn: id, yes }: Mine & { turn: string; yes: boolean },
): Promise<Say | Update> {
  const { tx, vault } = context;
  const question = await lockOwn(context, { key });
  if (!question) return say(gone);
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
