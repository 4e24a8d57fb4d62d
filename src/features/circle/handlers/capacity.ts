import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { type Capacity, readCapacity } from '../../../directory/capacity.ts';
import { checkAhead, startOf } from '../../../time/days.ts';
import { instantOf, localDate } from '../../../time/hours.ts';
import { changeCapacity } from '../operations.ts';
import type * as routes from '../routes/call-consent.ts';
import * as views from '../views/capacity.ts';

export async function showCapacity({ tx, actor, now }: Context): Promise<Say> {
  return say(views.capacityPage(await readCapacity(tx, actor.member, now), actor.timeZone));
}

export async function sayCapacity(
  context: Context,
  { able: level }: z.output<typeof routes.sayCapacity.input>,
): Promise<Say> {
  const said: Capacity = { level, backAt: null };
  await changeCapacity(context, context.actor, said);
  return say(views.capacitySaid(said, context.actor.timeZone));
}

type Away = z.output<typeof routes.openBackAt.input>;
export const askBackAt = (_: Context, { able: level }: Away): OpenForm => open(views.backAtForm(level));

export async function saveBackAt(
  context: Context,
  { state, values: { day, time } }: { state: Away; values: z.output<typeof routes.saveBackAt.input> },
): Promise<Say | Invalid> {
  const { actor, now } = context;
  const today = localDate(now, actor.timeZone);
  // With a time it may be later today; without one it is the beginning of a day to come.
  const problem = time && day === today ? undefined : checkAhead(day, today, 1);
  if (problem) return invalid({ day: problem });
  const backAt = time ? instantOf(day, time, actor.timeZone) : startOf(day, actor.timeZone);
  if (backAt <= now) return invalid({ time: views.timePassed });
  const said: Capacity = { level: state.able, backAt };
  await changeCapacity(context, actor, said);
  return say(views.capacitySaid(said, actor.timeZone));
}
