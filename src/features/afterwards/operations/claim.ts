import type { Work } from '../../../bot/feature.ts';
import { close, refresh, show } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { recordAudit } from '../../../store/audit.ts';
import { claimAnswerCard, claimCard, followUpCard } from '../messages.ts';
import { mayReopen, nextClaimState } from '../rules/claim.ts';
import { sealWhy } from '../store/claim-words.ts';
import { changeFollowUp, type FollowUp } from '../store/follow-ups.ts';
import { lookedAtAgain } from '../views/claim.ts';
import { nothingNeeded } from '../views/words.ts';

/**
 * A23: what a peer says of their claim. Whoever answers for the project hears when it was sent, and what was taken back is
 * asked of nobody. The follow-up is locked. Undefined: it stands otherwise by now.
 */
export async function moveOwnClaim(
  work: Work,
  before: FollowUp,
  step: 'send' | 'close' | 'take-back',
): Promise<FollowUp | undefined> {
  const claim = nextClaimState(before.claim, step);
  if (!claim) return undefined;
  const followUp = await changeFollowUp(work.tx, before, {
    claim,
    claimMovedAt: work.now,
    claimWordsSealed: null,
    ...(step === 'send' && { claimsSent: 'next' }),
  });
  if (step === 'send' && followUp.answerers.length > 0) show(work, claimCard, followUp);
  if (before.claim === 'sent') await close(work, claimCard, [followUp], nothingNeeded);
  if (before.claim === 'returned') await refresh(work, claimAnswerCard, [followUp]);
  await refresh(work, followUpCard, [followUp]);
  return followUp;
}

/** Approved, or to be sent again, with words for the peer: they are told. Undefined: it was settled meanwhile. */
export async function decideClaim(
  work: Work,
  before: FollowUp,
  by: MemberId,
  words?: string,
): Promise<FollowUp | undefined> {
  const { tx, vault, now } = work;
  const step = words === undefined ? 'approve' : 'return';
  const claim = nextClaimState(before.claim, step);
  if (!claim) return undefined;
  const followUp = await changeFollowUp(tx, before, {
    claim,
    claimMovedAt: now,
    claimDecisions: 'next',
    claimWordsSealed: words === undefined ? null : await sealWhy(tx, vault, before, words),
  });
  await audit(work, followUp, by, words === undefined ? 'claim.approved' : 'claim.returned');
  show(work, claimAnswerCard, followUp);
  await refresh(work, followUpCard, [followUp]);
  await refresh(work, claimCard, [followUp]);
  return followUp;
}

/** Within ten minutes a decision can be undone: the peer hears no more of it, or that it was a mistake. */
export async function reopenClaim(work: Work, before: FollowUp, by: MemberId): Promise<FollowUp | undefined> {
  const { tx, now } = work;
  const claim = nextClaimState(before.claim, 'reopen');
  if (!claim || !mayReopen(before, now)) return undefined;
  const followUp = await changeFollowUp(tx, before, { claim, claimMovedAt: now, claimWordsSealed: null });
  await audit(work, followUp, by, 'claim.reopened');
  await close(work, claimAnswerCard, [followUp], lookedAtAgain(followUp));
  await refresh(work, followUpCard, [followUp]);
  await refresh(work, claimCard, [followUp]);
  return followUp;
}

const audit = ({ tx, now }: Work, { id, peer }: FollowUp, actor: MemberId, action: string): Promise<void> =>
  recordAudit(tx, { at: now, actor, action, record: `follow-up:${id}`, about: [peer.id] });
