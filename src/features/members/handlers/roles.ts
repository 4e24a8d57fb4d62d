import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
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
import { localDate } from '../../../outbox/hours.ts';
import type * as routes from '../routes.ts';
import { checkAhead, endOf } from '../rules.ts';
import * as store from '../store/roles.ts';
import { readMembers } from '../store.ts';
import * as views from '../views/roles.ts';

export const showRoles = async ({ tx, actor, now }: Context): Promise<Say> =>
  say(views.rolesPage(await store.readGrants(tx, now), actor.timeZone));

export const startRole = (): OpenForm => open(views.roleForm());

export async function chooseRole(
  { tx, actor, now }: Context,
  { values: { member, role, until } }: { values: z.output<typeof routes.chooseRole.input> },
): Promise<Say | Invalid> {
  const name = (await readMembers(tx, [member])).get(member);
  if (name === undefined) return invalid({ member: views.notMember });
  const problem = until && checkAhead(until, localDate(now, actor.timeZone), 10);
  if (problem) return invalid({ until: problem });
  const endsAt = until ? endOf(until, actor.timeZone) : null;
  return say(views.confirmRole({ member, name, role, until, endsAt }, actor.timeZone));
}

export async function giveRole(
  { tx, actor, now, enqueue }: Context,
  { member, role, until }: z.output<typeof routes.giveRole.input>,
): Promise<Say | Update> {
  const { timeZone } = actor;
  const endsAt = until ? endOf(until, timeZone) : null;
  if (endsAt && endsAt <= now) return say(views.termHasPassed);
  const change = { member, role, by: actor.member, now, ...(endsAt && { endsAt }) };
  const outcome = await store.grantRole(tx, change);
  const name = (await readMembers(tx, [member])).get(member) ?? 'Somebody';
  switch (outcome) {
    case 'not-member':
      return say(views.leftMeanwhile);
    case 'last-coordinator':
      return say(views.lastCoordinator);
    case 'held':
      return update(views.heldAlready({ name, role }));
    default: {
      const words = { by: actor.name, until: views.untilWords(endsAt, timeZone) };
      enqueue(views.roleLetter(member, role, { state: 'given', ...words }));
      return update(views.roleGiven({ member, name, role, endsAt }, timeZone));
    }
  }
}

/** Ending one's own coordinator's role cannot be taken back: only a coordinator gives it. */
const isFinal = ({ actor }: Context, { member, role }: z.output<typeof routes.endRole.input>): boolean =>
  member === actor.member && role === 'coordinator';

export async function askToEndRole(
  context: Context,
  which: z.output<typeof routes.askToEndRole.input>,
): Promise<Say> {
  const { tx, actor, now } = context;
  const grants = await store.readGrants(tx, now, which.role);
  const held = grants.find(({ member }) => member === which.member);
  return say(held ? views.confirmEnd(held, isFinal(context, which), actor.timeZone) : views.notHeld);
}

export async function endRole(
  context: Context,
  which: z.output<typeof routes.endRole.input>,
): Promise<Say | Update> {
  const { tx, actor, now, enqueue } = context;
  const { member, role } = which;
  const held = (await store.readGrants(tx, now, role)).find((grant) => grant.member === member);
  const outcome = await store.endRole(tx, { member, role, by: actor.member, now });
  if (outcome === 'last-coordinator') return say(views.lastCoordinator);
  if (outcome === 'not-held' || !held) return say(views.notHeld);
  enqueue(views.roleLetter(member, role, { state: 'ended', by: actor.name }));
  const until = held.endsAt ? localDate(new Date(held.endsAt.getTime() - 1), actor.timeZone) : undefined;
  return update(views.roleEnded({ member, name: held.name, role, until }, isFinal(context, which)));
}
