import { homeButton } from '../../../bot/home.ts';
import { unreadLine } from '../../../bot/words.ts';
import type { Platform } from '../../../chat/inbound.ts';
import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { list, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { PLATFORM_NAMES } from '../rules.ts';
import { accountsButton } from './accounts.ts';

const otherThan = (platform: Platform): string => PLATFORM_NAMES[platform === 'slack' ? 'teams' : 'slack'];
export const codeIssued = (code: string, here: Platform): Message =>
  message({
    title: 'Your code is ready',
    body: [
      paragraph(bold(code)),
      paragraph(
        `On ${otherThan(here)}, in your own chat with me, type: `,
        bold(`link ${code}`),
        `. I’ll ask you here, on ${PLATFORM_NAMES[here]}, whether it was you.`,
      ),
      small(
        'It works once, within ten minutes. Please give it to nobody: whoever types it asks to be you. A new code puts an end to this one.',
      ),
    ],
  });

/** "Link me with somebody" may be somebody talking: the numbers stand beneath. */
export const linkUsage = (isPublic: boolean): Message =>
  message({
    title: 'That doesn’t look like a code',
    body: [
      paragraph(`A code looks like K7QW-M2XA. ${unreadLine(isPublic)}`),
      paragraph(
        'To get a code type ',
        bold('link'),
        ', and nothing else. To use one, type ',
        bold('link'),
        ' and the code.',
      ),
      small(helplineFootnote),
    ],
  });

const AGAIN = 'For a new one, type “link” on the other platform.';
export const codeVoided = plain(
  'That code no longer works',
  `A code is void once it was typed where others may read it. You can delete what you typed. ${AGAIN} Then send it to me in our own chat.`,
);
export const codeUnknown = plain(
  'I don’t know that code',
  `Nothing was changed. Codes last ten minutes. Please check it and type it again. ${AGAIN}`,
);
export const codeWrong = plain(
  'That isn’t quite the code',
  'Nothing was changed. Please check it and type it again; after a few tries it stops working.',
);
export const codeTriedOut = plain(
  'That code no longer works',
  `It was typed wrongly too often, so that nobody can guess it. ${AGAIN}`,
);
export const codeUsed = plain(
  'That code has been used',
  `Each works once, and only the newest one counts. Nothing was changed. ${AGAIN}`,
);
export const codeExpired = plain('That code has run out', `Codes last ten minutes. ${AGAIN}`);
export const ownAccount = (here: Platform) =>
  plain(
    'That code was made here',
    `Please type it on ${otherThan(here)}, in your own chat with me there. It still works.`,
  );
export const joinedAlready = message({
  title: 'You’re one person already',
  body: [paragraph('This account and the one where you made the code belong together.')],
  actions: [accountsButton],
});
export const stillWaiting = plain(
  'I’m still waiting for a yes',
  'You’ve typed another code here a few minutes ago. Answer what I asked you there first, or wait ten minutes and begin again.',
);

/** What is to be closed first, of the one who reads it alone: what the other account has is nobody's to know from here. */
export const clash = (holds: readonly string[]): Message =>
  message({
    title: 'Both accounts have something already',
    body: [
      paragraph(
        `I can only join two accounts when one of them is new, for I can’t mix what two people have. Here, that is ${list(holds)}.`,
      ),
      paragraph(
        'Choose the account you’d like to keep. On the other one, close what is open and have the rest forgotten: type ',
        bold('privacy'),
        '. Then type ',
        bold('link'),
        ' again. To see what the other one has, make the code here and type it there.',
      ),
      small('Nothing was changed. A coordinator can help.'),
    ],
    actions: [homeButton],
  });

/** Shown to each side about the other: nothing is joined before both have said yes. */
export const askWhetherYou = (code: string, name: string, platform: Platform): Card => ({
  title: 'Is this you?',
  body: [
    // The name comes late: a lock screen shows the beginning.
    paragraph(
      `An account on ${PLATFORM_NAMES[platform]} would become one person with this one. What you write from now on belongs to both, and each sees and does all that the other can.`,
    ),
    paragraph(`On ${PLATFORM_NAMES[platform]} it’s called `, bold(name), '.'),
    paragraph(
      'Only say yes if both are yours: I ask in both chats, for ten minutes. If somebody gave you a code or asked you to type one, say no: then the code is void and nothing happens.',
    ),
  ],
  actions: [
    button(routes.agreeToLink, 'Yes, that is me', { code }, 'primary'),
    button(routes.refuseLink, 'That is not me', { code }, 'danger'),
  ],
});

export const saidYesFirst = (other: Platform): Message =>
  plain('Thank you', `Now the same on ${PLATFORM_NAMES[other]}: press “Yes, that is me” there.`);
/** To each of the two, of the account in whose chat it stands. */
export const joined = (account: string): Card => ({
  title: 'You’re one person now, on Slack and Teams',
  body: [
    paragraph(
      'Whatever you do on one counts on the other. I write to you where you were last, unless you choose.',
    ),
    paragraph(
      'If that wasn’t you, take them apart at once: “Unlink” is here, on home for ten days, and always under “settings”. For ten days what was written in private before opens only from the account that had it.',
    ),
  ],
  actions: [accountsButton, button(routes.askToUnlink, 'Unlink', { account }, 'danger'), homeButton],
});

export const notMe = message({
  title: 'Thank you for saying so',
  body: [
    paragraph('That code is void, and nothing was joined. Nobody is told who typed it, or that you said no.'),
    paragraph(
      'If somebody asked you for a code, or to type theirs, they may have wanted to read what you write here. They may have read the name of your account here, and nothing else of yours. A coordinator can help.',
    ),
  ],
  actions: [homeButton],
});
export const linkOver = plain(
  'That question is over',
  'It was answered, or ten minutes have passed. Nothing was changed. To begin again, type “link”.',
);
