import type { Work } from '../../../bot/feature.ts';
import { showAll } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readProfiles } from '../../../directory/profile.ts';
import * as messages from '../messages.ts';
import { readPairsOf } from '../store/pairs.ts';
import { readLooking } from '../store/people.ts';
import type { Round } from '../store/rounds.ts';
import type { RoundCounts } from '../views/coordinator.ts';

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
export async function showRound(work: Work, round: Round, actor?: MemberId): Promise<void> {
  const readers = new Set([actor, round.openedBy].filter((one): one is MemberId => !!one));
  showAll(work, messages.roundCard, [
    { round, counts: await countRound(work, round), readers: [...readers] },
  ]);
}
