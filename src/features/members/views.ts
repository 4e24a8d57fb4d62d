import type { HomePart } from '../../bot/feature.ts';
import { numberBlocks, numberFootnote } from '../../bot/numbers.ts';
import type { Form } from '../../chat/form.ts';
import type { Actor, Platform } from '../../chat/inbound.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../chat/message.ts';
import { button, readingView } from '../../chat/route.ts';
import * as routes from './routes.ts';
import { firstName } from './rules.ts';
import type { Person } from './store.ts';

const askButton = button(routes.askToJoin, 'Ask to join', {}, 'primary');
const homeButton = button(routes.openHome, 'What’s waiting for me', {});
const employerButton = button(routes.employerView, 'What does my employer see?', {});

const plain = (title: string, ...lines: string[]): Message =>
  message({ title, body: lines.map((line) => paragraph(line)) });

export const setupAccepted = (name: string): Message =>
  message({
    title: `Thank you, ${firstName(name)}. You’re the coordinator`,
    body: [
      paragraph(
        'People who write to me are guests until you admit them; I’ll send you a card for each one who asks to join.',
      ),
      paragraph(
        'To call out for peers, type ',
        bold('availability new'),
        '. Type ',
        bold('help'),
        ' to see the rest.',
      ),
      paragraph('One question: when may I message you?'),
    ],
    actions: hoursButtons,
  });
export const setupWrong = plain(
  'That isn’t the setup code',
  'Please check it and send it to me again, here in our chat: setup CODE. It was shown where Alongside was started.',
);
export const setupVoided = plain(
  'That code no longer works',
  'Setup codes are void once they were typed where others can read them, or wrongly too often. Restart Alongside to get a new one, then send it to me in our own chat.',
);
export const setupDone = plain(
  'This network is set up already',
  'Ask one of its coordinators if you need something changed, or type “help”.',
);

export const greeting = (actor: Actor): Message =>
  message({
    title: `Hello ${firstName(actor.name)}`,
    body: [
      paragraph(
        'I’m Alongside, a bot for this peer network. Writing to me makes you known to me, and nothing more.',
      ),
      paragraph('I can’t chat, and nobody reads what you type here. If I don’t answer, call.'),
      small(numberFootnote),
    ],
    actions: actor.standing === 'member' ? [homeButton] : [askButton, homeButton],
  });

export const asked = plain(
  'Thank you for asking',
  'I’ve told the coordinators. One of them will look at it, often within a working day or two. You don’t need to do anything.',
);
export const askedBefore = plain(
  'You’ve asked already',
  'A coordinator will look at it. You don’t need to do anything.',
);
export const alreadyMember = message({
  title: 'You’re a member already',
  body: [paragraph('There’s nothing you need to do.')],
  actions: [homeButton],
});

export function askingCard(person: Person): Card {
  return {
    title: `${person.name} would like to join`,
    body: [paragraph('Members can join the peer pool and see what is for everyone.')],
    actions: [
      button(routes.admit, `Admit ${firstName(person.name)}`.slice(0, 60), { member: person.id }, 'primary'),
      button(routes.declineToAdmit, 'Not now', { member: person.id }),
    ],
  };
}

export const admittedCard = (person: Person, by: string): Message =>
  plain(`${person.name} is a member now`, `Admitted by ${by}.`);
export const declinedCard = (person: Person, by: string): Message =>
  plain(`${person.name} was not admitted`, `Answered by ${by}. They can ask again.`);
export const answeredBefore = (person: Person): Message =>
  plain(
    `${person.name} has been answered already`,
    person.standing === 'member' ? 'They’re a member now.' : 'They can ask again at any time.',
  );

const hoursButtons: readonly Button[] = [
  button(routes.chooseHours, 'Work hours', { hours: 'work' }),
  button(routes.chooseHours, 'Evenings and weekends', { hours: 'evenings' }),
  button(routes.chooseHours, 'Only when I look', { hours: 'never' }),
];

export const welcome = (person: Person): Message =>
  message({
    title: `Welcome, ${firstName(person.name)}. You’re a member now`,
    body: [
      paragraph('Nothing is expected of you. You choose what to join, and you can leave again at any time.'),
      paragraph(
        'One question: when may I message you? Until you say, that’s Monday to Friday, 09:00 to 18:00, no bank holidays.',
      ),
    ],
    actions: hoursButtons,
  });
export const notAdmitted = message({
  title: 'Not this time',
  body: [
    paragraph(
      'A coordinator has looked at your request, and it isn’t a yes for now. You can ask again, and the numbers under “help” are for everyone.',
    ),
  ],
  actions: [button(routes.askToJoin, 'Ask again', {})],
});

const HOURS = {
  unasked: 'Monday to Friday, 09:00 to 18:00, no bank holidays',
  work: 'Monday to Friday, 09:00 to 18:00, no bank holidays',
  evenings: 'weekday evenings 18:00 to 21:00, and 09:00 to 21:00 at weekends and on bank holidays',
  never: 'only when you look; I won’t message you first',
};
export const hoursChosen = (hours: keyof typeof HOURS): Message =>
  message({
    title: 'Thank you, I’ll keep to that',
    body: [paragraph(`When I may message you: ${HOURS[hours]}.`)],
    actions: [...hoursButtons, homeButton],
  });

export function homePage(actor: Actor, parts: readonly HomePart[]): Message {
  const waiting = parts.flatMap((part) => part.waiting);
  const card: Card = {
    title: `Hello ${firstName(actor.name)}`,
    body: [
      ...(waiting.length > 0 ? waiting.flatMap(asBlocks) : [paragraph('Nothing is waiting for you.')]),
      ...parts.flatMap((part) => part.blocks),
      { type: 'divider' },
      small(numberFootnote),
    ],
    actions: [button(routes.openHelp, 'Help, and people to call', {}), employerButton],
  };
  return message(card);
}

/** A whole card as a part of a page. */
function asBlocks(card: Card): Block[] {
  return [
    paragraph(bold(card.title)),
    ...card.body,
    { type: 'row', text: ' ', actions: card.actions ?? [] },
    { type: 'divider' },
  ];
}

/** A coordinator's and everybody's own part of home. */
export function ownHome(actor: Actor, person: Person, asking: readonly Person[]): HomePart {
  const blocks: Block[] = [];
  if (actor.standing === 'member') {
    blocks.push(
      paragraph(bold('When I may message you: '), HOURS[person.contactHours as keyof typeof HOURS], '.'),
    );
    blocks.push({ type: 'row', text: 'Change it:', actions: hoursButtons });
  } else if (actor.standing === 'asked')
    blocks.push(paragraph('You’ve asked to join. A coordinator will look at it.'));
  else blocks.push({ type: 'row', text: 'You’re a guest here.', actions: [askButton] });
  return { waiting: asking.map(askingCard), blocks };
}

export function helpPage(commands: readonly { usage: string; summary: string }[]): Message {
  return message({
    title: 'People to call, and what I can do',
    body: [
      ...numberBlocks('england'),
      { type: 'divider' },
      ...commands.map(({ usage, summary }) => paragraph(bold(usage), `: ${summary}`)),
      small('On Slack, begin with /alongside. On Teams, just type the words here.'),
    ],
  });
}

/** For words that are no command. A card that waits for an answer comes back, for people answer cards in words. */
export function unread(actor: Actor, waiting: Card | undefined): Message {
  const floor: Block[] = [
    paragraph('I’m a bot and nobody has read that.'),
    paragraph('In danger: 999. To talk to someone now: Samaritans 116 123, free, any time.'),
  ];
  const rest = actor.standing === 'guest' ? [askButton, homeButton] : [homeButton];
  const buttons = [...rest, button(routes.openHelp, 'Help, and people to call', {})];
  if (!waiting) return message({ title: 'Nobody has read that', body: floor, actions: buttons });
  return message({
    title: 'I can’t read replies, but here are your buttons',
    body: [...floor, { type: 'divider' }, ...asBlocks(waiting)],
    actions: buttons,
  });
}

/** Six plain lines, true on that platform. */
export function employerPage(platform: Platform): Form {
  const [it, exported] =
    platform === 'slack'
      ? [
          'Slack',
          'On some Slack plans an employer can export direct messages, and so read what shows in this chat.',
        ]
      : [
          'Teams',
          'On Teams an employer can search and keep direct messages, and so read what shows in this chat.',
        ];
  return readingView(
    'What does my employer see?',
    paragraph(
      `Your organisation’s IT team may be able to see that I wrote to you in ${it}, and what shows in this chat.`,
    ),
    paragraph(exported),
    paragraph(
      'Lock screens and notifications can show the first words of a message. I keep private words out of them.',
    ),
    paragraph(
      'Private words are typed in forms and read in views like this one. They aren’t kept in the chat.',
    ),
    paragraph('I store them encrypted. Your employer has no screen of mine in which to read them.'),
    paragraph('Nobody is told that you opened this page.'),
  );
}
