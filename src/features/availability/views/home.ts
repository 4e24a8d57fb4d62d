import { type Block, type Card, type Message, message, paragraph, row } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import * as routes from '../routes.ts';

export const callOutsButton = button(routes.openOverview, 'Call-outs', {});
export const newCallOutButton = button(routes.openBrief, 'Call out for peers', {});
export const joinPoolButton = button(routes.joinPool, 'Join the peer pool', {}, 'primary');

/** `awaits`: in the pool, and not confirmed as a peer yet, so no call-out comes. */
export type InPool = 'in' | 'awaits' | 'out';

export function poolRow(inPool: InPool): Block {
  if (inPool !== 'out')
    return row(
      inPool === 'in'
        ? 'You’re in the peer pool: call-outs come to you.'
        : `You’re in the peer pool. ${AWAITS}`,
      button(routes.leavePool, 'Leave the pool', {}),
    );
  return row('The peer pool: members who are asked when a peer project looks for people.', joinPoolButton);
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
/** Call-outs are for peers (A1, D4), and who is a peer is confirmed by a coordinator. */
const AWAITS =
  'Call-outs come to you once a coordinator has confirmed that you’re a peer: say in “profile” what you are here.';
export const poolAwaits: Message = message({
  title: 'You’re in the peer pool',
  body: [paragraph(AWAITS)],
  actions: [button(routes.leavePool, 'That was a mistake', {})],
});
export const poolLeft: Message = message({
  title: 'You’ve left the peer pool',
  body: [
    paragraph(
      'No call-outs come to you any more, and no reminders. What you’ve answered already stands; its card still changes it. You don’t have to say why, and you can come back at any time.',
    ),
  ],
  actions: [joinPoolButton],
});

export function overviewPage(waiting: readonly Card[], blocks: readonly Block[]): Message {
  const nothing = waiting.length === 0 ? [paragraph('No call-out is waiting for you.')] : [];
  return message({
    title: 'Call-outs',
    body: [...nothing, ...waiting.flatMap(cardBlocks), ...blocks],
  });
}
