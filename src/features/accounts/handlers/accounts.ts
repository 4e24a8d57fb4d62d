import type { Context } from '../../../bot/feature.ts';
import { tell, unlist } from '../../../bot/messages/say.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { newlyLinked, unlinked } from '../messages.ts';
import { leavesOf } from '../rules.ts';
import * as accounts from '../store/accounts.ts';
import * as accountViews from '../views/accounts.ts';

export async function showAccounts({ tx, actor, now }: Context): Promise<Say> {
  return say(accountViews.accountsPage(await accounts.readOwnAccounts(tx, actor.member, now), actor));
}

type Chosen = { account: string };

export async function prefer({ tx, actor, now }: Context, { account }: Chosen): Promise<Update> {
  const own = await accounts.lockOwnAccounts(tx, actor.member, now);
  if (own.some(({ id }) => id === account)) await accounts.preferAccount(tx, own, account);
  return update(accountViews.accountsPage(await accounts.readOwnAccounts(tx, actor.member, now), actor));
}

export async function askToUnlink({ tx, actor, now }: Context, { account }: Chosen): Promise<Update> {
  const own = await accounts.readOwnAccounts(tx, actor.member, now);
  if (!own.some(({ id }) => id === account)) return update(accountViews.accountsPage(own, actor));
  const parting = leavesOf(own, account);
  return update(parting ? accountViews.confirmUnlink(account, parting, own) : accountViews.onlyAccount);
}

export async function unlink(context: Context, { account }: Chosen): Promise<Update> {
  const { tx, actor, now } = context;
  const own = await accounts.lockOwnAccounts(tx, actor.member, now);
  if (!own.some(({ id }) => id === account)) return update(accountViews.accountsPage(own, actor));
  const parting = leavesOf(own, account);
  if (!parting) return update(accountViews.onlyAccount);
  const { leaves, stays } = parting;
  const guest = await accounts.unlinkAccount(tx, actor.member, leaves, stays, now);
  unlist(
    context,
    newlyLinked,
    accounts.newLinks(actor, own).filter(({ account }) => account.id === leaves.id),
  );
  if (leaves.id !== actor.account) tell(context, unlinked, { guest }, 'unlinked');
  return update(leaves.id === actor.account ? accountViews.unlinkedHere : accountViews.unlinked);
}
