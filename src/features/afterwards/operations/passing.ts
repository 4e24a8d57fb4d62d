import type { Work } from '../../../bot/feature.ts';
import { close, show, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { SAY_I_WAS_THERE } from '../../requests/rules.ts';
import { readAsked } from '../../requests/store.ts';
import { claimCard, toAnswerCard } from '../messages.ts';
import { readOpenDisclosures, withAnswerers } from '../store/disclosures.ts';
import { readFollowUpsOf, readSentClaims } from '../store/follow-ups.ts';
import { nothingNeeded } from '../views/words.ts';

/** Ours: nobody leaves so many open. */
const MOST = 500;

/**
 * Somebody no longer answers for their projects: what is open goes to whoever does now. `except`: they are being forgotten.
 */
export async function passOn(work: Work, from: MemberId, except?: MemberId): Promise<void> {
  const { tx, now } = work;
  const of = { manager: from, ...(except && { except }) };
  const reader = [{ member: from }];
  for (const claim of await readSentClaims(tx, now, of)) {
    if (claim.answerers.some(({ member }) => member === from)) continue;
    unlist(work, claimCard, [claim], reader);
    if (claim.answerers.length > 0) show(work, claimCard, claim);
  }
  for (const open of await readOpenDisclosures(tx, now, MOST, of)) {
    if (open.answerers.some(({ member }) => member === from)) continue;
    unlist(work, toAnswerCard, [open], reader);
    if (open.answerers.length > 0) show(work, toAnswerCard, open);
  }
}

/** Somebody is being forgotten: nothing of theirs is asked of anybody any more. */
export async function closeOwn(work: Work, peer: MemberId): Promise<void> {
  const { tx, now } = work;
  const claims = (await readFollowUpsOf(tx, now, peer)).filter(({ claimsSent }) => claimsSent > 0);
  await close(work, claimCard, claims, nothingNeeded);
  const asked = await withAnswerers(tx, await readAsked(tx, SAY_I_WAS_THERE, peer), now);
  await close(work, toAnswerCard, asked, nothingNeeded);
}
