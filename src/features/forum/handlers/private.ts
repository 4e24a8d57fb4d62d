import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import type { MemberId } from '../../../chat/message.ts';
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
import { readProfile } from '../../../directory/profile.ts';
import { type Database, readNow, type Tx } from '../../../store/database.ts';
import { type CalendarEntry, calendarPages, calendarUrl } from '../../../web/calendar.ts';
import { makeToken } from '../../../web/tokens.ts';
import { keepFeedback } from '../../planning/operations.ts';
import { feedbackCard, mayReadCard } from '../messages.ts';
import { showOrganiser, unaskWhoMayRead } from '../operations.ts';
import { visibilityOf } from '../rules/audience.ts';
import { CALENDAR_MS, endOf, isComing, spanOf, takesAnswers } from '../rules/event.ts';
import { readEvent } from '../store/event.ts';
import { readInvitationById } from '../store/invitation.ts';
import { readOwnNeeds, writeNeeds } from '../store/needs.ts';
import { readLink, writeLink } from '../store/outward.ts';
import { letRead as allowReader } from '../store/to-allow.ts';
import { overCard } from '../views/event.ts';
import * as views from '../views/private.ts';
import { calendarLinkCard, calendarWords } from '../views/reading.ts';
import type { Own } from './invited.ts';

// --- access needs ------------------------------------------------------------------------------------------------------

export async function tellNeeds(context: Context, { event, invitation }: Own): Promise<OpenForm | Say> {
  if (!takesAnswers(event, context.now) || !isComing(invitation.parts)) return say(overCard);
  return open(views.needsForm(event, await readOwnNeeds(context.tx, context.vault, invitation)));
}

interface Needs {
  needs: string[];
  words?: string | undefined;
  named: 'yes' | 'no';
}

export async function saveNeeds(
  context: Context,
  { event, invitation }: Own,
  { values }: { values: Needs },
): Promise<Say> {
  if (!takesAnswers(event, context.now) || !isComing(invitation.parts)) return say(overCard);
  const { needs, words = null, named } = values;
  const given = needs.length > 0 || words !== null;
  const told = { needs: { needs, words, named: named === 'yes' }, reader: event.organiserId };
  await writeNeeds(context.tx, context.vault, invitation, given ? told : undefined);
  unaskWhoMayRead(context, event, invitation);
  await showOrganiser(context, event);
  return say(given ? views.needsSaved(event) : views.needsTakenBack);
}

/** An answer about somebody who no longer organises it changes nothing. */
export async function letRead(
  context: Context,
  { event, invitation }: Own,
  { reader, may }: { reader: MemberId; may: boolean },
): Promise<Say | Update> {
  const isCurrent = takesAnswers(event, context.now) && event.organiserId === reader;
  if (!isCurrent || !(await allowReader(context.tx, invitation.id, reader, may))) return say(overCard);
  return update(show(context, mayReadCard, { event, invitation, reader, before: undefined, may }));
}

// --- afterwards --------------------------------------------------------------------------------------------------------

export const giveFeedback = (_context: Context, { event, invitation }: Own): OpenForm | Say =>
  event.state === 'ended' && invitation.seat === 'held' ? open(views.feedbackForm(event)) : say(overCard);

export async function saveFeedback(
  context: Context,
  { event, invitation }: Own,
  { values }: { values: { discuss?: string | undefined; know?: string | undefined } },
): Promise<Say | Update | Invalid> {
  if (event.state !== 'ended' || invitation.seat !== 'held') return say(overCard);
  const { discuss, know } = values;
  if (discuss === undefined && know === undefined) return invalid({ discuss: views.saySomething });
  await keepFeedback(context, { eventId: event.id, memberId: invitation.memberId }, { discuss, know });
  return update(show(context, feedbackCard, { event, invitation, hasWritten: true }));
}

// --- the calendar ------------------------------------------------------------------------------------------------------

const CALENDAR_PATH = '/calendar';

/** The link is in the answer alone: it is in no message that is kept, and the database has only its hash. */
export async function addToCalendar(context: Context, { event, invitation }: Own): Promise<Say> {
  const { publicUrl } = context.settings;
  if (!isComing(invitation.parts) || !event.startsAt) return say(overCard);
  if (publicUrl === undefined) return say(calendarWords(event, invitation));
  const { token, hash } = makeToken();
  await writeLink(context.tx, invitation.id, hash);
  return say(calendarLinkCard(event, calendarUrl(publicUrl, CALENDAR_PATH, token)));
}

/** Judged when it is fetched: still a member, still somebody whom the event is for, and not long over. */
async function findEntry(tx: Tx, tokenHash: string): Promise<CalendarEntry | undefined> {
  const { now } = await readNow(tx);
  const id = await readLink(tx, tokenHash);
  const invitation = id === undefined ? undefined : await readInvitationById(tx, id);
  const event = invitation && (await readEvent(tx, invitation.eventId));
  if (!event?.startsAt || !invitation) return undefined;
  if (now.getTime() > endOf(event.startsAt, event).getTime() + CALENDAR_MS) return undefined;
  const profile = await readProfile(tx, invitation.memberId);
  if (visibilityOf(event.audience, profile, invitation.participantKind) !== 'in') return undefined;
  const { parts } = invitation;
  const { from, until } = spanOf(event.startsAt, event, parts);
  return {
    uid: `${event.id}@alongside`,
    sequence: event.sequence,
    stamp: now,
    startsAt: from,
    endsAt: until,
    cancelled: event.state === 'cancelled' || parts === 'no',
    title: event.title,
    place: event.place,
  };
}

export function pages({
  database,
  settings,
}: {
  database: Database;
  settings: { publicUrl?: string };
}): readonly HttpRoute[] {
  if (settings.publicUrl === undefined) return [];
  return calendarPages(CALENDAR_PATH, (hash) => database.transaction((tx) => findEntry(tx, hash)));
}
