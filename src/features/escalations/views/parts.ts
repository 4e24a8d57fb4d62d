import {
  type Block,
  bold,
  type Card,
  type Inline,
  type Message,
  plainCard,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import { cut } from '../../../text/cut.ts';
import * as routes from '../routes.ts';

/** What a lock screen shows of it: more characters than a lock screen has, and not one that says what it is about. */
const LEAD =
  'You have a message. It’s for you alone, and these first words say nothing of what is in it, because a locked screen may show them to others. Please open our chat to read the rest.';

export const TITLE = 'You have a message';

/** A message that notifies somebody about support: title, first block and first words are the same for everybody. */
export function supportMessage(body: readonly Block[], actions: Card['actions'] = []): Message {
  const first = small('For you alone. I keep names and reasons out of what a locked screen shows.');
  const card: Card = { title: TITLE, body: [first, ...body], actions };
  return { text: `${LEAD}\n${plainCard({ title: '', body, actions })}`.replace('\n\n', '\n'), card };
}

/** Its own title stands on the card alone: of this one, nothing but that there is a message is on a lock screen. */
export const veiled = (card: Card): Message => ({ text: `${LEAD}\n${plainCard(card)}`, card });

export const clock = (at: Date): Inline => ({ type: 'time', at: at.toISOString(), style: 'time' });
export const strong = (text: string): Block => ({ type: 'text', text: [bold(text)] });

/** A label is cut where a button would not hold it. */
export const short = (name: string): string => cut(name, 40);

export const talkButton = button(routes.openTalk, 'Talk to someone', {});

export const origin = (id: string): Draft['origin'] => ({ feature: 'escalations', id });
