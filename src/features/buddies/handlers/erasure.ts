import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { closeCards } from '../operations/clock.ts';
import { endNow } from '../operations/ending.ts';
import { closeOffer } from '../operations/offers.ts';
import { nextPair } from '../rules/pair.ts';
import { forgetMeetings, forgetRounds, forgetWriter } from '../store/erasure.ts';
import * as pairs from '../store/pairs.ts';

/** The pair that they are in ends, or the offer comes to nothing: the other hears what everybody hears, at once. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  const pair = await pairs.lockLivePair(tx, member);
  if (pair?.state === 'offered') await closeOffer(work, pairs.withAnswer(pair, member, 'no'), 'decline');
  else if (pair?.state === 'proposed') await pairs.dropPair(tx, pair.id);
  else if (pair) await endPair(work, pair, member);
  await forgetWriter(tx, member);
}

async function endPair(work: Work, pair: pairs.Pair, member: MemberId): Promise<void> {
  const to = nextPair(pair.state, 'end');
  if (to && !(await pairs.movePair(work.tx, pair.id, pair.state, to, { wantsHelp: false }))) return;
  await closeCards(work, pair);
  await endNow(work, { ...pair, endedBy: member });
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
