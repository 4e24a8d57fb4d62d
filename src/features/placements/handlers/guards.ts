import type { Guard } from '../../../bot/on.ts';
import { forSomebodyElse } from '../../../bot/words.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { lockPlacement, type Placed, readPlacement } from '../store/placements.ts';
import { overNow } from '../views/placement.ts';

type ByPeer = Guard<{ placement: string }, Placed, 'the peer put forward', Say>;

/** The peer’s own place on a project, to look at. */
export const readOwnPlacement: ByPeer = {
  lock: ({ tx }, { placement }) => readPlacement(tx, placement),
  stands: { 'the peer put forward': ({ placement }, { actor }) => placement.peerId === actor.member },
  state: ({ placement }) => placement.state,
  refuse: say(forSomebodyElse),
  refuseNow: say(overNow),
};
/** The same to change. */
export const ownPlacement: ByPeer = {
  ...readOwnPlacement,
  lock: ({ tx }, { placement }) => lockPlacement(tx, placement),
};
