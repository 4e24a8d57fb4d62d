import { mayUndo } from '../../../bot/undo.ts';
import { type Card, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { people, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { pairsAsked, type RoundCounts } from '../rules/rounds.ts';
import type { Round } from '../store/rounds.ts';

export function sentCard(round: Round, counts: RoundCounts, now: Date): Card {
  const fresh = mayUndo(round.sentAt, now);
  const unreached = `${people(counts.unreached)} could not be reached: please ask them to open Alongside.`;
  return {
    title: 'Buddies: the round is sent',
    body: [
      paragraph(
        `${pairsAsked(counts.pairs)} Who answers what stays with them; new pairs show under “Pairs and totals”.`,
      ),
      ...(counts.unreached > 0 ? [paragraph(unreached)] : []),
    ],
    actions: [
      button(routes.openPairs, 'Pairs and totals', {}),
      ...(fresh ? [button(routes.takeBack, 'That was a mistake', { round: round.id })] : []),
    ],
  };
}

export const takenBackCard: Card = {
  title: 'The round was taken back',
  body: [paragraph('Those who had seen a suggestion were told that it was a mistake.')],
};
export const takenBack = plain(
  'The round was taken back',
  'Those who had seen a suggestion are told that it was a mistake.',
);
