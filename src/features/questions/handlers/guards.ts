import type { Context } from '../../../bot/feature.ts';
import type { Guard } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type Say, say } from '../../../chat/reply.ts';
import { readAway } from '../operations/turn.ts';
import { readEditor } from '../store/published.ts';
import {
  type Answer,
  findByKey,
  findByTurn,
  lockQuestion,
  type Question,
  readQuestion,
  type Turn,
} from '../store/question.ts';
import { findQuestionOf, readAnswers } from '../store/thread.ts';
import { tooLateWithWords } from '../views/reader.ts';
import { nothingToShare } from '../views/share.ts';
import { gone } from '../views/words.ts';

/** Locks the question, or only reads it where nothing is written. */
type Take = typeof lockQuestion;

const isKeptAway = async ({ question }: { question: Question }, { tx, actor }: Context): Promise<boolean> =>
  (await readAway(tx, question)).has(actor.member);

// --- who asked ---------------------------------------------------------------------------------------------------------

type ByAsker<In, Seen> = Guard<In, Seen, 'who asked the question', Say>;

const byKey =
  (take: Take) =>
  async ({ tx, vault }: Context, { key }: { key: string }): Promise<Question | undefined> => {
    const id = await findByKey(tx, key);
    return id === undefined ? undefined : take(tx, vault, id);
  };
const isAsker = ({ asker }: Question, { actor }: Context): boolean => asker.member === actor.member;

/** The asker’s own question, locked. The secret alone is not enough: whoever presses must be the one who asked. */
export const ownQuestion: ByAsker<{ key: string }, Question> = {
  lock: byKey(lockQuestion),
  stands: { 'who asked the question': isAsker },
  refuse: say(gone),
};

/** The same to look at. */
export const readOwnQuestion: ByAsker<{ key: string }, Question> = {
  ...ownQuestion,
  lock: byKey(readQuestion),
};

export interface Answered {
  question: Question;
  answer: Answer;
}

async function withAnswer(
  { tx }: Context,
  question: Question | undefined,
  post: string,
): Promise<Answered | undefined> {
  const answer = question && (await readAnswers(tx, question.id)).find(({ id }) => id === post);
  return answer && { question, answer };
}

/** An answer to the asker’s own question, which is locked. */
export const answerToOwn: ByAsker<{ key: string; post: string }, Answered> = {
  lock: async (context, { key, post }) => withAnswer(context, await ownQuestion.lock(context, { key }), post),
  stands: { 'who asked the question': ({ question }, context) => isAsker(question, context) },
  refuse: say(gone),
};

// --- who is asked ------------------------------------------------------------------------------------------------------

export interface Asked {
  question: Question;
  turn: Turn;
}
type ByReader<Refusal = Say> = Guard<{ turn: string }, Asked, 'who was asked to read it', Refusal>;

const byTurn =
  (take: Take) =>
  async ({ tx, vault, actor }: Context, { turn: id }: { turn: string }): Promise<Asked | undefined> => {
    const found = await findByTurn(tx, id, actor.member);
    const question = found === undefined ? undefined : await take(tx, vault, found);
    const turn = question?.turns.find((one) => one.id === id);
    return turn && question && { question, turn };
  };

/** For help with what somebody has read, a question need not be theirs any more, nor open to them. */
export const onceTheirs: ByReader = {
  lock: byTurn(readQuestion),
  stands: { 'who was asked to read it': ({ turn }, { actor }) => turn.member === actor.member },
  refuse: say(gone),
};

/** The question that somebody was asked to read, to look at. One that is kept from them is as if it were not there. */
export const readOwnTurn: ByReader = { ...onceTheirs, except: isKeptAway };

/** The same, locked. */
export const ownTurn: ByReader = { ...readOwnTurn, lock: byTurn(lockQuestion) };

/** The same for words that were typed: they stay on the screen. */
export const ownTurnWithWords: ByReader<Invalid> = {
  ...ownTurn,
  refuse: invalid({}, tooLateWithWords),
  refuseNow: undefined,
};

// --- who answered ------------------------------------------------------------------------------------------------------

type ByAnswerer<Seen> = Guard<{ post: string }, Seen, 'who answered it', Say>;

const byPost =
  (take: Take) =>
  async (context: Context, { post }: { post: string }): Promise<Answered | undefined> => {
    const { tx, vault, actor } = context;
    const id = await findQuestionOf(tx, post, actor.member);
    return withAnswer(context, id === undefined ? undefined : await take(tx, vault, id), post);
  };

/** This person’s own answer, with its question locked. */
export const ownAnswer: ByAnswerer<Answered> = {
  lock: byPost(lockQuestion),
  stands: { 'who answered it': ({ answer }, { actor }) => answer.reader.member === actor.member },
  except: isKeptAway,
  refuse: say(nothingToShare),
};

/** The same to look at. */
export const readOwnAnswer: ByAnswerer<Answered> = { ...ownAnswer, lock: byPost(readQuestion) };

/** What they have published. Its question may be gone by now, or kept from them: they take it down all the same. */
export const ownPublished: ByAnswerer<{ by: MemberId | undefined; own: Answered | undefined }> = {
  async lock(context, which) {
    const found = await ownAnswer.lock(context, which);
    const own = found && !(await isKeptAway(found, context)) ? found : undefined;
    return { own, by: own ? own.answer.reader.member : await readEditor(context.tx, which.post) };
  },
  stands: { 'who answered it': ({ by }, { actor }) => by === actor.member },
  refuse: say(nothingToShare),
};
