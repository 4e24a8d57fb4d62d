import type { Context, Work } from '../../../bot/feature.ts';
import type { Card, Message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { teamOf } from '../../../directory/organisations.ts';
import { readProfiles } from '../../../directory/profile.ts';
import { hasReach } from '../../../directory/reach.ts';
import type { Tx } from '../../../store/database.ts';
import { mayPair, pairKey } from '../rules/matching.ts';
import { nextOfferStep, nextPair, undoUntil } from '../rules/pair.ts';
import * as store from '../store/pairs.ts';
import { clearMissed, countMissed } from '../store/people.ts';
import { strangers } from '../views/joining.ts';
import { againSlot, newsMessage, offerSlot, slotMessage } from '../views/messages.ts';
import * as views from '../views/offers.ts';
import { introduction } from '../views/pair.ts';
import { lockOwn, tidyCards, type Which, windClock } from './own.ts';

/** Somebody's offer in new words; its reminder, if there was one, says the same. */
async function drawOffer(
  work: Work,
  pair: store.Pair,
  member: string,
  words: Card | Message,
): Promise<Message> {
  const draft = slotMessage(member, offerSlot(pair.id, member), pair.id, words);
  work.enqueue(draft);
  await tidyCards(work, pair.id, [{ member, slot: againSlot(pair.id, member) }], () => words);
  return draft.message;
}

/** When an offer wants something next: a no closes it as soon as it can no longer be undone. */
function offerDue(pair: store.Pair): Date {
  const reminded = pair.moments.some(({ kind }) => kind === 'offer-reminded');
  return nextOfferStep(pair.sentAt ?? new Date(0), reminded).at;
}

export async function accept(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor } = context;
  const own = await lockOwn(context, id, ['offered']);
  if (!own) return say(strangers);
  const { pair, buddy } = own;
  await store.changeSide(tx, id, actor.member, { answer: 'yes', undelivered: false });
  if (buddy.answer === 'yes') return introduce(context, pair);
  if (buddy.answer === null) await store.changePair(tx, id, { dueAt: offerDue(pair) });
  return update(await drawOffer(context, pair, actor.member, views.acceptedCard(pair, actor.member)));
}

/** The hard rules once more: somebody may have moved to the other's organisation, or keep the other away by now. */
export async function stillFits(tx: Tx, pair: store.Pair): Promise<boolean> {
  const members = pair.sides.map(({ memberId }) => memberId);
  const profiles = await readProfiles(tx, members);
  const [a, b] = members.map((member) => ({
    member,
    organisation: teamOf(member, profiles.get(member)?.organisation),
  }));
  if (!a || !b) return false;
  const areApart = !(await mayContact(tx, a.member))(b.member);
  return mayPair(a, b, new Set(areApart ? [pairKey(a.member, b.member)] : []));
}

/** Both said yes. Where the two no longer fit, they hear what everybody hears, and nobody is told why. */
async function introduce(context: Context, pair: store.Pair): Promise<Update> {
  const { tx, now, enqueue } = context;
  const members = pair.sides.map(({ memberId }) => memberId);
  const to = nextPair(pair.state, 'introduce');
  if (!to || !(await stillFits(tx, pair))) {
    const sides = pair.sides.map((side) => ({ ...side, answer: 'yes' as const }));
    await closeOffer(context, { ...pair, sides }, 'decline');
    return update(views.notAMatch);
  }
  await store.movePair(tx, pair.id, pair.state, to, { introducedAt: now });
  await clearMissed(tx, members);
  await windClock(tx, pair.id);
  for (const member of members) {
    const card = introduction(pair, member, await hasReach(tx, member));
    await drawOffer(context, pair, member, views.bothSaidYes);
    enqueue(newsMessage(pair.id, member, 'introduction', now, card));
  }
  return update(views.bothSaidYes);
}

export async function decline(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const own = await lockOwn(context, id, ['offered']);
  if (!own) return say(strangers);
  return update(await takeNo(context, own.pair));
}

/** A no. The other hears nothing until it can no longer be undone, and then only that it is not a match. */
export async function takeNo(context: Context, pair: store.Pair, words?: Message): Promise<Message> {
  const { tx, actor, now } = context;
  const said = pair.sides.some(({ answer }) => answer === 'no');
  await store.changeSide(tx, pair.id, actor.member, { answer: 'no' });
  if (!said) await store.changePair(tx, pair.id, { dueAt: undoUntil(now) });
  return drawOffer(context, pair, actor.member, words ?? views.declinedCard(pair, actor.member));
}

export async function undoDecline(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor } = context;
  const own = await lockOwn(context, id, ['offered']);
  if (!own) return say(strangers);
  const { pair, me, buddy } = own;
  if (me.answer === 'no') {
    await store.changeSide(tx, id, actor.member, { answer: null });
    if (buddy.answer !== 'no') await store.changePair(tx, id, { dueAt: offerDue(pair) });
  }
  return update(await drawOffer(context, pair, actor.member, views.offerCard(pair, actor.member)));
}

/** Nothing comes of an offer: whoever said yes hears so in the same words every time; the silent are not bothered. */
export async function closeOffer(work: Work, pair: store.Pair, step: 'decline' | 'lapse'): Promise<void> {
  const { tx, now, enqueue } = work;
  const to = nextPair(pair.state, step);
  if (!to || !(await store.movePair(tx, pair.id, pair.state, to, { dueAt: null }))) return;
  await store.releaseSides(tx, [pair.id]);
  for (const { memberId: member, answer } of pair.sides) {
    if (answer === 'yes') enqueue(newsMessage(pair.id, member, 'no-match', now, views.notAMatch));
    if (answer === 'no') continue;
    const places = [offerSlot(pair.id, member), againSlot(pair.id, member)].map((slot) => ({ member, slot }));
    await tidyCards(work, pair.id, places, () => (step === 'decline' ? views.notAMatch : views.offerClosed));
  }
  await countMissed(
    tx,
    pair.sides.flatMap(({ memberId, answer }) => (answer === 'yes' ? [memberId] : [])),
  );
}

/** What an offer waits for is due: a no that stands, the one reminder, or its end. */
export async function advanceOffer(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now, enqueue } = work;
  if (pair.sides.some(({ answer, standing }) => answer === 'no' || standing !== 'member'))
    return closeOffer(work, pair, 'decline');
  const reminded = pair.moments.some(({ kind }) => kind === 'offer-reminded');
  const { step } = nextOfferStep(pair.sentAt ?? now, reminded);
  if (step === 'lapse') return closeOffer(work, pair, 'lapse');
  await store.addMoment(tx, pair.id, 'offer-reminded', now);
  await store.changePair(tx, pair.id, { dueAt: nextOfferStep(pair.sentAt ?? now, true).at });
  for (const { memberId, answer } of pair.sides)
    if (answer === null)
      enqueue(
        slotMessage(memberId, againSlot(pair.id, memberId), pair.id, views.offerReminder(pair, memberId)),
      );
}
