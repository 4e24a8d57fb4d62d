import { homeButton, openHelp } from '../../../bot/home.ts';
import { hello } from '../../../bot/words.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import type { Actor } from '../../../directory/actor.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Person } from '../../../directory/people.ts';
import { cut } from '../../../text/cut.ts';
import { type Called, callingName } from '../../../text/name.ts';
import { spokenSoon } from '../../../time/spoken.ts';
import { mayAskRow } from '../../circle/rules/links.ts';
import { hoursButtons } from '../../hours/rules/links.ts';
import * as routes from '../routes.ts';
import { askButton } from '../rules/links.ts';
import type { Asker } from '../store/asking.ts';

/** Before they are members nothing waits for them. */
const callButton = button(openHelp, 'People to call', {});
/** Asked of everybody who joins, whatever others have done. */
const joiningQuestions: readonly Block[] = [
  paragraph('Two questions, which I ask everybody. You can change your answers at any time.'),
  mayAskRow,
  row(
    'When may I message you? Until you say, that’s Monday to Friday, 09:00 to 18:00, not on bank holidays.',
    ...hoursButtons,
  ),
];

export const setupAccepted = (person: Called): Message =>
  message({
    title: `Thank you, ${callingName(person)}. You’re the coordinator`,
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
      paragraph(
        'Questions and calls stay switched off until somebody has named a safeguarding lead and confirmed the numbers: type ',
        bold('safety'),
        '.',
      ),
      ...joiningQuestions,
    ],
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
    title: hello(actor),
    body: [
      paragraph(
        'I’m Alongside, a bot for this peer network. Writing to me makes you known to me, and nothing more.',
      ),
      paragraph('I can’t chat, and nobody reads what you type here. If I don’t answer, call.'),
      small(helplineFootnote),
    ],
    actions: actor.standing === 'member' ? [homeButton] : [askButton, callButton],
  });

/** When the first coordinator hears of it: now, later, when they look, or once there is one. */
export type Heard = 'now' | Date | 'looking' | 'nobody';

const HEARD = {
  now: 'I’ve told the coordinators that you’d like to join.',
  looking: 'The coordinators see it when they next look.',
  nobody: 'Nobody coordinates this network just now; whoever does next will see it.',
};

export const asked = (heard: Heard, now: Date, timeZone: string): Message =>
  plain(
    'Thank you for asking',
    `${heard instanceof Date ? `I’ll tell a coordinator ${spokenSoon(heard, now, timeZone)}, when I may write to one again.` : HEARD[heard]} One of them usually answers within a working day or two. You don’t need to do anything.`,
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

const outsideLine = ({ platform, workspace }: NonNullable<Asker['outside']>): string =>
  platform === 'slack'
    ? `this account belongs to another company’s Slack (${workspace}). Its name is what that company says.`
    : `this account belongs to another organisation’s Teams (${workspace}). Its name is what that organisation says.`;

export function askingCard(person: Asker): Card {
  return {
    title: 'Somebody asks to join',
    body: [
      paragraph(bold(person.shown), ' would like to join.'),
      ...(person.outside ? [paragraph(bold('From outside: '), outsideLine(person.outside))] : []),
      ...(person.shown === person.name
        ? []
        : [
            paragraph(
              'A member has a name that looks the same. Is it somebody else? A member with a second account joins the two by typing “link” instead.',
            ),
          ]),
      small('Members can join the peer pool and see what is for everyone.'),
    ],
    actions: [
      button(routes.admit, cut(`Admit ${callingName(person)}`, 60), { member: person.id }, 'primary'),
      button(routes.declineToAdmit, 'Not now', { member: person.id }),
    ],
  };
}

export const admittedCard = ({ name }: Pick<Asker, 'name'>, by: string): Card => ({
  title: 'There’s a new member',
  body: [paragraph(`${name} is a member now. Admitted by ${by}.`)],
});
export const declinedCard = ({ name }: Pick<Asker, 'name'>, by: string): Card => ({
  title: 'Somebody wasn’t admitted',
  body: [paragraph(`${name}: answered by ${by}. They can ask again.`)],
});
export const askerGone: Message = plain(
  'That request is no longer there',
  'They may have joined with another account of theirs. There’s nothing you need to do.',
);
export const answeredBefore = (person: Person): Message =>
  plain(
    `${person.name} has been answered already`,
    person.standing === 'member' ? 'They’re a member now.' : 'They can ask again at any time.',
  );

export const welcome: Card = {
  title: 'Welcome: you’re a member now',
  body: [
    paragraph('Nothing is expected of you. You choose what to join, and you can leave again at any time.'),
    ...joiningQuestions,
  ],
};
export const notAdmitted: Card = {
  title: 'Not this time',
  body: [
    paragraph(
      'A coordinator has looked at your request, and it isn’t a yes for now. You can ask again, and the numbers under “help” are for everyone.',
    ),
  ],
  actions: [button(routes.askToJoin, 'Ask again', {})],
};
