import { randomUUID } from 'node:crypto';
import type { Context } from '../../../bot/feature.ts';
import { show, showAll, unlist } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import { message } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type None,
  none,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { instantOf } from '../../../time/hours.ts';
import { calendarUrl } from '../../../web/calendar.ts';
import { makeToken } from '../../../web/tokens.ts';
import { dateCard, dateOff, toMembers } from '../messages.ts';
import { closeDate, closeNudges, readTold, windClock } from '../operations/clock.ts';
import { suggestedMode } from '../rules/clock.ts';
import { checkDate, checkHeld, heldAt, type Mode } from '../rules/pair.ts';
import { CALENDAR, writeLink } from '../store/calendar.ts';
import * as store from '../store/meetings.ts';
import { hasNotes } from '../store/notes.ts';
import { addMoment, buddyOf, changePair, readersOf, withMoment } from '../store/pairs.ts';
import { strangers } from '../views/joining.ts';
import * as views from '../views/meetings.ts';
import { answered, pausedAlready, tooLate } from '../views/nudges.ts';
import { WAY } from '../views/words.ts';
import type { Own, OwnMeeting } from './guards.ts';

export async function openDate(context: Context, { pair }: Own): Promise<OpenForm | Say> {
  if (pair.state === 'paused') return say(pausedAlready);
  const clock = await store.readClock(context.tx, pair);
  const last = clock.lastHeld && WAY[clock.lastHeld.mode];
  return open(views.dateForm(pair, context.actor.member, suggestedMode(clock), last));
}

type DateValues = { day: string; time: string; mode: Mode; place?: string | undefined };

/** Silence from here on until the date. Both get a card; one date at a time, so that a new one moves the old. */
export async function saveDate(
  context: Context,
  { pair }: Own,
  { values }: { values: DateValues },
): Promise<None | Invalid> {
  const { tx, actor, now } = context;
  const errors = checkDate(values, now, actor.timeZone);
  if (Object.keys(errors).length > 0) return invalid(errors);
  await closeNudges(context, pair, await store.readClock(tx, pair), answered);
  const before = await store.readDate(tx, pair.id);
  const planned = before?.state === 'planned' ? before : undefined;
  const date = await writeDate(context, pair.id, planned, values);
  if (planned) await closeDate(context, { pair, date: planned }, views.dateMoved);
  else if (before) unlist(context, dateCard, [{ pair, date: before }]);
  const told = await readTold(tx, pair, actor.member);
  showAll(context, dateCard, [{ pair, date }], { to: toMembers(told) });
  await changePair(tx, pair.id, { wantsHelp: false });
  await windClock(context, pair.id);
  return none;
}

/** A date that is still to come moves; one that has passed without a word makes room for the new one. */
async function writeDate(
  { tx, vault, actor, now }: Context,
  pair: string,
  before: store.Meeting | undefined,
  { day, time, mode, place }: DateValues,
): Promise<store.Meeting> {
  const moves = before && before.at > now;
  if (before && !moves) await store.endPlanned(tx, before.id);
  const id = moves ? before.id : randomUUID();
  const placeSealed = place ? await store.sealPlace(tx, vault, id, actor.member, place) : undefined;
  const told = {
    mode,
    day,
    at: instantOf(day, time, actor.timeZone),
    writerId: actor.member,
    writtenAt: now,
  };
  return store.writePlanned(tx, pair, id, told, placeSealed);
}

export async function openPlace(context: Context, { pair, meeting }: OwnMeeting): Promise<OpenForm | Say> {
  if (meeting.state !== 'planned') return say(strangers);
  const { tx, vault, actor, now } = context;
  const isOpen = (await readTold(tx, pair, meeting.writerId)).includes(actor.member);
  const place = isOpen ? await store.readPlace(tx, vault, meeting) : undefined;
  const entry = { at: now, actor: actor.member, action: 'place.read', record: `pair:${pair.id}` };
  if (place !== undefined && meeting.writerId !== actor.member)
    await recordAudit(tx, { ...entry, about: [meeting.writerId], private: true });
  return open(views.placePage(meeting, place));
}

export async function openCalendar(
  { tx, actor, settings }: Context,
  { meeting }: OwnMeeting,
): Promise<OpenForm | Say> {
  if (meeting.state !== 'planned') return say(strangers);
  if (!settings.publicUrl) return open(views.calendarPage(meeting, undefined));
  const { token, hash } = makeToken();
  await writeLink(tx, hash, meeting.id, actor.member);
  return open(views.calendarPage(meeting, calendarUrl(settings.publicUrl, CALENDAR, token)));
}

/** The other one is told in a message of their own: a card that changes rings no bell. */
export async function cancelDate(context: Context, own: OwnMeeting): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const { meeting } = own;
  if (meeting.state !== 'planned' || meeting.at <= now) return say(strangers);
  await store.endPlanned(tx, meeting.id);
  const pair = withMoment(own.pair, await addMoment(tx, own.pair.id, 'called-off', now, actor.member));
  const buddy = buddyOf(pair, actor.member);
  await closeDate(context, { pair, date: meeting }, dateOff);
  const off = { ...meeting, state: 'cancelled' as const, sequence: meeting.sequence + 1 };
  if ((await readTold(tx, pair, actor.member)).includes(buddy.memberId))
    show(context, dateCard, { pair, date: off }, { to: readersOf([buddy]) });
  await windClock(context, pair.id);
  return update(message(views.dateOff(pair, actor.member, true)));
}

export async function openMet(context: Context, { pair }: Own): Promise<OpenForm> {
  const planned = await store.readPlanned(context.tx, pair.id);
  const over = planned && planned.at <= context.now ? planned : undefined;
  return open(views.metForm(pair, context.actor.member, over));
}

export async function saveMet(
  context: Context,
  { pair }: Own,
  {
    values: { day, mode, host },
  }: { values: { day: string; mode: Mode; host: 'mine' | 'theirs' | 'neither' } },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  const errors = checkHeld(day, pair.introducedAt ?? now, now, actor.timeZone);
  if (Object.keys(errors).length > 0) return invalid(errors);
  const clock = await store.readClock(tx, pair);
  const planned = await store.readPlanned(tx, pair.id);
  const same = planned && (planned.day === day || planned.at <= now) ? planned : undefined;
  const hosts = { mine: actor.member, theirs: buddyOf(pair, actor.member).memberId, neither: null };
  const meeting = await store.writeHeld(tx, pair.id, same?.id, {
    mode,
    day,
    at: heldAt(day, same, now, actor.timeZone),
    writerId: actor.member,
    writtenAt: now,
    hostId: mode === 'face' ? hosts[host] : null,
  });
  if (!meeting) return say(views.metBefore);
  await changePair(tx, pair.id, { wantsHelp: false });
  await closeNudges(context, pair, clock, answered);
  if (same) await closeDate(context, { pair, date: same }, answered);
  await windClock(context, pair.id);
  return say(views.metCard(meeting));
}

export async function undoMet(context: Context, { pair, meeting }: OwnMeeting): Promise<Say | Update> {
  const { tx, actor, now } = context;
  if (meeting.state !== 'held' || meeting.writerId !== actor.member) return say(strangers);
  if (!mayUndo(meeting.writtenAt, now) || (await hasNotes(tx, meeting.id))) return say(tooLate);
  await store.unwriteHeld(tx, meeting);
  await windClock(context, pair.id);
  return update(views.metUndone);
}
