import type { Work } from '../../../bot/feature.ts';
import { show, showAll, tell } from '../../../bot/messages/say.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { mayContact } from '../../../directory/circle.ts';
import { teamOf } from '../../../directory/organisations.ts';
import { readProfiles } from '../../../directory/profile.ts';
import type { Tx } from '../../../store/database.ts';
import * as messages from '../messages.ts';
import { mayPair, nextOfferStep, nextPair, pairKey } from '../rules/pair.ts';
import * as store from '../store/pairs.ts';
import { countMissed } from '../store/people.ts';

/** Somebody's offer as it is now, or in these words; its reminder, if there was one, says the same. */
export function showOffer(work: Work, pair: store.Pair, member: MemberId, as?: Card): Message {
  const about = { to: [{ member }], ...(as && { as }) };
  show(work, messages.reminderCard, pair, { ...about, only: 'seen' });
  return show(work, messages.offerCard, pair, about);
}

/** Nothing comes of an offer: whoever said yes hears so in the same words every time; the silent are not bothered. */
export async function closeOffer(work: Work, pair: store.Pair, step: 'decline' | 'lapse'): Promise<void> {
  const { tx } = work;
  const to = nextPair(pair.state, step);
  if (!to || !(await store.movePair(tx, pair.id, pair.state, to, { dueAt: null }))) return;
  await store.releaseSides(tx, [pair.id]);
  const closed = { ...pair, state: to };
  tell(work, messages.noMatch, closed, 'closed');
  const readers = store.readersOf(pair.sides.filter(({ answer }) => answer !== 'no'));
  for (const kind of [messages.offerCard, messages.reminderCard])
    showAll(work, kind, [closed], { to: readers, only: 'seen' });
  await countMissed(
    tx,
    pair.sides.flatMap(({ memberId, answer }) => (answer === 'yes' ? [memberId] : [])),
  );
}

/** What an offer waits for is due: a no that stands, the one reminder, or its end. */
export async function advanceOffer(work: Work, pair: store.Pair): Promise<void> {
  const { tx, now } = work;
  if (pair.sides.some(({ answer, standing }) => answer === 'no' || standing !== 'member'))
    return closeOffer(work, pair, 'decline');
  const reminded = pair.moments.some(({ kind }) => kind === 'offer-reminded');
  const { step } = nextOfferStep(pair.sentAt ?? now, reminded);
  if (step === 'lapse') return closeOffer(work, pair, 'lapse');
  await store.addMoment(tx, pair.id, 'offer-reminded', now);
  await store.changePair(tx, pair.id, { dueAt: nextOfferStep(pair.sentAt ?? now, true).at });
  const silent = pair.sides.filter(({ answer }) => answer === null);
  showAll(work, messages.reminderCard, [pair], { to: store.readersOf(silent) });
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
