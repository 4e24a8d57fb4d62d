import type { Work } from '../../../bot/feature.ts';
import { close, list, type Showing, show, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { mayContact } from '../../../directory/circle.ts';
import type { Tx } from '../../../store/database.ts';
import * as messages from '../messages.ts';
import { nextNudge, sentSince, standingNudge } from '../rules/clock.ts';
import { isRunning } from '../rules/pair.ts';
import type { Dated, Nudged } from '../store/cards.ts';
import { type PairClock, readClock, readDate, readPlanned } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { answered } from '../views/nudges.ts';

/** The nudges of this window, as their cards show them. */
const nudgesOf = (pair: store.Pair, clock: PairClock): Nudged[] =>
  sentSince(clock).map((nudge) => ({ pair, clock, nudge, visits: [] }));

/**
 * Winds the clock of a pair after something has happened to it. What waits or comes now is on both homes: a nudge may
 * stand again, and a date is there also for whom no message told of it.
 */
export async function windClock(work: Work, id: string): Promise<void> {
  const { tx } = work;
  const pair = await store.lockPair(tx, id);
  if (!pair || !isRunning(pair.state)) return;
  const clock = await readClock(tx, pair);
  if (pair.state === 'active') await store.changePair(tx, id, { dueAt: nextNudge(clock)?.at ?? null });
  list(work, messages.nudgeCard, nudgesOf(pair, clock));
  const date = await readDate(tx, id);
  if (date) list(work, messages.dateCard, [{ pair, date }]);
}

/** One of the two has answered the nudges of this window. `clock`: as it was before. */
export async function closeNudges(
  work: Work,
  pair: store.Pair,
  clock: PairClock,
  as: Showing<Nudged>['as'],
): Promise<void> {
  await close(work, messages.nudgeCard, nudgesOf(pair, clock), as);
}

/** A date that no longer holds. */
export async function closeDate(work: Work, dated: Dated, as: Showing<Dated>['as']): Promise<void> {
  await close(work, messages.dateCard, [dated], as);
}

/** The pairing ends: nothing that the two were asked, or had set, holds any more. */
export async function closeCards(work: Work, pair: store.Pair): Promise<void> {
  await closeNudges(work, pair, await readClock(work.tx, pair), answered);
  const planned = await readPlanned(work.tx, pair.id);
  if (planned) await closeDate(work, { pair, date: planned }, answered);
  await takeOffHome(work, pair);
}

/** The same where only home shows it any more. */
export async function takeOffHome(work: Work, pair: store.Pair): Promise<void> {
  unlist(work, messages.nudgeCard, nudgesOf(pair, await readClock(work.tx, pair)));
  const date = await readDate(work.tx, pair.id);
  if (date) unlist(work, messages.dateCard, [{ pair, date }]);
}

/** What was closed stands again, for both: the last nudge of this window, and the date that is set. */
export async function restoreCards(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now } = work;
  const clock = await readClock(tx, pair);
  const nudge = standingNudge(clock);
  if (nudge) show(work, messages.nudgeCard, { pair, clock, nudge, visits: [] });
  const date = await readPlanned(tx, pair.id);
  if (date && date.at > now) show(work, messages.dateCard, { pair, date });
}

/**
 * Those of the two who are told of what this one did: not the other, once one of them keeps the other away. It looks to
 * both as if the other had not looked in.
 */
export async function readTold(tx: Tx, pair: store.Pair, by: MemberId): Promise<MemberId[]> {
  const reachable = await mayContact(tx, by);
  return pair.sides.map(({ memberId }) => memberId).filter(reachable);
}
