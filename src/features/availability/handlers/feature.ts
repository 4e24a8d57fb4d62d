import { type Binding, type Context, type Feature, on, type Work } from '../../../bot/feature.ts';
import { drawWaiting, HOME_PAGE } from '../../../bot/home.ts';
import type { HomePart, Waiting } from '../../../bot/page-parts.ts';
import { mayUse } from '../../../bot/router.ts';
import type { Block, Card } from '../../../chat/message.ts';
import { say, update } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { localDate } from '../../../time/hours.ts';
import * as routes from '../routes.ts';
import { type CallOut, lockCallOut, readCallOut, readOwnCallOuts, readStanding } from '../store/call-outs.ts';
import { countReopenable, readConflict, readReadersToAllow } from '../store/conflicts.ts';
import { exportPeer } from '../store/erasure.ts';
import { readExpectedMessages } from '../store/expected.ts';
import {
  markUnasked,
  markUntold,
  readHostsToAnswer,
  readInvitation,
  readUnanswered,
} from '../store/invitations.ts';
import { countPool, isInPool, readPoolMembers } from '../store/pool.ts';
import { closeOnTime, remind } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { mayReadConflict } from '../views/handover.ts';
import * as views from '../views/home.ts';
import { hostCard } from '../views/host.ts';
import { closedRow, draftCard, hostKept, progressCard } from '../views/manager.ts';
import { progressMessage, readPeerKey } from '../views/messages.ts';
import { callOutCard } from '../views/peer.ts';
import { reopenChecks } from './changed.ts';
import { erase, retention } from './erasure.ts';
import { handover } from './handover.ts';
import * as manager from './manager.ts';
import { showCallOut, showConflicts, showReplies } from './manager-reads.ts';
import * as peer from './peer.ts';
import * as pool from './pool.ts';

async function home(context: Context): Promise<HomePart> {
  const { tx, actor, now } = context;
  if (!mayUse(actor, 'members')) return views.homePart(undefined, []);
  const today = localDate(now, actor.timeZone);
  const [waiting, rows]: [Waiting[], Block[]] = [[], []];
  for (const { id, callOutId } of await readUnanswered(tx, actor.member, now))
    waiting.push(async () => {
      const callOut = await readCallOut(tx, callOutId);
      return callOut && callOutCard(callOut, id);
    });
  for (const { id, callOutId } of await readHostsToAnswer(tx, actor.member, today))
    waiting.push(async () => {
      const callOut = await readCallOut(tx, callOutId);
      return callOut && hostCard(callOut, id);
    });
  for (const { invitation, callOutId, before } of await readReadersToAllow(tx, actor.member))
    waiting.push(async () => {
      const callOut = await readCallOut(tx, callOutId);
      return callOut && mayReadConflict(callOut, invitation, before);
    });
  for (const { id } of mayUse(actor, 'coordinator') ? await readOwnCallOuts(tx, actor.member, today) : []) {
    const callOut = await readCallOut(tx, id);
    if (callOut?.state === 'closed') rows.push(closedRow(callOut, await readStanding(tx, callOut)));
    else if (callOut) waiting.push(await managerCard(context, callOut));
  }
  const profile = (await isInPool(tx, actor.member))
    ? await context.once('profile', () => readProfile(tx, actor.member))
    : undefined;
  return views.homePart(profile ? (profile.isPeer ? 'in' : 'awaits') : 'out', waiting, rows);
}

async function managerCard({ tx, actor, now }: Context, callOut: CallOut): Promise<Card> {
  if (callOut.state === 'draft') return draftCard(callOut, await countPool(tx, actor.member, now));
  return progressCard(callOut, await readStanding(tx, callOut), now);
}

/**
 * A peer who cannot be reached, about the call-out or its host, shows on the project manager's card, so that somebody can
 * ring. A reminder that came too late says nothing about anyone; the manager's own cards are on their home.
 */
async function undelivered(
  { tx, now, enqueue }: Work,
  id: string,
  key: string,
  outcome: string,
): Promise<void> {
  const about = readPeerKey(key);
  if (!about || (about === 'reminder' && outcome === 'expired')) return;
  const invitation = await readInvitation(tx, id);
  const callOut = invitation && (await lockCallOut(tx, invitation.callOutId));
  if (!callOut || callOut.state === 'withdrawn') return;
  if (about !== 'host') await markUnasked(tx, [id]);
  else if (!(await readConflict(tx, callOut.projectId, invitation.peerId))) await markUntold(tx, id);
  enqueue(progressMessage(callOut, await readStanding(tx, callOut), now));
}

const bindings: readonly Binding[] = [
  on(routes.overview, 'members', async (context) => {
    const { waiting, blocks } = await home(context);
    return say(views.overviewPage(await drawWaiting(waiting.slice(0, HOME_PAGE)), blocks));
  }),
  on(routes.callForPeers, 'coordinator', manager.startBrief),
  on(routes.saveBrief, 'coordinator', manager.saveBrief),
  on(routes.changeBrief, 'coordinator', manager.changeBrief),
  on(routes.discard, 'coordinator', manager.discard),
  on(routes.send, 'coordinator', manager.send),
  on(routes.takeBack, 'coordinator', manager.takeBack),
  on(routes.closeNow, 'coordinator', manager.closeNow),
  on(routes.askToNameHost, 'coordinator', manager.askToNameHost),
  on(routes.nameHost, 'coordinator', manager.nameHost),
  on(routes.keepHost, 'coordinator', () => update(hostKept)),
  on(routes.showCallOut, 'coordinator', showCallOut),
  on(routes.showReplies, 'coordinator', showReplies),
  on(routes.showConflicts, 'coordinator', showConflicts),
  on(routes.joinPool, 'members', pool.join),
  on(routes.leavePool, 'members', pool.leave),
  on(routes.seeDays, 'members', peer.seeDays),
  on(routes.reply, 'members', peer.reply),
  on(routes.decline, 'members', peer.decline),
  on(routes.cannotCome, 'members', peer.cannotCome),
  on(routes.seeHost, 'members', peer.seeHost),
  on(routes.ratherNot, 'members', peer.ratherNot),
  on(routes.answerConflict, 'members', peer.answerConflict),
  on(routes.letRead, 'members', peer.letRead),
];

export const availability: Feature = {
  name: 'availability',
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
  home,
  handover,
  delivery: { expected: readExpectedMessages, listedAs: 'call-outs', undelivered },
  people: {
    changed: reopenChecks,
    touchedByMerge: ({ tx, now }, moving) => countReopenable(tx, moving, now),
    begun: async (tx, what, member) => (what === 'peer-pool' ? readPoolMembers(tx, member) : []),
  },
};
