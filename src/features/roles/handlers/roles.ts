import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { listForRole } from '../../../bot/messages/mend.ts';
import { show } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
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
import type { Role } from '../../../directory/actor.ts';
import { readMembers } from '../../../directory/people.ts';
import { checkAhead, endOf, startOf } from '../../../time/days.ts';
import { localDate } from '../../../time/hours.ts';
import { roleCard } from '../messages.ts';
import { recallHandover } from '../operations/roles.ts';
import type * as routes from '../routes.ts';
import { hasStarted } from '../rules.ts';
import * as store from '../store/roles.ts';
import * as views from '../views/roles.ts';

export const showRoles = async ({ tx, actor, now }: Context): Promise<Say> =>
  say(views.rolesPage(await store.readGrants(tx, now), now, actor.timeZone));

export const startRole = (): OpenForm => open(views.roleForm());

/** What is wrong with the days of a term, by field. */
function checkTerm(from: string | undefined, until: string | undefined, today: string) {
  const errors: Record<string, string> = {};
  const late = from && from !== today ? checkAhead(from, today, 10) : undefined;
  if (late) errors.from = late;
  const ends = until ? checkAhead(until, today, 10) : undefined;
  if (ends) errors.until = ends;
  else if (from && until && until < from) errors.until = views.endsBefore;
  return errors;
}

export async function chooseRole(
  { tx, actor, now }: Context,
  { values: { member, role, from, until } }: { values: z.output<typeof routes.chooseRole.input> },
): Promise<Say | Invalid> {
  const name = (await readMembers(tx, [member])).get(member);
  if (name === undefined) return invalid({ member: notMember });
  const errors = checkTerm(from, until, localDate(now, actor.timeZone));
  if (Object.keys(errors).length > 0) return invalid(errors);
  const { startsAt, endsAt } = termOf({ from, until }, now, actor.timeZone);
  return say(views.confirmRole({ member, name, role, from, startsAt, until, endsAt }, actor.timeZone));
}

/** A first day that has come already is now. */
function termOf(days: { from?: string | undefined; until?: string | undefined }, now: Date, zone: string) {
  const from = days.from ? startOf(days.from, zone) : undefined;
  const startsAt = from && from > now ? from : undefined;
  return { startsAt, endsAt: days.until ? endOf(days.until, zone) : null };
}

export async function giveRole(
  context: Context,
  { member, role, ...days }: z.output<typeof routes.giveRole.input>,
): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const { timeZone } = actor;
  const { startsAt, endsAt } = termOf(days, now, timeZone);
  if (endsAt && endsAt <= now) return say(views.termHasPassed);
  const change = { member, role, by: actor.member, now, startsAt, ...(endsAt && { endsAt }) };
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
      const begins = startsAt ? views.fromWords(startsAt, timeZone) : ' now';
      const term = `${begins}${views.untilWords(endsAt, timeZone)}`;
      show(context, roleCard, { member, role, state: 'given', by: actor.name, term });
      if (!startsAt) await beginRole(context, member, role);
      return update(views.roleGiven({ member, name, role, startsAt, endsAt }, timeZone));
    }
  }
}

/** Of a role that begins on a day to come the auditor sees to it. */
async function beginRole(context: Context, member: MemberId, role: Role): Promise<void> {
  await recallHandover(context, member, role);
  await listForRole(context, member);
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
  const { tx, actor, now } = context;
  const { member, role } = which;
  const held = (await store.readGrants(tx, now, role)).find((grant) => grant.member === member);
  const outcome = await store.endRole(tx, { member, role, by: actor.member, now });
  if (outcome === 'last-coordinator') return say(views.lastCoordinator);
  if (outcome === 'not-held' || !held) return say(views.notHeld);
  show(context, roleCard, { member, role, state: 'ended', by: actor.name });
  const until = held.endsAt ? localDate(new Date(held.endsAt.getTime() - 1), actor.timeZone) : undefined;
  const from = hasStarted(held, now) ? undefined : localDate(held.startsAt, actor.timeZone);
  return update(views.roleEnded({ member, name: held.name, role, from, until }, isFinal(context, which)));
}
