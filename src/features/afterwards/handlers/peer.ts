import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
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
import { discreet } from '../../../chat/words.ts';
import * as operations from '../operations/follow-up.ts';
import type * as routes from '../routes.ts';
import { isChangeable } from '../rules/follow-up.ts';
import * as assessments from '../store/assessments.ts';
import { type FollowUp, readFollowUp } from '../store/follow-ups.ts';
import { readOwnProjects } from '../store/own-projects.ts';
import * as looking from '../views/assessment.ts';
import * as feedback from '../views/feedback.ts';
import { followUpCard } from '../views/follow-up.ts';
import { OWN_PAGE, ownProjectsPage } from '../views/own-projects.ts';

export const showFollowUp = ({ now }: Context, followUp: FollowUp): Say =>
  say(discreet(followUpCard(followUp, now)));

export const end = async (context: Context, followUp: FollowUp): Promise<Update> =>
  update(await operations.endFollowUp(context, followUp, true));
export const resume = async (context: Context, followUp: FollowUp): Promise<Update> =>
  update(await operations.endFollowUp(context, followUp, false));

/** Long past projects, too: what is read is the same however many there are. */
export async function showOwnProjects({ tx, actor }: Context, { page }: { page: number }): Promise<Say> {
  const all = await readOwnProjects(tx, actor.member, page * OWN_PAGE, OWN_PAGE + 1);
  const written = page === 0 ? await assessments.readOwnAssessments(tx, actor.member) : [];
  return say(
    discreet(
      ownProjectsPage(
        all,
        page,
        written.filter(({ followUpId }) => followUpId === null),
      ),
    ),
  );
}

// --- A16 ---------------------------------------------------------------------------------------------------------------

export const openFeedback = (_context: Context, followUp: FollowUp): OpenForm | Say =>
  followUp.gaveFeedback ? say(feedback.feedbackGivenBefore) : open(feedback.feedbackForm(followUp.id));

export async function giveFeedback(
  context: Context,
  followUp: FollowUp,
  { values }: { values: z.output<typeof routes.giveFeedback.input> },
): Promise<Say> {
  const { words, ...answers } = values;
  const given = await operations.giveFeedback(context, followUp, { ...answers, words: words || undefined });
  return say(given ? feedback.feedbackGiven : feedback.feedbackGivenBefore);
}

// --- A18 ---------------------------------------------------------------------------------------------------------------

export async function openAssessment(context: Context, followUp: FollowUp): Promise<OpenForm | Say> {
  const { tx, now, vault } = context;
  const { assessmentId, askedAt, peer, managerId } = followUp;
  const leads = await assessments.readLeads(tx, now, [peer.id, managerId]);
  const before = assessmentId === null ? undefined : await assessments.readAssessment(tx, assessmentId);
  if (!before) return open(looking.assessmentForm(followUp, leads));
  const words = await assessments.readLookBack(tx, vault, before);
  if (!isChangeable(askedAt, peer.timeZone, now)) return open(looking.assessmentPage(before, words, true));
  return open(looking.assessmentForm(followUp, leads, { words, mayRead: before.mayRead }));
}

export async function writeAssessment(
  context: Context,
  followUp: FollowUp,
  { values }: { values: z.output<typeof routes.writeAssessment.input> },
): Promise<Say | Invalid> {
  const { well, differently, help, read } = values;
  if (!well && !differently && !help) return invalid({ well: looking.writeSomething });
  const words = { well: well || null, differently: differently || null, help: help || null };
  const mayRead = read === 'yes';
  const kept = await operations.lookBack(context, followUp, { mayRead, words });
  return say(kept ? looking.assessmentKept(mayRead, followUp.theme) : looking.unchangeable);
}

export async function readOwnAssessment(
  { tx, vault }: Context,
  assessment: assessments.Assessment,
): Promise<OpenForm> {
  return open(
    looking.assessmentPage(assessment, await assessments.readLookBack(tx, vault, assessment), true),
  );
}

export const askToDelete = (_context: Context, assessment: assessments.Assessment): Say =>
  say(looking.confirmDelete(assessment));
export const keepAssessment = (): Update => update(looking.keptAsItIs);

export async function deleteAssessment(
  context: Context,
  assessment: assessments.Assessment,
): Promise<Update> {
  const { followUpId } = assessment;
  const followUp = followUpId === null ? undefined : await readFollowUp(context.tx, context.now, followUpId);
  await operations.deleteLookBack(context, assessment, followUp);
  return update(looking.deleted);
}
