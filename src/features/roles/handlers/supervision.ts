import type { z } from 'zod';
import type { Context, Handover, Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { notMember } from '../../../chat/typed.ts';
import { lockList, type Named } from '../../../directory/circle.ts';
import { readMembers } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { recordAudit } from '../../../store/audit.ts';
import { tellBoth } from '../operations/roles.ts';
import type * as routes from '../routes.ts';
import * as store from '../store/supervision.ts';
import * as views from '../views/supervision.ts';

/** Somebody who is a supervisor now, locked by their own row. */
async function lockSupervisor({ tx, now }: Work, member: MemberId): Promise<Named | undefined> {
  if (!(await readRoleHolders(tx, 'supervisor', now)).includes(member)) return undefined;
  await lockList(tx, member);
  const name = (await readMembers(tx, [member])).get(member);
  return name === undefined ? undefined : { member, name };
}

type Which = z.output<typeof routes.openSupervised.input>;

export async function showSupervised(context: Context, { supervisor: id }: Which): Promise<OpenForm | Say> {
  const supervisor = await lockSupervisor(context, id);
  if (!supervisor) return say(views.notSupervisor);
  return open(views.supervisedForm(supervisor, await store.readSupervised(context.tx, id)));
}

export async function saveSupervised(
  context: Context,
  { state, values }: { state: Which; values: z.output<typeof routes.saveSupervised.input> },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  const supervisor = await lockSupervisor(context, state.supervisor);
  if (!supervisor) return say(views.notSupervisor);
  const chosen = views.PEOPLE.flatMap((field) => values[field] ?? []);
  const names = await readMembers(tx, [...chosen, ...values.off]);
  const errors: Record<string, string> = {};
  for (const field of views.PEOPLE) {
    const member = values[field];
    if (member === undefined) continue;
    if (member === supervisor.member) errors[field] = views.themselves;
    else if (!names.has(member)) errors[field] = notMember;
  }
  if (Object.keys(errors).length > 0) return invalid(errors);
  const before = new Set((await store.readSupervised(tx, supervisor.member)).map(({ member }) => member));
  const added = [...new Set(chosen)].filter((member) => !before.has(member));
  const off = values.off.filter((member) => before.has(member) && !chosen.includes(member));
  await store.addSupervised(tx, supervisor.member, added);
  await store.removeSupervised(tx, supervisor.member, off);
  for (const [members, is] of [
    [added, 'supported'],
    [off, 'over'],
  ] as const)
    for (const member of members)
      tellBoth(context, supervisor, { member, name: names.get(member) ?? '' }, is);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'supervision.changed',
    record: `member:${supervisor.member}`,
  });
  return say(views.supervisedSaved(supervisor, await store.readSupervised(tx, supervisor.member)));
}

/** Those whom a supervisor supported are given to another supervisor, one by one. */
export const handover: Handover = {
  async list({ tx }, from, role) {
    if (role !== 'supervisor') return [];
    const people = await store.readSupervised(tx, from);
    return people.map(({ member, name }) => ({ id: member, words: `Supports ${name} as supervisor` }));
  },
  async give(work, member, from, to) {
    const { tx } = work;
    const supervisor = await lockSupervisor(work, to);
    if (!supervisor) return views.giveToSupervisor;
    if (member === to) return views.themselves;
    await store.removeSupervised(tx, from, [member]);
    await store.addSupervised(tx, to, [member]);
    const name = (await readMembers(tx, [member])).get(member) ?? '';
    tellBoth(work, supervisor, { member, name }, 'supported');
    return undefined;
  },
};
