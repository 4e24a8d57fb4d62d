import type { z } from 'zod';
import { type Binding, type Context, on } from '../../../bot/feature.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { reconsiderHeld } from '../../../outbox/outbox.ts';
import { isOnBreak } from '../../../time/calendar.ts';
import { checkAhead, startOf } from '../../../time/days.ts';
import { localDate } from '../../../time/hours.ts';
import * as routes from '../routes.ts';
import { readHoursWish } from '../rules/hours.ts';
import * as store from '../store/hours.ts';
import { readResponder } from '../store/responder.ts';
import { setContactHours } from '../store.ts';
import { breakForm, breakTaken, welcomeBack } from '../views/break.ts';
import * as views from '../views/hours.ts';
import { readSeat, seatIsBack, seatTakesBreak } from './seats.ts';

/** D50: what holds now, and what may be changed. */
async function showHours(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const hours = await store.readHours(tx, actor.member);
  const seat = await readSeat(context, actor.member);
  return say(views.hoursPage(hours, await readResponder(tx, actor.member), now, seat));
}

async function chooseHours(
  { tx, actor, now }: Context,
  { hours }: z.output<typeof routes.chooseHours.input>,
): Promise<Say> {
  await setContactHours(tx, actor.member, hours);
  await reconsiderHeld(tx, actor.member, now);
  return say(views.hoursChosen(await store.readHours(tx, actor.member)));
}

const showHoursForm = async ({ tx, actor }: Context): Promise<OpenForm> =>
  open(views.hoursForm(await store.readHours(tx, actor.member)));

async function saveHours(
  { tx, actor, now }: Context,
  { values }: { values: z.output<typeof routes.saveHours.input> },
): Promise<Say | Invalid> {
  const wish = readHoursWish(values);
  if ('problems' in wish) return invalid(views.hoursProblems(wish.problems));
  await store.writeHours(tx, actor.member, wish.choice);
  await reconsiderHeld(tx, actor.member, now);
  return say(views.hoursChosen(await store.readHours(tx, actor.member)));
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
  await store.writeBreak(tx, actor.member, until);
  const seat = await seatTakesBreak(context, actor.member, until, wasAway);
  // It may end sooner than the one before.
  await reconsiderHeld(tx, actor.member, now);
  return say(breakTaken(until, actor.timeZone, seat));
}

async function endBreak(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  await seatIsBack(context, actor.member);
  await store.writeBreak(tx, actor.member, null);
  await reconsiderHeld(tx, actor.member, now);
  return say(welcomeBack(await store.readHours(tx, actor.member)));
}

export const hoursBindings: readonly Binding[] = [
  on(routes.hours, 'members', showHours),
  on(routes.openHours, 'members', showHours),
  on(routes.chooseHours, 'members', chooseHours),
  on(routes.openOwnHours, 'members', showHoursForm),
  on(routes.saveHours, 'members', saveHours),
  on(routes.openBreak, 'members', askForBreak),
  on(routes.saveBreak, 'members', takeBreak),
  on(routes.endBreak, 'members', endBreak),
];
