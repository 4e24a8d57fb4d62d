import { type Block, type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { pairs } from '../rules/rounds.ts';
import { type Pair, sideOf } from '../store/pairs.ts';
import type { Wisher } from '../store/people.ts';
import { coordinatorRow } from './coordinator.ts';
import { wishRow } from './joining.ts';

export const buddiesButton = button(routes.openOverview, 'Buddies', {});

/** Where somebody stands who has no buddy yet. */
export function standingRows(pair: Pair | undefined, member: string, wisher: Wisher | undefined): Block[] {
  if (!pair) return [wishRow(wisher)];
  return sideOf(pair, member)?.answer === null
    ? []
    : [paragraph('Buddies: you’ve answered. I’ll write as soon as there’s something to know.')];
}

/** The answer to `buddy`, where no pair has a card of its own: what waits, and where they stand. */
export const standingCard = (waiting: readonly Card[], rows: readonly Block[]): Card => ({
  title: 'Buddies',
  body: [...waiting.flatMap(cardBlocks), ...rows],
});

/** The answer to `buddy`: the pair's own card, or what stands on home. */
export function overviewPage(card: Card, coordinates: boolean): Message {
  const more: Block[] = coordinates ? [{ type: 'divider' }, coordinatorRow] : [];
  return message({ ...card, body: [...card.body, ...more] });
}

/** On a coordinator's home. */
export const helpCard = (count: number): Card => ({
  title: 'Help that buddies would like',
  body: [paragraph(`${pairs(count)} would like help finding a time.`)],
  actions: [button(routes.openPairs, 'See which', {})],
});
