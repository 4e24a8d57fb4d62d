import type { Context } from '../../../bot/feature.ts';
import { list, show } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
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
import type { ParticipantKind } from '../../../directory/participant-kinds.ts';
import { askUsual } from '../../planning/operations.ts';
import { notYours } from '../../planning/rules/organisers.ts';
import { eventCard, feedbackCard, voteCard } from '../messages.ts';
import { admitWaiting, planReminders, showOrganiser, unaskWhoMayRead } from '../operations.ts';
import { type Parts, partsOf, takesAnswers } from '../rules/event.ts';
import { lineOf, seatFor } from '../rules/waiting.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import * as store from '../store/invitation.ts';
import { entitled, type Invited } from '../store/invited.ts';
import { writeNeeds } from '../store/needs.ts';
import * as eventViews from '../views/event.ts';
import * as readingViews from '../views/reading.ts';
import * as voteViews from '../views/vote.ts';
import { type Reader, visibilityTo } from './guards.ts';
import { inviteNow, type Own } from './invited.ts';

/** What is told to somebody who presses a button of a time that has gone by. */
function closed(event: ForumEvent, invitation: Invitation): Say {
  if (event.state === 'cancelled' && event.startsAt)
    return say(message(eventViews.cancelledCard(event, invitation)));
  if (event.state === 'announced' || event.state === 'ended')
    return say(message(eventViews.endedCard(event)));
  return say(message(voteViews.voteClosed(event)));
}

// --- as what ------------------------------------------------------------------------------------------------------

/** Only somebody who is both is asked. Whoever comes in the other role hears no more, and gives back what they had. */
export async function chooseParticipantKind(
  context: Context,
  reader: Reader,
  { hat: participantKind }: { hat: ParticipantKind },
): Promise<Say | Update> {
  const { tx } = context;
  const { event } = reader;
  const before = reader.before ?? (await inviteNow(context, event, 'ask'));
  if (!before) return say(eventViews.overCard);
  await store.writeParticipantKind(tx, before.id, participantKind);
  const invitation = { ...before, participantKind };
  const isIn = visibilityTo({ ...reader, before: invitation }) === 'in';
  const ahead = lineOf(await store.readInvitations(tx, event.id)).get(before.id) ?? 0;
  if (isIn) return showAsIs(context, { event, invitation, visibility: 'in', ahead });
  await store.writeAnswer(tx, before.id, { parts: null, seat: null, queue: null });
  const isOut = { ...invitation, parts: null, seat: null, queue: null };
  await planReminders(context, event, [isOut]);
  if (event.state === 'announced') await admitWaiting(context, event);
  const invited: Invited = { event, invitation: isOut, visibility: 'out', ahead: 0 };
  list(context, eventCard, [invited]);
  return replaceParticipantKind(context, invited);
}

async function showAsIs(context: Context, invited: Invited): Promise<Say | Update> {
  const { event, invitation } = invited;
  if (event.state === 'asking') return replaceParticipantKind(context, invited);
  if (event.state !== 'announced') return closed(event, invitation);
  if (event.askedAt) show(context, eventCard, invited);
  return replaceParticipantKind(context, invited);
}

/** The question stood where the first card of the event stands. */
async function replaceParticipantKind(context: Context, invited: Invited): Promise<Update> {
  const { event, visibility } = invited;
  const isVote = event.askedAt !== null;
  const as = visibility === 'out' ? { as: voteViews.otherParticipantKindCard(event) } : {};
  const shown = isVote ? show(context, voteCard, invited, as) : show(context, eventCard, invited, as);
  await showOrganiser(context, event);
  return update(shown);
}

// --- when should we meet? ----------------------------------------------------------------------------------------------

export const chooseTimes = (_context: Context, { event, invitation }: Own): OpenForm | Say =>
  event.state === 'asking' ? open(voteViews.timesForm(event, invitation)) : closed(event, invitation);

export async function saveTimes(
  context: Context,
  { event, invitation }: Own,
  { values }: { values: { times: string[] } },
): Promise<Say | Update | Invalid> {
  if (event.state !== 'asking') return closed(event, invitation);
  const times = event.times.map(({ id }) => id).filter((id) => values.times.includes(id));
  if (times.length === 0) return invalid({ times: voteViews.tickSomething });
  return update(await takeVote(context, event, invitation, 'times', times));
}

/** One tap is the answer; what usually works is asked, and may be left out. */
export async function noneWork(context: Context, { event, invitation }: Own): Promise<OpenForm | Say> {
  if (event.state !== 'asking') return closed(event, invitation);
  await takeVote(context, event, invitation, 'none', []);
  return open(await askUsual(context, invitation.memberId, event.organiser.name));
}

async function takeVote(
  context: Context,
  event: ForumEvent,
  before: Invitation,
  voted: 'times' | 'none',
  ticks: string[],
) {
  await store.writeVote(context.tx, before.id, voted, ticks);
  const invitation = { ...before, voted, ticks };
  const shown = show(context, voteCard, entitled(event, invitation));
  await showOrganiser(context, event);
  return shown;
}

export function notToday(
  context: Context,
  { event, invitation }: Own,
  { about }: { about: 'times' | 'feedback' },
): Say | Update {
  if (event.state !== (about === 'times' ? 'asking' : 'ended')) return closed(event, invitation);
  const as = voteViews.notTodayCard(event, about);
  return update(
    about === 'times'
      ? show(context, voteCard, entitled(event, invitation), { as })
      : show(context, feedbackCard, { event, invitation, hasWritten: false }, { as }),
  );
}

// --- coming, or not ----------------------------------------------------------------------------------------------------

interface Answer {
  parts: Parts | 'no';
  public?: true | undefined;
}

/** The event is locked: of two who take the last place at once, one is first. */
export async function answer(
  context: Context,
  { event, invitation: before }: Own,
  { parts, public: isPublic }: Answer,
): Promise<Say | Update> {
  const { tx, now, vault } = context;
  if (!takesAnswers(event, now)) return closed(event, before);
  if (parts !== 'no' && !partsOf(event).includes(parts)) return say(notYours);
  const invitation = { ...before, parts, ...(await placeFor(context, event, before, parts)) };
  await store.writeAnswer(tx, before.id, invitation);
  await planReminders(context, event, [invitation]);
  if (parts === 'no') {
    await writeNeeds(tx, vault, invitation, undefined);
    unaskWhoMayRead(context, event, invitation);
  }
  const line = lineOf(await store.readInvitations(tx, event.id));
  const shown = show(context, eventCard, entitled(event, invitation, line.get(invitation.id)));
  await admitWaiting(context, event);
  await showOrganiser(context, event);
  return isPublic ? say(shown) : update(shown);
}

/** Whoever has a place, or waits, keeps it when they only change their parts. */
async function placeFor(
  { tx }: Context,
  event: ForumEvent,
  before: Invitation,
  parts: Parts | 'no',
): Promise<Pick<Invitation, 'seat' | 'queue'>> {
  if (parts === 'no') return { seat: null, queue: null };
  if (before.seat) return { seat: before.seat, queue: before.queue };
  return seatFor(await store.readInvitations(tx, event.id), event.places);
}

export function reconsider(context: Context, { event, invitation }: Own): Say | Update {
  if (!takesAnswers(event, context.now)) return closed(event, invitation);
  return update(message(eventViews.eventCard(event, invitation, 0, true)));
}

export const seeAgenda = (_context: Context, { event }: Own): OpenForm =>
  open(readingViews.agendaPage(event));

export const noteForEmployer = (_context: Context, { event, invitation }: Own): OpenForm =>
  open(readingViews.employerNote(event, invitation.timeZone));
