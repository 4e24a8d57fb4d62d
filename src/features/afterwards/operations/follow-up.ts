import type { Work } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import type { Message } from '../../../chat/message.ts';
import { localDate } from '../../../time/hours.ts';
import { followUpCard } from '../messages.ts';
import type { Feedback } from '../rules/feedback.ts';
import { isChangeable, isUntouched } from '../rules/follow-up.ts';
import * as assessments from '../store/assessments.ts';
import { writeFeedback } from '../store/feedback.ts';
import { changeFollowUp, createFollowUp, type FollowUp, readFollowUp, waysOf } from '../store/follow-ups.ts';

/** Thanks, and four ways on, to somebody who took part: once, whoever sweeps. */
export async function beginFollowUp(work: Work, placement: string): Promise<void> {
  const { tx, now } = work;
  const id = await createFollowUp(tx, placement, now);
  const followUp = id && (await readFollowUp(tx, now, id));
  if (followUp) show(work, followUpCard, followUp);
}

/** The one reminder. The follow-up is locked. */
export async function remindOnce(work: Work, followUp: FollowUp): Promise<void> {
  const rings = isUntouched(waysOf(followUp));
  const seen = await changeFollowUp(work.tx, followUp, rings ? { edition: 'next' } : {});
  if (rings) show(work, followUpCard, seen);
}

/** A16: kept apart from whoever gave it; here only that it was given. Undefined: it was given before. */
export async function giveFeedback(
  work: Work,
  followUp: FollowUp,
  feedback: Feedback & { words: string | undefined },
): Promise<Message | undefined> {
  if (followUp.gaveFeedback) return undefined;
  const { tx, vault, now } = work;
  await writeFeedback(tx, vault, feedback, Number(localDate(now, 'Europe/London').slice(0, 4)));
  return show(work, followUpCard, await changeFollowUp(tx, followUp, { gaveFeedback: true }));
}

/** A18: written, or changed while it may be. Undefined: it can’t be changed any more. */
export async function lookBack(
  work: Work,
  followUp: FollowUp,
  { mayRead, words }: { mayRead: boolean; words: assessments.LookBack },
): Promise<Message | undefined> {
  const { tx, vault, now } = work;
  const { assessmentId: id, askedAt, peer, managerId: keptFrom, theme } = followUp;
  if (id !== null && !isChangeable(askedAt, peer.timeZone, now)) return undefined;
  const about = { id, member: peer.id, keptFrom, theme, mayRead, at: now };
  const assessmentId = await assessments.writeAssessment(tx, vault, about, words);
  return show(work, followUpCard, await changeFollowUp(tx, followUp, { assessmentId }));
}

/** The card as it is without it; the follow-up, where there is one, is locked before. */
export async function deleteLookBack(
  work: Work,
  { id }: assessments.Assessment,
  followUp: FollowUp | undefined,
): Promise<void> {
  await assessments.deleteAssessment(work.tx, id);
  if (followUp) show(work, followUpCard, { ...followUp, assessmentId: null });
}

export async function endFollowUp(work: Work, followUp: FollowUp, ended: boolean): Promise<Message> {
  return show(work, followUpCard, await changeFollowUp(work.tx, followUp, { ended }));
}
