import type { Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import * as messages from '../messages.ts';
import { isRunning } from '../rules/pair.ts';
import { readMeeting } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { lockRound } from '../store/rounds.ts';
import { showSent } from './rounds.ts';

/** Coordinators who are not one of the two. */
export async function readOtherCoordinators({ tx, now }: Work, { sides }: store.Pair): Promise<MemberId[]> {
  const between = sides.map(({ memberId }) => memberId);
  return (await readRoleHolders(tx, 'coordinator', now)).filter((one) => !between.includes(one));
}

/** One of a pair cannot be reached: it shows on the coordinators' pages, so that a person can ask. */
export async function markUnreached(work: Work, id: string, member: MemberId): Promise<void> {
  const { tx, now } = work;
  const pair = await store.lockPair(tx, id);
  const side = pair && store.sideOf(pair, member);
  if (!pair || !side || side.undelivered) return;
  await store.changeSide(tx, id, member, { undelivered: true });
  if (isRunning(pair.state)) {
    const coordinators = await readOtherCoordinators(work, pair);
    tell(work, messages.unreached, { pair, coordinators }, now.toISOString());
  }
  const round = await lockRound(tx, pair.roundId);
  if (round?.state === 'sent') await showSent(work, round);
}

/** A date is told by whoever set it or called it off: only the date as it is now, while it lies ahead. */
export async function askToTellDate(
  work: Work,
  about: { meeting: string; sequence: number; member: MemberId },
): Promise<void> {
  const { tx, now } = work;
  const found = await readMeeting(tx, about.meeting);
  const pair = found && (await store.lockPair(tx, found.pairId));
  const date = pair && (await readMeeting(tx, about.meeting));
  if (!date || date.sequence !== about.sequence || date.at <= now || date.state === 'held') return;
  if (!store.sideOf(pair, about.member) || pair.state !== 'active') return;
  const teller = store.buddyOf(pair, about.member).memberId;
  tell(work, messages.dateNotTold, { pair, date, teller }, now.toISOString());
}
