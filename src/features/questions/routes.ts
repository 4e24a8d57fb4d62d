import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { filled, nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';

/** The secret of the asker's buttons: it leads to their question, which says nowhere in plain whose it is. */
const mine = z.object({ key: z.string().regex(/^[\w-]{22}$/) });
const turn = z.object({ turn: z.uuid() });
const post = z.object({ post: z.uuid() });
const topic = z.object({ topic: z.uuid() });

/** Slack's longest input (docs.slack.dev/reference/block-kit) is 3,000; a quick question is shorter than its answer. */
export const QUESTION_LENGTH = 2000;
export const ANSWER_LENGTH = 3000;
const member = z.uuid('Please choose somebody from the list.');
const asWhom = z.enum(['named', 'unnamed'], 'Please choose one.');
/** Of a question that found nobody: whoever had it is not asked again. */
const again = z.object({ again: z.string().max(64).optional() });
export type Again = z.output<typeof again>;
const about = again.extend({ topic: z.uuid('Please choose one.'), as: asWhom });
export type About = z.output<typeof about>;

export const ask = command('ask', z.string(), may.beginQuestion, {
  usage: 'QUESTION',
  also: ['ask a question'],
  summary: 'Ask a quick question.',
  opensForm: true,
  reads: true,
});
export const openAsk = formAction('questions.ask', nothing, may.beginQuestion, { reads: true });
export const draft = submission(
  'questions.draft',
  again,
  z.object({ topic: z.uuid('Please choose one.'), words: filled(QUESTION_LENGTH), as: asWhom }),
  may.beginQuestion,
);
export const askAnyway = submission(
  'questions.anyway',
  about,
  z.object({ words: filled(QUESTION_LENGTH) }),
  may.beginQuestion,
);
export const send = submission(
  'questions.send',
  about,
  z.object({
    words: filled(QUESTION_LENGTH),
    readers: z.array(z.uuid()).default([]),
    hours: z.enum(['work', 'evenings', 'later'], 'Please choose one.').optional(),
  }),
  may.beginQuestion,
);

export const openMore = formAction('questions.more', mine, may.keepQuestion, { reads: true });
export const addMore = submission(
  'questions.more',
  mine,
  z.object({ words: filled(QUESTION_LENGTH) }),
  may.keepQuestion,
);
export const askAgain = formAction('questions.again', mine, may.keepQuestion, { reads: true });
export const takeBack = action('questions.take-back', mine, may.keepQuestion);
export const restore = action('questions.restore', mine, may.keepQuestion);
export const readAnswer = formAction('questions.read-answer', mine, may.keepQuestion);
export const thank = action('questions.thank', mine.extend(post.shape), may.keepQuestion);
export const share = action(
  'questions.share',
  mine.extend(post.shape).extend({ yes: z.boolean() }),
  may.keepQuestion,
);
export const decideSuggestion = action(
  'questions.suggested',
  mine.extend(turn.shape).extend({ yes: z.boolean() }),
  may.keepQuestion,
);
export const people = formAction('questions.people', nothing, may.openPeople, { reads: true });

export const read = formAction('questions.read', turn, may.readQuestion);
export const take = submission('questions.take', turn, z.object({}), may.readQuestion);
export const answer = submission(
  'questions.answer',
  turn,
  z.object({ words: filled(ANSWER_LENGTH) }),
  may.readQuestion,
);
export const pass = action('questions.pass', turn, may.readQuestion);
export const openSuggest = formAction('questions.suggest', turn, may.readQuestion, { reads: true });
export const suggest = submission('questions.suggest', turn, z.object({ member }), may.readQuestion);
export const worried = formAction('questions.worried', turn, may.readQuestion, { reads: true });

export const openEdit = formAction('questions.edit', post, may.publishAnswer, { reads: true });
export const publish = submission(
  'questions.publish',
  post,
  z.object({ question: filled(QUESTION_LENGTH), answer: filled(ANSWER_LENGTH) }),
  may.publishAnswer,
);
export const keep = action('questions.keep', post, may.publishAnswer);
export const takeDown = action('questions.take-down', post, may.publishAnswer);

export const topics = command('ask topics', z.string(), may.runTopics, {
  summary: 'What can be asked about, and who is asked.',
  reads: true,
});
export const openTopics = action('questions.topics', nothing, may.runTopics, { reads: true });
export const openTopic = formAction('questions.topic', topic.partial(), may.runTopics, { reads: true });
export const saveTopic = submission(
  'questions.topic',
  /** `shown`: who stood there when the form was opened, in order. */
  topic.partial().extend({ shown: z.array(z.uuid()).max(10).default([]) }),
  z.object({
    name: filled(60),
    person1: member.optional(),
    person2: member.optional(),
    person3: member.optional(),
    person4: member.optional(),
    person5: member.optional(),
    about: z.array(z.literal('support')).default([]),
    off: z.array(z.uuid()).default([]),
  }),
  may.runTopics,
);
export const retire = action('questions.retire', topic.extend({ retired: z.boolean() }), may.runTopics);
/** The invitation's two buttons; nobody is on a topic without a yes of their own. */
export const answerTopic = action(
  'questions.answer-topic',
  topic.extend({ yes: z.boolean() }),
  may.leaveTopic,
);
export const leaveTopic = action('questions.leave-topic', topic, may.leaveTopic);
