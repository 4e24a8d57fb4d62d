import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { recordAudit } from '../../../store/audit.ts';
import * as assessments from '../store/assessments.ts';
import { countWorded, readTotals, readWords } from '../store/feedback.ts';
import { assessmentPage, notReadable } from '../views/assessment.ts';
import { feedbackPage, TOLD_PAGE, toldPage } from '../views/feedback.ts';

type Page = { page: number };

/** For evaluation leads: how much there is to read, and by whom of those who wrote for them. */
export async function showToldByPeers({ tx, actor }: Context, { page }: Page): Promise<Say> {
  const from = page * TOLD_PAGE;
  const [totals, worded] = [await readTotals(tx), await countWorded(tx)];
  const all = await assessments.readAssessmentsFor(tx, actor.member, from, TOLD_PAGE + 1);
  return say(discreet(toldPage({ page, totals, worded, assessments: all })));
}

/** For coordinators: without what peers wrote for themselves. */
export async function showToldByPeersToo({ tx }: Context, { page }: Page): Promise<Say> {
  const [totals, worded] = [await readTotals(tx), await countWorded(tx)];
  return say(discreet(toldPage({ page, totals, worded, assessments: undefined })));
}

/** A16: totals, and words in no order; that they were read is written down. */
export async function readFeedback({ tx, vault, actor, now }: Context, { page }: Page): Promise<OpenForm> {
  const totals = await readTotals(tx);
  const words = totals ? await readWords(tx, vault, page * TOLD_PAGE, TOLD_PAGE) : [];
  const entry = { at: now, actor: actor.member, action: 'peer-feedback.read', record: 'network' };
  if (totals) await recordAudit(tx, entry);
  return open(feedbackPage(totals, words));
}

/** A18: by whoever leads evaluation; its writer sees that it was read. */
export async function readAssessment(
  { tx, vault, actor, now }: Context,
  { assessment: id }: { assessment: string },
): Promise<OpenForm | Say> {
  const assessment = await assessments.readAssessmentFor(tx, actor.member, id);
  if (!assessment) return say(notReadable);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'self-assessment.read',
    record: `self-assessment:${id}`,
    about: [assessment.member],
    private: true,
  });
  return open(assessmentPage(assessment, await assessments.readLookBack(tx, vault, assessment), false));
}
