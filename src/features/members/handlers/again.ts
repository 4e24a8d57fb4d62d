import type { z } from 'zod';
import type { Context, Feature, Occurrence, Work } from '../../../bot/feature.ts';
import { arrange } from '../../../bot/schedules.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { type Draft, shownSlots, withdraw } from '../../../outbox/outbox.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import { deleteSchedule, readLatestOccurrence, type ScheduleKey } from '../../../store/schedules.ts';
import { localDate } from '../../../time/hours.ts';
import type * as routes from '../routes.ts';
import { halfYearAfter, leftToRing, NETWORK_ZONE } from '../rules/again.ts';
import { numbersToRing, oldestCheck } from '../rules/own-numbers.ts';
import { followNation } from '../store/division.ts';
import { ringNumber } from '../store/own-numbers.ts';
import { lockProfile, readLookedOver, touchProfile } from '../store/profile.ts';
import * as safetyStore from '../store/safety.ts';
import * as views from '../views/again.ts';
import { askToConfirm } from './hats.ts';
import { askAboutName } from './namesakes.ts';

const NUMBERS: ScheduleKey = { feature: 'members', kind: 'numbers', subject: 'network' };
const profileOf = (member: MemberId): ScheduleKey => ({
  feature: 'members',
  kind: 'profile',
  subject: member,
});

/** Every half year from this day on, in the morning; one that was missed is asked about once. */
async function arrangeHalfYearly(tx: Tx, which: ScheduleKey, day: string, timeZone: string): Promise<void> {
  const rule = { every: 'month', interval: 6, day: Number(day.slice(-2)), time: '10:00', timeZone } as const;
  await arrange(tx, { ...which, ...rule, catchUp: 'latest', from: halfYearAfter(day) });
}

// --- the numbers ---------------------------------------------------------------------------------------------------

/** The numbers are rung again half a year after the oldest was confirmed, all of them together. */
export async function arrangeNumbers(tx: Tx, safety: safetyStore.Safety, now: Date): Promise<void> {
  const at = oldestCheck(safety);
  const oldest = at && localDate(at, NETWORK_ZONE);
  // Asked for already: the others are still to come.
  if (!oldest || halfYearAfter(oldest) <= localDate(now, NETWORK_ZONE)) return;
  await arrangeHalfYearly(tx, NUMBERS, oldest, NETWORK_ZONE);
}

/** What coordinators were asked to ring again shows what is left of it. The gate is locked. */
export async function refreshNumbers(work: Work, safety: safetyStore.Safety): Promise<void> {
  const asked = await readLatestOccurrence(work.tx, NUMBERS);
  if (!asked) return;
  const card = views.numbersCard(safety, asked.on);
  const isDone = leftToRing(numbersToRing(safety), safety.checks, asked.on).length === 0;
  for (const coordinator of await readRoleHolders(work.tx, 'coordinator', work.now))
    await refresh(work, views.numbersLetter(coordinator, asked.on, card), isDone);
}

/** Where it was seen it is changed; where not, it comes as it is now, or not at all. */
async function refresh(
  { tx, enqueue }: Work,
  letter: Draft & { slot: string },
  isDone: boolean,
): Promise<void> {
  if ((await shownSlots(tx, [letter.slot])).size > 0) enqueue(letter);
  else if ((await withdraw(tx, letter.slot)) > 0 && !isDone) enqueue(letter);
}

type Check = z.output<typeof routes.ringAgain.input>;

/** One number, confirmed on the card that asked for it. */
export async function confirmAgain(context: Context, { nation, number }: Check): Promise<Update> {
  const { tx, actor, now } = context;
  const before = await safetyStore.lockSafety(tx, now);
  const asked = (await readLatestOccurrence(tx, NUMBERS))?.on ?? localDate(now, NETWORK_ZONE);
  const isKnown = before.nation === nation && numbersToRing(before).some(({ id }) => id === number);
  if (!isKnown) return update(views.numbersCard(before, asked));
  await ringNumber(tx, before, number, actor.member, now);
  const record = `number:${nation}:${number}`;
  await recordAudit(tx, { at: now, actor: actor.member, action: 'number.confirmed', record });
  const after = await safetyStore.readSafety(tx, now);
  await arrangeNumbers(tx, after, now);
  await refreshNumbers(context, after);
  return update(views.numbersCard(after, asked));
}

async function askToRing(work: Work, { localDate: on }: Occurrence): Promise<void> {
  const safety = await safetyStore.lockSafety(work.tx, work.now);
  if (leftToRing(numbersToRing(safety), safety.checks, on).length === 0) return;
  const card = views.numbersCard(safety, on);
  for (const coordinator of await readRoleHolders(work.tx, 'coordinator', work.now))
    work.enqueue(views.numbersLetter(coordinator, on, card));
}

// --- a profile -----------------------------------------------------------------------------------------------------

/** A8: looked over twice a year. */
export async function arrangeProfile({ tx, actor, now }: Context): Promise<void> {
  const { member, timeZone } = actor;
  await arrangeHalfYearly(tx, profileOf(member), localDate(now, timeZone), timeZone);
}

async function askToLookOver({ tx, enqueue }: Work, { subject, localDate: on }: Occurrence): Promise<void> {
  const profile = await lockProfile(tx, subject);
  if (profile?.standing !== 'member') return deleteSchedule(tx, profileOf(subject));
  enqueue(views.profileLetter(subject, on, views.profileMessage));
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
  if (asked) await refresh(context, views.profileLetter(actor.member, asked.on, views.profileRight), true);
  await arrangeProfile(context);
  return views.profileRight;
}

export async function stillRight(context: Context): Promise<Update> {
  const { tx, actor, now } = context;
  const profile = await lockProfile(tx, actor.member);
  if (profile) await touchProfile(tx, actor.member, now);
  return update(await closeProfileCard(context));
}

/** A8: somebody's circumstances have changed. Their hat is looked at again, and whose bank holidays hold for them. */
export const changed: NonNullable<Feature['changed']> = async (work, member, what) => {
  if (what.includes('area')) await followNation(work.tx, member);
  await askToConfirm(work, member, what);
  if (what.includes('name')) await askAboutName(work, member);
};

/** What the members' part of the bot arranged. */
export async function occurs(work: Work, occurrence: Occurrence): Promise<void> {
  if (occurrence.kind === 'numbers') return askToRing(work, occurrence);
  if (occurrence.kind === 'profile') return askToLookOver(work, occurrence);
}
