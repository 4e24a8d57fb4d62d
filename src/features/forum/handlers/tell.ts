import type { Work } from '../../../bot/feature.ts';
import type { Card, Message } from '../../../chat/message.ts';
import { replaceCards } from '../../../outbox/enqueue/cards.ts';
import { spanOf } from '../rules/event.ts';
import { remindersFor } from '../rules/times.ts';
import { aheadOf, toAdmit } from '../rules/waiting.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import * as invitations from '../store/invitation.ts';
import { readPosts } from '../store/outward.ts';
import { writeReminders } from '../store/reminder.ts';
import { readStanding } from '../store/standing.ts';
import * as eventViews from '../views/event.ts';
import * as messages from '../views/messages.ts';
import { organiserCard } from '../views/organiser.ts';
import * as voteViews from '../views/vote.ts';

/** The organiser's living card, as it stands. The event is locked. */
export async function showOrganiser({ tx, now, enqueue }: Work, event: ForumEvent): Promise<Message> {
  const draft = messages.organiserMessage(event, organiserCard(event, await readStanding(tx, event), now));
  enqueue(draft);
  return draft.message;
}

/** Asks everybody when to meet; whoever is both is asked first in which role they would come. */
export async function tellVote(work: Work, event: ForumEvent): Promise<void> {
  askWhen(work, event, await invitations.readSighted(work.tx, event));
}

type Sighted = Awaited<ReturnType<typeof invitations.readSighted>>;

function askWhen({ enqueue }: Work, event: ForumEvent, sighted: Sighted): void {
  for (const { invitation, visibility } of sighted) {
    if (visibility === 'in') enqueue(messages.voteMessage(invitation, voteViews.voteCard(event, invitation)));
    if (visibility === 'ask') enqueue(messages.voteMessage(invitation, voteViews.participantKindCard(event)));
  }
}

/** A new card for everybody, as it stands for each. Who was asked their role before is not asked twice. */
export async function tellEvent({ tx, enqueue }: Work, event: ForumEvent): Promise<void> {
  const sighted = await invitations.readSighted(tx, event);
  const seats = sighted.map(({ invitation }) => invitation);
  for (const { invitation, visibility } of sighted) {
    if (visibility === 'in')
      enqueue(messages.eventMessage(event, invitation, cardFor(event, invitation, seats)));
    if (visibility === 'ask' && event.askedAt === null)
      enqueue(messages.eventMessage(event, invitation, voteViews.participantKindCard(event)));
  }
}

export function cardFor(event: ForumEvent, invitation: Invitation, seats: readonly Invitation[]): Card {
  if (event.state === 'cancelled') return eventViews.cancelledCard(event, invitation);
  return eventViews.eventCard(event, invitation, aheadOf(seats, invitation.id));
}

export async function closeVotes(work: Work, event: ForumEvent): Promise<void> {
  const all = await invitations.readInvitations(work.tx, event.id);
  const card = voteViews.voteClosed(event);
  await replaceCards(
    work,
    all.map((one) => messages.closingMessage(messages.voteSlot(one.id), one, card)),
  );
}

/**
 * The vote stands again. Whoever has not answered is asked, also where their hours had held the question until it was
 * withdrawn; where somebody has, what they saw says so again.
 */
export async function reopenVotes(work: Work, event: ForumEvent): Promise<void> {
  const sighted = await invitations.readSighted(work.tx, event);
  const invited = sighted.flatMap(({ invitation, visibility }) => (visibility === 'in' ? invitation : []));
  const answered = invited.filter(({ voted }) => voted !== null);
  await replaceCards(
    work,
    answered.map((one) =>
      messages.closingMessage(messages.voteSlot(one.id), one, voteViews.votedCard(event, one)),
    ),
  );
  const isOpen = ({ invitation, visibility }: (typeof sighted)[number]) =>
    visibility === 'ask' || (visibility === 'in' && invitation.voted === null);
  askWhen(work, event, sighted.filter(isOpen));
}

/** Closes the cards that were shown of the event as it was before a change. */
export async function closeCards(work: Work, before: ForumEvent, card: Card): Promise<void> {
  const all = await invitations.readInvitations(work.tx, before.id);
  const slotOf = ({ id }: Invitation) => messages.eventSlot(id, before.sequence);
  await replaceCards(
    work,
    all.map((one) => messages.closingMessage(slotOf(one), one, card)),
  );
}

export async function closePosts(work: Work, before: ForumEvent, card: Card): Promise<void> {
  const channels = await readPosts(work.tx, before.id);
  await replaceCards(
    work,
    channels.map((channel) => messages.channelClosing(before, channel, card)),
  );
}

/** Channels in which it was posted are told of a change with a new card; the one before says so. */
export async function tellChannels(work: Work, before: ForumEvent, after: ForumEvent): Promise<void> {
  await closePosts(work, before, eventViews.supersededCard(after));
  for (const channel of await readPosts(work.tx, after.id))
    work.enqueue(messages.channelMessage(after, channel, eventViews.channelCard(after)));
}

/** Reminders for somebody who has a place, from when their part begins; for nobody else. */
export async function planReminders(
  { tx, now }: Work,
  event: ForumEvent,
  invitation: Invitation,
): Promise<void> {
  const { parts, seat, timeZone } = invitation;
  const comes = event.startsAt && seat === 'held' && parts !== null && parts !== 'no';
  const from = comes && event.startsAt ? spanOf(event.startsAt, event, parts).from : undefined;
  await writeReminders(tx, invitation.id, from ? remindersFor(from, timeZone, now) : []);
}

/** Whoever waits longest moves up, as far as there are places. The event is locked. */
export async function admitWaiting(work: Work, event: ForumEvent): Promise<void> {
  const { tx, now, enqueue } = work;
  const before = await invitations.readInvitations(tx, event.id);
  const ids = toAdmit(before, event.places);
  if (ids.length === 0) return;
  await invitations.admitWaiting(tx, ids);
  const after = await invitations.readInvitations(tx, event.id);
  for (const one of after) {
    if (ids.includes(one.id)) {
      await planReminders(work, event, one);
      enqueue(messages.admittedMessage(event, one, eventViews.admittedCard(event, one), now));
    }
    // The number of those before somebody who still waits has changed as well.
    if (ids.includes(one.id) || one.seat === 'waiting')
      enqueue(messages.eventMessage(event, one, cardFor(event, one, after)));
  }
}
