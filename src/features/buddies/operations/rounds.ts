import type { Work } from '../../../bot/feature.ts';
import { showAll, tell } from '../../../bot/messages/say.ts';
import type { Card, MemberId } from '../../../chat/message.ts';
import { readProfiles } from '../../../directory/profile.ts';
import * as messages from '../messages.ts';
import { nextOfferStep } from '../rules/pair.ts';
import { nextRound, type RoundCounts } from '../rules/rounds.ts';
import { readPairsOf } from '../store/pairs.ts';
import { countMissed, readLooking } from '../store/people.ts';
import { movePairsOf, moveRound, type Round } from '../store/rounds.ts';
import { sentCard } from '../views/rounds.ts';

export async function countRound({ tx, now }: Work, round: Round): Promise<RoundCounts> {
  const pairs = await readPairsOf(tx, round.id, [
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

/** The round's card, to the one who opened it, and to the one who acts. The round is locked. */
export function showRound(work: Work, round: Round, card: Card, actor?: MemberId): void {
  const readers = new Set([actor, round.openedBy].filter((one): one is MemberId => !!one));
  showAll(work, messages.roundCard, [{ round, card, readers: [...readers] }]);
}

/** The same of a round that was sent, and how it stands. */
export async function showSent(work: Work, round: Round, actor?: MemberId): Promise<RoundCounts> {
  const counts = await countRound(work, round);
  showRound(work, round, sentCard(round, counts, work.now), actor);
  return counts;
}

/** Asks both of each pair that is proposed. Whoever is in none hears so, and comes first next time (C21). */
export async function sendRound(work: Work, round: Round, actor: MemberId): Promise<RoundCounts | undefined> {
  const { tx, now } = work;
  const { id } = round;
  const to = nextRound(round.state, 'send');
  if (!to || !(await moveRound(tx, id, round.state, to, { sentAt: now }))) return undefined;
  await movePairsOf(tx, id, 'proposed', 'offered', nextOfferStep(now, false).at);
  showAll(work, messages.offerCard, await readPairsOf(tx, id, ['offered']));
  const left = (await readLooking(tx, now)).map(({ member }) => member);
  await countMissed(tx, left);
  tell(work, messages.leftOut, { round: id, members: left }, 'sent');
  return showSent(work, { ...round, state: to, sentAt: now }, actor);
}
