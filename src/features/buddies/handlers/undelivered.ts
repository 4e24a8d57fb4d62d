import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { shownSlots } from '../../../outbox/enqueue/cards.ts';
import { isRunning } from '../rules/pair.ts';
import { readMeeting } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { lockRound } from '../store/rounds.ts';
import { dateNotTold } from '../views/meetings.ts';
import { dateSlot, newsMessage, readDateKey, readPairKey } from '../views/messages.ts';
import { pairUnreached } from '../views/nudges.ts';
import { drawRound } from './coordinator.ts';

/**
 * A message of ours will not arrive. A date is told by whoever set it or called it off; anything else shows on the
 * coordinators' pages, so that a person can ask. A nudge that came too late is followed by the next one.
 */
export async function undelivered(work: Work, id: string, key: string, outcome: string): Promise<void> {
  const date = readDateKey(key);
  if (date) return tellDate(work, id, date);
  const about = readPairKey(key);
  if (!about || (outcome === 'expired' && about.what === 'nudge')) return;
  await markUnreached(work, id, about.member);
}

/** Coordinators who are not one of the two. */
export async function readOtherCoordinators({ tx, now }: Work, { sides }: store.Pair): Promise<MemberId[]> {
  const between = sides.map(({ memberId }) => memberId);
  return (await readRoleHolders(tx, 'coordinator', now)).filter((one) => !between.includes(one));
}

async function markUnreached(work: Work, id: string, member: string): Promise<void> {
  const pair = await store.lockPair(work.tx, id);
  const side = pair && store.sideOf(pair, member);
  if (!pair || !side || side.undelivered) return;
  await store.changeSide(work.tx, id, member, { undelivered: true });
  if (isRunning(pair.state)) {
    for (const coordinator of await readOtherCoordinators(work, pair))
      work.enqueue(newsMessage(id, coordinator, 'unreached', work.now, pairUnreached));
  }
  const round = await lockRound(work.tx, pair.roundId);
  if (round?.state === 'sent') await drawRound(work, round, undefined);
}

/** Only of the date as it is now, and only where nothing of it was seen: a later change of a card is no news. */
async function tellDate(
  { tx, now, enqueue }: Work,
  id: string,
  { meeting, sequence, member }: { meeting: string; sequence: number; member: string },
): Promise<void> {
  const pair = await store.lockPair(tx, id);
  const date = await readMeeting(tx, meeting);
  if (!pair || date?.sequence !== sequence || date.at <= now || date.state === 'held') return;
  if (!store.sideOf(pair, member) || pair.state !== 'active') return;
  if ((await shownSlots(tx, [dateSlot(date, member)])).size > 0) return;
  const other = store.buddyOf(pair, member).memberId;
  enqueue(newsMessage(id, other, 'not-told', now, dateNotTold(pair, other, date.state === 'cancelled')));
}
