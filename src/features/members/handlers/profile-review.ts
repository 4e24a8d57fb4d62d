import type { Context, Occurrence, Work } from '../../../bot/feature.ts';
import { refreshShown } from '../../../bot/refresh.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { lockProfile, readLookedOver, touchProfile } from '../../../directory/profile.ts';
import { arrangeHalfYearly } from '../../../engine/schedules.ts';
import type { Tx } from '../../../store/database.ts';
import { deleteSchedule, readLatestOccurrence, type ScheduleKey } from '../../../store/schedules.ts';
import { localDate } from '../../../time/hours.ts';
import * as views from '../views/profile-review.ts';

const profileOf = (member: MemberId): ScheduleKey => ({
  feature: 'members',
  kind: 'profile',
  subject: member,
});

/** A8: looked over twice a year. */
export async function arrangeProfile({ tx, actor, now }: Context): Promise<void> {
  const { member, timeZone } = actor;
  await arrangeHalfYearly(tx, profileOf(member), localDate(now, timeZone), timeZone);
}

export async function askToLookOver(
  { tx, enqueue }: Work,
  { subject, localDate: on }: Occurrence,
): Promise<void> {
  const profile = await lockProfile(tx, subject);
  if (profile?.standing !== 'member') return deleteSchedule(tx, profileOf(subject));
  enqueue(views.profileReviewMessage(subject, on, views.profileReview));
}

/** On home, until it is answered: who only looks for themselves gets no message. */
export async function readProfileCard(tx: Tx, member: MemberId): Promise<Card | undefined> {
  const asked = await readLatestOccurrence(tx, profileOf(member));
  if (!asked) return undefined;
  const profile = await readLookedOver(tx, member);
  return profile && profile.updatedAt < asked.at ? views.profileCard : undefined;
}

/** They have changed it, or said that it still holds: the next time is half a year from now. */
export async function closeProfileCard(context: Context): Promise<Message> {
  const { tx, actor } = context;
  const asked = await readLatestOccurrence(tx, profileOf(actor.member));
  if (asked)
    await refreshShown(
      context,
      [views.profileReviewMessage(actor.member, asked.on, views.profileRight)],
      true,
    );
  await arrangeProfile(context);
  return views.profileRight;
}

export async function stillRight(context: Context): Promise<Update> {
  const { tx, actor, now } = context;
  const profile = await lockProfile(tx, actor.member);
  if (profile) await touchProfile(tx, actor.member, now);
  return update(await closeProfileCard(context));
}
