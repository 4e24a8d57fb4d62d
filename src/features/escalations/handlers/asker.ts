import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open as openForm,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { helplineNotesOf } from '../../../directory/own-helplines.ts';
import { hasReach, writeReach } from '../../../directory/reach.ts';
import { readSafety } from '../../../directory/safety.ts';
import { ownCallCard } from '../messages.ts';
import { advance, open } from '../operations.ts';
import { firstNow, mayAsk, type Person, whenAgain } from '../rules/circle.ts';
import { TWICE_MS } from '../rules/limits.ts';
import { type Event, isOpen } from '../rules/states.ts';
import { readShown, type Shown } from '../store/cards.ts';
import { readCircle } from '../store/circle.ts';
import * as store from '../store/requests.ts';
import { addReader } from '../store/words.ts';
import { headline, leftAlone, movedOn, statusMessage } from '../views/asker.ts';
import { chooseSafe, giveNumber, notSafe, reachForm, reachNeeded } from '../views/forms.ts';
import * as views from '../views/talk.ts';

type Want = { want: 'press' | 'urge' | 'plan'; person?: string | undefined };

/** Whether anything new may begin. */
export type Asking = views.TalkScreen & { isOpen: boolean; wasOn: boolean };

/** Why nothing new may begin; what has begun goes on to its end, whatever the gate. */
export async function refuseNew(
  { tx, actor }: Context,
  { isOpen: mayBegin, wasOn, nation }: Pick<Asking, 'isOpen' | 'wasOn' | 'nation'>,
): Promise<Say | undefined> {
  if (mayBegin || (await store.readOpen(tx, actor.member))) return undefined;
  return say(views.gateClosed(nation, wasOn));
}

export async function readStanding({ tx, actor, now, once }: Context): Promise<Asking> {
  const safety = await once('safety', () => readSafety(tx, now));
  return {
    circle: await readCircle(tx, actor.member, now),
    nation: safety.nation,
    isOpen: safety.open,
    wasOn: safety.wasOn,
    meanwhile: safety.outOfHours,
    said: helplineNotesOf(safety, now, actor.standing === 'member'),
    hasReach: await hasReach(tx, actor.member),
    now,
    timeZone: actor.timeZone,
    pressedAt: await store.readPressedAt(tx, actor.member, new Date(now.getTime() - TWICE_MS)),
  };
}

/** The quickest screen of all; while something is open, how it stands. */
export async function showTalk(context: Context): Promise<Say> {
  const { tx, actor } = context;
  const standing = await readStanding(context);
  if (actor.standing !== 'member') return say(views.forMembers(standing.nation));
  const request = await store.readOpen(tx, actor.member);
  if (request) return say(statusMessage(await readShown(tx, request, context.now)));
  return (await refuseNew(context, standing)) ?? say(views.talkScreen(standing));
}

export async function showSomeoneElse(context: Context): Promise<Say> {
  const standing = await readStanding(context);
  const refusal = await refuseNew(context, standing);
  if (refusal) return refusal;
  return say(
    standing.circle.length === 0 ? views.noList(standing.nation, standing.said) : views.someoneElse(standing),
  );
}

/** Any of the presses that ask for a call: it is about the request at hand, or opens one. */
export async function pressFor(context: Context, { want, person }: Want): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const latest = await store.lockLatest(tx, actor.member);
  const standing = await readStanding(context);
  const event = eventOf(standing, { want, person });
  // What is open goes on, whatever else has changed meanwhile: a further press is never refused.
  const refusal = latest && isOpen(latest.state) ? undefined : refuse(standing, { want, person });
  // One that ended offers to go on; the gate is asked about new ones alone.
  const isOffered = refusal === undefined || (refusal === 'closed' && canAsk(standing));
  const by = { actor: actor.member, elsewhere: true } as const;
  const goesOn = isOffered && latest && event && (await advance(context, latest, event, by));
  if (goesOn) return answer(goesOn, standing);
  if (refusal) return say(refusal === 'closed' ? views.gateClosed(standing.nation, standing.wasOn) : refusal);
  if (latest && isOpen(latest.state)) return update(statusMessage(await readShown(tx, latest, now)));
  // A press on somebody who may not be messaged now: said before anything is sent to somebody else.
  const isChoice =
    want === 'press' && firstNow(standing.circle, now) && !isFree(standing.circle, person, now);
  if (!event || isChoice) return update(views.talkScreen(standing));
  const { circle } = standing;
  const opened = await open(context, actor.member, event, { chosen: person ?? null, latest, circle });
  if (opened) return answer(opened, standing);
  const first = await store.lockLatest(tx, actor.member);
  return first ? update(statusMessage(await readShown(tx, first, now))) : say(movedOn);
}

const canAsk = ({ circle, hasReach: isKnown }: Asking): boolean => circle.length > 0 && isKnown;

/** Why nothing can be asked of anybody yet, if so; `closed`: it is the gate alone. */
function refuse({ circle, nation, isOpen: mayBegin, hasReach: isKnown }: Asking, { want, person }: Want) {
  if (mayBegin && circle.length === 0) return views.noList(nation);
  if (mayBegin && !isKnown) return reachNeeded({ want, ...(person && { person }) });
  return mayBegin ? undefined : 'closed';
}

const isFree = (circle: readonly Person[], person: string | undefined, now: Date): boolean =>
  circle.some((one) => one.member === person && mayAsk(one, now) === 'now');

function eventOf({ circle, now }: views.TalkScreen, { want, person }: Want): Event | undefined {
  if (want !== 'plan') return { kind: want };
  const own = circle.filter(({ member }) => member === person);
  const when = whenAgain(own, now);
  return when && { kind: 'plan', person: when.member, at: when.at };
}

/** Where nobody could be asked, the screen that says so; else that it went, and the living card follows. */
function answer(shown: Shown, standing: views.TalkScreen): Update {
  const { request } = shown;
  if (request.state === 'unanswered' && request.asks.length === 0) return update(views.outOfHours(standing));
  return update(views.noted(headline(shown)));
}

/** Pressed on the living card itself: it shows at once what became of it. */
export async function urge(context: Context, input: { request?: string | undefined }): Promise<Say | Update> {
  const request = input.request && (await store.lockRequest(context.tx, input.request));
  if (!request || request.asker !== context.actor.member || !isOpen(request.state))
    return pressFor(context, { want: 'urge' });
  const shown = await advance(context, request, { kind: 'urge' }, { actor: context.actor.member });
  return shown ? update(statusMessage(shown)) : say(movedOn);
}

type Handled = Promise<Say | Update>;

async function onOwn(context: Context, request: store.Escalation, event: Event): Handled {
  const shown = await advance(context, request, event, { actor: context.actor.member });
  return shown ? update(statusMessage(shown)) : say(movedOn);
}

export const skip = (context: Context, call: store.Escalation, { person }: { person: string }): Handled =>
  onOwn(context, call, { kind: 'skip', person });
export const askAnother = (context: Context, call: store.Escalation): Handled =>
  onOwn(context, call, { kind: 'another' });
export const undo = (context: Context, call: store.Escalation): Handled =>
  onOwn(context, call, { kind: 'undo' });
export const end = (context: Context, call: store.Escalation, { how }: { how: 'spoken' | 'stop' }): Handled =>
  onOwn(context, call, { kind: how });

export async function share(
  context: Context,
  call: store.Escalation,
  { person }: { person: string },
): Handled {
  if (!call.hasWords || !call.asks.some((ask) => ask.person === person)) return say(movedOn);
  if (!call.readers.includes(person)) await addReader(context.tx, call.id, person);
  return redraw(context, call.id);
}

export async function sayNeeded(
  context: Context,
  call: store.Escalation,
  { needed }: { needed: 'yes' | 'no' },
): Handled {
  if (call.state !== 'spoken') return say(movedOn);
  // Said twice it is said once: the ten minutes run from the first time.
  if (call.needed !== needed) await store.writeNeeded(context.tx, call.id, { needed, at: context.now });
  return redraw(context, call.id);
}

/** A slip of the finger, within ten minutes: it is asked again, as if nothing had been said. */
export async function unsayNeeded(context: Context, call: store.Escalation): Handled {
  if (call.state !== 'spoken' || !call.needed || !mayUndo(call.neededAt, context.now)) return say(movedOn);
  await store.writeNeeded(context.tx, call.id, undefined);
  return redraw(context, call.id);
}

/** The living card again, after something that it shows was changed. */
export async function redraw(context: Context, id: string): Promise<Say | Update> {
  const request = await store.readRequest(context.tx, id);
  if (!request) return say(movedOn);
  return update(show(context, ownCallCard, await readShown(context.tx, request, context.now)));
}

export async function leaveIt(context: Context): Promise<Say> {
  return say(leftAlone((await readSafety(context.tx, context.now)).nation));
}

export async function tellReach(context: Context, state: Want): Promise<OpenForm | Say> {
  const standing = await readStanding(context);
  const refusal = await refuseNew(context, standing);
  if (refusal) return refusal;
  if (state.want === 'press' && !firstNow(standing.circle, context.now))
    return say(views.talkScreen(standing));
  const name = standing.circle.find(({ member }) => member === state.person)?.name;
  return openForm(reachForm(state, name));
}

export async function saveReach(
  context: Context,
  { state, values }: { state: Want; values: Reached },
): Promise<Say | Update | Invalid> {
  const errors = checkReach(values);
  if (Object.keys(errors).length > 0) return invalid(errors);
  await keepReach(context, values);
  return pressFor(context, state);
}

export interface Reached {
  number?: string | undefined;
  way: 'call' | 'message';
  safe?: 'yes' | 'message-first' | 'no' | undefined;
}

/** Whether it is safe to call is never taken for granted. */
export function checkReach({ number, way, safe }: Reached): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!number) errors.number = giveNumber;
  if (!safe) errors.safe = chooseSafe;
  if (safe === 'no' && way === 'call') errors.way = notSafe;
  return errors;
}

export async function keepReach(
  { tx, vault, actor }: Context,
  { number, way, safe }: Reached,
): Promise<void> {
  if (number && safe) await writeReach(tx, vault, actor.member, { number, way, safe, note: null });
}
