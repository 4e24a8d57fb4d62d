import type { Work } from '../../bot/feature.ts';
import type { MemberId } from '../../chat/message.ts';
import { countRound, showRound } from '../buddies/operations/rounds.ts';
import type { Round } from '../buddies/store/rounds.ts';
import { proposedCard } from './views.ts';

/** The card of a round that is being prepared, to the one who opened it, and to the one who acts. The round is locked. */
export async function showProposed(work: Work, round: Round, actor?: MemberId): Promise<void> {
  showRound(work, round, proposedCard(round, await countRound(work, round)), actor);
}
