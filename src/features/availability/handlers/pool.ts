import type { Context } from '../../../bot/feature.ts';
import { readFirst } from '../../../bot/read-first.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { withdrawUnseen } from '../../../outbox/enqueue/cards.ts';
import { withdraw } from '../../../outbox/enqueue/withdraw.ts';
import { readUnanswered } from '../store/invitations.ts';
import { enterPool, leavePool } from '../store/pool.ts';
import * as views from '../views/home.ts';
import { invitationSlot, reminderKey } from '../views/messages.ts';

export async function join(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const first = await readFirst(context, 'peer-pool', views.joinPoolButton);
  if (first) return say(first);
  await enterPool(tx, actor.member, now);
  const { isPeer } = await readProfile(tx, actor.member);
  return say(isPeer ? views.poolJoined : views.poolAwaits);
}

/** No call-out comes any more: neither one that waits for their hours, nor a reminder of one that they have seen. */
export async function leave({ tx, actor, now }: Context): Promise<Say> {
  const unanswered = await readUnanswered(tx, actor.member, now);
  await leavePool(tx, actor.member, now);
  await withdraw(
    tx,
    unanswered.map(({ id }) => reminderKey(id)),
  );
  await withdrawUnseen(
    tx,
    unanswered.map(({ id }) => invitationSlot(id)),
  );
  return say(views.poolLeft);
}
