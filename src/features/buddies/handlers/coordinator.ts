import { randomInt } from 'node:crypto';
import type { Context, Work } from '../../../bot/feature.ts';
import { mayUndo } from '../../../bot/undo.ts';
import type { MemberId } from '../../../chat/message.ts';
import {
  type None,
  none,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { readNeverEither } from '../../../directory/circle.ts';
import { teamOf } from '../../../directory/organisations.ts';
import { type Profile, readProfiles } from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import { plainly } from '../../../text/normalise.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { type Candidate, MOST_CANDIDATES, matchBuddies, pairKey } from '../rules/matching.ts';
import { nextOfferStep, nextRound } from '../rules/pair.ts';
import * as pairStore from '../store/pairs.ts';
import { countMissed, readHopes, readLooking } from '../store/people.ts';
import * as store from '../store/rounds.ts';
import * as views from '../views/coordinator.ts';
import { keyMessage, leftKey, offerSlot, roundMessage, slotMessage } from '../views/messages.ts';
import { tooLate } from '../views/nudges.ts';
import { firstNextTime, offerCard, offerMistake } from '../views/offers.ts';
import { stillFits } from './offers.ts';
import { tidyCards } from './own.ts';

type WhichRound = { round: string };

/** A new round, or the one that is being prepared. */
export async function openRound(context: Context): Promise<None | Say> {
  const { tx, actor, now } = context;
  await store.lockRounds(tx);
  const before = await store.readProposedRound(tx);
  if (before) return drawRound(context, before, none);
  const candidates = await readCandidates(context);
  if (candidates.length < 2) return say(views.tooFew);
  const apart = await readAllApart(context, candidates);
  const seed = randomInt(2 ** 31);
  const { pairs } = matchBuddies(candidates, apart, seed);
  if (pairs.length === 0) return say(views.nonePossible(candidates.length));
  const round = await store.createRound(tx, { openedBy: actor.member, openedAt: now, seed }, pairs);
  await audit(context, 'buddy-round.opened', round.id);
  return drawRound(context, round, none);
}

async function readCandidates({ tx, now }: Context): Promise<Candidate[]> {
  const looking = (await readLooking(tx, now)).slice(0, MOST_CANDIDATES);
  const profiles = await readProfiles(
    tx,
    looking.map(({ member }) => member),
  );
  return looking.map(({ member, missed, skills, interests }) => {
    const { organisation, area } = profiles.get(member) ?? ({} as Partial<Profile>);
    return {
      ...{ member, missed, organisation: teamOf(member, organisation), area: area ? plainly(area) : null },
      things: [...skills, ...interests],
    };
  });
}

async function readAllApart({ tx }: Context, candidates: readonly Candidate[]): Promise<Set<string>> {
  const members = candidates.map(({ member }) => member);
  const apart = await store.readApart(tx, members);
  for (const member of members)
    for (const other of await readNeverEither(tx, member)) apart.add(pairKey(member, other));
  return apart;
}

const audit = ({ tx, actor, now }: Context, action: string, round: string, about: MemberId[] = []) =>
  recordAudit(tx, { at: now, actor: actor.member, action, record: `buddy-round:${round}`, about });

async function countRound({ tx, now }: Work, round: store.Round): Promise<views.RoundCounts> {
  const pairs = await pairStore.readPairsOf(tx, round.id, [
    'proposed',
    'offered',
    'active',
    'paused',
    'declined',
    'lapsed',
    'ended',
  ]);
  const looking = await readLooking(tx, now);
  const profiles = await readProfiles(
    tx,
    looking.map(({ member }) => member),
  );
  return {
    pairs: pairs.length,
    left: looking.length,
    homeless: [...profiles.values()].filter(({ organisation }) => organisation === null).length,
    unreached: pairs.flatMap(({ sides }) => sides).filter(({ undelivered }) => undelivered).length,
  };
}

/** The round's card, to the one who acts and the one who opened it. The round is locked. */
export async function drawRound<R>(
  context: Work & { actor?: Context['actor'] },
  round: store.Round,
  reply: R,
): Promise<R> {
  const card = views.roundCard(round, await countRound(context, round), context.now);
  const readers = new Set([context.actor?.member, round.openedBy].filter((one): one is MemberId => !!one));
  for (const member of readers) context.enqueue(roundMessage(round.id, member, card));
  return reply;
}

/** The same, to whoever has taken it over. */
export const showRound = (work: Work, round: store.Round): Promise<None> => drawRound(work, round, none);

async function lockProposed({ tx }: Context, id: string): Promise<store.Round | undefined> {
  const round = await store.lockRound(tx, id);
  return round?.state === 'proposed' ? round : undefined;
}

export async function openProposals(
  context: Context,
  input: WhichRound & { page: number },
): Promise<OpenForm | Say> {
  const round = await lockProposed(context, input.round);
  return (round && (await showProposals(context, round, input.page))) ?? say(views.roundGone);
}

/** `undefined`: there is no such page. */
async function showProposals(
  context: Context,
  round: store.Round,
  page: number,
): Promise<OpenForm | undefined> {
  const { tx, vault } = context;
  const pairs = await pairStore.readPairsOf(tx, round.id, ['proposed', 'dropped']);
  const shown = pairs.slice(page * views.PAGE, page * views.PAGE + views.PAGE);
  if (shown.length === 0) return undefined;
  const members = shown.flatMap(({ sides }) => sides.map(({ memberId }) => memberId));
  const [profiles, hopes] = [await readProfiles(tx, members), await readHopes(tx, vault, members)];
  await audit(context, 'buddy-round.read', round.id, [...hopes.keys()]);
  return open(views.proposalsForm({ round: round.id, page, pairs, profiles, hopes }));
}

async function dropPair(tx: Tx, id: string): Promise<void> {
  if (await pairStore.movePair(tx, id, 'proposed', 'dropped')) await pairStore.releaseSides(tx, [id]);
}

export async function dropProposals(
  context: Context,
  { state, values }: { state: WhichRound & { page: number }; values: { drop: readonly string[] } },
): Promise<OpenForm | Say | None> {
  const { tx } = context;
  const round = await lockProposed(context, state.round);
  if (!round) return say(views.roundGone);
  const proposed = await pairStore.readPairsOf(tx, round.id, ['proposed']);
  for (const { id } of proposed.filter((pair) => values.drop.includes(pair.id))) await dropPair(tx, id);
  return (await showProposals(context, round, state.page + 1)) ?? drawRound(context, round, none);
}

export async function askToSend(context: Context, { round: id }: WhichRound): Promise<Say> {
  const round = await lockProposed(context, id);
  if (!round) return say(views.roundGone);
  return say(views.confirmSend(round, await countRound(context, round)));
}

export async function send(context: Context, { round: id }: WhichRound): Promise<Say | Update> {
  const { tx, now, enqueue } = context;
  const before = await lockProposed(context, id);
  const to = before && nextRound(before.state, 'send');
  if (!before || !to) return say(views.roundGone);
  await store.dropUnwilling(tx, id);
  for (const pair of await pairStore.readPairsOf(tx, id, ['proposed']))
    if (!(await stillFits(tx, pair))) await dropPair(tx, pair.id);
  await store.moveRound(tx, id, before.state, to, { sentAt: now });
  await store.movePairsOf(tx, id, 'proposed', 'offered', nextOfferStep(now, false).at);
  const expiresAt = new Date(now.getTime() + 14 * DAY_MS);
  for (const pair of await pairStore.readPairsOf(tx, id, ['offered']))
    for (const { memberId } of pair.sides)
      enqueue(
        slotMessage(memberId, offerSlot(pair.id, memberId), pair.id, offerCard(pair, memberId), expiresAt),
      );
  const left = (await readLooking(tx, now)).map(({ member }) => member);
  await countMissed(tx, left);
  for (const member of left) enqueue(keyMessage(member, leftKey(id, member), id, firstNextTime));
  await audit(context, 'buddy-round.sent', id);
  const round = { ...before, state: to, sentAt: now };
  await drawRound(context, round, none);
  return update(views.sent(await countRound(context, round)));
}

export async function discard(context: Context, { round: id }: WhichRound): Promise<Say | Update> {
  const { tx } = context;
  const before = await lockProposed(context, id);
  const to = before && nextRound(before.state, 'discard');
  if (!before || !to) return say(views.roundGone);
  await store.moveRound(tx, id, before.state, to);
  await store.releaseRound(tx, id, 'proposed');
  await store.movePairsOf(tx, id, 'proposed', 'dropped', null);
  return drawRound(context, { ...before, state: to }, update(views.discarded));
}

/** Sent by mistake: what nobody has seen is withdrawn, what was read is answered; who is introduced already stays so. */
export async function takeBack(context: Context, { round: id }: WhichRound): Promise<Say | Update> {
  const { tx, now } = context;
  const before = await store.lockRound(tx, id);
  const to = before && nextRound(before.state, 'take-back');
  if (!before || !to || !mayUndo(before.sentAt, now)) return say(tooLate);
  await store.moveRound(tx, id, before.state, to);
  const pairs = await pairStore.readPairsOf(tx, id, ['offered']);
  await store.releaseRound(tx, id, 'offered');
  await store.movePairsOf(tx, id, 'offered', 'withdrawn', null);
  for (const { id: pair, sides } of pairs) {
    const places = sides.map(({ memberId }) => ({ member: memberId, slot: offerSlot(pair, memberId) }));
    await tidyCards(context, pair, places, () => offerMistake);
  }
  await audit(context, 'buddy-round.taken-back', id);
  return drawRound(context, { ...before, state: to }, update(views.takenBack));
}
