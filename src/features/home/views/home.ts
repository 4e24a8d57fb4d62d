import { HOME_PAGE, helpButton, homeButton, openHome } from '../../../bot/home.ts';
import type { Coming } from '../../../bot/messages/declare.ts';
import type { SettingsPart } from '../../../bot/page-parts.ts';
import { hello } from '../../../bot/words.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import type { Actor } from '../../../directory/actor.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';

export interface Page {
  cards: readonly Card[];
  coming: readonly Coming[];
  blocks: readonly Block[];
  actions: readonly Button[];
  /** How many stand on the pages before, and how many there are in all. */
  from: number;
  all: number;
}

export function homePage(actor: Actor, { cards, coming, blocks, actions, from, all }: Page): Message {
  const left = all - from - HOME_PAGE;
  const more: Block[] =
    left > 0
      ? [
          {
            ...{ type: 'row', text: `… and ${left} more.` },
            actions: [
              button(openHome, `Show the next ${Math.min(left, HOME_PAGE)}`, {
                page: from / HOME_PAGE + 1,
              }),
            ],
          },
        ]
      : [];
  return message({
    title: hello(actor),
    body: [
      ...(cards.length > 0 ? cards.flatMap(cardBlocks) : [paragraph('Nothing is waiting for you.')]),
      ...more,
      ...(coming.length > 0 ? [paragraph(bold('Coming up')), ...coming.map(comingRow)] : []),
      ...blocks,
      { type: 'divider' },
      small(helplineFootnote),
    ],
    actions: [...(from > 0 ? [button(openHome, 'Back to the first', {})] : []), helpButton, ...actions],
  });
}

const comingRow = ({ line, open }: Coming): Block => (open ? row(line, open) : paragraph(line));

/** The second page of home. It stands in the chat, so it says what there is, and nothing of what is in it. */
export function settingsPage(parts: readonly SettingsPart[], isCoordinator: boolean): Message {
  const coordinating = parts.flatMap((part) => part.coordinating ?? []);
  return message({
    title: 'My settings',
    body: [
      ...parts.flatMap(({ rows }) => rows),
      ...(isCoordinator
        ? [{ type: 'row', text: 'For coordinators:', actions: coordinating } satisfies Block]
        : []),
    ],
    actions: [homeButton],
  });
}
