import type { Context } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import { type Card, type MemberId, type Message, message } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { hasReach } from '../../../directory/reach.ts';
import { introduction } from '../messages.ts';
import { windClock } from '../operations/clock.ts';
import { closeOffer, showOffer, stillFits } from '../operations/offers.ts';
import { nextOfferStep, nextPair, undoUntil } from '../rules/pair.ts';
import * as store from '../store/pairs.ts';
import { clearMissed } from '../store/people.ts';
import * as views from '../views/offers.ts';
import type { Own } from './guards.ts';

/** When an offer wants something next: a no closes it as soon as it can no longer be undone. */
function offerDue(pair: store.Pair): Date {
  const reminded = pair.moments.some(({ kind }) => kind === 'offer-reminded');
  return nextOfferStep(pair.sentAt ?? new Date(0), reminded).at;
}

export async function accept(context: Context, { pair }: Own): Promise<Update> {
  const { tx, actor } = context;
  const buddy = store.buddyOf(pair, actor.member);
  await store.changeSide(tx, pair.id, actor.member, { answer: 'yes', undelivered: false });
  const answered = store.withAnswer(pair, actor.member, 'yes');
  if (buddy.answer === 'yes') return introduce(context, answered);
  if (buddy.answer === null) await store.changePair(tx, pair.id, { dueAt: offerDue(pair) });
  return update(showOffer(context, answered, actor.member));
}

/** Both said yes. Where the two no longer fit, they hear what everybody hears, and nobody is told why. */
async function introduce(context: Context, pair: store.Pair): Promise<Update> {
  const { tx, now } = context;
  const members = pair.sides.map(({ memberId }) => memberId);
  const to = nextPair(pair.state, 'introduce');
  if (!to || !(await stillFits(tx, pair))) {
    await closeOffer(context, pair, 'decline');
    return update(message(views.notAMatch));
  }
  await store.movePair(tx, pair.id, pair.state, to, { introducedAt: now });
  await clearMissed(tx, members);
  await windClock(context, pair.id);
  const withReach = new Set<MemberId>();
  for (const member of members) {
    if (await hasReach(tx, member)) withReach.add(member);
    showOffer(context, { ...pair, state: to }, member);
  }
  tell(context, introduction, { pair, withReach }, 'introduced');
  return update(message(views.bothSaidYes));
}

export async function decline(context: Context, { pair }: Own): Promise<Update> {
  return update(await takeNo(context, pair));
}

/** A no. The other hears nothing until it can no longer be undone, and then only that it is not a match. */
export async function takeNo(context: Context, pair: store.Pair, as?: Card): Promise<Message> {
  const { tx, actor, now } = context;
  const said = pair.sides.some(({ answer }) => answer === 'no');
  await store.changeSide(tx, pair.id, actor.member, { answer: 'no' });
  if (!said) await store.changePair(tx, pair.id, { dueAt: undoUntil(now) });
  return showOffer(context, store.withAnswer(pair, actor.member, 'no'), actor.member, as);
}

export async function undoDecline(context: Context, { pair }: Own): Promise<Update> {
  const { tx, actor } = context;
  if (store.sideOf(pair, actor.member)?.answer !== 'no')
    return update(showOffer(context, pair, actor.member));
  await store.changeSide(tx, pair.id, actor.member, { answer: null });
  if (store.buddyOf(pair, actor.member).answer !== 'no')
    await store.changePair(tx, pair.id, { dueAt: offerDue(pair) });
  return update(showOffer(context, store.withAnswer(pair, actor.member, null), actor.member));
}
