import { type CardKind, messagesOf, nameOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { calledOffCard } from '../placements/rules/called-off.ts';
import { runnersOf, runs } from '../placements/rules/deputy.ts';
import { isBeforeChoice, lastMoment } from '../placements/rules/project.ts';
import { takesReplies } from './rules.ts';
import type { CallOut } from './store/call-outs.ts';
import * as expected from './store/expected.ts';
import { type Asked, readAsked } from './store/invited-peers.ts';
import { type Run, readRun } from './store/run.ts';
import { draftCard } from './views/draft.ts';
import * as manager from './views/manager.ts';
import * as peer from './views/peer.ts';
import * as pencil from './views/pencil.ts';

const { card, news } = messagesOf('availability');

const toPeer = ({ invitation }: Asked) => [{ member: invitation.peerId }];
const aboutInvitation = ({ invitation }: Asked): string => invitation.id;
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
  draw: ({ callOut, invitation }, { now }) => {
    const { id, reply, days, notedBy } = invitation;
    if (callOut.kind === 'pencil' || reply === 'keen') return pencil.invitationCard(callOut, invitation);
    if (callOut.state === 'withdrawn') return peer.takenBackCard;
    if (callOut.project.state === 'cancelled') return calledOffCard(callOut.project);
    if (reply === null)
      return takesReplies(callOut, now)
        ? peer.callOutCard(callOut, invitation)
        : peer.unansweredCard(callOut);
    if (notedBy !== null) return peer.notedCard(callOut, { id, reply, days, notedBy });
    return reply === 'no' && !takesReplies(callOut, now)
      ? peer.cannotComeCard(callOut)
      : peer.repliedCard(callOut, id, reply, days);
  },
  expires: untilClosed,
  waits: ({ callOut, invitation, isInPool }, _reader, now) =>
    isInPool && invitation.reply === null && takesReplies(callOut, now)
      ? { rank: RANK.invitation, until: callOut.closesAt }
      : undefined,
  read: readInvitations,
  personal: true,
  expected: expected.readExpectedInvitations,
  lost: 'handled',
  // Sent once more, or noted for them, it is to ring.
  edition: { of: ({ invitation }) => invitation.edition, moved: () => peer.movedOn },
  slot: ({ record, edition }) => `availability:invitation:${record}${edition === 0 ? '' : `:${edition}`}`,
});

/** A25: whoever was keen on a pencil may be keeping the time free. */
export const pencilCalledOff = news<Asked>('pencil-called-off', {
  record: aboutInvitation,
  to: toPeer,
  preview: 'title',
  draw: ({ callOut }) => calledOffCard(callOut.project),
  lost: 'nothing',
});

/** A9: one, half-way, a message of its own, for an edited card rings no bell. */
export const reminder = news<Asked>('reminder', {
  record: aboutInvitation,
  to: toPeer,
  preview: 'title',
  draw: ({ callOut, invitation }) => peer.reminderCard(callOut, invitation),
  expires: untilClosed,
  lost: 'handled',
  key: ({ record }) => `availability:reminder:${record}`,
});

const toRunners = ({ callOut }: { callOut: CallOut }) => runnersOf(callOut.project);
const aboutCallOut = ({ callOut }: { callOut: CallOut }): string => callOut.id;

/** Not sent, open, or a pencil whose dates are to be fixed; once people are chosen the project's own card stands there. */
const isUnderWay = ({ state, project }: CallOut): boolean =>
  isBeforeChoice(project.state) &&
  (state === 'draft' || state === 'open' || (state === 'closed' && project.state === 'pencilled'));

/** The one living card of whoever runs the project; it begins as the preview. */
export const callOutCard = card<Run>('call-out', {
  record: aboutCallOut,
  to: toRunners,
  preview: 'title',
  draw: ({ callOut, progress, pool }, { now, reader }) =>
    callOut.state === 'draft'
      ? draftCard(callOut, pool)
      : manager.progressCard(callOut, progress, now, nameOf(reader)),
  waits: ({ callOut }, reader) =>
    runs(callOut.project, reader) && isUnderWay(callOut) ? { rank: RANK.running } : undefined,
  comes: ({ callOut, progress }, reader) =>
    runs(callOut.project, reader) && callOut.state === 'closed' && callOut.project.state === 'calling'
      ? { at: lastMoment(callOut.project), ...manager.coming(callOut, progress, reader) }
      : undefined,
  read: (by, callOuts, reader) => readRun(by, callOuts, reader),
  expected: expected.readExpectedCallOuts,
  lost: 'home',
  slot: ({ record, reader }) => `availability:call-out:${record}:${reader}`,
});

/** How it ended, with the days that suit most. */
export const summary = news<Run>('summary', {
  record: aboutCallOut,
  to: toRunners,
  preview: 'title',
  draw: ({ callOut, progress }, { reader }) => manager.summaryCard(callOut, progress, nameOf(reader)),
  lost: 'home',
  key: ({ record, reader }) => `availability:summary:${record}:${reader}`,
});

/** Once the call-out has closed the manager's card is read no more: whoever is lost to the project rings. */
export const cannotCome = news<Asked>('cannot-come', {
  record: aboutInvitation,
  to: toRunners,
  preview: 'vague',
  draw: ({ callOut, invitation }) => manager.cannotComeNews(callOut, invitation.name),
  lost: 'home',
});

/** Somebody who was asked by hand, after the others: it is what whoever runs it waits for. */
export const answeredByHand = news<Asked>('answered-by-hand', {
  record: aboutInvitation,
  to: toRunners,
  preview: 'vague',
  draw: ({ callOut, invitation }) => manager.answeredNews(callOut, invitation),
  lost: 'home',
});

/** Whoever ran it has left the network, and somebody has to know that it is with them now. */
export const yoursNow = news<{ callOut: CallOut }>('yours', {
  record: aboutCallOut,
  to: toRunners,
  preview: 'title',
  draw: ({ callOut }) => manager.yoursNowCard(callOut),
  lost: 'home',
});

export const MESSAGES = [
  invitationCard,
  pencilCalledOff,
  reminder,
  callOutCard,
  summary,
  cannotCome,
  answeredByHand,
  yoursNow,
];
