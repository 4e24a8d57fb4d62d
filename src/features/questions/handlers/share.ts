import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { answerCard, shareCard } from '../messages.ts';
import { type Published, unpublish, publish as writePublished } from '../store/published.ts';
import type { Answer } from '../store/question.ts';
import { moveSharing, readThread } from '../store/thread.ts';
import * as views from '../views/share.ts';
import type { Answered } from './guards.ts';

export async function openEdit(
  { tx, vault }: Context,
  { question, answer }: Answered,
): Promise<OpenForm | Say> {
  if (answer.sharing !== 'agreed') return say(views.nothingToShare);
  const posts = await readThread(tx, vault, question);
  const until = posts.findIndex(({ id }) => id === answer.id);
  const asked = posts.slice(0, until).filter(({ reader }) => !reader);
  const words = { question: asked.map((post) => post.words).join('\n\n'), answer: posts[until]?.words ?? '' };
  return open(views.editForm(answer.id, words));
}

/** Only now, after the asker's yes and the answerer's edit, are there words that everybody may read. */
export async function publish(
  context: Context,
  own: Answered,
  { values }: { values: Published },
): Promise<Say | Update> {
  const { tx, actor } = context;
  if (!(await moveSharing(tx, own.answer, 'publish'))) return say(views.nothingToShare);
  const { id, topic } = own.question;
  await writePublished(tx, {
    ...values,
    id: own.answer.id,
    topic: topic.id,
    questionId: id,
    editor: actor.member,
  });
  return decided(context, own, 'published');
}

export async function keep(context: Context, own: Answered): Promise<Say | Update> {
  if (!(await moveSharing(context.tx, own.answer, 'decline'))) return say(views.nothingToShare);
  return decided(context, own, 'declined');
}

/** Also long after the question itself was deleted. */
export async function takeDown(
  context: Context,
  { own }: { own: Answered | undefined },
  { post }: { post: string },
): Promise<Say | Update> {
  if (!(await unpublish(context.tx, post, context.actor.member))) return say(views.nothingToShare);
  if (!own) return update(message(views.keptCard));
  await moveSharing(context.tx, own.answer, 'take-down');
  return decided(context, own, 'declined');
}

function decided(context: Context, own: Answered, sharing: Answer['sharing']): Update {
  const { question } = own;
  const answer = { ...own.answer, sharing };
  // Without a name it would be one more message: they see it when they next press something.
  if (!question.unnamed) show(context, answerCard, { question, answer });
  return update(show(context, shareCard, { topic: question.topic, answer }));
}
