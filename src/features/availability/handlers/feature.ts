import type { Binding, Context, Feature, Work } from '../../../bot/feature.ts';
import { HOME_PAGE } from '../../../bot/home.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { drawStanding, readStandingCards } from '../../../bot/messages/waiting.ts';
import { on } from '../../../bot/on.ts';
import { mayUse } from '../../../bot/permissions.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import { localDate } from '../../../time/hours.ts';
import { isBeforeChoice } from '../../placements/rules/project.ts';
import { isInPool, readPoolMembers } from '../../pool/store/callable.ts';
import { invitationCard, MESSAGES, reminder } from '../messages.ts';
import { deputyChanged, showProgress } from '../operations/call-outs.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { lockCallOut, readOwnCallOuts } from '../store/call-outs.ts';
import { exportPeer } from '../store/erasure.ts';
import { markUnasked, readInvitation } from '../store/invitations.ts';
import { readNotice } from '../store/notice.ts';
import { type Run, readRun } from '../store/run.ts';
import { closeCalledOff, closeOnTime, lapsePencils, remind, showDays } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as views from '../views/home.ts';
import { closedRow } from '../views/manager.ts';
import { noticeBlocks } from '../views/notice.ts';
import { correct, openCorrect } from './correct.ts';
import { erase } from './erasure.ts';
import { ownBrief, ownCallOut, ownInvitation, ownReply, readOwnCallOut } from './guards.ts';
import { handover } from './handover.ts';
import * as manager from './manager.ts';
import { showCallOut, showReplies } from './manager-reads.ts';
import * as onePerson from './one-person.ts';
import * as peer from './peer.ts';
import * as pencil from './pencil.ts';
import * as pool from './pool.ts';
import * as whom from './whom.ts';

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
        context,
        await readOwnCallOuts(tx, actor.member, localDate(now, actor.timeZone)),
        actor.member,
      )
    : new Map<string, Run>();
  const closed = [...own.values()].filter(
    ({ callOut: { kind, state, project } }) =>
      // A pencil waits above until its dates are fixed.
      kind !== 'pencil' && state !== 'draft' && (state === 'closed' || !isBeforeChoice(project.state)),
  );
  return say(
    views.overviewPage(
      drawn.flatMap(({ card }) => card ?? []),
      [
        ...closed.map(({ callOut, progress }) => closedRow(callOut, progress, actor.member)),
        views.poolRow(await readPlace(context)),
      ],
    ),
  );
}

/**
 * A peer who cannot be reached shows on the project manager's card, so that somebody can ring. A reminder that came too
 * late says nothing about anyone.
 */
async function tellManager(work: Work, { record, edition }: Pick<Lost, 'record'> & { edition?: number }) {
  const { tx } = work;
  const invitation = await readInvitation(tx, record);
  // What said only that it came once more was seen before.
  if (edition !== undefined && edition !== invitation?.edition) return;
  const callOut = invitation && (await lockCallOut(tx, invitation.callOutId));
  if (!callOut || callOut.state === 'withdrawn' || callOut.state === 'fixed') return;
  await markUnasked(tx, [record]);
  await showProgress(work, callOut);
}

const lost = [
  onLost(invitationCard, tellManager),
  onLost(reminder, async (work, message) => {
    if (message.outcome !== 'expired') await tellManager(work, { record: message.record });
  }),
];

const bindings: readonly Binding[] = [
  on(routes.overview, overview),
  on(routes.openOverview, overview),
  on(routes.callForPeers, manager.startBrief),
  on(routes.openBrief, manager.startBrief),
  on(routes.saveBrief, ownBrief, manager.saveBrief),
  on(routes.changeBrief, readOwnCallOut, manager.changeBrief),
  on(routes.discard, ownCallOut, manager.discard),
  on(routes.openWhom, readOwnCallOut, whom.openWhom),
  on(routes.saveWhom, ownCallOut, whom.saveWhom),
  on(routes.askElse, ownCallOut, whom.askElse),
  on(routes.send, ownCallOut, manager.send),
  on(routes.takeBack, ownCallOut, manager.takeBack),
  on(routes.closeNow, ownCallOut, manager.closeNow),
  on(routes.openExtend, readOwnCallOut, manager.openExtend),
  on(routes.extend, ownCallOut, manager.extend),
  on(routes.openCorrect, readOwnCallOut, openCorrect),
  on(routes.correct, ownCallOut, correct),
  on(routes.openOne, readOwnCallOut, onePerson.openOne),
  on(routes.one, ownCallOut, onePerson.one),
  on(routes.showCallOut, readOwnCallOut, showCallOut),
  on(routes.showReplies, readOwnCallOut, showReplies),
  on(routes.openFix, readOwnCallOut, pencil.openFix),
  on(routes.previewFix, readOwnCallOut, pencil.previewFix),
  on(routes.fix, ownCallOut, pencil.fix),
  on(routes.joinPool, pool.join),
  on(routes.leavePool, pool.leave),
  on(routes.sayYes, ownReply, peer.sayYes),
  on(routes.seeDays, ownInvitation, peer.seeDays),
  on(routes.reply, ownReply, peer.reply),
  on(routes.beKeen, ownReply, peer.beKeen),
  on(routes.decline, ownReply, peer.decline),
  on(routes.cannotCome, ownReply, peer.cannotCome),
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
      'invitation.noted_by_id': 'replies that you noted for others',
    },
    erase,
    export: ({ tx }, member) => exportPeer(tx, member),
  },
  sweeps: [remind, closeOnTime, closeCalledOff, showDays, lapsePencils],
  status: async ({ tx, now, actor }) => noticeBlocks(await readNotice(tx, localDate(now, actor.timeZone))),
  homeActions: [
    { button: views.callOutsButton, for: 'members', rank: 30 },
    { button: views.newCallOutButton, for: 'project-manager', rank: 10 },
  ],
  handover,
  seats: {
    changed: async (work, { scope, scopeId }, former) => {
      if (scope === 'project') await deputyChanged(work, scopeId, former);
    },
  },
  delivery: { listedAs: 'call-outs', lost },
  people: {
    begun: async (tx, what, member) => (what === 'peer-pool' ? readPoolMembers(tx, member) : []),
  },
};
