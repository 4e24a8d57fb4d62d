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
import type { Asked } from './guards.ts';

/** What they may do now. */
function judge({ actor }: Context, { question, turn }: Asked, wish: 'read' | 'take'): Access {
  const { state, readerId, turns } = question;
  const holderOpened = turns.some(({ member, opened }) => member === readerId && opened);
  const standing = { isTheirs: readerId === actor.member, opened: turn.opened, holderOpened };
  return judgeAccess(wish, state, standing);
}

const refusals = { other: views.otherHasIt, answered: views.answeredBefore, gone } as const;

export async function read(context: Context, asked: Asked): Promise<OpenForm | Say> {
  const { tx, vault, actor } = context;
  const { question, turn } = asked;
  const access = judge(context, asked, 'read');
  if (access !== 'open' && access !== 'writing') return say(refusals[access]);
  const posts = await readThread(tx, vault, question);
  // The asker's words went with their key: there is nothing left to answer.
  if (!posts.some(({ reader }) => !reader)) return say(gone);
  if (question.readerId !== actor.member) await giveBack(context, question);
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
async function giveBack(context: Context, question: questions.Question): Promise<void> {
  const { tx, actor } = context;
  const [me] = await readReaders(tx, [actor.member]);
  if (!me) return;
  const { asker, readerId } = question;
  const left = readerId ? putFirst(asker.left, readerId) : asker.left;
  await endTurn(context, question);
  await offer(context, { ...question, asker: { ...asker, left } }, { ...me, from: context.now });
}

/** Of two who take it at once one is first, by the lock; the other is thanked. */
export async function take(context: Context, asked: Asked): Promise<OpenForm | Say> {
  const { question, turn } = asked;
  const access = judge(context, asked, 'take');
  if (access !== 'open' && access !== 'writing') return say(refusals[access]);
  if (access === 'open') await takeOver(context, asked);
  return open(views.answerForm(question, await readThread(context.tx, context.vault, question), turn.id));
}

/** Takes a question that nobody else has taken; whoever was asked meanwhile is told that nothing is needed. */
async function takeOver(
  context: Context,
  { question, turn }: Asked,
): Promise<questions.Question | undefined> {
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
  asked: Asked,
  { values }: { values: { words: string } },
): Promise<Update | Invalid> {
  const { tx, vault, now, actor } = context;
  const access = judge(context, asked, 'take');
  const taken = access === 'open' ? await takeOver(context, asked) : asked.question;
  const answered =
    taken?.readerId === actor.member &&
    (await questions.moveQuestion(tx, taken, 'answer', { dueAt: keptUntil(now) }));
  if (!answered) return refuseWords(context, asked, access);
  await questions.markUndelivered(tx, answered, null);
  const post = await addPost(tx, vault, answered, { reader: actor.member, words: values.words });
  const [given] = (await readAnswers(tx, answered.id)).filter(({ id }) => id === post);
  if (given) show(context, answerCard, { question: answered, answer: given });
  await closeStatus(context, { ...answered, answer: given ?? null });
  return update(
    show(context, turnCard, { question: answered, turn: asked.turn }, { as: views.answeredCard }),
  );
}

/** A double tap sent it already; anybody else's words stay on their screen. */
function refuseWords({ actor }: Context, { question }: Asked, access: Access): Update | Invalid {
  const isSent = access === 'answered' && question.answer?.reader.member === actor.member;
  return isSent ? update(message(views.answeredCard)) : invalid({}, views.tooLateWithWords);
}

export async function pass(context: Context, asked: Asked): Promise<Say | Update> {
  const { question, turn } = asked;
  const access = judge(context, asked, 'read');
  if (access === 'answered' || access === 'gone') return say(refusals[access]);
  if (question.readerId === context.actor.member) {
    await endTurn(context, question);
    await moveOn(context, question);
  }
  return update(message(views.passedCard(question.topic.name, turn.id)));
}

export function openSuggest({ actor }: Context, { question, turn }: Asked): OpenForm | Say {
  return question.readerId === actor.member ? open(views.suggestForm(turn.id)) : say(views.otherHasIt);
}

/** What comes of it is the asker's to know: the one who suggests hears the same in every case. */
export async function suggest(
  context: Context,
  { question, turn }: Asked,
  { values }: { values: { member: string } },
): Promise<Say | Update | Invalid> {
  const { tx, vault, actor } = context;
  if (question.readerId !== actor.member) return say(views.otherHasIt);
  const name = (await readMembers(tx, [values.member])).get(values.member);
  if (name === undefined || values.member === actor.member) return invalid({ member: views.chooseSomebody });
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
export async function showWorried({ tx, now }: Context, { question }: Asked): Promise<OpenForm> {
  return open(views.worriedPage(question, await readSafety(tx, now)));
}
