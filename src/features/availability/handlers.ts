import { type Binding, type Context, type Feature, type HomePart, on, type Work } from '../../bot/feature.ts';
import { mayUse } from '../../bot/router.ts';
import type { Card } from '../../chat/message.ts';
import { say, update } from '../../chat/reply.ts';
import * as manager from './handlers/manager.ts';
import * as peer from './handlers/peer.ts';
import * as routes from './routes.ts';
import { type CallOut, lockCallOut, readCallOut, readOpenCallOuts, readStanding } from './store/call-outs.ts';
import { markUndelivered, readInvitation, readUnanswered } from './store/invitations.ts';
import { countPool, enterPool, isInPool, leavePool } from './store/pool.ts';
import { closeOnTime, remind } from './sweep.ts';
import * as views from './views/home.ts';
import { progressLetter } from './views/letters.ts';
import { draftCard, hostKept, progressCard } from './views/manager.ts';
import { callOutCard } from './views/peer.ts';

async function home(context: Context): Promise<HomePart> {
  const { tx, actor, now } = context;
  if (!mayUse(actor, 'members')) return views.homePart(undefined, []);
  const waiting: Card[] = [];
  for (const { id, callOutId } of await readUnanswered(tx, actor.member, now)) {
    const callOut = await readCallOut(tx, callOutId);
    if (callOut) waiting.push(callOutCard(callOut, id));
  }
  for (const id of mayUse(actor, 'coordinator') ? await readOpenCallOuts(tx, actor.member) : []) {
    const callOut = await readCallOut(tx, id);
    if (callOut) waiting.push(await managerCard(context, callOut));
  }
  return views.homePart(await isInPool(tx, actor.member), waiting);
}

async function managerCard({ tx, actor, now }: Context, callOut: CallOut): Promise<Card> {
  if (callOut.state === 'draft') return draftCard(callOut, await countPool(tx, actor.member));
  return progressCard(callOut, await readStanding(tx, callOut), now);
}

/** A peer who cannot be reached shows on the project manager's card, so that somebody can ring. */
async function undelivered(
  { tx, now, enqueue }: Work,
  id: string,
  key: string,
  outcome: string,
): Promise<void> {
  if (outcome === 'expired' || !key.startsWith('availability:invitation:')) return;
  const invitation = await readInvitation(tx, id);
  const callOut = invitation && (await lockCallOut(tx, invitation.callOutId));
  if (!callOut) return;
  await markUndelivered(tx, id);
  enqueue(progressLetter(callOut, await readStanding(tx, callOut), now));
}

const bindings: readonly Binding[] = [
  on(routes.overview, 'members', async (context) => say(views.overviewPage(await home(context)))),
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
  on(routes.showReplies, 'coordinator', manager.showReplies),
  on(routes.showConflicts, 'coordinator', manager.showConflicts),
  on(routes.joinPool, 'members', async ({ tx, actor, now }) => {
    await enterPool(tx, actor.member, now);
    return say(views.poolJoined);
  }),
  on(routes.leavePool, 'members', async ({ tx, actor, now }) => {
    await leavePool(tx, actor.member, now);
    return say(views.poolLeft);
  }),
  on(routes.seeDays, 'members', peer.seeDays),
  on(routes.reply, 'members', peer.reply),
  on(routes.decline, 'members', peer.decline),
  on(routes.seeHost, 'members', peer.seeHost),
  on(routes.answerConflict, 'members', peer.answerConflict),
];

export const availability: Feature = {
  name: 'availability',
  bindings,
  holds: {
    'pool_peer.member_id': 'your place in the peer pool',
    'invitation.peer_id': 'call-outs',
    'project.manager_id': 'call-outs',
  },
  sweeps: [remind, closeOnTime],
  home,
  undelivered,
};
