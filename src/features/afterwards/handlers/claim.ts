import type { Context } from '../../../bot/feature.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import * as operations from '../operations/claim.ts';
import { nextClaimState } from '../rules/claim.ts';
import { readWhy } from '../store/claim-words.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import * as views from '../views/claim.ts';
import { nothingHere, tooLateToUndo } from '../views/words.ts';

export const showExpenses = (_context: Context, followUp: FollowUp): Say =>
  say(discreet(views.expensesCard(followUp)));

/** A press that comes twice, or too late, is told how it stands. */
const moved = (step: 'send' | 'close' | 'take-back') => async (context: Context, before: FollowUp) => {
  const followUp = await operations.moveOwnClaim(context, before, step);
  return update(message(views.expensesCard(followUp ?? before)));
};
export const sendClaim = moved('send');
export const closeClaim = moved('close');
export const takeBackClaim = moved('take-back');

/** Why it is to be sent again, for the peer alone. */
export async function readReturned({ tx, vault }: Context, followUp: FollowUp): Promise<OpenForm | Say> {
  const words = await readWhy(tx, vault, followUp);
  return followUp.claim === 'returned' ? open(views.whyPage(followUp, words)) : say(nothingHere);
}

export async function approveClaim(context: Context, before: FollowUp): Promise<Say | Update> {
  const decided = await operations.decideClaim(context, before, context.actor.member);
  return decided ? update(message(views.claimCard(decided, context.now))) : say(views.decidedAlready);
}

export const openReturn = (_context: Context, followUp: FollowUp): OpenForm | Say =>
  nextClaimState(followUp.claim, 'return') ? open(views.returnForm(followUp)) : say(views.decidedAlready);

export async function returnClaim(
  context: Context,
  before: FollowUp,
  { values: { words } }: { values: { words: string } },
): Promise<Say> {
  const decided = await operations.decideClaim(context, before, context.actor.member, words);
  return say(decided ? views.returnedNow(before) : views.decidedAlready);
}

export async function reopenClaim(context: Context, before: FollowUp): Promise<Say | Update> {
  const reopened = await operations.reopenClaim(context, before, context.actor.member);
  return reopened ? update(message(views.claimCard(reopened, context.now))) : say(tooLateToUndo);
}
