import { may, stands } from '../../../bot/access.ts';
import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { readSafety } from '../../../directory/safety.ts';
import { recordAudit } from '../../../store/audit.ts';
import { answerCard, suggestionCard, turnCard } from '../messages.ts';
import { closeStatus, endTurn, moveOn, offer, readAway, tellAsker } from '../operations/turn.ts';
import {
  type Access,
  answerEnds,
  judgeAccess,
  judgeSuggestion,
  KEPT_DAYS,
  keptUntil,
  putFirst,
} from '../rules.ts';
import * as questions from '../store/question.ts';
import { readReaders } from '../store/readers.ts';
import { addPost, readAnswers, readThread } from '../store/thread.ts';
import { readMembers } from '../store/topics.ts';
import * as views from '../views/reader.ts';
import { gone } from '../views/words.ts';

type Which = { turn: string };
interface Mine {
  question: questions.Question;
  turn: questions.Turn;
  access: Access;
}

/** This person's turn and what they may do now. Somebody else's, or one that is kept from them, is as if it were not there. */
async function lockMine(
  { tx, vault, actor }: Context,
  { turn: id }: Which,
  wish: 'read' | 'take',
): Promise<Mine | undefined> {
  const mine = await questions.lockTurn(tx, vault, id, actor.member);
  const isAsked = mine && !(await readAway(tx, mine.question)).has(actor.member);
  if (!mine || !may('question.read', stands('who was asked to read it', isAsked))) return undefined;
  const { state, readerId, turns } = mine.question;
  const holderOpened = turns.some(({ member, opened }) => member === readerId && opened);
  const standing = { isTheirs: readerId === actor.member, opened: mine.turn.opened, holderOpened };
  return { ...mine, access: judgeAccess(wish, state, standing) };
}

const refusals = { other: views.otherHasIt, answered: views.answeredBefore, gone } as const;

export async function read(context: Context, which: Which): Promise<OpenForm | Say> {
  const { tx, vault, actor } = context;
  const mine = await lockMine(context, which, 'read');
  if (!mine) return say(gone);
  const { question, turn, access } = mine;
  if (access !== 'open' && access !== 'writing') return say(refusals[access]);
  const posts = await readThread(tx, vault, question);
  // The asker's words went with their key: there is nothing left to answer.
  if (!posts.some(({ reader }) => !reader)) return say(gone);
  if (question.readerId !== actor.member) await giveBack(context, mine);
  await questions.markOpened(tx, turn.id);
  await noteReading(context, question, 'question.read', [question.asker.member]);
  return open((access === 'writing' ? views.answerForm : views.readForm)(question, posts, turn.id));
}

/** That it was opened is for the two to see. Of a question without a name nothing is written down: it would say whose it is. */
async function noteReading(
  { tx, actor, now }: Context,
  { id, unnamed }: questions.Question,
  action: string,
  about: string[],
): Promise<void> {
  if (unnamed) return;
  const entry = { at: now, actor: actor.member, action, record: `question:${id}` };
  await recordAudit(tx, { ...entry, about, private: true, keepDays: KEPT_DAYS });
}

/** Whoever was asked before has it again; whoever has not opened it meanwhile may be asked again later. */
async function giveBack(context: Context, { question }: Mine): Promise<void> {
  const { tx, actor } = context;
  const [me] = await readReaders(tx, [actor.member]);
  if (!me) return;
  const { asker, readerId } = question;
  const left = readerId ? putFirst(asker.left, readerId) : asker.left;
  await endTurn(context, question);
  await offer(context, { ...question, asker: { ...asker, left } }, { ...me, from: context.now });
}

/** Of two who take it at once one is first, by the lock; the other is thanked. */
export async function take(context: Context, { state }: { state: Which }): Promise<OpenForm | Say> {
  const mine = await lockMine(context, state, 'take');
  if (!mine) return say(gone);
  const { question, turn, access } = mine;
  if (access !== 'open' && access !== 'writing') return say(refusals[access]);
  if (access === 'open') await takeOver(context, mine);
  return open(views.answerForm(question, await readThread(context.tx, context.vault, question), turn.id));
}

/** Takes a question that nobody else has taken; whoever was asked meanwhile is told that nothing is needed. */
async function takeOver(context: Context, { question, turn }: Mine): Promise<questions.Question | undefined> {
  const { tx, now, actor } = context;
  const [me] = await readReaders(tx, [actor.member]);
  if (!me) return undefined;
  const dueAt = answerEnds(now, me, question.unnamed);
  const taken = await questions.moveQuestion(tx, question, 'take', { reader: actor.member, dueAt });
  if (!taken) return undefined;
  if (question.readerId !== actor.member) await endTurn(context, question);
  show(context, turnCard, { question: taken, turn });
  await tellAsker(context, taken, { name: turn.name });
  return taken;
}

export async function answer(
  context: Context,
  { state, values }: { state: Which; values: { words: string } },
): Promise<Say | Update | Invalid> {
  const { tx, vault, now, actor } = context;
  const mine = await lockMine(context, state, 'take');
  if (!mine) return invalid({}, views.tooLateWithWords);
  const taken = mine.access === 'open' ? await takeOver(context, mine) : mine.question;
  const answered =
    taken?.readerId === actor.member &&
    (await questions.moveQuestion(tx, taken, 'answer', { dueAt: keptUntil(now) }));
  if (!answered) return refuseWords(context, mine);
  await questions.markUndelivered(tx, answered, null);
  const post = await addPost(tx, vault, answered, { reader: actor.member, words: values.words });
  const [given] = (await readAnswers(tx, answered.id)).filter(({ id }) => id === post);
  if (given) show(context, answerCard, { question: answered, answer: given });
  await closeStatus(context, { ...answered, answer: given ?? null });
  return update(show(context, turnCard, { question: answered, turn: mine.turn }, { as: views.answeredCard }));
}

/** A double tap sent it already; anybody else's words stay on their screen. */
function refuseWords({ actor }: Context, { question, access }: Mine): Update | Invalid {
  const isSent = access === 'answered' && question.answer?.reader.member === actor.member;
  return isSent ? update(message(views.answeredCard)) : invalid({}, views.tooLateWithWords);
}

export async function pass(context: Context, which: Which): Promise<Say | Update> {
  const mine = await lockMine(context, which, 'read');
  if (!mine) return say(gone);
  const { question, turn, access } = mine;
  if (access === 'answered' || access === 'gone') return say(refusals[access]);
  if (question.readerId === context.actor.member) {
    await endTurn(context, question);
    await moveOn(context, question);
  }
  return update(message(views.passedCard(question.topic.name, turn.id)));
}

export async function openSuggest(context: Context, which: Which): Promise<OpenForm | Say> {
  const mine = await lockMine(context, which, 'read');
  if (!mine) return say(gone);
  const isHeld = mine.question.readerId === context.actor.member;
  return isHeld ? open(views.suggestForm(which.turn)) : say(views.otherHasIt);
}

/** What comes of it is the asker's to know: the one who suggests hears the same in every case. */
export async function suggest(
  context: Context,
  { state, values }: { state: Which; values: { member: string } },
): Promise<Say | Update | Invalid> {
  const { tx, vault, actor } = context;
  const mine = await lockMine(context, state, 'read');
  if (mine?.question.readerId !== actor.member) return say(mine ? views.otherHasIt : gone);
  const name = (await readMembers(tx, [values.member])).get(values.member);
  if (name === undefined || values.member === actor.member) return invalid({ member: views.chooseSomebody });
  const { question, turn } = mine;
  const { asker } = question;
  const never = (await readAway(tx, question)).has(values.member);
  const asked = question.turns.map(({ member }) => member);
  const verdict = judgeSuggestion(values.member, asker, { asker: asker.member, asked, never });
  const left = verdict === 'next' ? putFirst(asker.left, values.member) : asker.left;
  const suggested = verdict === 'ask' ? { id: values.member, name } : null;
  if (verdict === 'next') await questions.writePlan(tx, vault, question, left);
  if (suggested) {
    await questions.writeSuggestion(tx, turn.id, suggested.id);
    show(context, suggestionCard, { question, turn: { ...turn, suggested } });
  }
  await endTurn(context, question, views.suggestedCard);
  const turns = question.turns.map((one) => (one.id === turn.id ? { ...one, suggested } : one));
  await moveOn(context, { ...question, turns, asker: { ...asker, left } });
  return update(message(views.suggestedCard));
}

/** Help for whoever read something that worries them; for that a question need not be theirs any more. */
export async function showWorried(
  { tx, vault, actor, now }: Context,
  { turn }: Which,
): Promise<OpenForm | Say> {
  const mine = await questions.lockTurn(tx, vault, turn, actor.member);
  return mine ? open(views.worriedPage(mine.question, await readSafety(tx, now))) : say(gone);
}
