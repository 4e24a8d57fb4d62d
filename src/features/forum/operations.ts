import type { Work } from '../../bot/feature.ts';
import { close, list, show, showAll, tell, unlist } from '../../bot/messages/say.ts';
import type { Card, Message } from '../../chat/message.ts';
import {
  admitted,
  eventCard,
  mayReadCard,
  organiserCard,
  plannedCard,
  postCard,
  voteCard,
} from './messages.ts';
import { isComing, spanOf } from './rules/event.ts';
import { remindersFor } from './rules/reminders.ts';
import { lineOf, toAdmit } from './rules/waiting.ts';
import { type ForumEvent, readEvent } from './store/event.ts';
import type { Invitation } from './store/invitation.ts';
import * as invitations from './store/invitation.ts';
import { entitled, type Invited, nobodyYet, readInvited, type Someone, see } from './store/invited.ts';
import { deleteNeeds } from './store/needs.ts';
import { readPosts } from './store/outward.ts';
import { writeReminders } from './store/reminder.ts';
import { readStanding } from './store/standing.ts';
import { readToAllowOf } from './store/to-allow.ts';
import { readUninvited } from './store/uninvited.ts';
import { openCard, supersededCard } from './views/event.ts';

/** The organiser's living card, as it stands. The event is locked. */
export const showOrganiser = async (work: Work, event: ForumEvent): Promise<Message> =>
  show(work, organiserCard, { event, standing: await readStanding(work.tx, event) });

/** What goes on, or goes on no more, stands so on the homes of those who joined after it went out. */
export const placePlanned = async (work: Work, event: ForumEvent): Promise<void> =>
  list(work, plannedCard, await readUninvited(work.tx, event));

/** Everybody who was invited, whose cards say what all may read. */
const readAll = async ({ tx }: Work, event: ForumEvent): Promise<readonly Invited[]> =>
  (await invitations.readInvitations(tx, event.id)).map((one) => entitled(event, one));

// --- the vote ------------------------------------------------------------------------------------------------------------

/** Asks everybody when to meet; whoever is both is asked first in which role they would come. */
export const tellVote = async (work: Work, event: ForumEvent): Promise<void> =>
  askWhen(work, await readInvited(work.tx, event));

const askWhen = (work: Work, invited: readonly Invited[]): void =>
  showAll(
    work,
    voteCard,
    invited.filter(({ visibility }) => visibility !== 'out'),
  );

/** The vote is over, whatever came of it. */
export const closeVotes = async (work: Work, event: ForumEvent): Promise<void> =>
  showAll(work, voteCard, await readAll(work, event), { only: 'seen' });

/**
 * The vote stands again. Whoever has not answered is asked, also where their hours had held the question until it was
 * withdrawn; where somebody has, what they saw says so again.
 */
export async function reopenVotes(work: Work, event: ForumEvent): Promise<void> {
  const invited = await readInvited(work.tx, event);
  const hasAnswered = ({ invitation, visibility }: Invited) =>
    visibility === 'in' && invitation.voted !== null;
  showAll(work, voteCard, invited.filter(hasAnswered), { only: 'seen' });
  askWhen(
    work,
    invited.filter((one) => !hasAnswered(one)),
  );
}

// --- the event -----------------------------------------------------------------------------------------------------------

/** A new card for everybody, as it stands for each. Who was asked their role before is not asked twice. */
export async function tellEvent(work: Work, event: ForumEvent): Promise<void> {
  const invited = await readInvited(work.tx, event);
  const isNews = ({ visibility }: Invited) =>
    visibility === 'in' || (visibility === 'ask' && event.askedAt === null);
  showAll(work, eventCard, invited.filter(isNews));
  const wasAsked = ({ visibility }: Invited) => visibility === 'ask' && event.askedAt !== null;
  list(work, eventCard, invited.filter(wasAsked));
  await placePlanned(work, event);
}

/** Closes the cards that were shown of the event as it was before a change. */
export async function closeCards(work: Work, before: ForumEvent, card: Card): Promise<void> {
  await close(work, eventCard, await readAll(work, before), card);
}

/** It is over: what was shown of it says so. */
export async function endCards(work: Work, event: ForumEvent): Promise<void> {
  showAll(work, eventCard, await readAll(work, event), { only: 'seen' });
  await placePlanned(work, event);
}

/** Nothing is known any more of who said that they would come. */
export async function unlistCards(work: Work, event: ForumEvent): Promise<void> {
  const all = await readAll(work, event);
  unlist(
    work,
    eventCard,
    all.filter(({ invitation }) => isComing(invitation.parts)),
  );
}

/** An open event as this person sees it now; nothing where it is not there for them, or is open no more. */
export async function drawEvent({ tx }: Work, id: string, person: Someone): Promise<Card | undefined> {
  const event = await readEvent(tx, id);
  if (event?.state !== 'asking' && event?.state !== 'announced') return undefined;
  const own = await invitations.readInvitation(tx, id, person.member);
  const found = [{ event, invitation: own ?? nobodyYet(id, person) }];
  const [seen] = await see(tx, person.member, found);
  return seen && openCard(seen);
}

// --- channels ------------------------------------------------------------------------------------------------------------

const readPostsOf = async ({ tx }: Work, event: ForumEvent) =>
  (await readPosts(tx, [event.id])).map(({ conversationId }) => ({ event, channel: conversationId }));

export async function closePosts(work: Work, before: ForumEvent, card: Card): Promise<void> {
  await close(work, postCard, await readPostsOf(work, before), card);
}

/** Channels in which it was posted are told of a change with a new card; the one before says so. */
export async function tellChannels(work: Work, before: ForumEvent, after: ForumEvent): Promise<void> {
  await closePosts(work, before, supersededCard(after));
  showAll(work, postCard, await readPostsOf(work, after));
}

// --- places, reminders and needs -------------------------------------------------------------------------------------------

/** Reminders for those who have a place, from when their part begins; for nobody else. */
export async function planReminders(
  { tx, now }: Work,
  event: ForumEvent,
  those: readonly Invitation[],
): Promise<void> {
  const reminders = those.flatMap(({ id, parts, seat, timeZone }) => {
    if (!event.startsAt || seat !== 'held' || !isComing(parts)) return [];
    const { from } = spanOf(event.startsAt, event, parts);
    return remindersFor(from, timeZone, now).map(({ kind, dueAt }) => ({ invitationId: id, kind, dueAt }));
  });
  await writeReminders(
    tx,
    those.map(({ id }) => id),
    reminders,
  );
}

/** Whoever waits longest moves up, as far as there are places. The event is locked. */
export async function admitWaiting(work: Work, event: ForumEvent): Promise<void> {
  const { tx, now } = work;
  const ids = toAdmit(await invitations.readInvitations(tx, event.id), event.places);
  if (ids.length === 0) return;
  await invitations.admitWaiting(tx, ids);
  const after = await invitations.readInvitations(tx, event.id);
  const line = lineOf(after);
  const moved = after.filter(({ id }) => ids.includes(id));
  await planReminders(work, event, moved);
  for (const one of moved) tell(work, admitted, entitled(event, one), String(now.getTime()));
  // The number of those before somebody who still waits has changed as well.
  const changed = after.filter(({ id, seat }) => ids.includes(id) || seat === 'waiting');
  showAll(
    work,
    eventCard,
    changed.map((one) => entitled(event, one, line.get(one.id))),
  );
}

/** What people need goes, and with it the question who else may read it. */
export async function forgetNeeds(work: Work, event: ForumEvent): Promise<void> {
  unlist(work, mayReadCard, await readToAllowOf(work.tx, event.id));
  await deleteNeeds(work.tx, event.id);
}

/** Somebody's needs are gone or told anew, to whoever organises it now: nobody asks who may read them. */
export const unaskWhoMayRead = (work: Work, event: ForumEvent, invitation: Invitation): void =>
  unlist(work, mayReadCard, [{ event, invitation, reader: event.organiserId, before: undefined, may: null }]);
