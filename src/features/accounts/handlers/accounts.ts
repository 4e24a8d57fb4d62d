import type { Context } from '../../../bot/feature.ts';
import { tell, unlist } from '../../../bot/messages/say.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { newlyLinked, unlinked } from '../messages.ts';
import { leavesOf } from '../rules.ts';
import * as accounts from '../store/accounts.ts';
import * as accountViews from '../views/accounts.ts';
import type { Chosen } from './guards.ts';

export async function showAccounts({ tx, actor, now }: Context): Promise<Say> {
  return say(accountViews.accountsPage(await accounts.readOwnAccounts(tx, actor.member, now), actor));
}

export async function prefer({ tx, actor, now }: Context, { own, account }: Chosen): Promise<Update> {
  await accounts.preferAccount(tx, own, account);
  return update(accountViews.accountsPage(await accounts.readOwnAccounts(tx, actor.member, now), actor));
}

export function askToUnlink(_context: Context, { own, account }: Chosen): Update {
  const parting = leavesOf(own, account);
  return update(parting ? accountViews.confirmUnlink(account, parting, own) : accountViews.onlyAccount);
}

export async function unlink(context: Context, { own, account }: Chosen): Promise<Update> {
  const { tx, actor, now } = context;
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
