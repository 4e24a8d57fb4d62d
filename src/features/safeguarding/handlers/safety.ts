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
import { helplinesOf } from '../../../directory/helplines.ts';
import { numbersToRing } from '../../../directory/own-helplines.ts';
import { readPerson } from '../../../directory/people.ts';
import { lockSafety, readSafety, type SafetyPerson } from '../../../directory/safety.ts';
import { plainly } from '../../../text/normalise.ts';
import { arrangeNumbers, refreshNumbers } from '../operations/review.ts';
import type * as routes from '../routes/safety.ts';
import { isOnePerson, mayUnconfirm } from '../rules/seats.ts';
import { ringNumber } from '../store/own-helplines.ts';
import * as store from '../store/safety.ts';
import * as views from '../views/safety.ts';
import { changeSafety, drawSafety, pageAfter } from './changes.ts';

export const showSafety = async (context: Context): Promise<Say> =>
  say(await drawSafety(context, await readSafety(context.tx, context.now)));

type Which = z.output<typeof routes.openSafetyPerson.input>;

export const showPerson = async ({ tx, now }: Context, { which }: Which): Promise<OpenForm> =>
  open(views.safetyPersonForm(which, (await readSafety(tx, now))[which]));

export async function savePerson(
  context: Context,
  { state: { which }, values }: { state: Which; values: z.output<typeof routes.saveSafetyPerson.input> },
): Promise<Say | Invalid> {
  const before = await lockSafety(context.tx, context.now);
  const person = await findPerson(context, values, before[which]);
  if (typeof person === 'string')
    return invalid({ [values.person && person === views.notMember ? 'person' : 'name']: person });
  const other = before[which === 'lead' ? 'deputy' : 'lead'];
  if (other && isOnePerson(person, other)) return invalid({ number: views.someoneElse });
  const { name, number, member } = person;
  const change = { kind: 'seat', which, name, number, ...(member && { member }) } as const;
  return say(await changeSafety(context, before, change, `safety.${which}-named`));
}

/**
 * The member who was chosen, or the name that was typed; whoever only mends the number keeps the person. A name wins over
 * somebody whom the form showed already.
 */
async function findPerson(
  { tx, actor }: Context,
  { person, name, number }: z.output<typeof routes.saveSafetyPerson.input>,
  before: SafetyPerson | undefined,
): Promise<SafetyPerson | string> {
  if (person && !(name && person === before?.member)) {
    const known = await readPerson(tx, person);
    return known?.standing === 'member' ? { name: known.name, number, member: person } : views.notMember;
  }
  if (!name) return before?.member ? { ...before, number } : views.nameSomebody;
  return { name, number, ...(plainly(name) === plainly(actor.name) && { member: actor.member }) };
}

export const showOutOfHours = async ({ tx, now }: Context): Promise<OpenForm> =>
  open(views.outOfHoursForm((await readSafety(tx, now)).outOfHours));

export async function saveOutOfHours(
  context: Context,
  { values }: { values: z.output<typeof routes.saveOutOfHours.input> },
): Promise<Say> {
  const before = await lockSafety(context.tx, context.now);
  const change = { kind: 'out-of-hours', words: values.words } as const;
  return say(await changeSafety(context, before, change, 'safety.out-of-hours-said'));
}

export const showNation = async ({ tx, now }: Context): Promise<OpenForm> =>
  open(views.nationForm((await readSafety(tx, now)).nation));

export async function saveNation(
  context: Context,
  { values }: { values: z.output<typeof routes.saveNation.input> },
): Promise<Say> {
  const before = await lockSafety(context.tx, context.now);
  const change = { kind: 'nation', nation: values.nation } as const;
  return say(await changeSafety(context, before, change, 'safety.nation-chosen'));
}

type Check = z.output<typeof routes.confirmNumber.input>;

export async function confirmNumber(context: Context, { nation, number }: Check): Promise<Update> {
  const { tx, actor, now } = context;
  const before = await lockSafety(tx, now);
  if (before.nation !== nation || !numbersToRing(before).some(({ id }) => id === number))
    return update(await drawSafety(context, before));
  await ringNumber(tx, before, number, actor.member, now);
  const after = await readSafety(tx, now);
  await arrangeNumbers(tx, after, now);
  await refreshNumbers(context, after);
  return update(
    await pageAfter(context, before, { action: 'number.confirmed', record: `number:${nation}:${number}` }),
  );
}

export async function unconfirmNumber(context: Context, { nation, number }: Check): Promise<Update> {
  const { tx, now } = context;
  const before = await lockSafety(tx, now);
  // One of their own is changed in its form: when it was rung before is not kept.
  const check = helplinesOf(nation).some(({ id }) => id === number) && before.checks.get(number);
  if (before.nation !== nation || !check || !mayUnconfirm(check.at, now))
    return update(await drawSafety(context, before));
  await store.unconfirmNumber(tx, nation, number);
  return update(
    await pageAfter(context, before, { action: 'number.unconfirmed', record: `number:${nation}:${number}` }),
  );
}
