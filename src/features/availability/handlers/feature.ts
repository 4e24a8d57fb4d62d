import type { Binding, Context, Feature, Work } from '../../../bot/feature.ts';
import { HOME_PAGE } from '../../../bot/home.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { drawStanding, readStandingCards } from '../../../bot/messages/waiting.ts';
import { on } from '../../../bot/on.ts';
import { mayUse } from '../../../bot/permissions.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { localDate } from '../../../time/hours.ts';
import { askAgain, hostCard, invitationCard, MESSAGES, reminder } from '../messages.ts';
import { showProgress } from '../operations.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { lockCallOut, readOwnCallOuts } from '../store/call-outs.ts';
import { countReopenable, readConflict } from '../store/conflicts.ts';
import { exportPeer } from '../store/erasure.ts';
import { markUnasked, markUntold, readInvitation } from '../store/invitations.ts';
import { isInPool, readPoolMembers } from '../store/pool.ts';
import { type Run, readRun } from '../store/run.ts';
import { closeOnTime, remind } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as views from '../views/home.ts';
import { closedRow, hostKept } from '../views/manager.ts';
import { reopenChecks } from './changed.ts';
import { erase, retention } from './erasure.ts';
import { ownBrief, ownCallOut, ownInvitation, ownReply, readOwnCallOut } from './guards.ts';
import { handover } from './handover.ts';
import * as manager from './manager.ts';
import { showCallOut, showConflicts, showReplies } from './manager-reads.ts';
import * as peer from './peer.ts';
import * as pool from './pool.ts';

/** Whether somebody is in the pool, and call-outs come to them. */
async function readPlace({ tx, actor }: Context): Promise<views.InPool> {
  if (!(await isInPool(tx, actor.member))) return 'out';
  return (await readProfile(tx, actor.member)).isPeer ? 'in' : 'awaits';
}

async function overview(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const { waiting } = await readStandingCards(context, MESSAGES);
  const drawn = await drawStanding(context, waiting.slice(0, HOME_PAGE));
  const own = mayUse(actor, 'project-manager')
    ? await readRun(
        tx,
        await readOwnCallOuts(tx, actor.member, localDate(now, actor.timeZone)),
        actor.member,
        now,
      )
    : new Map<string, Run>();
  const closed = [...own.values()].filter(({ callOut }) => callOut.state === 'closed');
  return say(
    views.overviewPage(
      drawn.flatMap(({ card }) => card ?? []),
      [
        ...closed.map(({ callOut, progress }) => closedRow(callOut, progress)),
        views.poolRow(await readPlace(context)),
      ],
    ),
  );
}

/**
 * A peer who cannot be reached, about the call-out or its host, shows on the project manager's card, so that somebody can
 * ring. A reminder that came too late says nothing about anyone.
 */
const tellManager =
  (about: 'call-out' | 'host') =>
  async (work: Work, { record }: Lost): Promise<void> => {
    const { tx } = work;
    const invitation = await readInvitation(tx, record);
    const callOut = invitation && (await lockCallOut(tx, invitation.callOutId));
    if (!callOut || callOut.state === 'withdrawn') return;
    if (about === 'call-out') await markUnasked(tx, [record]);
    else if (!(await readConflict(tx, callOut.projectId, invitation.peerId))) await markUntold(tx, record);
    await showProgress(work, callOut);
  };

const lost = [
  onLost(invitationCard, tellManager('call-out')),
  onLost(reminder, async (work, message) => {
    if (message.outcome !== 'expired') await tellManager('call-out')(work, message);
  }),
  onLost(hostCard, tellManager('host')),
  onLost(askAgain, tellManager('host')),
];

const bindings: readonly Binding[] = [
  on(routes.overview, overview),
  on(routes.openOverview, overview),
  on(routes.callForPeers, manager.startBrief),
  on(routes.openBrief, manager.startBrief),
  on(routes.saveBrief, ownBrief, manager.saveBrief),
  on(routes.changeBrief, readOwnCallOut, manager.changeBrief),
  on(routes.discard, ownCallOut, manager.discard),
  on(routes.send, ownCallOut, manager.send),
  on(routes.takeBack, ownCallOut, manager.takeBack),
  on(routes.closeNow, ownCallOut, manager.closeNow),
  on(routes.askToNameHost, readOwnCallOut, manager.askToNameHost),
  on(routes.nameHost, ownCallOut, manager.nameHost),
  on(routes.keepHost, () => update(hostKept)),
  on(routes.showCallOut, readOwnCallOut, showCallOut),
  on(routes.showReplies, readOwnCallOut, showReplies),
  on(routes.showConflicts, readOwnCallOut, showConflicts),
  on(routes.joinPool, pool.join),
  on(routes.leavePool, pool.leave),
  on(routes.seeDays, ownInvitation, peer.seeDays),
  on(routes.reply, ownReply, peer.reply),
  on(routes.decline, ownReply, peer.decline),
  on(routes.cannotCome, ownReply, peer.cannotCome),
  on(routes.seeHost, ownInvitation, peer.seeHost),
  on(routes.ratherNot, ownReply, peer.ratherNot),
  on(routes.answerConflict, ownReply, peer.answerConflict),
  on(routes.letRead, ownReply, peer.letRead),
];

export const availability: Feature = {
  name: 'availability',
  permissions,
  messages: MESSAGES,
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'pool_peer.member_id': 'your place in the peer pool',
      'invitation.peer_id': 'call-outs',
      'project.manager_id': 'call-outs',
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => exportPeer(tx, vault, member),
  },
  sweeps: [remind, closeOnTime],
  homeActions: [
    { button: views.callOutsButton, for: 'members', rank: 30 },
    { button: views.newCallOutButton, for: 'project-manager', rank: 10 },
  ],
  handover,
  delivery: { listedAs: 'call-outs', lost },
  people: {
    changed: reopenChecks,
    touchedByMerge: ({ tx, now }, moving) => countReopenable(tx, moving, now),
    begun: async (tx, what, member) => (what === 'peer-pool' ? readPoolMembers(tx, member) : []),
  },
};
