import { type CardKind, messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { isInterested, lastMoment, takesReplies } from './rules.ts';
import type { CallOut } from './store/call-outs.ts';
import * as expected from './store/expected.ts';
import { type Asked, readAsked, readToAllow, type ToAllow, toAllowId } from './store/invited-peers.ts';
import { type Run, readRun } from './store/run.ts';
import * as handover from './views/handover.ts';
import * as host from './views/host.ts';
import * as manager from './views/manager.ts';
import * as peer from './views/peer.ts';

const { card, news } = messagesOf('availability');

const toPeer = ({ invitation }: Asked) => [{ member: invitation.peerId }];
const aboutInvitation = ({ invitation }: Asked): string => invitation.id;
/** A call-out and the question about its host are read alike, so home asks once for both. */
const readInvitations: CardKind<Asked>['read'] = ({ tx }, invitations, reader) =>
  readAsked(tx, invitations, reader);
const untilClosed = ({ callOut }: Asked): Date | undefined =>
  callOut.state === 'open' ? callOut.closesAt : undefined;

/** One for each peer who was asked. */
export const invitationCard = card<Asked>('invitation', {
  record: aboutInvitation,
  to: toPeer,
  preview: ({ callOut, invitation }) =>
    invitation.reply === null && callOut.state === 'open' ? 'title' : 'vague',
  draw: ({ callOut, invitation }) => {
    const { id, reply, days } = invitation;
    if (callOut.state === 'withdrawn') return peer.takenBackCard;
    if (reply === null) return peer.callOutCard(callOut, id);
    // A late no is the only answer that is taken after the close.
    return reply === 'no' && callOut.state === 'closed'
      ? peer.cannotComeCard(callOut)
      : peer.repliedCard(callOut, id, reply, days);
  },
  expires: untilClosed,
  waits: ({ callOut, invitation, isInPool }, _reader, now) =>
    isInPool && invitation.reply === null && takesReplies(callOut, now)
      ? { rank: RANK.invitation, until: callOut.closesAt }
      : undefined,
  read: readInvitations,
  expected: expected.readExpectedInvitations,
  lost: 'handled',
  slot: ({ record }) => `availability:invitation:${record}`,
});

/** A9: one, half-way, a message of its own, for an edited card rings no bell. */
export const reminder = news<Asked>('reminder', {
  record: aboutInvitation,
  to: toPeer,
  preview: 'title',
  draw: ({ callOut, invitation }) => peer.reminderCard(callOut, invitation.id),
  expires: untilClosed,
  lost: 'handled',
  key: ({ record }) => `availability:reminder:${record}`,
});

/** The question about the host, in confidence. */
export const hostCard = card<Asked>('host', {
  record: aboutInvitation,
  to: toPeer,
  preview: 'vague',
  draw: ({ callOut, invitation, answer }) => {
    if (callOut.state === 'withdrawn' || !isInterested(invitation.reply)) return host.hostNotNeeded;
    return answer
      ? host.conflictAnswered(callOut, invitation.id, answer)
      : host.hostCard(callOut, invitation.id);
  },
  waits: ({ callOut, invitation, answer }) =>
    callOut.project.hostNamedAt && callOut.state !== 'withdrawn' && isInterested(invitation.reply) && !answer
      ? { rank: RANK.confidence, until: lastMoment(callOut) }
      : undefined,
  read: readInvitations,
  expected: expected.readExpectedHosts,
  lost: 'handled',
  slot: ({ record }) => `availability:host:${record}`,
});

/** A8: an edit of the card that stands there would notify nobody. */
export const askAgain = news<Asked>('ask-again', {
  record: aboutInvitation,
  to: toPeer,
  preview: 'vague',
  draw: ({ callOut, invitation }) => host.askAgainCard(callOut, invitation.id),
  lost: 'handled',
});

/** One for each who runs the project after the one to whom it was told. */
export const mayReadCard = card<ToAllow>('may-read', {
  record: ({ invitation, reader }) => toAllowId(invitation.id, reader),
  to: toPeer,
  preview: 'vague',
  draw: ({ callOut, invitation, before, may }) =>
    may === null
      ? handover.mayReadConflict(callOut, invitation.id, before)
      : handover.mayReadConflictAnswered(callOut, invitation.id, may),
  waits: ({ callOut, reader, may }) =>
    may === null && callOut.project.managerId === reader ? { rank: RANK.confidence } : undefined,
  read: ({ tx }, _records, peer) => readToAllow(tx, peer),
  expected: expected.readExpectedToAllow,
  lost: 'home',
  slot: ({ record }) => `availability:may-read:${record}`,
});

const toManager = ({ callOut }: { callOut: CallOut }) => [{ member: callOut.project.managerId }];
const aboutCallOut = ({ callOut }: { callOut: CallOut }): string => callOut.id;

/** The project manager's one living card; it begins as the preview. */
export const callOutCard = card<Run>('call-out', {
  record: aboutCallOut,
  to: toManager,
  preview: 'title',
  draw: ({ callOut, progress, pool }, { now }) =>
    callOut.state === 'draft'
      ? manager.draftCard(callOut, pool)
      : manager.progressCard(callOut, progress, now),
  waits: ({ callOut }) =>
    callOut.state === 'draft' || callOut.state === 'open' ? { rank: RANK.running } : undefined,
  comes: ({ callOut, progress }) =>
    callOut.state === 'closed'
      ? { at: lastMoment(callOut), ...manager.coming(callOut, progress) }
      : undefined,
  read: ({ tx, now }, callOuts, reader) => readRun(tx, callOuts, reader, now),
  expected: expected.readExpectedCallOuts,
  lost: 'home',
  slot: ({ record }) => `availability:call-out:${record}`,
});

/** How it ended, with the days that suit most. */
export const summary = news<Run>('summary', {
  record: aboutCallOut,
  to: toManager,
  preview: 'title',
  draw: ({ callOut, progress }) => manager.summaryCard(callOut, progress),
  lost: 'home',
  key: ({ record }) => `availability:summary:${record}`,
});

/** A8: the project manager is told that something changed, and not what: that is the peer's to say. */
export const peerChanged = news<Asked>('peer-changed', {
  record: aboutInvitation,
  to: toManager,
  preview: 'title',
  draw: ({ callOut }) => manager.peerChangedCard(callOut),
  lost: 'home',
});

/** Once the call-out has closed the manager's card is read no more: whoever is lost to the project rings. */
export const cannotCome = news<Asked>('cannot-come', {
  record: aboutInvitation,
  to: toManager,
  preview: 'vague',
  draw: ({ callOut, invitation }) => manager.cannotComeNews(callOut, invitation.name),
  lost: 'home',
});

/** Whoever ran it has left the network, and somebody has to know that it is with them now. */
export const yoursNow = news<{ callOut: CallOut }>('yours', {
  record: aboutCallOut,
  to: toManager,
  preview: 'title',
  draw: ({ callOut }) => manager.yoursNowCard(callOut),
  lost: 'home',
});

export const MESSAGES = [
  invitationCard,
  reminder,
  hostCard,
  askAgain,
  mayReadCard,
  callOutCard,
  summary,
  peerChanged,
  cannotCome,
  yoursNow,
];
