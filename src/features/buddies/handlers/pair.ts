import type { Context } from '../../../bot/feature.ts';
import { nameOf, type Reader } from '../../../bot/messages/declare.ts';
import { show, tell } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readReach } from '../../../directory/reach.ts';
import { readSafety } from '../../../directory/safety.ts';
import { recordAudit } from '../../../store/audit.ts';
import { nudgeCard, resumed } from '../messages.ts';
import { closeCards, closeNudges, readTold, restoreCards, windClock } from '../operations/clock.ts';
import { askCoordinators } from '../operations/help.ts';
import { standingNudge } from '../rules/clock.ts';
import { nextPair, undoUntil } from '../rules/pair.ts';
import { readClock } from '../store/meetings.ts';
import * as store from '../store/pairs.ts';
import { setWish } from '../store/people.ts';
import * as endings from '../views/ending.ts';
import { strangers } from '../views/joining.ts';
import * as views from '../views/nudges.ts';
import { agreementForm, agreementKept, reachPage } from '../views/pair.ts';
import { leadFor, lockOwn, type Which } from './own.ts';

const RUNNING = ['active', 'paused'] as const;
const isActor = ({ actor }: Context, reader: Reader): boolean => nameOf(reader) === actor.member;

/** Only while the pairing is active, and not to somebody whom the other keeps away: to them it looks as if none was given. */
export async function openReach(context: Context, { pair: id }: Which): Promise<OpenForm | Say> {
  const { tx, vault, actor, now } = context;
  const own = await lockOwn(context, id, ['active']);
  if (!own) return say(strangers);
  const { pair, buddy } = own;
  const hidden = buddy.standing !== 'member' || !(await mayContact(tx, actor.member))(buddy.memberId);
  const reach = hidden ? undefined : await readReach(tx, vault, buddy.memberId);
  const entry = { at: now, actor: actor.member, action: 'number.read', record: `pair:${id}` };
  if (reach) await recordAudit(tx, { ...entry, about: [buddy.memberId], private: true });
  return open(reachPage(pair, actor.member, reach));
}

export async function openAgreement(context: Context, { pair: id }: Which): Promise<OpenForm | Say> {
  const own = await lockOwn(context, id, RUNNING);
  if (!own) return say(strangers);
  return open(agreementForm(own.pair, context.actor.member, await leadFor(context, own.pair)));
}

export async function saveAgreement(
  context: Context,
  {
    state,
    values,
  }: { state: Which; values: { rhythm: 'month' | 'six-weeks' | 'see'; between: 'everything' | 'ask-first' } },
): Promise<Say> {
  const own = await lockOwn(context, state.pair, RUNNING);
  if (!own) return say(strangers);
  await store.changeSide(context.tx, state.pair, context.actor.member, values);
  return say(agreementKept(own.pair, context.actor.member));
}

export async function skip(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const own = await lockOwn(context, id, ['active']);
  if (!own) return say((await lockOwn(context, id, ['paused'])) ? views.pausedAlready : strangers);
  const { pair } = own;
  const clock = await readClock(tx, pair);
  const last = clock.moments.at(-1);
  // A double press is one press, and so is one by each of the two.
  if (last?.kind === 'skipped' && mayUndo(last.at, now))
    return update(message(views.skipped(pair, last.byId === actor.member)));
  await closeNudges(context, pair, clock, (_, reader) => views.skipped(pair, isActor(context, reader)));
  await store.addMoment(tx, id, 'skipped', now, actor.member);
  await windClock(context, id);
  return update(message(views.skipped(pair, true)));
}

/** The month counts as before, and the nudges that were answered by skipping stand there again. */
export async function undoSkip(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const own = await lockOwn(context, id, ['active']);
  if (!own) return say(strangers);
  const last = own.pair.moments.filter(({ kind }) => kind === 'skipped').at(-1);
  if (!last || last.byId !== actor.member || !mayUndo(last.at, now)) return say(views.tooLate);
  await store.removeMoment(tx, last.id);
  const pair = { ...own.pair, moments: own.pair.moments.filter(({ id: one }) => one !== last.id) };
  await windClock(context, id);
  const clock = await readClock(tx, pair);
  const nudge = standingNudge(clock);
  if (!nudge) return update(views.unskipped(pair));
  const to = store.readersOf([own.me, own.buddy]);
  return update(show(context, nudgeCard, { pair, clock, nudge, visits: [] }, { to }));
}

/** The other one hears of it once it can no longer be undone: that it is paused, not why. */
export async function pause(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const own = await lockOwn(context, id, RUNNING);
  if (!own) return say(strangers);
  const { pair } = own;
  await store.changeSide(tx, id, actor.member, { paused: true });
  const to = nextPair(pair.state, 'pause');
  if (to) {
    const clock = await readClock(tx, pair);
    await store.movePair(tx, id, pair.state, to, { dueAt: undoUntil(now), wantsHelp: false });
    await closeNudges(context, pair, clock, (_, reader) =>
      isActor(context, reader) ? views.paused(pair, actor.member) : views.answered,
    );
  }
  return update(message(views.paused(pair, actor.member)));
}

export async function resume(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const own = await lockOwn(context, id, ['paused']);
  if (!own?.me.paused) return say(strangers);
  const { pair, buddy } = own;
  await store.changeSide(tx, id, actor.member, { paused: false });
  const to = nextPair(pair.state, 'resume');
  if (buddy.paused || !to) return update(views.resumed(pair, true));
  await store.movePair(tx, id, pair.state, to, { dueAt: null });
  // Nobody was told of the pause yet: it was never there.
  if (pair.dueAt !== null) await restoreCards(context, { ...pair, state: to });
  else {
    await store.addMoment(tx, id, 'resumed', now, actor.member);
    if ((await readTold(tx, pair, actor.member)).includes(buddy.memberId))
      tell(context, resumed, pair, now.toISOString(), store.readersOf([buddy]));
  }
  await windClock(context, id);
  return update(views.resumed(pair, false));
}

export async function askForHelp(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const own = await lockOwn(context, id, ['active']);
  if (!own) return say((await lockOwn(context, id, ['paused'])) ? views.pausedAlready : strangers);
  const { pair } = own;
  const isAsked = pair.wantsHelp || (await askCoordinators(context, pair));
  return update(isAsked ? views.helpAsked(pair) : views.nobodyToHelp(pair));
}

export async function noHelp(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const own = await lockOwn(context, id, RUNNING);
  if (!own) return say(strangers);
  await store.changePair(context.tx, id, { wantsHelp: false });
  return update(views.helpUndone);
}

export const setVisits =
  (off: boolean) =>
  async (context: Context, { pair: id }: Which): Promise<Say> => {
    const own = await lockOwn(context, id, RUNNING);
    if (!own) return say(strangers);
    await store.changePair(context.tx, id, { visitsOff: off });
    return say(off ? views.visitsOff(own.pair) : views.visitsBack);
  };

export async function askToEnd(context: Context, { pair: id }: Which): Promise<Say> {
  const own = await lockOwn(context, id, RUNNING);
  if (!own) return say(strangers);
  return say(endings.askToEnd(own.pair, context.actor.member, await leadFor(context, own.pair)));
}

/** At once for the one who ends it, details closed; the other hears in ten minutes, and only that it has ended. */
export async function end(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const own = await lockOwn(context, id, RUNNING);
  if (!own) return say(strangers);
  const { pair } = own;
  const to = nextPair(pair.state, 'end');
  if (!to) return say(strangers);
  await store.movePair(tx, id, pair.state, to, {
    dueAt: undoUntil(now),
    endedBy: actor.member,
    wantsHelp: false,
  });
  await setWish(tx, [actor.member], 'not-now');
  await closeCards(context, pair);
  return update(endings.ended(pair, actor.member, await leadFor(context, pair)));
}

export async function undoEnd(context: Context, { pair: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const own = await lockOwn(context, id, ['ended']);
  if (!own) return say(strangers);
  const { pair } = own;
  const to = nextPair(pair.state, 'reopen');
  if (!to || pair.endedBy !== actor.member || !pair.dueAt || pair.dueAt <= now) return say(views.tooLate);
  await store.movePair(tx, id, pair.state, to, { endedBy: null, dueAt: null });
  await setWish(tx, [actor.member], 'yes');
  const paused = nextPair(to, 'pause');
  if (paused && pair.sides.some((side) => side.paused)) await store.movePair(tx, id, to, paused);
  else await restoreCards(context, { ...pair, state: to });
  await windClock(context, id);
  return update(endings.endUndone);
}

/** For whoever is or was in the pair, at any time. */
export async function openTalk(context: Context, { pair: id }: Which): Promise<OpenForm | Say> {
  const own = await lockOwn(context, id, ['active', 'paused', 'ended']);
  if (!own) return say(strangers);
  const { outOfHours } = await readSafety(context.tx, context.now);
  return open(endings.talkPage(await leadFor(context, own.pair), outOfHours));
}

export const keepPair = (): Update => update(endings.kept);
