import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { nextPair } from '../rules/pair.ts';
import { forgetMeetings, forgetRounds, forgetWriter } from '../store/erasure.ts';
import { readClock, readPlanned } from '../store/meetings.ts';
import * as pairs from '../store/pairs.ts';
import { endedByBuddy } from '../views/ending.ts';
import { newsMessage } from '../views/messages.ts';
import { answered } from '../views/nudges.ts';
import { closeOffer } from './offers.ts';
import { endNow, tidyDate, tidyNudges } from './own.ts';

/** The pair that they are in ends, or the offer comes to nothing: the other hears what everybody hears, at once. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  const live = await pairs.readLivePair(tx, member);
  const pair = live === undefined ? undefined : await pairs.lockPair(tx, live);
  if (pair?.state === 'offered') {
    const sides = pair.sides.map((side) =>
      side.memberId === member ? { ...side, answer: 'no' as const } : side,
    );
    await closeOffer(work, { ...pair, sides }, 'decline');
  } else if (pair) await endPair(work, pair, member);
  await forgetWriter(tx, member);
}

async function endPair(work: Work, pair: pairs.Pair, member: MemberId): Promise<void> {
  const { tx } = work;
  const step = pair.state === 'proposed' ? 'drop' : 'end';
  const to = nextPair(pair.state, step);
  if (to && !(await pairs.movePair(tx, pair.id, pair.state, to, { wantsHelp: false }))) return;
  if (step === 'end') {
    await tidyNudges(work, pair, await readClock(tx, pair), () => answered);
    const date = await readPlanned(tx, pair.id);
    if (date) await tidyDate(work, pair, date, () => answered);
  }
  await endNow(work, { ...pair, endedBy: member }, (one) =>
    step === 'end' ? newsMessage(pair.id, one, 'ended', work.now, endedByBuddy(pair, one)) : undefined,
  );
}

/** Who was paired with whom is needed so that they are not paired again; without a name. */
export const keepsNameless = ['buddy_side.member_id'] as const;

export const retention: readonly Retention[] = [
  {
    name: 'meetings',
    keeps: 'dates, meetings and notes of a pair, a year after they ended',
    purge: forgetMeetings,
  },
  {
    name: 'pairs',
    keeps: 'who was paired, so that they are not paired again; rounds that came to nothing, a year',
    purge: forgetRounds,
  },
];
