import { randomInt } from 'node:crypto';
import type { Context } from '../../../bot/feature.ts';
import { showAll, tell } from '../../../bot/messages/say.ts';
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
import { plainly } from '../../../text/normalise.ts';
import * as messages from '../messages.ts';
import { countRound, showRound } from '../operations/rounds.ts';
import { type Candidate, MOST_CANDIDATES, matchBuddies, pairKey } from '../rules/matching.ts';
import { nextOfferStep, nextRound } from '../rules/pair.ts';
import * as pairStore from '../store/pairs.ts';
import { countMissed, readHopes, readLooking } from '../store/people.ts';
import * as store from '../store/rounds.ts';
import * as views from '../views/coordinator.ts';
import { tooLate } from '../views/nudges.ts';
import { stillFits } from './offers.ts';

type WhichRound = { round: string };

/** A new round, or the one that is being prepared. */
export async function openRound(context: Context): Promise<None | Say> {
  const { tx, actor, now } = context;
  await store.lockRounds(tx);
  const before = await store.readProposedRound(tx);
  if (before) return showTo(context, before);
  const candidates = await readCandidates(context);
  if (candidates.length < 2) return say(views.tooFew);
  const apart = await readAllApart(context, candidates);
  const seed = randomInt(2 ** 31);
  const { pairs } = matchBuddies(candidates, apart, seed);
  if (pairs.length === 0) return say(views.nonePossible(candidates.length));
  const round = await store.createRound(tx, { openedBy: actor.member, openedAt: now, seed }, pairs);
  await audit(context, 'buddy-round.opened', round.id);
  return showTo(context, round);
}

/** The round's card is the answer. */
async function showTo(context: Context, round: store.Round): Promise<None> {
  await showRound(context, round, context.actor.member);
  return none;
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
      member,
      missed,
      organisation: teamOf(member, organisation),
      area: area ? plainly(area) : null,
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

export async function dropProposals(
  context: Context,
  { state, values }: { state: WhichRound & { page: number }; values: { drop: readonly string[] } },
): Promise<OpenForm | Say | None> {
  const { tx } = context;
  const round = await lockProposed(context, state.round);
  if (!round) return say(views.roundGone);
  const proposed = await pairStore.readPairsOf(tx, round.id, ['proposed']);
  for (const { id } of proposed.filter((pair) => values.drop.includes(pair.id)))
    await pairStore.dropPair(tx, id);
  return (await showProposals(context, round, state.page + 1)) ?? showTo(context, round);
}

export async function askToSend(context: Context, { round: id }: WhichRound): Promise<Say> {
  const round = await lockProposed(context, id);
  if (!round) return say(views.roundGone);
  return say(views.confirmSend(round, await countRound(context, round)));
}

export async function send(context: Context, { round: id }: WhichRound): Promise<Say | Update> {
  const { tx, now } = context;
  const before = await lockProposed(context, id);
  const to = before && nextRound(before.state, 'send');
  if (!before || !to) return say(views.roundGone);
  await store.dropUnwilling(tx, id);
  for (const pair of await pairStore.readPairsOf(tx, id, ['proposed']))
    if (!(await stillFits(tx, pair))) await pairStore.dropPair(tx, pair.id);
  await store.moveRound(tx, id, before.state, to, { sentAt: now });
  await store.movePairsOf(tx, id, 'proposed', 'offered', nextOfferStep(now, false).at);
  showAll(context, messages.offerCard, await pairStore.readPairsOf(tx, id, ['offered']));
  const left = (await readLooking(tx, now)).map(({ member }) => member);
  await countMissed(tx, left);
  tell(context, messages.leftOut, { round: id, members: left }, 'sent');
  await audit(context, 'buddy-round.sent', id);
  const round = { ...before, state: to, sentAt: now };
  await showRound(context, round, context.actor.member);
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
  await showRound(context, { ...before, state: to }, context.actor.member);
  return update(views.discarded);
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
  const withdrawn = pairs.map((pair) => ({ ...pair, state: 'withdrawn' as const }));
  showAll(context, messages.offerCard, withdrawn, { only: 'seen' });
  await audit(context, 'buddy-round.taken-back', id);
  await showRound(context, { ...before, state: to }, context.actor.member);
  return update(views.takenBack);
}
