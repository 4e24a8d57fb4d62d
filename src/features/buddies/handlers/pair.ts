import type { Context } from '../../../bot/feature.ts';
import { nameOf, type Reader } from '../../../bot/messages/declare.ts';
import { show, tell } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readReach } from '../../../directory/reach.ts';
import { readSafety, type SafetyPerson } from '../../../directory/safety.ts';
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
import type { Own } from './guards.ts';

const isActor = ({ actor }: Context, reader: Reader): boolean => nameOf(reader) === actor.member;

/** Who leads on safeguarding, or deputises, and is there: never one of the two themselves. */
async function leadFor({ tx, now }: Context, { sides }: store.Pair): Promise<SafetyPerson | undefined> {
  const { there } = await readSafety(tx, now);
  return there.find((person) => !sides.some(({ memberId }) => memberId === person.member));
}

/** Only while the pairing is active, and not to somebody whom the other keeps away: to them it looks as if none was given. */
export async function openReach({ tx, vault, actor, now }: Context, { pair }: Own): Promise<OpenForm> {
  const buddy = store.buddyOf(pair, actor.member);
  const hidden = buddy.standing !== 'member' || !(await mayContact(tx, actor.member))(buddy.memberId);
  const reach = hidden ? undefined : await readReach(tx, vault, buddy.memberId);
  const entry = { at: now, actor: actor.member, action: 'number.read', record: `pair:${pair.id}` };
  if (reach) await recordAudit(tx, { ...entry, about: [buddy.memberId], private: true });
  return open(reachPage(pair, actor.member, reach));
}

export async function openAgreement(context: Context, { pair }: Own): Promise<OpenForm> {
  return open(agreementForm(pair, context.actor.member, await leadFor(context, pair)));
}

export async function saveAgreement(
  { tx, actor }: Context,
  { pair }: Own,
  { values }: { values: { rhythm: 'month' | 'six-weeks' | 'see'; between: 'everything' | 'ask-first' } },
): Promise<Say> {
  await store.changeSide(tx, pair.id, actor.member, values);
  return say(agreementKept(pair, actor.member));
}

export async function skip(context: Context, { pair }: Own): Promise<Say | Update> {
  const { tx, actor, now } = context;
  if (pair.state === 'paused') return say(views.pausedAlready);
  const clock = await readClock(tx, pair);
  const last = clock.moments.at(-1);
  // A double press is one press, and so is one by each of the two.
  if (last?.kind === 'skipped' && mayUndo(last.at, now))
    return update(message(views.skipped(pair, last.byId === actor.member)));
  await closeNudges(context, pair, clock, (_, reader) => views.skipped(pair, isActor(context, reader)));
  await store.addMoment(tx, pair.id, 'skipped', now, actor.member);
  await windClock(context, pair.id);
  return update(message(views.skipped(pair, true)));
}

/** The month counts as before, and the nudges that were answered by skipping stand there again. */
export async function undoSkip(context: Context, { pair: before }: Own): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const last = before.moments.filter(({ kind }) => kind === 'skipped').at(-1);
  if (!last || last.byId !== actor.member || !mayUndo(last.at, now)) return say(views.tooLate);
  await store.removeMoment(tx, last.id);
  const pair = { ...before, moments: before.moments.filter(({ id }) => id !== last.id) };
  await windClock(context, pair.id);
  const clock = await readClock(tx, pair);
  const nudge = standingNudge(clock);
  if (!nudge) return update(views.unskipped(pair));
  const to = [{ member: actor.member }, ...store.readersOf([store.buddyOf(pair, actor.member)])];
  return update(show(context, nudgeCard, { pair, clock, nudge, visits: [] }, { to }));
}

/** The other one hears of it once it can no longer be undone: that it is paused, not why. */
export async function pause(context: Context, { pair }: Own): Promise<Update> {
  const { tx, actor, now } = context;
  await store.changeSide(tx, pair.id, actor.member, { paused: true });
  const to = nextPair(pair.state, 'pause');
  if (to) {
    const clock = await readClock(tx, pair);
    await store.movePair(tx, pair.id, pair.state, to, { dueAt: undoUntil(now), wantsHelp: false });
    await closeNudges(context, pair, clock, (_, reader) =>
      isActor(context, reader) ? views.paused(pair, actor.member) : views.answered,
    );
  }
  return update(message(views.paused(pair, actor.member)));
}

export async function resume(context: Context, { pair }: Own): Promise<Say | Update> {
  const { tx, actor, now } = context;
  if (!store.sideOf(pair, actor.member)?.paused) return say(strangers);
  const buddy = store.buddyOf(pair, actor.member);
  await store.changeSide(tx, pair.id, actor.member, { paused: false });
  const to = nextPair(pair.state, 'resume');
  if (buddy.paused || !to) return update(views.resumed(pair, true));
  await store.movePair(tx, pair.id, pair.state, to, { dueAt: null });
  // Nobody was told of the pause yet: it was never there.
  if (pair.dueAt !== null) await restoreCards(context, { ...pair, state: to });
  else {
    await store.addMoment(tx, pair.id, 'resumed', now, actor.member);
    if ((await readTold(tx, pair, actor.member)).includes(buddy.memberId))
      tell(context, resumed, pair, now.toISOString(), store.readersOf([buddy]));
  }
  await windClock(context, pair.id);
  return update(views.resumed(pair, false));
}

export async function askForHelp(context: Context, { pair }: Own): Promise<Say | Update> {
  if (pair.state === 'paused') return say(views.pausedAlready);
  const isAsked = pair.wantsHelp || (await askCoordinators(context, pair));
  return update(isAsked ? views.helpAsked(pair) : views.nobodyToHelp(pair));
}

export async function noHelp({ tx }: Context, { pair }: Own): Promise<Update> {
  await store.changePair(tx, pair.id, { wantsHelp: false });
  return update(views.helpUndone);
}

export const setVisits =
  (off: boolean) =>
  async ({ tx }: Context, { pair }: Own): Promise<Say> => {
    await store.changePair(tx, pair.id, { visitsOff: off });
    return say(off ? views.visitsOff(pair) : views.visitsBack);
  };

export async function askToEnd(context: Context, { pair }: Own): Promise<Say> {
  return say(endings.askToEnd(pair, context.actor.member, await leadFor(context, pair)));
}

/** At once for the one who ends it, details closed; the other hears in ten minutes, and only that it has ended. */
export async function end(context: Context, { pair }: Own): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const to = nextPair(pair.state, 'end');
  if (!to) return say(strangers);
  await store.movePair(tx, pair.id, pair.state, to, {
    dueAt: undoUntil(now),
    endedBy: actor.member,
    wantsHelp: false,
  });
  await setWish(tx, [actor.member], 'not-now');
  await closeCards(context, pair);
  return update(endings.ended(pair, actor.member, await leadFor(context, pair)));
}

export async function undoEnd(context: Context, { pair }: Own): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const to = nextPair(pair.state, 'reopen');
  if (!to || pair.endedBy !== actor.member || !pair.dueAt || pair.dueAt <= now) return say(views.tooLate);
  await store.movePair(tx, pair.id, pair.state, to, { endedBy: null, dueAt: null });
  await setWish(tx, [actor.member], 'yes');
  const paused = nextPair(to, 'pause');
  if (paused && pair.sides.some((side) => side.paused)) await store.movePair(tx, pair.id, to, paused);
  else await restoreCards(context, { ...pair, state: to });
  await windClock(context, pair.id);
  return update(endings.endUndone);
}

/** For whoever is or was in the pair, at any time. */
export async function openTalk(context: Context, { pair }: Own): Promise<OpenForm> {
  const { outOfHours } = await readSafety(context.tx, context.now);
  return open(endings.talkPage(await leadFor(context, pair), outOfHours));
}

export const keepPair = (): Update => update(endings.kept);
