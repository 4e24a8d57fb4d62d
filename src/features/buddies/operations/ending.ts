import type { Work } from '../../../bot/feature.ts';
import { list, showAll, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { endedCard, toMembers } from '../messages.ts';
import { endPlanned, readPlanned } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { readWishes, setWish } from '../store/people.ts';
import { takeOffHome } from './clock.ts';

/** Nothing is left of a pair that has ended but that there was one; whoever did not end it is told. */
export async function endNow(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now } = work;
  await takeOffHome(work, pair);
  await store.changePair(tx, pair.id, { dueAt: null, endedBy: null });
  await store.releaseSides(tx, [pair.id]);
  const moment = await store.addMoment(tx, pair.id, 'ended', now);
  const planned = await readPlanned(tx, pair.id);
  if (planned) await endPlanned(tx, planned.id);
  const there = pair.sides.filter(({ standing }) => standing === 'member').map(({ memberId }) => memberId);
  const others = there.filter((member) => member !== pair.endedBy);
  await setWish(tx, others, 'not-now');
  const over = { pair: store.withMoment(pair, moment), wishes: await readWishes(tx, there) };
  showAll(work, endedCard, [over], { to: toMembers(others) });
  list(work, endedCard, [over], toMembers(there));
}

/** They have said whether they would like a new buddy: home asks no more. */
export async function closeEnded(work: Work, member: MemberId): Promise<void> {
  const pair = await store.readLastEnded(work.tx, member);
  if (pair) unlist(work, endedCard, [{ pair, wishes: new Map() }], [{ member }]);
}
