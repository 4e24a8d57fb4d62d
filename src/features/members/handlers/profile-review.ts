import type { Context, Occurrence, Work } from '../../../bot/feature.ts';
import { close, showAll, unlist } from '../../../bot/messages/say.ts';
import { type MemberId, message } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { lockProfile, touchProfile } from '../../../directory/profile.ts';
import { arrangeHalfYearly } from '../../../engine/schedules.ts';
import { deleteSchedule, readLatestOccurrence, type ScheduleKey } from '../../../store/schedules.ts';
import { localDate } from '../../../time/hours.ts';
import { reviewCard } from '../messages.ts';
import { profileRight } from '../views/profile-review.ts';

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

/** The time before that was not answered is asked no longer. */
export async function askToLookOver(
  work: Work,
  { subject: member, localDate: on }: Occurrence,
): Promise<void> {
  const { tx } = work;
  const profile = await lockProfile(tx, member);
  if (profile?.standing !== 'member') return deleteSchedule(tx, profileOf(member));
  const before = await readLatestOccurrence(tx, profileOf(member), on);
  if (before) unlist(work, reviewCard, [{ member, on: before.on, isOpen: false }]);
  showAll(work, reviewCard, [{ member, on, isOpen: true }]);
}

/** They have changed it, or said that it still holds: the next time is half a year from now. */
export async function closeProfileCard(context: Context): Promise<void> {
  const { tx, actor } = context;
  const { member } = actor;
  const asked = await readLatestOccurrence(tx, profileOf(member));
  if (asked) await close(context, reviewCard, [{ member, on: asked.on, isOpen: false }], profileRight);
  await arrangeProfile(context);
}

export async function stillRight(context: Context): Promise<Update> {
  const { tx, actor, now } = context;
  const profile = await lockProfile(tx, actor.member);
  if (profile) await touchProfile(tx, actor.member, now);
  await closeProfileCard(context);
  return update(message(profileRight));
}
