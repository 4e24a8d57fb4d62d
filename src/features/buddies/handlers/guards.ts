import type { Guard } from '../../../bot/on.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { findOwnPairOf, type Meeting, readMeeting } from '../store/meetings.ts';
import { changeSide, lockPair, type Pair, sideOf } from '../store/pairs.ts';
import { strangers } from '../views/joining.ts';

export interface Own {
  pair: Pair;
}
export interface OwnMeeting extends Own {
  meeting: Meeting;
}

/** Somebody's own pair, locked. */
export const ownPair: Guard<{ pair: string }, Own, 'one of the pair', Say> = {
  async lock({ tx }, { pair: id }) {
    const pair = await lockPair(tx, id);
    return pair && { pair };
  },
  stands: { 'one of the pair': ({ pair }, { actor }) => sideOf(pair, actor.member) !== undefined },
  state: ({ pair }) => pair.state,
  // Whoever presses something can be reached again.
  async admitted({ pair }, { tx, actor }) {
    if (sideOf(pair, actor.member)?.undelivered)
      await changeSide(tx, pair.id, actor.member, { undelivered: false });
  },
  refuse: say(strangers),
};

/** A meeting of somebody's own pair; the pair is locked. */
export const ownMeeting: Guard<{ meeting: string }, OwnMeeting, 'one of the pair', Say> = {
  ...ownPair,
  async lock({ tx, actor }, { meeting: id }) {
    const found = await findOwnPairOf(tx, id, actor.member);
    const pair = found === undefined ? undefined : await lockPair(tx, found);
    const meeting = pair && (await readMeeting(tx, id));
    return meeting && { pair, meeting };
  },
};
