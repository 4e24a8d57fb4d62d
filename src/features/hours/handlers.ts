import type { z } from 'zod';
import type { Binding, Context, Feature } from '../../bot/feature.ts';
import { OWN_PAGES } from '../../bot/home.ts';
import { on } from '../../bot/on.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../chat/reply.ts';
import { followNation } from '../../directory/division.ts';
import { readResponder } from '../../directory/responder.ts';
import { isOnBreak } from '../../time/calendar.ts';
import { checkAhead, startOf } from '../../time/days.ts';
import { localDate } from '../../time/hours.ts';
import { changeCapacity } from '../circle/operations.ts';
import { readSeat, seatIsBack, seatTakesBreak } from '../safeguarding/operations/seats.ts';
import { MESSAGES } from './messages.ts';
import { changeBreak, changeContactHours, changeHours } from './operations.ts';
import * as permissions from './permissions.ts';
import * as routes from './routes.ts';
import { readHoursWish } from './rules/hours.ts';
import * as store from './store.ts';
import { breakForm, breakTaken, welcomeBack } from './views/break.ts';
import * as views from './views/hours.ts';
import { messagesStopped, stopButton } from './views/stop.ts';

/** D50: what holds now, and what may be changed. */
async function showHours(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const hours = await store.readHours(tx, actor.member);
  const seat = await readSeat(context, actor.member);
  return say(views.hoursPage(hours, await readResponder(tx, actor.member), now, seat));
}

async function chooseHours(
  context: Context,
  { hours }: z.output<typeof routes.chooseHours.input>,
): Promise<Say> {
  return say(views.hoursChosen(await changeContactHours(context, context.actor.member, hours)));
}

const showHoursForm = async ({ tx, actor }: Context): Promise<OpenForm> =>
  open(views.hoursForm(await store.readHours(tx, actor.member)));

async function saveHours(
  context: Context,
  { values }: { values: z.output<typeof routes.saveHours.input> },
): Promise<Say | Invalid> {
  const wish = readHoursWish(values);
  if ('problems' in wish) return invalid(views.hoursProblems(wish.problems));
  return say(views.hoursChosen(await changeHours(context, context.actor.member, wish.choice)));
}

const askForBreak = async (context: Context): Promise<OpenForm> =>
  open(breakForm(await readSeat(context, context.actor.member)));

/** D51: until the day on which they are back, and nobody asks why. */
async function takeBreak(
  context: Context,
  { values: { day } }: { values: z.output<typeof routes.saveBreak.input> },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  const problem = checkAhead(day, localDate(now, actor.timeZone), 1);
  if (problem) return invalid({ day: problem });
  const until = startOf(day, actor.timeZone);
  const wasAway = isOnBreak(await store.readHours(tx, actor.member), now);
  // It may end sooner than the one before: what was held is looked at anew as well.
  await changeBreak(context, actor.member, until);
  const seat = await seatTakesBreak(context, actor.member, until, wasAway);
  return say(breakTaken(until, actor.timeZone, seat));
}

async function endBreak(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const wasAway = isOnBreak(await store.readHours(tx, actor.member), now);
  const hours = await changeBreak(context, actor.member, null);
  if (wasAway) await seatIsBack(context, actor.member);
  return say(welcomeBack(hours));
}

/**
 * The card that the button stood on says nothing any more. Hours alone would let an urgent call through to whoever
 * once agreed to be asked outside them: somebody else may be holding this phone.
 */
async function stopMessages(context: Context): Promise<Update> {
  await changeContactHours(context, context.actor.member, 'never');
  await changeCapacity(context, context.actor, { level: 'not-now', backAt: null });
  return update(messagesStopped);
}

const bindings: readonly Binding[] = [
  on(routes.stopMessages, stopMessages),
  on(routes.hours, showHours),
  on(routes.openHours, showHours),
  on(routes.chooseHours, chooseHours),
  on(routes.openOwnHours, showHoursForm),
  on(routes.saveHours, saveHours),
  on(routes.openBreak, askForBreak),
  on(routes.saveBreak, takeBreak),
  on(routes.endBreak, endBreak),
];

/** When somebody may be messaged, and taking a break. */
export const hours: Feature = {
  name: 'hours',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  discreet: [routes.stopMessages, routes.openBreak, routes.saveBreak, routes.endBreak].map(({ id }) => id),
  bindings,
  settings: async ({ tx, actor }) => ({
    place: 1,
    rows: [views.hoursRow(await store.readHours(tx, actor.member))],
  }),
  helpNow: async (_, concern) => (concern === 'abuse' ? [stopButton] : []),
  people: {
    changed: async ({ tx }, member, what) => {
      if (what.includes('area')) await followNation(tx, member);
    },
  },
};
