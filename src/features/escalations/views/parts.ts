import { type Block, bold, type Card, type Inline, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cut } from '../../../text/cut.ts';
import * as routes from '../routes.ts';

/** A card about support: title and first block are the same for everybody. */
export function supportCard(body: readonly Block[], actions: Card['actions'] = []): Card {
  const first = small('For you alone. I keep names and reasons out of what a locked screen shows.');
  return { title: 'You have a message', body: [first, ...body], actions };
}

export const clock = (at: Date): Inline => ({ type: 'time', at: at.toISOString(), style: 'time' });
export const strong = (text: string): Block => ({ type: 'text', text: [bold(text)] });

/** A label is cut where a button would not hold it. */
export const short = (name: string): string => cut(name, 40);

/** On every home, whoever is asking: it promises no call, for calls may be switched off. */
export const talkButton = button(routes.openTalk, 'Talk to someone', {});
