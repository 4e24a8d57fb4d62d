import { homeButton } from '../../../bot/home.ts';
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
import { confirm, plain } from '../../../chat/words.ts';
import type { Actor } from '../../../directory/actor.ts';
import { spokenTime } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { PLATFORM_NAMES } from '../rules.ts';
import type { NewLink, OwnAccount } from '../store/accounts.ts';

export const accountsButton = button(routes.openAccounts, 'Slack and Teams', {});

/** On home while it is new, whichever account they look from. */
export function newlyLinkedCard({ account, all, timeZone }: NewLink): Card {
  const day = spokenTime(account.linkedAt, 'datetime', timeZone);
  return {
    title: 'Two accounts of yours were joined',
    body: [
      row(
        `Your ${nameOf(account, all)} account was joined to your other one on ${day}. If that wasn’t you:`,
        button(routes.askToUnlink, 'Unlink', { account: account.id }, 'danger'),
      ),
    ],
  };
}

const nameOf = (account: OwnAccount, accounts: readonly OwnAccount[]): string => {
  const alike = accounts.filter(({ platform }) => platform === account.platform);
  const name = PLATFORM_NAMES[account.platform];
  return alike.length > 1 ? `${name} (${alike.indexOf(account) + 1})` : name;
};

export function accountsPage(
  accounts: readonly OwnAccount[],
  { account: here }: Pick<Actor, 'account'>,
): Message {
  const rows = accounts.map(
    (account, index): Block =>
      row(
        [
          bold(nameOf(account, accounts)),
          account.id === here ? ', where you are now' : '',
          account.isPreferred
            ? '. You chose to be written to here.'
            : index === 0
              ? '. I write to you here, because you used this one last.'
              : '.',
        ],
        ...(accounts.length < 2
          ? []
          : [
              ...(account.isPreferred
                ? []
                : [button(routes.preferAccount, 'Write to me here', { account: account.id })]),
              button(routes.askToUnlink, 'Unlink', { account: account.id }),
            ]),
      ),
  );
  return message({
    title: 'Slack and Teams',
    body: [...rows, paragraph('To add another account, type ', bold('link'), ' here and follow what I say.')],
    actions: [homeButton],
  });
}

/** `leaves` is another than was pressed while that one is new: what was there before stays with the account that had it. */
export function confirmUnlink(
  account: string,
  { leaves }: { leaves: OwnAccount },
  accounts: readonly OwnAccount[],
): Message {
  const name = nameOf(leaves, accounts);
  return confirm({
    title: `Unlink ${name}?`,
    says: [
      ...(leaves.id === account
        ? []
        : [
            paragraph(
              `Your ${name} account is the one that was joined to the other, so it’s the one that leaves.`,
            ),
          ]),
      'That account is a guest’s from then on: it sees nothing of yours. Everything you have stays with the other. Messages that wait for you there come to you here. What shows in its chat stays there until you delete it.',
      small('You can join them again at any time: type “link”.'),
    ],
    yes: button(routes.unlink, 'Unlink it', { account }, 'danger'),
    no: button(routes.openAccounts, 'Keep it', {}),
  });
}
export const unlinked = plain(
  'Unlinked',
  'The two accounts are apart. If you’d like them joined again, type “link” on one of them.',
);
export const unlinkedHere = plain(
  'Unlinked',
  'This account stands alone now: you’re a guest here, and everything that was there before is with the other one. If you’d like them joined again, type “link” on one of them.',
);
export const unlinkedThere: Card = {
  title: 'This account stands alone now',
  body: [
    paragraph(
      'It was unlinked from your other one, where everything you have stays. Here you’re a guest. If that wasn’t you, tell a coordinator. To join them again, type “link”.',
    ),
  ],
  actions: [homeButton],
};
export const onlyAccount = plain(
  'That’s the only account you have here',
  'So there’s nothing to unlink. To leave the network, type “privacy”.',
);
