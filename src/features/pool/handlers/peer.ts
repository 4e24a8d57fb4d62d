import type { Context } from '../../../bot/feature.ts';
import type { Guard } from '../../../bot/on.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { drawEvent } from '../../forum/operations.ts';
import { basisWords } from '../../policies/rules/policies.ts';
import { readBasis } from '../../policies/store.ts';
import { closeInvitation } from '../operations.ts';
import { type Invitation, lockInvitation } from '../store/invitations.ts';
import { readShared } from '../store/shared.ts';
import * as views from '../views/invitation.ts';
import { SHARED_PAGE, sharedPage } from '../views/shared.ts';

/** Somebody's own, locked. */
export const ownInvitation: Guard<
  { poolInvitation: string },
  Invitation,
  'whom a meeting might interest',
  Say
> = {
  lock: ({ tx, now }, { poolInvitation }) => lockInvitation(tx, poolInvitation, now),
  stands: { 'whom a meeting might interest': ({ peer }, { actor }) => peer === actor.member },
  refuse: say(views.notYours),
};

/** The event as they see it, with its own buttons. */
export async function seeEvent(context: Context, invitation: Invitation): Promise<Say> {
  await closeInvitation(context, invitation);
  const card = invitation.isAhead ? await drawEvent(context, invitation.event, context.actor) : undefined;
  return say(card ? message(card) : views.isOver);
}

export const notForMe = async (context: Context, invitation: Invitation): Promise<Update> =>
  update(await closeInvitation(context, invitation));

/** A26. */
export async function openShared(
  { tx, vault, actor }: Context,
  { page }: { page: number },
): Promise<OpenForm> {
  const all = await readShared(tx, vault, actor.member, { from: page * SHARED_PAGE, limit: SHARED_PAGE + 1 });
  const basis = basisWords(await readBasis(tx));
  const about = { page, isMore: all.length > SHARED_PAGE, timeZone: actor.timeZone, basis };
  return open(sharedPage(all.slice(0, SHARED_PAGE), about));
}
