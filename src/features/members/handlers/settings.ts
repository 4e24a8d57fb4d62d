import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { mayUse } from '../../../bot/router.ts';
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
import { reconsiderHeld } from '../../../outbox/outbox.ts';
import type * as routes from '../routes.ts';
import { writeAble } from '../store/able.ts';
import { readHours } from '../store/hours.ts';
import * as reaches from '../store/reach.ts';
import * as store from '../store.ts';
import { settingsPage } from '../views/home.ts';
import { messagesStopped } from '../views/joining.ts';
import * as reachViews from '../views/reach.ts';

export async function showSettings({ tx, actor }: Context): Promise<Say> {
  const [hours, hasReach] = [await readHours(tx, actor.member), await reaches.hasReach(tx, actor.member)];
  return say(settingsPage(hours, hasReach, mayUse(actor, 'coordinator')));
}

/**
 * The card that the button stood on says nothing any more. Hours alone would let an urgent call through to whoever
 * once agreed to be asked outside them: somebody else may be holding this phone.
 */
export async function stopMessages({ tx, actor, now }: Context): Promise<Update> {
  await store.setContactHours(tx, actor.member, 'never');
  await writeAble(tx, actor.member, { able: 'not-now', backAt: null });
  await reconsiderHeld(tx, actor.member, now);
  return update(messagesStopped);
}

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
