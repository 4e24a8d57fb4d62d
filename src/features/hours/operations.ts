import type { Work } from '../../bot/feature.ts';
import { list } from '../../bot/messages/say.ts';
import type { MemberId } from '../../chat/message.ts';
import { reconsiderHeld } from '../../outbox/queue/reconsider.ts';
import { breakCard, whenCard } from './messages.ts';
import type { HoursChoice } from './rules/hours.ts';
import * as store from './store.ts';

export async function changeContactHours(work: Work, member: MemberId, hours: string): Promise<store.Hours> {
  await store.setContactHours(work.tx, member, hours);
  return applyHours(work, member);
}

export async function changeHours(work: Work, member: MemberId, choice: HoursChoice): Promise<store.Hours> {
  await store.writeHours(work.tx, member, choice);
  return applyHours(work, member);
}

/** `null`: they are back. */
export async function changeBreak(work: Work, member: MemberId, until: Date | null): Promise<store.Hours> {
  await store.writeBreak(work.tx, member, until);
  return applyHours(work, member);
}

/** After every change: what was held for them is looked at anew, and home says what holds now. */
async function applyHours(work: Work, member: MemberId): Promise<store.Hours> {
  await reconsiderHeld(work.tx, member, work.now);
  const hours = await store.readHours(work.tx, member);
  list(work, whenCard, [{ member, hours }]);
  list(work, breakCard, [{ member, hours }]);
  return hours;
}
