import type { z } from 'zod';
import { type Binding, type Context, on } from '../../../bot/feature.ts';
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
import { instantOf, localDate } from '../../../outbox/hours.ts';
import { phoneKey } from '../../../text/phone.ts';
import * as routes from '../routes/own-numbers.ts';
import { NETWORK_ZONE } from '../rules/again.ts';
import { checkRung, OWN_MOST } from '../rules/own-numbers.ts';
import { numbersOf } from '../rules.ts';
import * as store from '../store/own-numbers.ts';
import { lockSafety, readSafety, type Safety } from '../store/safety.ts';
import * as views from '../views/own-numbers.ts';
import { safetyPage } from '../views/safety.ts';
import { arrangeNumbers, refreshNumbers } from './again.ts';
import { pageAfter } from './safety.ts';

type Which = { number?: string | undefined };
const find = ({ own }: Safety, { number }: Which) => own.find(({ id }) => id === number);

/** The page as it stands: somebody took the number off meanwhile, or there is no room. */
const page = (safety: Safety, { now, actor }: Context) => safetyPage(safety, now, actor.timeZone);

async function show(context: Context, which: Which): Promise<OpenForm | Say> {
  const safety = await readSafety(context.tx, context.now);
  const one = find(safety, which);
  if (which.number !== undefined && !one) return say(page(safety, context));
  return open(views.ownNumberForm(one, context.now));
}

type Values = z.output<typeof routes.saveOwnNumber.input>;

function findProblem(safety: Safety, which: Which, { number }: Values): Record<string, string> | undefined {
  const key = phoneKey(number);
  if (which.number === undefined && safety.own.length >= OWN_MOST) return { name: views.noRoom };
  if (numbersOf(safety.nation).some((one) => phoneKey(one.digits) === key))
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
  if (state.number !== undefined && !find(before, state)) return say(page(before, context));
  const problem = findProblem(before, state, values);
  if (problem) return invalid(problem);
  const isToday = values.rung === localDate(now, NETWORK_ZONE);
  const rungAt = isToday ? now : instantOf(values.rung, '12:00', NETWORK_ZONE);
  const wrong = checkRung(rungAt, now);
  if (wrong) return invalid({ rung: wrong });
  const { name, number, hours, nation } = values;
  const words = { name, number, hours: hours || null, nation: nation === 'all' ? null : nation, rungAt };
  await store.writeOwnNumber(tx, state.number, words, now);
  return say(await pageWith(context, before, 'number.own-saved'));
}

/** What coordinators were asked to ring follows, and when they are asked again. */
async function pageWith(context: Context, before: Safety, action: string) {
  const after = await readSafety(context.tx, context.now);
  await arrangeNumbers(context.tx, after, context.now);
  await refreshNumbers(context, after);
  return pageAfter(context, before, { action });
}

async function askToRemove(context: Context, which: Which): Promise<Update> {
  const safety = await readSafety(context.tx, context.now);
  const one = find(safety, which);
  return update(one ? views.confirmRemoval(one) : page(safety, context));
}

async function remove(context: Context, { number }: { number: string }): Promise<Update> {
  const before = await lockSafety(context.tx, context.now);
  const isGone = !(await store.removeOwnNumber(context.tx, number));
  return update(isGone ? page(before, context) : await pageWith(context, before, 'number.own-removed'));
}

export const ownNumberBindings: readonly Binding[] = [
  on(routes.openOwnNumber, 'coordinator', show),
  on(routes.saveOwnNumber, 'coordinator', save),
  on(routes.askToRemoveNumber, 'coordinator', askToRemove),
  on(routes.removeNumber, 'coordinator', remove),
];
