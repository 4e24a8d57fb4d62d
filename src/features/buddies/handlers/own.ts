import type { Context, Work } from '../../../bot/feature.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { shownSlots, withdraw } from '../../../outbox/outbox.ts';
import type { Tx } from '../../../store/database.ts';
import { readSafety, type SafetyPerson } from '../../members/store/safety.ts';
import { type Clock, nextNudge, sentSince } from '../rules/clock.ts';
import type { PairState } from '../rules/pair.ts';
import { readClock } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { nudgeSlot, slotLetter } from '../views/letters.ts';

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
  if (!pair || !me || !states.includes(pair.state)) return undefined;
  return { pair, me, buddy: store.buddyOf(pair, actor.member) };
}

/** Winds the clock of a locked pair after something has happened to it. */
export async function windClock(tx: Tx, id: string): Promise<void> {
  const pair = await store.lockPair(tx, id);
  if (pair?.state !== 'active') return;
  await store.changePair(tx, id, { dueAt: nextNudge(await readClock(tx, pair))?.at ?? null });
}

/** The nudges of this window have been answered by one of the two: what waits is taken back, what was shown says so. */
export async function tidyNudges(
  { tx, enqueue }: Work,
  pair: store.Pair,
  clock: Clock,
  words: (member: MemberId) => Message,
): Promise<void> {
  const sent = new Set(sentSince(clock).map(({ at }) => at.getTime()));
  const moments = pair.moments.filter(({ at, kind }) => kind !== 'visit-asked' && sent.has(at.getTime()));
  const slots = moments.flatMap(({ id }) =>
    pair.sides.map(({ memberId }) => ({ member: memberId, slot: nudgeSlot(id, memberId) })),
  );
  for (const { slot } of slots) await withdraw(tx, slot);
  const shown = await shownSlots(
    tx,
    slots.map(({ slot }) => slot),
  );
  for (const { slot, member } of slots)
    if (shown.has(slot)) enqueue(slotLetter(member, slot, pair.id, words(member)));
}

/** Who leads on safeguarding, or deputises: never one of the two themselves. */
export async function leadFor(tx: Tx, pair: store.Pair): Promise<SafetyPerson | undefined> {
  const { lead, deputy } = await readSafety(tx);
  return [lead, deputy].find(
    (person) => person && !person.hasLeft && !pair.sides.some(({ memberId }) => memberId === person.member),
  );
}
