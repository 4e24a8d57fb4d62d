import { may, stands } from '../../../bot/access.ts';
import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { answerCard, shareCard } from '../messages.ts';
import { readAway } from '../operations/turn.ts';
import { type Published, unpublish, publish as writePublished } from '../store/published.ts';
import { type Answer, lockQuestion, type Question } from '../store/question.ts';
import { findQuestionOf, moveSharing, readAnswers, readThread } from '../store/thread.ts';
import * as views from '../views/share.ts';

type Which = { post: string };

/** This person's own answer, with its question locked. */
async function lockOwn(
  { tx, vault, actor }: Context,
  { post }: Which,
): Promise<{ question: Question; answer: Answer } | undefined> {
  const id = await findQuestionOf(tx, post, actor.member);
  const question = id ? await lockQuestion(tx, vault, id) : undefined;
  const answer = question && (await readAnswers(tx, question.id)).find((one) => one.id === post);
  const isTheirs = stands('who answered it', answer?.reader.member === actor.member);
  if (question && (await readAway(tx, question)).has(actor.member)) return undefined;
  return question && answer && may('answer.publish', isTheirs) ? { question, answer } : undefined;
}

export async function openEdit(context: Context, which: Which): Promise<OpenForm | Say> {
  const own = await lockOwn(context, which);
  if (own?.answer.sharing !== 'agreed') return say(views.nothingToShare);
  const posts = await readThread(context.tx, context.vault, own.question);
  const until = posts.findIndex(({ id }) => id === which.post);
  const asked = posts.slice(0, until).filter(({ reader }) => !reader);
  const question = asked.map(({ words }) => words).join('\n\n');
  return open(views.editForm(which.post, { question, answer: posts[until]?.words ?? '' }));
}

/** Only now, after the asker's yes and the answerer's edit, are there words that everybody may read. */
export async function publish(
  context: Context,
  { state, values }: { state: Which; values: Published },
): Promise<Say | Update> {
  const { tx, actor } = context;
  const own = await lockOwn(context, state);
  if (!own || !(await moveSharing(tx, own.answer, 'publish'))) return say(views.nothingToShare);
  const { id, topic } = own.question;
  await writePublished(tx, {
    ...values,
    id: state.post,
    topic: topic.id,
    questionId: id,
    editor: actor.member,
  });
  return decided(context, own, 'published');
}

export async function keep(context: Context, which: Which): Promise<Say | Update> {
  const own = await lockOwn(context, which);
  if (!own || !(await moveSharing(context.tx, own.answer, 'decline'))) return say(views.nothingToShare);
  return decided(context, own, 'declined');
}

/** Also long after the question itself was deleted. */
export async function takeDown(context: Context, which: Which): Promise<Say | Update> {
  const own = await lockOwn(context, which);
  if (!(await unpublish(context.tx, which.post, context.actor.member))) return say(views.nothingToShare);
  if (!own) return update(message(views.keptCard));
  await moveSharing(context.tx, own.answer, 'take-down');
  return decided(context, own, 'declined');
}

function decided(
  context: Context,
  own: { question: Question; answer: Answer },
  sharing: Answer['sharing'],
): Update {
  const { question } = own;
  const answer = { ...own.answer, sharing };
  // Without a name it would be one more message: they see it when they next press something.
  if (!question.unnamed) show(context, answerCard, { question, answer });
  return update(show(context, shareCard, { topic: question.topic, answer }));
}
