import { randomInt } from 'node:crypto';
import type { Context } from '../../../bot/feature.ts';
import { type MemberId, message } from '../../../chat/message.ts';
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
import { readSkills, wordsOf } from '../../../directory/skills.ts';
import { recordAudit } from '../../../store/audit.ts';
import { plainly } from '../../../text/normalise.ts';
import { stillFits } from '../../buddies/operations/offers.ts';
import { countRound, sendRound, showRound } from '../../buddies/operations/rounds.ts';
import { interestWords } from '../../buddies/rules/interests.ts';
import { pairKey } from '../../buddies/rules/pair.ts';
import { nextRound } from '../../buddies/rules/rounds.ts';
import { dropPair, readPairsOf } from '../../buddies/store/pairs.ts';
import { readHopes, readLooking } from '../../buddies/store/people.ts';
import {
  lockRound,
  lockRounds,
  movePairsOf,
  moveRound,
  type Round,
  releaseRound,
} from '../../buddies/store/rounds.ts';
import { showProposed } from '../operations.ts';
import { type Candidate, MOST_CANDIDATES, matchBuddies } from '../rules/matching.ts';
import * as store from '../store.ts';
import * as views from '../views.ts';

type WhichRound = { round: string };

/** A new round, or the one that is being prepared. */
export async function openRound(context: Context): Promise<None | Say> {
  const { tx, actor, now } = context;
  await lockRounds(tx);
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
async function showTo(context: Context, round: Round): Promise<None> {
  await showProposed(context, round, context.actor.member);
  return none;
}

async function readCandidates({ tx, now }: Context): Promise<Candidate[]> {
  const looking = (await readLooking(tx, now)).slice(0, MOST_CANDIDATES);
  const profiles = await readProfiles(
    tx,
    looking.map(({ member }) => member),
  );
  const all = await readSkills(tx);
  return looking.map(({ member, missed, skills, interests }) => {
    const { organisation, area } = profiles.get(member) ?? ({} as Partial<Profile>);
    return {
      member,
      missed,
      organisation: teamOf(member, organisation),
      area: area ? plainly(area) : null,
      things: [...wordsOf(all, skills), ...interestWords(interests)],
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

async function lockProposed({ tx }: Context, id: string): Promise<Round | undefined> {
  const round = await lockRound(tx, id);
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
async function showProposals(context: Context, round: Round, page: number): Promise<OpenForm | undefined> {
  const { tx, vault } = context;
  const pairs = await readPairsOf(tx, round.id, ['proposed', 'dropped']);
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
  const proposed = await readPairsOf(tx, round.id, ['proposed']);
  for (const { id } of proposed.filter((pair) => values.drop.includes(pair.id))) await dropPair(tx, id);
  return (await showProposals(context, round, state.page + 1)) ?? showTo(context, round);
}

export async function askToSend(context: Context, { round: id }: WhichRound): Promise<Say> {
  const round = await lockProposed(context, id);
  if (!round) return say(views.roundGone);
  return say(views.confirmSend(round, await countRound(context, round)));
}

export async function send(context: Context, { round: id }: WhichRound): Promise<Say | Update> {
  const { tx, actor } = context;
  const round = await lockProposed(context, id);
  if (!round) return say(views.roundGone);
  await store.dropUnwilling(tx, id);
  for (const pair of await readPairsOf(tx, id, ['proposed']))
    if (!(await stillFits(tx, pair))) await dropPair(tx, pair.id);
  const counts = await sendRound(context, round, actor.member);
  if (!counts) return say(views.roundGone);
  await audit(context, 'buddy-round.sent', id);
  return update(views.sent(counts));
}

export async function discard(context: Context, { round: id }: WhichRound): Promise<Say | Update> {
  const { tx, actor } = context;
  const round = await lockProposed(context, id);
  const to = round && nextRound(round.state, 'discard');
  if (!round || !to) return say(views.roundGone);
  await moveRound(tx, id, round.state, to);
  await releaseRound(tx, id, 'proposed');
  await movePairsOf(tx, id, 'proposed', 'dropped', null);
  showRound(context, round, views.discarded, actor.member);
  return update(message(views.discarded));
}
