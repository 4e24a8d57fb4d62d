import { z } from 'zod';
import { action, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, filled, words } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { AGAIN, OVERALL, SUPPORT } from './rules/feedback.ts';

const followUp = z.object({ followUp: z.uuid() });
const disclosure = z.object({ disclosure: z.uuid() });
const placement = z.object({ placement: z.uuid() });
const assessment = z.object({ assessment: z.uuid() });
const page = z.object({ page: z.int().min(0).max(200).default(0) });

export const showFollowUp = action('follow-up.show', followUp, may.ownFollowUp, { reads: true });
export const end = action('follow-up.end', followUp, may.ownFollowUp);
export const resume = action('follow-up.resume', followUp, may.ownFollowUp);

// --- A16 ---------------------------------------------------------------------------------------------------------------

export const openFeedback = formAction('follow-up.feedback', followUp, may.ownFollowUp, { reads: true });
/** Ours: ten of these fit on one page of whoever reads them, on Teams too. */
export const FEEDBACK_LENGTH = 500;
export const giveFeedback = submission(
  'follow-up.give-feedback',
  followUp,
  z.object({
    overall: z.enum(OVERALL, CHOOSE),
    support: z.enum(SUPPORT, CHOOSE),
    again: z.enum(AGAIN, CHOOSE),
    words: words(FEEDBACK_LENGTH).optional(),
  }),
  may.ownFollowUp,
);
export const showToldByPeers = action('afterwards.told-by-peers', page, may.readFeedback, { reads: true });
export const showToldByPeersToo = action('afterwards.told-by-peers-too', page, may.readFeedbackToo, {
  reads: true,
});
export const readFeedback = formAction('afterwards.read-feedback', page, may.readFeedback);
export const readFeedbackToo = formAction('afterwards.read-feedback-too', page, may.readFeedbackToo);

// --- A18 ---------------------------------------------------------------------------------------------------------------

export const openAssessment = formAction('follow-up.look-back', followUp, may.ownFollowUp, { reads: true });
export const ASSESSMENT_LENGTH = 1_500;
const prompt = words(ASSESSMENT_LENGTH).optional();
export const writeAssessment = submission(
  'follow-up.looked-back',
  followUp,
  z.object({ well: prompt, differently: prompt, help: prompt, read: z.enum(['yes', 'no'], CHOOSE) }),
  may.ownFollowUp,
);
export const readOwnAssessment = formAction('self-assessment.own', assessment, may.ownAssessment, {
  reads: true,
});
export const askToDelete = action('self-assessment.ask-to-delete', assessment, may.ownAssessment, {
  reads: true,
});
export const deleteAssessment = action('self-assessment.delete', assessment, may.ownAssessment);
export const keepAssessment = action('self-assessment.keep', assessment, may.ownAssessment, { reads: true });
export const readAssessment = formAction('self-assessment.read', assessment, may.readAssessment);

// --- A23 ---------------------------------------------------------------------------------------------------------------

export const showExpenses = action('follow-up.expenses', followUp, may.ownFollowUp, { reads: true });
export const sendClaim = action('claim.send', followUp, may.ownFollowUp);
export const closeClaim = action('claim.nothing', followUp, may.ownFollowUp);
export const takeBackClaim = action('claim.take-back', followUp, may.ownFollowUp);
export const readReturned = formAction('claim.why', followUp, may.ownFollowUp, { reads: true });
export const approveClaim = action('claim.approve', followUp, may.decideClaim);
export const openReturn = formAction('claim.return', followUp, may.decideClaim, { reads: true });
export const WHY_LENGTH = 1_000;
export const returnClaim = submission(
  'claim.returned',
  followUp,
  z.object({ words: filled(WHY_LENGTH) }),
  may.decideClaim,
);
export const reopenClaim = action('claim.reopen', followUp, may.decideClaim);

// --- A15 ---------------------------------------------------------------------------------------------------------------

export const openAsking = formAction('disclosure.open', placement, may.askToSay, { reads: true });
export const SAYING_LENGTH = 1_000;
export const ask = submission(
  'disclosure.ask',
  placement,
  z.object({ words: filled(SAYING_LENGTH) }),
  may.askToSay,
);
export const takeBack = action('disclosure.take-back', disclosure, may.ownDisclosure);
export const readAnswer = formAction('disclosure.read-answer', disclosure, may.ownDisclosure, {
  reads: true,
});
export const consider = formAction('disclosure.consider', disclosure, may.answerPeer);
export const answer = submission(
  'disclosure.answer',
  disclosure,
  z.object({
    answer: z.enum(['yes', 'in-words', 'no'], CHOOSE),
    words: words(SAYING_LENGTH).optional(),
  }),
  may.answerPeer,
);

/** Everything that somebody took part in, long past too. */
export const showOwnProjects = action('afterwards.own-projects', page, may.ownProjects, { reads: true });
