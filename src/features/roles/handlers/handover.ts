import type { z } from 'zod';
import type { Context, Work } from '../../../bot/feature.ts';
import type { Card, MemberId } from '../../../chat/message.ts';
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
import type { Role } from '../../../directory/actor.ts';
import { readMembers } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { replaceCards } from '../../../outbox/enqueue/cards.ts';
import { recordAudit } from '../../../store/audit.ts';
import { seatAfterRole } from '../../safeguarding/operations/seats.ts';
import type * as routes from '../routes.ts';
import * as store from '../store/roles.ts';
import * as views from '../views/handover.ts';
import { roleMessage } from '../views/roles.ts';

/** What this person's ended role left open, in every feature. */
async function readLeft(work: Work, { member, role }: store.EndedGrant): Promise<views.LeftItem[]> {
  const items: views.LeftItem[] = [];
  for (const { name: feature, handover } of work.features)
    for (const item of (await handover?.list(work, member, role)) ?? []) items.push({ ...item, feature });
  return items;
}

const holdsNow = async ({ tx, now }: Work, member: MemberId, role: Role): Promise<boolean> =>
  (await readRoleHolders(tx, role, now)).includes(member);

/** A role is over, by its day or by hand: the person is told, and coordinators see what is still open. */
export async function settleEnd(work: Work, id: string): Promise<void> {
  const { tx, now, enqueue, features } = work;
  const grant = await store.lockEnded(tx, id, now);
  if (!grant || grant.isSettled) return;
  const { member, role } = grant;
  // Given again before anybody was told: nothing has ended.
  if (await holdsNow(work, member, role)) return store.settleGrant(tx, id, now, false);
  if (grant.endedBy === null) enqueue(roleMessage(member, role, { state: 'ended' }));
  for (const { handover } of features) await handover?.ended?.(work, member, role);
  await seatAfterRole(work, member, role);
  const items = await readLeft(work, grant);
  await store.settleGrant(tx, id, now, items.length > 0);
  if (items.length > 0) await tellCoordinators(work, id, views.handoverCard(grant, items));
}

async function tellCoordinators({ tx, now, enqueue }: Work, grant: string, card: Card): Promise<void> {
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
    enqueue(views.handoverMessage(coordinator, grant, card));
}

/** The role was given again: what was open is theirs as before. */
export async function recallHandover(work: Work, member: MemberId, role: Role): Promise<void> {
  const { tx, now } = work;
  const grants = await store.readLeftOpen(tx, { member, role });
  if (grants.length === 0) return;
  for (const id of grants) {
    await store.lockEnded(tx, id, now);
    await store.settleGrant(tx, id, now, false);
  }
  const card = views.recalledCard((await readMembers(tx, [member])).get(member) ?? '', role);
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  await replaceCards(
    work,
    grants.flatMap((id) => coordinators.map((one) => views.handoverMessage(one, id, card))),
  );
}

/** The hand-over cards that wait for this coordinator's home. */
export async function readHandovers(work: Work): Promise<Card[]> {
  const cards: Card[] = [];
  for (const id of await store.readLeftOpen(work.tx)) {
    const grant = await store.readEnded(work.tx, id, work.now);
    const items = grant ? await readLeft(work, grant) : [];
    if (grant && items.length > 0) cards.push(views.handoverCard(grant, items));
  }
  return cards;
}

export async function leaveOpen(
  context: Context,
  { grant: id, leave }: z.output<typeof routes.leaveOpen.input>,
): Promise<Say | Update> {
  const grant = await store.lockEnded(context.tx, id, context.now);
  if (!grant?.isSettled || (await holdsNow(context, grant.member, grant.role))) return say(views.nothingLeft);
  const items = await readLeft(context, grant);
  await store.settleGrant(context.tx, id, context.now, !leave && items.length > 0);
  const card = leave ? views.leftCard(grant) : views.handoverCard(grant, items);
  await tellCoordinators(context, id, card);
  return update(views.handoverMessage(context.actor.member, id, card).message);
}

type Left = z.output<typeof routes.openGive.input>;

/** The ended role and the one thing of it, if it is still open. */
async function lockLeft(work: Work, { grant: id, item }: Left) {
  const grant = await store.lockEnded(work.tx, id, work.now);
  if (!grant?.leftOpen || (await holdsNow(work, grant.member, grant.role))) return undefined;
  // Ids are of one item alone; which feature it is of, the button may say as it was called before.
  const found = (await readLeft(work, grant)).find((one) => one.id === item);
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
  if (!(await readMembers(tx, [to])).has(to)) return invalid({ to: views.notMember });
  const { handover } = features.find(({ name }) => name === item.feature) ?? {};
  const problem = await handover?.give(context, item.id, grant.member, to);
  if (problem !== undefined) return invalid({ to: problem });
  await recordAudit(tx, { at: now, actor: actor.member, action: 'work.handed-over', record: `member:${to}` });
  const rest = await readLeft(context, grant);
  if (rest.length === 0) await store.settleGrant(tx, grant.id, now, false);
  const card = views.handoverCard(grant, rest);
  await tellCoordinators(context, grant.id, card);
  return update(views.handoverMessage(actor.member, grant.id, card).message);
}
