import { may } from '../../../bot/access.ts';
import type { Context, Work } from '../../../bot/feature.ts';
import { readSafety, type SafetyPerson } from '../../../directory/safety.ts';
import type { PairState } from '../rules/pair.ts';
import * as store from '../store/pairs.ts';

export type Which = { pair: string };

export interface Own {
  pair: store.Pair;
  me: store.Side;
  buddy: store.Side;
}

/** The actor's own pair, locked, in one of these states. Somebody else's is not told from one that does not exist. */
export async function lockOwn(
  { tx, actor }: Context,
  id: string,
  states: readonly PairState[],
): Promise<Own | undefined> {
  const pair = await store.lockPair(tx, id);
  const me = pair && store.sideOf(pair, actor.member);
  const what = pair?.state === 'offered' ? 'buddy-offer.answer' : 'buddy-pair.use';
  if (!pair || !me || !may(what, ['one of the pair'], pair.state) || !states.includes(pair.state))
    return undefined;
  // Whoever presses something can be reached again.
  if (me.undelivered) await store.changeSide(tx, id, actor.member, { undelivered: false });
  return { pair, me, buddy: store.buddyOf(pair, actor.member) };
}

/** Who leads on safeguarding, or deputises, and is there: never one of the two themselves. */
export async function leadFor(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  pair: store.Pair,
): Promise<SafetyPerson | undefined> {
  const { there } = await readSafety(tx, now);
  return there.find((person) => !pair.sides.some(({ memberId }) => memberId === person.member));
}
