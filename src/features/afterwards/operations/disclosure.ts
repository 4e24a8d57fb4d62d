import type { Work } from '../../../bot/feature.ts';
import { close, refresh, show } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { answerRequest, sendRequest, takeBackRequest } from '../../requests/operations.ts';
import { type AnswerOf, SAY_I_WAS_THERE } from '../../requests/rules.ts';
import { lockRequest, readRequests } from '../../requests/store.ts';
import { answerCard, followUpCard, toAnswerCard } from '../messages.ts';
import { type Disclosure, withAnswerers } from '../store/disclosures.ts';
import { changeFollowUp, lockFollowUpOf, readFollowUp } from '../store/follow-ups.ts';
import type { TookPart } from '../store/own-projects.ts';
import { nothingNeeded } from '../views/words.ts';

type Answer = AnswerOf<typeof SAY_I_WAS_THERE>;

/** The request, and before it what follows the project for its asker, whose card shows how it stands. */
export async function lockDisclosure({ tx, now }: Work, id: string): Promise<Disclosure | undefined> {
  const [found] = await readRequests(tx, SAY_I_WAS_THERE, [id]);
  if (!found) return undefined;
  await lockFollowUpOf(tx, now, found.scopeId, found.askerId);
  const request = await lockRequest(tx, SAY_I_WAS_THERE, id);
  return request && (await withAnswerers(tx, [request], now))[0];
}

/** A15: of a project that somebody took part in. Undefined: they have asked already. */
export async function askToSay(
  work: Work,
  { projectId, peerId, theme }: TookPart,
  words: string,
): Promise<Disclosure | undefined> {
  const { tx, now } = work;
  const followUp = await lockFollowUpOf(tx, now, projectId, peerId);
  const asked = { scopeId: projectId, subject: theme, asker: peerId, words };
  const request = await sendRequest(work, SAY_I_WAS_THERE, asked);
  const [disclosure] = request ? await withAnswerers(tx, [request], now) : [];
  if (!disclosure) return undefined;
  if (followUp) await changeFollowUp(tx, followUp, {});
  if (disclosure.answerers.length > 0) show(work, toAnswerCard, disclosure);
  await showOnFollowUp(work, disclosure);
  return disclosure;
}

/** The disclosure is locked. Undefined: it is over already. */
export async function takeBack(work: Work, before: Disclosure): Promise<Disclosure | undefined> {
  const request = await takeBackRequest(work, before.request);
  if (!request) return undefined;
  const disclosure = { ...before, request };
  await close(work, toAnswerCard, [disclosure], nothingNeeded);
  await showOnFollowUp(work, disclosure);
  return disclosure;
}

/** Answered, or changed within ten minutes, and told back. The disclosure is locked. Undefined: it is settled. */
export async function answer(
  work: Work,
  before: Disclosure,
  by: MemberId,
  given: { answer: Answer; words: string | undefined },
): Promise<Disclosure | undefined> {
  const request = await answerRequest(work, SAY_I_WAS_THERE, before.request, { by, ...given });
  if (!request) return undefined;
  const disclosure = { ...before, request };
  show(work, answerCard, disclosure);
  await refresh(work, toAnswerCard, [disclosure]);
  await showOnFollowUp(work, disclosure);
  return disclosure;
}

/** How it stands shows on what follows the project, where that was sent. */
async function showOnFollowUp(work: Work, { request }: Disclosure): Promise<void> {
  const { tx, now } = work;
  const found = await lockFollowUpOf(tx, now, request.scopeId, request.askerId);
  const followUp = found && (await readFollowUp(tx, now, found.id));
  if (followUp) await refresh(work, followUpCard, [followUp]);
}
