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
import type { Actor, Role } from '../../../directory/actor.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { a } from '../../../directory/role-names.ts';

export interface Page {
  cards: readonly Card[];
  coming: readonly Coming[];
  /** What they can do here, and what they can in a role. */
  here: readonly Button[];
  roles: readonly { role: Role; buttons: readonly Button[] }[];
  /** How many stand on the pages before, and how many on those after. */
  from: number;
  left: number;
}

export function homePage(actor: Actor, page: Page): Message {
  const { cards, coming, here, roles, from } = page;
  return message({
    title: hello(actor),
    body: [
      ...(cards.length > 0 ? cards.flatMap(cardBlocks) : [paragraph(nothingWaits(actor))]),
      ...moreRow(page),
      ...(coming.length > 0 ? [paragraph(bold('Coming up')), ...coming.map(comingRow), DIVIDER] : []),
      ...(here.length > 0 ? [row([bold('What you can do here')], ...here)] : []),
      ...roles.map(({ role, buttons }) => row([bold(`As ${a(role)}`)], ...buttons)),
      small(helplineFootnote),
    ],
    actions: [...(from > 0 ? [button(openHome, 'Back to the first', {})] : []), helpButton],
  });
}

const nothingWaits = ({ standing }: Actor): string => {
  if (standing === 'member') return 'Nothing is waiting for you.';
  return standing === 'asked'
    ? 'You’ve asked to join. A coordinator will look at it.'
    : 'You’re a guest here. Members help each other through me.';
};

const DIVIDER: Block = { type: 'divider' };

function moreRow({ from, left }: Page): Block[] {
  if (left <= 0) return [];
  const next = { page: from / HOME_PAGE + 1 };
  return [row(`… and ${left} more.`, button(openHome, `Show the next ${Math.min(left, HOME_PAGE)}`, next))];
}

const comingRow = ({ line, open }: Coming): Block => (open ? row(line, open) : paragraph(line));

/** The second page of home. It stands in the chat, so it says what there is, and nothing of what is in it. */
export function settingsPage(parts: readonly SettingsPart[], isCoordinator: boolean): Message {
  const coordinating = parts.flatMap((part) => part.coordinating ?? []);
  return message({
    title: 'My settings',
    body: [
      ...parts.flatMap(({ rows }) => rows),
      ...(isCoordinator ? [row('For coordinators:', ...coordinating)] : []),
    ],
    actions: [homeButton],
  });
}
