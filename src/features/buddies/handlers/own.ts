import { may } from '../../../bot/access.ts';
import type { Context, Work } from '../../../bot/feature.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readSafety, type SafetyPerson } from '../../../directory/safety.ts';
import { replaceCards } from '../../../outbox/enqueue/cards.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import type { Tx } from '../../../store/database.ts';
import { type Nudge, nextNudge, sentSince } from '../rules/clock.ts';
import type { PairState } from '../rules/pair.ts';
import { endPlanned, type Meeting, type PairClock, readClock, readPlanned } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { setWish } from '../store/people.ts';
import { dateCard } from '../views/meetings.ts';
import { dateSlot, nudgeSlot, slotMessage } from '../views/messages.ts';
import { nudgeCard } from '../views/nudges.ts';

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
  work: Work,
  pair: string,
  places: readonly Place[],
  words: (member: MemberId) => Card | Message,
): Promise<void> {
  await replaceCards(
    work,
    places.map(({ member, slot }) => slotMessage(member, slot, pair, words(member))),
  );
}

/** What was tidied away stands again, for both: the last nudge of this window, and the date that is set. */
export async function restoreCards(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now, enqueue } = work;
  const clock = await readClock(tx, pair);
  const nudge = sentSince(clock).at(-1);
  const planned = await readPlanned(tx, pair.id);
  for (const { memberId: member } of pair.sides) {
    if (nudge) {
      const card = nudgeCard({ pair, member, clock, step: nudge.kind as Nudge, visits: [], now });
      enqueue(slotMessage(member, nudgeSlot(nudge.id, member), pair.id, card));
    }
    if (planned && planned.at > now) enqueue(dateMessage(pair, member, planned, now));
  }
}

/**
 * Those of the two who are told of what this one did: not the other, once one of them keeps the other away. It looks to
 * both as if the other had not looked in.
 */
export async function readTold(tx: Tx, pair: store.Pair, by: MemberId): Promise<MemberId[]> {
  const reachable = await mayContact(tx, by);
  return pair.sides.map(({ memberId }) => memberId).filter(reachable);
}

/** The card of a date; after the date it would be no news. */
export const dateMessage = (pair: store.Pair, member: MemberId, date: Meeting, now: Date) =>
  slotMessage(member, dateSlot(date, member), pair.id, dateCard(pair, member, date, now), date.at);

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

/** Who leads on safeguarding, or deputises, and is there: never one of the two themselves. */
export async function leadFor(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  pair: store.Pair,
): Promise<SafetyPerson | undefined> {
  const { there } = await readSafety(tx, now);
  return there.find((person) => !pair.sides.some(({ memberId }) => memberId === person.member));
}

/** Nothing is left of a pair that has ended but that there was one; whoever did not end it is told, if anything is said. */
export async function endNow(
  { tx, now, enqueue }: Work,
  pair: store.Pair,
  messageTo: (member: MemberId) => Draft | undefined,
): Promise<void> {
  await store.changePair(tx, pair.id, { dueAt: null, endedBy: null });
  await store.releaseSides(tx, [pair.id]);
  if (pair.introducedAt) await store.addMoment(tx, pair.id, 'ended', now);
  const planned = await readPlanned(tx, pair.id);
  if (planned) await endPlanned(tx, planned.id);
  for (const { memberId, standing } of pair.sides) {
    if (memberId === pair.endedBy || standing !== 'member') continue;
    const draft = messageTo(memberId);
    if (!draft) continue;
    await setWish(tx, [memberId], 'not-now');
    enqueue(draft);
  }
}
