import { z } from 'zod';
import { action, command, formAction, ownLimit, submission } from '../../chat/route.ts';
import { filled, nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { ANSWER_LENGTH, MOST_CHOICES, OUTCOME_LENGTH } from './rules/draft.ts';

const consultation = z.object({ consultation: z.uuid() });
const consulted = z.object({ consulted: z.uuid() });

// --- whoever writes to the pool -----------------------------------------------------------------------------------------

export const openDraft = formAction('consultation.new', nothing, may.beginConsultation, { reads: true });
export const writeToPool = command('availability write', z.string(), may.beginConsultation, {
  summary: 'Write to the peer pool: what’s new, and one question back.',
  also: ['write to the pool'],
  opensForm: true,
  reads: true,
});
/** Anything: it is read by the handler, which knows the writer's day, so that all that is to be mended is said at once. */
const typed = z.string().max(4_000, 'Please keep this shorter.').optional();
export const saveDraft = submission(
  'consultation.written',
  z.object({ consultation: z.uuid().optional() }),
  z.object({
    title: typed,
    text: typed,
    question: typed,
    choices: typed,
    replyBy: ownLimit(typed),
    names: typed,
    reminder: typed,
  }),
  may.runConsultation,
);
export const changeDraft = formAction('consultation.change', consultation, may.runConsultation, {
  reads: true,
});
/** The same words once more, after they were sent by mistake. */
export const writeAgain = formAction('consultation.write-again', consultation, may.runConsultation, {
  reads: true,
});
export const discard = action('consultation.discard', consultation, may.runConsultation);
export const send = action('consultation.send', consultation, may.runConsultation);
export const takeBack = action('consultation.take-back', consultation, may.runConsultation);
export const askToClose = action('consultation.ask-close', consultation, may.runConsultation, {
  reads: true,
});
export const close = action('consultation.close', consultation, may.runConsultation);
export const keepOpen = action('consultation.keep', nothing, may.beginConsultation, { reads: true });

export const readAnswers = formAction(
  'consultation.answers',
  consultation.extend({ page: z.int().min(0).max(10_000).optional() }),
  may.runConsultation,
);

export const openOutcome = formAction('consultation.outcome', consultation, may.runConsultation, {
  reads: true,
});
export const saveOutcome = submission(
  'consultation.outcome-written',
  consultation,
  z.object({ outcome: filled(OUTCOME_LENGTH) }),
  may.runConsultation,
);
export const tellBack = action('consultation.tell', consultation, may.runConsultation);
export const untell = action('consultation.untell', consultation, may.runConsultation);

/** Of the suggestion that it is time to write again. */
export const notNow = action('consultation.not-now', consultation, may.beginConsultation);

// --- everybody whom it went to ------------------------------------------------------------------------------------------

export const choose = action(
  'consultation.choose',
  consulted.extend({
    choice: z
      .int()
      .min(0)
      .max(MOST_CHOICES - 1),
  }),
  may.answerConsultation,
);
export const openAnswer = formAction('consultation.open-answer', consulted, may.answerConsultation, {
  reads: true,
});
export const answer = submission(
  'consultation.answer',
  consulted,
  z.object({ words: filled(ANSWER_LENGTH) }),
  may.answerConsultation,
);
export const readOwn = formAction('consultation.own-answer', consulted, may.answerConsultation, {
  reads: true,
});
export const putAway = action('consultation.put-away', consulted, may.answerConsultation);
/** An answer is taken back, or a "not today". */
export const askAgain = action('consultation.ask-again', consulted, may.answerConsultation);
export const outcomeRead = action('consultation.outcome-read', consulted, may.answerConsultation);
