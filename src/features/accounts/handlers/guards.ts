import type { Guard } from '../../../bot/on.ts';
import { type Update, update } from '../../../chat/reply.ts';
import type { Side } from '../rules.ts';
import { lockOwnAccounts, type OwnAccount, readOwnAccounts } from '../store/accounts.ts';
import { type LinkCode, lockLinkCode } from '../store/linking.ts';
import { accountsPage } from '../views/accounts.ts';
import { linkOver } from '../views/linking.ts';

/** One of somebody's accounts, among all of their own. */
export interface Chosen {
  own: readonly OwnAccount[];
  account: string;
}

type ByHolder = Guard<{ account: string }, Chosen, 'whose account it is', Update>;

/** An account of one's own, to ask about. */
export const readOwnAccount: ByHolder = {
  lock: async ({ tx, actor, now }, { account }) => ({
    own: await readOwnAccounts(tx, actor.member, now),
    account,
  }),
  stands: { 'whose account it is': ({ own, account }) => own.some(({ id }) => id === account) },
  // It is gone, or was never theirs: what they have is shown instead.
  refuse: async ({ tx, actor, now }) =>
    update(accountsPage(await readOwnAccounts(tx, actor.member, now), actor)),
};

/** The same, locked with its holder. */
export const ownAccount: ByHolder = {
  ...readOwnAccount,
  lock: async ({ tx, actor, now }, { account }) => ({
    own: await lockOwnAccounts(tx, actor.member, now),
    account,
  }),
};

export interface Asked {
  code: LinkCode;
  typed: NonNullable<LinkCode['typed']>;
  side: Side;
}

/** The code that still waits for this person's answer, and which of its two sides they are. */
export const typedCode: Guard<{ code: string }, Asked, 'whose account it joins', Update> = {
  async lock({ tx, actor, now }, { code: id }) {
    const code = await lockLinkCode(tx, { id });
    if (code?.state !== 'typed' || !code.typed || code.expiresAt <= now) return undefined;
    return { code, typed: code.typed, side: code.first.member === actor.member ? 'first' : 'typed' };
  },
  stands: {
    'whose account it joins': ({ code, typed }, { actor }) =>
      [code.first.member, typed.member].includes(actor.member),
  },
  refuse: update(linkOver),
};
