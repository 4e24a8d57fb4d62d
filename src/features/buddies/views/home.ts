import type { HomePart } from '../../../bot/page-parts.ts';
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
  waiting: Card | undefined;
  planned: Meeting | undefined;
  /** The other one has called the date off. */
  isOff: boolean;
  /** A pair that has ended a short while ago. */
  ended: Pair | undefined;
}

export function homePart(own: Own): HomePart {
  const { pair, member, wisher, waiting, ended } = own;
  const over = ended && wisher?.wish === 'not-now' ? [endedRow(ended, member)] : [wishRow(wisher)];
  return { waiting: waiting ? [waiting] : [], blocks: pair ? pairRows(pair, own) : over };
}

function pairRows(pair: Pair, { member, planned, isOff }: Own): Block[] {
  if (pair.state === 'offered')
    return sideOf(pair, member)?.answer === null
      ? []
      : [paragraph('Buddies: you’ve answered. I’ll write as soon as there’s something to know.')];
  const state = pair.state === 'paused' ? ', paused for now' : '';
  const date: Inline[] = planned
    ? [' Your date: ', { type: 'time', at: planned.at.toISOString(), style: 'datetime' }, '.']
    : isOff
      ? [' The date that was set is off.']
      : [];
  const text = [`You and ${buddyName(pair, member)} are buddies${state}.`, ...date];
  return [{ type: 'row', text, actions: [button(routes.openOverview, 'Open buddies', {})] }];
}

/** For whoever the message did not reach. */
const endedRow = (pair: Pair, member: string): Block => ({
  type: 'row',
  text: `Your pairing with ${buddyName(pair, member)} has come to an end. This happens for all sorts of reasons.`,
  actions: [button(routes.wishAgain, 'I’d like a new buddy', { wish: 'yes' })],
});

/** On a coordinator's home. */
export const helpRow = (count: number): Block => ({
  type: 'row',
  text: `${pairs(count)} would like help finding a time.`,
  actions: [button(routes.openPairs, 'See which', {})],
});

/** The answer to `buddy`: the pair's own card, or what stands on home. */
export function overviewPage(part: HomePart | Card, coordinates: boolean): Message {
  const more: Block[] = coordinates ? [{ type: 'divider' }, coordinatorRow] : [];
  if ('title' in part) return message({ ...part, body: [...part.body, ...more] });
  const cards = part.waiting.flatMap((card) => ('title' in card ? cardBlocks(card) : []));
  return message({ title: 'Buddies', body: [...cards, ...part.blocks, ...more] });
}
