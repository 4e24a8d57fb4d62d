import type { z } from 'zod';
import type { Binding, Context } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
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
import { checkRung, OWN_MOST } from '../../../directory/own-helplines.ts';
import { lockSafety, readSafety, type Safety } from '../../../directory/safety.ts';
import { phoneKey } from '../../../text/phone.ts';
import { instantOf, localDate } from '../../../time/hours.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import * as routes from '../routes/own-helplines.ts';
import { bearsNationalName } from '../rules/names.ts';
import * as views from '../views/own-helplines.ts';
import { changeSafety, drawSafety } from './changes.ts';

type Which = { number?: string | undefined };
const find = ({ own }: Safety, { number }: Which) => own.find(({ id }) => id === number);

async function show(context: Context, which: Which): Promise<OpenForm | Say> {
  const safety = await readSafety(context.tx, context.now);
  const one = find(safety, which);
  if (which.number !== undefined && !one) return say(await drawSafety(context, safety));
  return open(views.ownNumberForm(one, context.now));
}

type Values = z.output<typeof routes.saveOwnNumber.input>;

function findProblem(
  safety: Safety,
  which: Which,
  { name, number }: Values,
): Record<string, string> | undefined {
  if (bearsNationalName(name)) return { name: views.bearsNational };
  const key = phoneKey(number);
  if (which.number === undefined && safety.own.length >= OWN_MOST) return { name: views.noRoom };
  if (helplinesOf(safety.nation).some((one) => phoneKey(one.digits) === key))
    return { number: views.isNational };
  const other = safety.own.some((one) => one.id !== which.number && phoneKey(one.digits) === key);
  return other ? { number: views.isOwnAlready } : undefined;
}

async function save(
  context: Context,
  { state, values }: { state: Which; values: Values },
): Promise<Say | Invalid> {
  const { tx, now } = context;
  const before = await lockSafety(tx, now);
  if (state.number !== undefined && !find(before, state)) return say(await drawSafety(context, before));
  const problem = findProblem(before, state, values);
  if (problem) return invalid(problem);
  const isToday = values.rung === localDate(now, NETWORK_ZONE);
  const rungAt = isToday ? now : instantOf(values.rung, '12:00', NETWORK_ZONE);
  const wrong = checkRung(rungAt, now);
  if (wrong) return invalid({ rung: wrong });
  const { name, number, hours, nation } = values;
  const words = { name, number, hours: hours || null, nation: nation === 'all' ? null : nation };
  const to = { ...words, rungAt: rungAt.toISOString() };
  const change = { kind: 'number', ...(state.number && { id: state.number }), to } as const;
  return say(await changeSafety(context, before, change, 'number.own-saved'));
}

async function askToRemove(context: Context, which: Which): Promise<Update> {
  const safety = await readSafety(context.tx, context.now);
  const one = find(safety, which);
  return update(one ? views.confirmRemoval(one) : await drawSafety(context, safety));
}

async function remove(context: Context, { number }: { number: string }): Promise<Update> {
  const before = await lockSafety(context.tx, context.now);
  if (!find(before, { number })) return update(await drawSafety(context, before));
  const change = { kind: 'number', id: number, to: null } as const;
  return update(await changeSafety(context, before, change, 'number.own-removed'));
}

export const ownHelplineBindings: readonly Binding[] = [
  on(routes.openOwnNumber, show),
  on(routes.saveOwnNumber, save),
  on(routes.askToRemoveNumber, askToRemove),
  on(routes.removeNumber, remove),
];
