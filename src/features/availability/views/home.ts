import type { HomePart, Waiting } from '../../../bot/feature.ts';
import { type Block, type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import * as routes from '../routes.ts';

export function homePart(
  inPool: boolean | undefined,
  waiting: readonly Waiting[],
  rows: readonly Block[] = [],
): HomePart {
  if (inPool === undefined) return { waiting, blocks: rows };
  return { waiting, blocks: [...rows, poolRow(inPool)] };
}

function poolRow(inPool: boolean): Block {
  if (inPool)
    return {
      type: 'row',
      text: 'You’re in the peer pool: call-outs come to you.',
      actions: [button(routes.leavePool, 'Leave the pool', {})],
    };
  return {
    type: 'row',
    text: 'The peer pool: members who are asked when a peer project looks for people.',
    actions: [button(routes.joinPool, 'Join the peer pool', {}, 'primary')],
  };
}

export const poolJoined: Message = message({
  title: 'You’re in the peer pool',
  body: [
    paragraph(
      'I’ll send you call-outs that look for peers. It’s not a promise of a place, and saying no never counts against you.',
    ),
  ],
  actions: [button(routes.leavePool, 'That was a mistake', {})],
});
export const poolLeft: Message = message({
  title: 'You’ve left the peer pool',
  body: [
    paragraph(
      'No call-outs come to you any more. You don’t have to say why, and you can come back at any time.',
    ),
  ],
  actions: [button(routes.joinPool, 'Join the peer pool', {})],
});

export function overviewPage(waiting: readonly Card[], blocks: readonly Block[]): Message {
  const nothing = waiting.length === 0 ? [paragraph('No call-out is waiting for you.')] : [];
  return message({
    title: 'Call-outs',
    body: [...nothing, ...waiting.flatMap(cardBlocks), ...blocks],
  });
}
