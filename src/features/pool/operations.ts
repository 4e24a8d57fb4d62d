import type { Context, Work } from '../../bot/feature.ts';
import { close, show, showAll } from '../../bot/messages/say.ts';
import type { MemberId, Message } from '../../chat/message.ts';
import { readRoleHolders } from '../../directory/roles.ts';
import { arrange } from '../../engine/schedules.ts';
import { recordAudit } from '../../store/audit.ts';
import { localDate } from '../../time/hours.ts';
import { NETWORK_ZONE } from '../../time/zones.ts';
import { invitationCard, reviewCard } from './messages.ts';
import { QUARTER_MONTHS, quarterAfter } from './rules/review.ts';
import * as invitations from './store/invitations.ts';
import * as reviews from './store/review.ts';
import { sentByMistake } from './views/invitation.ts';

/** A6: every quarter from when somebody first was in the pool, in the morning; one that was missed comes once. */
export async function arrangeReview({ tx, now }: Work): Promise<void> {
  const today = localDate(now, NETWORK_ZONE);
  const day = Number(today.slice(-2));
  const rule = {
    every: 'month',
    interval: QUARTER_MONTHS,
    day,
    time: '10:00',
    timeZone: NETWORK_ZONE,
  } as const;
  await arrange(tx, { ...reviews.REVIEW, ...rule, catchUp: 'latest', from: quarterAfter(today) });
}

/** There is nothing to look over where nobody is. */
export async function askToLookOver(work: Work, day: string): Promise<void> {
  const { tx, now } = work;
  const people = await reviews.countPool(tx);
  if (people === 0) return;
  await reviews.writeReview(tx, day, people, now);
  await showReview(work);
}

/** To all who may run projects now, whoever presses first. */
async function showReview(work: Work, presser?: MemberId): Promise<Message | undefined> {
  const { tx, now } = work;
  const review = await reviews.readReview(tx);
  const managers = await readRoleHolders(tx, 'project-manager', now);
  if (!review || managers.length === 0) return undefined;
  const inOrder = managers.toSorted((a, b) => Number(b === presser) - Number(a === presser));
  return show(work, reviewCard, { ...review, managers: inOrder });
}

/** The card is everybody's who may run projects: it says who looked. Undefined: there is a newer one. */
export async function lookOver(
  context: Context,
  { day, isDone }: { day: string; isDone: boolean },
): Promise<Message | undefined> {
  const { tx, actor, now } = context;
  const review = await reviews.lockReview(tx, day);
  if (!review) return undefined;
  if ((review.lookedAt !== null) !== isDone) {
    const looked = isDone ? { lookedAt: now, lookedBy: actor.member } : { lookedAt: null, lookedBy: null };
    await reviews.markLooked(tx, day, looked);
    const entry = { at: now, actor: actor.member, action: 'pool.looked-over', record: `pool:${day}` };
    if (isDone) await recordAudit(tx, entry);
  }
  return showReview(context, actor.member);
}

/** A17: one card for each; it is written down that they were invited, by whom. */
export async function invite(context: Context, event: string, peers: readonly MemberId[]): Promise<number> {
  const { tx, actor, now } = context;
  const made = await invitations.writeInvitations(tx, event, peers, { by: actor.member, at: now });
  if (made.length === 0) return 0;
  showAll(context, invitationCard, made);
  await recordInvited(context, 'pool-invitation.sent', event, made);
  return made.length;
}

export async function takeBack(context: Context, event: string, at: Date): Promise<number> {
  const { tx, actor } = context;
  const sent = await invitations.lockSent(tx, { event, by: actor.member, at });
  if (sent.length === 0) return 0;
  await close(context, invitationCard, sent, sentByMistake);
  await invitations.deleteInvitations(
    tx,
    sent.map(({ id }) => id),
  );
  await recordInvited(context, 'pool-invitation.taken-back', event, sent);
  return sent.length;
}

const recordInvited = (
  { tx, actor, now }: Context,
  action: string,
  event: string,
  all: readonly invitations.Invitation[],
): Promise<void> =>
  recordAudit(tx, {
    at: now,
    actor: actor.member,
    action,
    record: `event:${event}`,
    about: all.map(({ peer }) => peer),
  });

/** They looked, or would rather not: it asks nothing any more, and which of the two it was is not kept. */
export async function closeInvitation(work: Work, invitation: invitations.Invitation): Promise<Message> {
  if (!invitation.closed) await invitations.closeInvitation(work.tx, invitation.id);
  return show(work, invitationCard, { ...invitation, closed: true });
}
