import {
  type Block,
  type Card,
  type Inline,
  type Message,
  message,
  paragraph,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { Meeting } from '../store/meetings.ts';
import { type Pair, sideOf } from '../store/pairs.ts';
import type { Wisher } from '../store/people.ts';
import { coordinatorRow } from './coordinator.ts';
import { wishRow } from './joining.ts';
import { buddyName, pairs } from './words.ts';

export interface Own {
  pair: Pair | undefined;
  member: string;
  wisher: Wisher | undefined;
  /** A date that has passed without a word; one that lies ahead stands under what is coming up. */
  passed: Meeting | undefined;
}

export const homeRows = ({ pair, member, wisher, passed }: Own): Block[] =>
  pair ? pairRows(pair, member, passed) : [wishRow(wisher)];

function pairRows(pair: Pair, member: string, passed: Meeting | undefined): Block[] {
  if (pair.state === 'offered')
    return sideOf(pair, member)?.answer === null
      ? []
      : [paragraph('Buddies: you’ve answered. I’ll write as soon as there’s something to know.')];
  const state = pair.state === 'paused' ? ', paused for now' : '';
  const date: Inline[] = passed
    ? [' Your date: ', { type: 'time', at: passed.at.toISOString(), style: 'datetime' }, '.']
    : [];
  const text = [`You and ${buddyName(pair, member)} are buddies${state}.`, ...date];
  return [{ type: 'row', text, actions: [button(routes.openOverview, 'Open buddies', {})] }];
}

/** On a coordinator's home. */
export const helpRow = (count: number): Block => ({
  type: 'row',
  text: `${pairs(count)} would like help finding a time.`,
  actions: [button(routes.openPairs, 'See which', {})],
});

/** The answer to `buddy`, where no pair has a card of its own: what stands on home. */
export const standingCard = (waiting: readonly Card[], rows: readonly Block[]): Card => ({
  title: 'Buddies',
  body: [...waiting.flatMap(cardBlocks), ...rows],
});

/** The answer to `buddy`: the pair's own card, or what stands on home. */
export function overviewPage(card: Card, coordinates: boolean): Message {
  const more: Block[] = coordinates ? [{ type: 'divider' }, coordinatorRow] : [];
  return message({ ...card, body: [...card.body, ...more] });
}
