import type { HomePart } from '../../../bot/feature.ts';
import { type Block, bold, type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import type { Channel } from '../store/outward.ts';

export function homePart(waiting: readonly Card[]): HomePart {
  const row: Block = {
    type: 'row',
    text: 'Meetings of the network: what is planned, and what you said.',
    actions: [button(routes.openOverview, 'See meetings', {})],
  };
  return { waiting, blocks: [row] };
}

export interface Overview {
  own: readonly Card[];
  open: readonly Card[];
  organises: boolean;
  channels: readonly Channel[];
}

export function overviewPage({ own, open, organises, channels }: Overview): Message {
  const cards = [...own, ...open].flatMap((card): Block[] => [
    paragraph(bold(card.title)),
    ...card.body,
    ...(card.actions && card.actions.length > 0
      ? [{ type: 'row', text: ' ', actions: card.actions } as const]
      : []),
    { type: 'divider' },
  ]);
  const known = channels.map(
    ({ conversationId, name }): Block => ({
      type: 'row',
      text: `You can post in ${name}.`,
      actions: [button(routes.forgetChannel, `Forget ${name}`, { channel: conversationId })],
    }),
  );
  return message({
    title: 'Meetings',
    body: [...(cards.length === 0 ? [paragraph('Nothing is planned for you just now.')] : cards), ...known],
    ...(organises && { actions: [button(routes.openNew, 'Set up a meeting', {})] }),
  });
}
