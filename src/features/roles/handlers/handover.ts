import type { z } from 'zod';
import type { Context, Work } from '../../../bot/feature.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { notMember } from '../../../chat/typed.ts';
import { readMembers } from '../../../directory/people.ts';
import { recordAudit } from '../../../store/audit.ts';
import { holdsNow, showLeft } from '../operations/roles.ts';
import type * as routes from '../routes.ts';
import { readItems } from '../store/handover.ts';
import * as store from '../store/roles.ts';
import * as views from '../views/handover.ts';

export async function leaveOpen(
  context: Context,
  { grant: id, leave }: z.output<typeof routes.leaveOpen.input>,
): Promise<Say | Update> {
  const grant = await store.lockEnded(context.tx, id, context.now);
  if (!grant?.isSettled || (await holdsNow(context, grant.member, grant.role))) return say(views.nothingLeft);
  const items = await readItems(context, grant);
  await store.settleGrant(context.tx, id, context.now, !leave && items.length > 0);
  return update(await showLeft(context, { grant, items, ...(leave && { isLeft: true }) }));
}

type Left = z.output<typeof routes.openGive.input>;

/** The ended role and the one thing of it, if it is still open. */
async function lockLeft(work: Work, { grant: id, item }: Left) {
  const grant = await store.lockEnded(work.tx, id, work.now);
  if (!grant?.leftOpen || (await holdsNow(work, grant.member, grant.role))) return undefined;
  // Ids are of one item alone; which feature it is of, the button may say as it was called before.
  const found = (await readItems(work, grant)).find((one) => one.id === item);
  return found && { grant, item: found };
}

export async function openGive(context: Context, left: Left): Promise<OpenForm | Say> {
  const found = await lockLeft(context, left);
  return found ? open(views.giveForm(found.grant, found.item)) : say(views.nothingLeft);
}

export async function give(
  context: Context,
  { state, values: { to } }: { state: Left; values: { to: string } },
): Promise<Say | Update | Invalid> {
  const { tx, actor, now, features } = context;
  const found = await lockLeft(context, state);
  if (!found) return say(views.nothingLeft);
  const { grant, item } = found;
  if (to === grant.member) return invalid({ to: views.sameAgain });
  if (!(await readMembers(tx, [to])).has(to)) return invalid({ to: notMember });
  const { handover } = features.find(({ name }) => name === item.feature) ?? {};
  const problem = await handover?.give(context, item.id, grant.member, to);
  if (problem !== undefined) return invalid({ to: problem });
  await recordAudit(tx, { at: now, actor: actor.member, action: 'work.handed-over', record: `member:${to}` });
  const items = await readItems(context, grant);
  if (items.length === 0) await store.settleGrant(tx, grant.id, now, false);
  return update(await showLeft(context, { grant, items }));
}
