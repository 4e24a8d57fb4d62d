import type { HomePart } from '../../../bot/feature.ts';
import { type Block, type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { type Pair, sideOf } from '../store/pairs.ts';
import type { Wisher } from '../store/people.ts';
import { coordinatorRow } from './coordinator.ts';
import { wishRow } from './joining.ts';
import { buddyName } from './words.ts';

export function homePart(
  pair: Pair | undefined,
  member: string,
  wisher: Wisher | undefined,
  waiting: Card | undefined,
): HomePart {
  return { waiting: waiting ? [waiting] : [], blocks: pair ? pairRows(pair, member) : [wishRow(wisher)] };
}

function pairRows(pair: Pair, member: string): Block[] {
  if (pair.state === 'offered')
    return sideOf(pair, member)?.answer === null
      ? []
      : [paragraph('Buddies: you’ve answered. I’ll write as soon as there’s something to know.')];
  const state = pair.state === 'paused' ? ', paused for now' : '';
  const text = `You and ${buddyName(pair, member)} are buddies${state}.`;
  return [{ type: 'row', text, actions: [button(routes.openOverview, 'Open buddies', {})] }];
}

/** The answer to `buddy`: the pair's own card, or what stands on home. */
export function overviewPage(part: HomePart | Card, coordinates: boolean): Message {
  const more: Block[] = coordinates ? [{ type: 'divider' }, coordinatorRow] : [];
  if ('title' in part) return message({ ...part, body: [...part.body, ...more] });
  const cards = part.waiting.flatMap(cardBlocks);
  return message({ title: 'Buddies', body: [...cards, ...part.blocks, ...more] });
}
