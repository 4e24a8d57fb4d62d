import type { Context } from '../../../bot/feature.ts';
import { close, list, untell } from '../../../bot/messages/say.ts';
import { readFirst } from '../../../bot/read-first.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { enterPool, leavePool } from '../../pool/store/callable.ts';
import { invitationCard, reminder } from '../messages.ts';
import { readUnanswered } from '../store/invitations.ts';
import { type Asked, readAsked } from '../store/invited-peers.ts';
import * as views from '../views/home.ts';

export async function join(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const first = await readFirst(context, 'peer-pool', views.joinPoolButton);
  if (first) return say(first);
  await enterPool(tx, actor.member, now);
  // What they were asked before they left waits again.
  list(context, invitationCard, await readUnansweredBy(context));
  const { isPeer } = await readProfile(tx, actor.member);
  return say(isPeer ? views.poolJoined : views.poolAwaits);
}

/** No call-out comes any more: neither one that waits for their hours, nor a reminder of one that they have seen. */
export async function leave(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  await leavePool(tx, actor.member, now);
  const unanswered = await readUnansweredBy(context);
  await untell(
    context,
    reminder,
    unanswered.map(({ invitation }) => invitation.id),
  );
  await close(context, invitationCard, unanswered);
  return say(views.poolLeft);
}

async function readUnansweredBy({ tx, actor, now }: Context): Promise<Asked[]> {
  const invitations = await readUnanswered(tx, actor.member, now);
  return [...(await readAsked(tx, invitations, actor.member)).values()];
}
