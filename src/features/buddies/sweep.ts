import type { Sweep, Work } from '../../bot/feature.ts';
import { show, tell } from '../../bot/messages/say.ts';
import { nudgeCard, paused } from './messages.ts';
import { readTold, windClock } from './operations/clock.ts';
import { endNow } from './operations/ending.ts';
import { advanceOffer } from './operations/offers.ts';
import { type Nudge, nextNudge, visitsToSuggest } from './rules/clock.ts';
import { nextPair } from './rules/pair.ts';
import { type PairClock, readClock, readHeld } from './store/meetings.ts';
import * as store from './store/pairs.ts';

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
    else if (pair.state === 'ended') await endNow(work, pair);
    else await store.changePair(tx, id, { dueAt: null });
  },
};

async function advanceActive(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now } = work;
  const gone = pair.sides.find(({ standing }) => standing !== 'member');
  const to = nextPair(pair.state, 'end');
  if (gone && to) {
    await store.movePair(tx, pair.id, pair.state, to, { endedBy: gone.memberId });
    return endNow(work, { ...pair, state: to, endedBy: gone.memberId });
  }
  const clock = await readClock(tx, pair);
  const next = nextNudge(clock);
  if (next && next.at <= now) await nudge(work, pair, clock, next.step);
  await windClock(work, pair.id);
}

async function nudge(work: Work, pair: store.Pair, clock: PairClock, step: Nudge): Promise<void> {
  const { tx, now } = work;
  const nudge = { ...(await store.addMoment(tx, pair.id, step, now)), kind: step };
  const visits = step === 'nudged' ? await readVisits(tx, pair, now) : [];
  if (visits.length > 0) await store.addMoment(tx, pair.id, 'visit-asked', now);
  show(work, nudgeCard, { pair, clock: { ...clock, moments: [...clock.moments, nudge] }, nudge, visits });
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
async function tellPause(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now } = work;
  await store.changePair(tx, pair.id, { dueAt: null });
  const pauser = pair.sides.find(({ paused }) => paused);
  const told = new Set(pauser && (await readTold(tx, pair, pauser.memberId)));
  const others = pair.sides.filter((side) => !side.paused && told.has(side.memberId));
  tell(work, paused, pair, now.toISOString(), store.readersOf(others));
}
