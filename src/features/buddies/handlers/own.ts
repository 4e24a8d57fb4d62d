import type { Context, Work } from '../../../bot/feature.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { shownSlots, withdraw } from '../../../outbox/outbox.ts';
import type { Tx } from '../../../store/database.ts';
import { readSafety, type SafetyPerson } from '../../members/store/safety.ts';
import { nextNudge, sentSince } from '../rules/clock.ts';
import type { PairState } from '../rules/pair.ts';
import { type PairClock, readClock } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { dateSlot, nudgeSlot, slotLetter } from '../views/letters.ts';

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

export interface Place {
  member: MemberId;
  slot: string;
}
/** Cards that no longer ask anything: those that wait are not sent any more, those that were shown say so. */
export async function tidyCards(
  { tx, enqueue }: Work,
  pair: string,
  places: readonly Place[],
  words: (member: MemberId) => Card | Message,
): Promise<void> {
  for (const { slot } of places) await withdraw(tx, slot);
  const shown = await shownSlots(
    tx,
    places.map(({ slot }) => slot),
  );
  for (const { slot, member } of places)
    if (shown.has(slot)) enqueue(slotLetter(member, slot, pair, words(member)));
}

/** One of the two has answered the nudges of this window. */
export async function tidyNudges(
  work: Work,
  pair: store.Pair,
  clock: PairClock,
  words: (member: MemberId) => Message,
): Promise<void> {
  const places = sentSince(clock).flatMap(({ id }) =>
    pair.sides.map(({ memberId }) => ({ member: memberId, slot: nudgeSlot(id, memberId) })),
  );
  await tidyCards(work, pair.id, places, words);
}

/** The cards of a date that no longer holds. */
export const tidyDate = (
  work: Work,
  pair: store.Pair,
  date: { id: string; sequence: number },
  words: (member: MemberId) => Message,
): Promise<void> =>
  tidyCards(
    work,
    pair.id,
    pair.sides.map(({ memberId }) => ({ member: memberId, slot: dateSlot(date, memberId) })),
    words,
  );

/** Who leads on safeguarding, or deputises: never one of the two themselves. */
export async function leadFor(tx: Tx, pair: store.Pair): Promise<SafetyPerson | undefined> {
  const { lead, deputy } = await readSafety(tx);
  return [lead, deputy].find(
    (person) => person && !person.hasLeft && !pair.sides.some(({ memberId }) => memberId === person.member),
  );
}
