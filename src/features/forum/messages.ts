import { type CardKind, messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { endOf, isComing, spanOf } from './rules/event.ts';
import type { ReminderKind } from './rules/reminders.ts';
import type { ForumEvent } from './store/event.ts';
import * as expected from './store/expected.ts';
import type { Invited } from './store/invited.ts';
import { readOwnRunning } from './store/organisers.ts';
import { readOwnInvited } from './store/own-invited.ts';
import type { Running } from './store/standing.ts';
import { readToAllow, type ToAllow, toAllowId } from './store/to-allow.ts';
import { readExpectedPlanned, readOwnPlanned } from './store/uninvited.ts';
import * as confirm from './views/confirm.ts';
import * as views from './views/event.ts';
import { comingLine } from './views/home.ts';
import { organiserCard as drawOrganiser } from './views/organiser.ts';
import * as own from './views/private.ts';
import * as votes from './views/vote.ts';

const { card, news } = messagesOf('forum');

const toInvited = ({ invitation }: Pick<Invited, 'invitation'>) => [{ member: invitation.memberId }];
const aboutInvitation = ({ invitation }: Pick<Invited, 'invitation'>): string => invitation.id;

/** A vote and an event are read alike, so home asks once for both. */
const readInvited: CardKind<Invited>['read'] = ({ tx }, invitations, reader) =>
  readOwnInvited(tx, invitations, reader);

const untilOver = ({ event }: { event: ForumEvent }): Date | undefined =>
  event.state === 'announced' && event.startsAt ? endOf(event.startsAt, event) : undefined;
const untilItGoesOn = ({ nextAt }: ForumEvent) => ({
  rank: RANK.invitation,
  ...(nextAt && { until: nextAt }),
});

// --- everybody who is invited ----------------------------------------------------------------------------------------

/** When to meet; who is both a peer and a manager is asked first in which role they would come. */
export const voteCard = card<Invited>('vote', {
  record: aboutInvitation,
  to: toInvited,
  // That somebody is both, and when they are free, is on no lock screen.
  preview: ({ event, invitation, visibility }) =>
    visibility === 'ask' || (event.state === 'asking' && invitation.voted !== null) ? 'vague' : 'title',
  draw: (seen) => {
    if (seen.event.state !== 'asking') return votes.voteClosed(seen.event);
    return seen.visibility === 'out' ? votes.otherParticipantKindCard(seen.event) : views.openCard(seen);
  },
  waits: ({ event, invitation, visibility }) =>
    event.state === 'asking' && (visibility === 'ask' || (visibility === 'in' && invitation.voted === null))
      ? untilItGoesOn(event)
      : undefined,
  read: readInvited,
  personal: true,
  expected: expected.readExpectedVotes,
  lost: 'handled',
  slot: ({ record }) => `forum:vote:${record}`,
});

/** The event, with each one's own answer. What is news is a card of its own, for an edit notifies nobody. */
export const eventCard = card<Invited>('event', {
  record: aboutInvitation,
  to: toInvited,
  // Whom a meeting is for says what its reader is: that it is for peers only is on no lock screen.
  preview: ({ event, visibility }) =>
    event.audience === 'peers' || visibility === 'ask' ? 'vague' : 'title',
  draw: (seen) => {
    const { event, invitation, visibility } = seen;
    if (event.state === 'ended') return views.endedCard(event);
    if (visibility === 'out') return votes.otherParticipantKindCard(event);
    if (event.state === 'cancelled' && visibility === 'in') return views.cancelledCard(event, invitation);
    return views.openCard(seen);
  },
  expires: untilOver,
  edition: { of: ({ event }) => event.sequence },
  waits: ({ event, invitation, visibility }) =>
    event.state === 'announced' &&
    (visibility === 'ask' || (visibility === 'in' && invitation.parts === null))
      ? untilItGoesOn(event)
      : undefined,
  // That it is off is said there as well, for a message may not have reached who said that they would come.
  comes: ({ event, invitation, visibility }) => {
    if (visibility !== 'in' || !event.startsAt) return undefined;
    if (event.state === 'announced' && invitation.seat !== null)
      return { at: endOf(event.startsAt, event), line: comingLine(event, invitation) };
    return event.state === 'cancelled' && isComing(invitation.parts)
      ? { at: event.startsAt, line: views.cancelledLine(event, invitation) }
      : undefined;
  },
  read: readInvited,
  expected: expected.readExpectedEvents,
  lost: 'handled',
  slot: ({ record, edition }) => `forum:event:${record}:${edition}`,
});

/** For those who joined after it went out: on home alone, until their first press invites them. */
export const plannedCard = card<Invited>('planned', {
  record: ({ event }) => event.id,
  to: toInvited,
  preview: 'vague',
  draw: (seen) => views.openCard(seen),
  waits: ({ event }) =>
    event.state === 'asking' || event.state === 'announced' ? untilItGoesOn(event) : undefined,
  read: ({ tx, now }, events, reader) => readOwnPlanned(tx, events, reader, now),
  personal: true,
  expected: readExpectedPlanned,
  lost: 'home',
});

export const admitted = news<Invited>('admitted', {
  record: aboutInvitation,
  to: toInvited,
  preview: 'title',
  draw: ({ event, invitation }) => views.admittedCard(event, invitation),
  expires: untilOver,
  lost: 'handled',
  key: ({ record, occasion }) => `forum:admitted:${record}:${occasion}`,
});

/** The day before and an hour before; each new time of an event has its own. */
export const reminder = news<Pick<Invited, 'event' | 'invitation'> & { kind: ReminderKind }>('reminder', {
  record: aboutInvitation,
  to: toInvited,
  preview: 'title',
  draw: ({ event, invitation, kind }) => views.reminderCard(event, invitation, kind),
  expires: ({ event, invitation }) =>
    event.startsAt ? spanOf(event.startsAt, event, invitation.parts).from : undefined,
  lost: 'handled',
  key: ({ record, occasion }) => `forum:reminder:${record}:${occasion}`,
});

/** D12: to those who came. */
export const feedbackCard = card<Pick<Invited, 'event' | 'invitation'> & { hasWritten: boolean }>(
  'feedback',
  {
    record: aboutInvitation,
    to: toInvited,
    preview: 'title',
    draw: ({ event, hasWritten }) => (hasWritten ? own.feedbackSaved(event) : own.feedbackCard(event)),
    lost: 'handled',
    slot: ({ record }) => `forum:feedback:${record}`,
  },
);

/** It names somebody, so a lock screen shows none of it. */
export const mayReadCard = card<ToAllow>('may-read', {
  record: toAllowId,
  to: toInvited,
  preview: 'vague',
  draw: ({ event, before, may }) =>
    may === null ? own.mayReadNeeds(event, before) : own.mayReadNeedsAnswered(event, may),
  expires: untilOver,
  waits: ({ event, reader, may }) =>
    may === null && event.state === 'announced' && event.organiserId === reader
      ? { rank: RANK.confidence }
      : undefined,
  read: ({ tx }, _records, member) => readToAllow(tx, member),
  personal: true,
  expected: expected.readExpectedToAllow,
  lost: 'handled',
  slot: ({ record }) => `forum:may-read:${record}`,
});

// --- the organiser, and channels ---------------------------------------------------------------------------------------

const toOrganiser = ({ event }: { event: ForumEvent }) => [{ member: event.organiserId }];
const aboutEvent = ({ event }: { event: ForumEvent }): string => event.id;

/** The organiser's one living card; it begins as the preview. */
export const organiserCard = card<Running>('organiser', {
  record: aboutEvent,
  to: toOrganiser,
  preview: 'title',
  draw: ({ event, standing }, { now }) => drawOrganiser(event, standing, now),
  waits: ({ event }) =>
    event.state === 'draft' || event.state === 'asking' ? { rank: RANK.running } : undefined,
  read: ({ tx, now }, events, reader) => readOwnRunning(tx, events, reader, now),
  expected: expected.readExpectedOrganisers,
  lost: 'home',
  slot: ({ record }) => `forum:organiser:${record}`,
});

/** In a channel in which its organiser asked for it. */
export const postCard = card<{ event: ForumEvent; channel: string }>('post', {
  record: aboutEvent,
  to: ({ channel }) => [{ conversation: channel }],
  preview: 'title',
  draw: ({ event }) => views.channelCard(event),
  expires: untilOver,
  edition: { of: ({ event }) => event.sequence },
  lost: 'handled',
  slot: ({ record, reader, edition }) => `forum:post:${record}:${reader}:${edition}`,
});

/** A channel could not be told. That this did not arrive either is told to nobody. */
export const notPosted = news<{ event: ForumEvent; channel: string }>('not-posted', {
  record: aboutEvent,
  to: toOrganiser,
  preview: 'title',
  draw: ({ event, channel }) =>
    event.state === 'announced' ? confirm.postFailed(channel) : confirm.correctionFailed(event, channel),
  lost: 'nothing',
});

/** Whoever set it up has left the network. */
export const yoursNow = news<{ event: ForumEvent }>('yours', {
  record: aboutEvent,
  to: toOrganiser,
  preview: 'title',
  draw: () => confirm.yoursNow,
  lost: 'nothing',
});

export const MESSAGES = [
  voteCard,
  eventCard,
  plannedCard,
  admitted,
  reminder,
  feedbackCard,
  mayReadCard,
  organiserCard,
  postCard,
  notPosted,
  yoursNow,
];
