import { type Block, type Card, type Message, message, paragraph, row } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import type { Channel } from '../store/outward.ts';
import { eventTitle } from './event.ts';

/** For home, where who looks for themselves finds that it has moved, or that a place has come to them. */
export const comingLine = (event: ForumEvent, { timeZone, parts, seat }: Invitation): string =>
  `${seat === 'held' ? '' : 'On the waiting list: '}${eventTitle(event, timeZone, parts)}.`;

export const meetingsButton = button(routes.openOverview, 'See meetings', {});

export interface Overview {
  own: readonly Card[];
  open: readonly Card[];
  organises: boolean;
  channels: readonly Channel[];
}

export function overviewPage({ own, open, organises, channels }: Overview): Message {
  const cards = [...own, ...open].flatMap(cardBlocks);
  const known = channels.map(
    ({ conversationId, name }): Block =>
      row(
        `You can post in ${name}.`,
        button(routes.forgetChannel, `Forget ${name}`, { channel: conversationId }),
      ),
  );
  return message({
    title: 'Meetings',
    body: [...(cards.length === 0 ? [paragraph('Nothing is planned for you just now.')] : cards), ...known],
    ...(organises && { actions: [button(routes.openNew, 'Set up a meeting', {})] }),
  });
}
