import type { Binding, Context } from '../../../bot/feature.ts';
import { type Guard, on } from '../../../bot/on.ts';
import { type Message, message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { lockSafety, readSafety, type Safety } from '../../../directory/safety.ts';
import { carryOut, keepAsItWas, proposeChange, readEligible, writeDown } from '../operations/changes.ts';
import * as routes from '../routes/safety.ts';
import type { SafetyChange } from '../rules/changes.ts';
import * as store from '../store/changes.ts';
import * as views from '../views/changes.ts';
import { safetyPage } from '../views/safety.ts';

/** The page of the set-up, with what waits for a yes. */
export async function drawSafety({ tx, now, actor }: Context, safety: Safety): Promise<Message> {
  const open = await store.readOpenChanges(tx);
  const mine = await store.readAskingOf(tx, actor.member);
  return safetyPage(safety, now, actor.timeZone, views.openRows(open, actor.member, mine));
}

/** The page as it is after something was done. It is written down, and that support was switched on or off. */
export async function pageAfter(
  context: Context,
  before: Safety,
  done: { action: string; record?: string },
): Promise<Message> {
  await writeDown(context, before, { actor: context.actor.member, ...done });
  return drawSafety(context, await readSafety(context.tx, context.now));
}

/** A change that somebody wants, with the gate locked, and the page as it is then. */
export async function changeSafety(
  context: Context,
  before: Safety,
  change: SafetyChange,
  action: string,
): Promise<Message> {
  const outcome = await proposeChange(context, before, change, context.actor.member);
  return pageAfter(context, before, { action: outcome === 'done' ? action : 'safety.change-proposed' });
}

interface Proposed {
  change: store.Change;
  safety: Safety;
  isAsked: boolean;
  isOwn: boolean;
}

/** What somebody proposed, with the gate that it would change locked. */
const proposedChange: Guard<{ change: string }, Proposed, 'whose yes is asked' | 'who proposed it', Say> = {
  async lock(context, { change: id }) {
    const { tx, now, actor } = context;
    const found = await store.readChange(tx, id);
    const isAsked = found !== undefined && (await readEligible(context, found)).includes(actor.member);
    const isOwn = found?.proposer?.member === actor.member;
    if (!isAsked && !isOwn) return undefined;
    const safety = await lockSafety(tx, now);
    const change = await store.readChange(tx, id);
    return change && { change, safety, isAsked, isOwn };
  },
  stands: { 'whose yes is asked': ({ isAsked }) => isAsked, 'who proposed it': ({ isOwn }) => isOwn },
  refuse: say(views.nothingToDecide),
};

async function decide(
  context: Context,
  { change, safety, isAsked }: Proposed,
  { yes }: { yes: boolean },
): Promise<Say | Update> {
  const { tx, actor } = context;
  if (change.state !== 'open') return update(message(views.decidedCard(change)));
  if (yes && !isAsked) return say(views.nothingToDecide);
  if (yes) await carryOut(context, change, actor.member);
  else await keepAsItWas(context, safety, change, actor.member);
  const after = await store.readChange(tx, change.id);
  return update(message(views.decidedCard(after ?? change)));
}

export const safetyChangeBindings: readonly Binding[] = [on(routes.decideChange, proposedChange, decide)];
