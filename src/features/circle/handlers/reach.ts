import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import * as reaches from '../../../directory/reach.ts';
import type * as routes from '../routes/reach.ts';
import * as reachViews from '../views/reach.ts';

export async function showReach({ tx, vault, actor }: Context): Promise<OpenForm> {
  return open(reachViews.reachForm(await reaches.readReach(tx, vault, actor.member)));
}

export async function saveReach(
  { tx, vault, actor }: Context,
  { values }: { values: z.output<typeof routes.saveReach.input> },
): Promise<Say | Invalid> {
  const { number, way, safe, note } = values;
  if (way === 'call' && safe === 'no') return invalid({ way: reachViews.notSafe });
  await reaches.writeReach(tx, vault, actor.member, { number, way, safe, note: note || null });
  return say(reachViews.reachSaved);
}

export async function forgetReach({ tx, actor }: Context): Promise<Say> {
  await reaches.forgetReach(tx, actor.member);
  return say(reachViews.reachForgotten);
}
