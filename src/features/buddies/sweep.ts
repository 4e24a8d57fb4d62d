import type { Sweep, Work } from '../../bot/feature.ts';
import { DAY_MS } from '../../time/durations.ts';
import { advanceOffer } from './handlers/offers.ts';
import { endNow, readTold, windClock } from './handlers/own.ts';
import { type Clock, type Nudge, nextNudge, visitsToSuggest } from './rules/clock.ts';
import { nextPair } from './rules/pair.ts';
import { readClock, readHeld } from './store/meetings.ts';
import * as store from './store/pairs.ts';
import { endedByBuddy } from './views/ending.ts';
import { newsMessage, nudgeSlot, slotMessage } from './views/messages.ts';
import { nudgeCard, pausedByBuddy } from './views/nudges.ts';

/** One clock for a pair's whole life: whatever is due is written in its row. */
export const advancePairs: Sweep = {
  name: 'buddies.pairs',
  due: store.duePairs,
  async advance(work, id) {
    const { tx, now } = work;
    const pair = await store.lockPair(tx, id);
    if (!pair?.dueAt || pair.dueAt > now) return;
    if (pair.state === 'offered') await advanceOffer(work, pair);
    else if (pair.state === 'active') await advanceActive(work, pair);
    else if (pair.state === 'paused') await tellPause(work, pair);
    else if (pair.state === 'ended') await finishEnd(work, pair);
    else await store.changePair(tx, id, { dueAt: null });
  },
};

async function advanceActive(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now } = work;
  const gone = pair.sides.find(({ standing }) => standing !== 'member');
  const to = nextPair(pair.state, 'end');
  if (gone && to) {
    await store.movePair(tx, pair.id, pair.state, to, { endedBy: gone.memberId });
    return finishEnd(work, { ...pair, state: to, endedBy: gone.memberId });
  }
  const clock = await readClock(tx, pair);
  const next = nextNudge(clock);
  if (next && next.at <= now) await nudge(work, pair, clock, next.step);
  await windClock(tx, pair.id);
}

/** How long a nudge that waits for somebody's hours is still worth sending: until the next one would come. */
const FRESH_DAYS = 7;

async function nudge({ tx, now, enqueue }: Work, pair: store.Pair, clock: Clock, step: Nudge): Promise<void> {
  const moment = await store.addMoment(tx, pair.id, step, now);
  const visits = step === 'nudged' ? await readVisits(tx, pair, now) : [];
  if (visits.length > 0) await store.addMoment(tx, pair.id, 'visit-asked', now);
  const expiresAt = new Date(now.getTime() + FRESH_DAYS * DAY_MS);
  for (const { memberId: member } of pair.sides) {
    const card = nudgeCard({ pair, member, clock, step, visits, now });
    enqueue(slotMessage(member, nudgeSlot(moment, member), pair.id, card, expiresAt));
  }
}

async function readVisits(tx: Work['tx'], pair: store.Pair, now: Date): Promise<readonly string[]> {
  const hosts = (await readHeld(tx, pair.id)).flatMap(({ hostId }) => (hostId ? [hostId] : []));
  const asked = pair.moments.filter(({ kind }) => kind === 'visit-asked').length;
  const sides = pair.sides.map(({ memberId }) => memberId);
  const visits = {
    introducedAt: pair.introducedAt ?? now,
    hosts: new Set(hosts),
    off: pair.visitsOff,
    asked,
  };
  return visitsToSuggest(visits, sides, now);
}

/** The pause stands: the other one hears that it is one. Whoever keeps the other away finds it on home alone. */
async function tellPause({ tx, now, enqueue }: Work, pair: store.Pair): Promise<void> {
  await store.changePair(tx, pair.id, { dueAt: null });
  const pauser = pair.sides.find(({ paused }) => paused);
  const told = new Set(pauser && (await readTold(tx, pair, pauser.memberId)));
  for (const { memberId, paused } of pair.sides)
    if (!paused && told.has(memberId))
      enqueue(newsMessage(pair.id, memberId, 'paused', now, pausedByBuddy(pair, memberId)));
}

/** The end stands: the other one hears only that it has ended, and nothing says any more who wanted it. */
const finishEnd = (work: Work, pair: store.Pair): Promise<void> =>
  endNow(work, pair, (member) => newsMessage(pair.id, member, 'ended', work.now, endedByBuddy(pair, member)));
