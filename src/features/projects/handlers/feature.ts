import type { Binding, Feature, Work } from '../../../bot/feature.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { tell } from '../../../bot/messages/say.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { on } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import { update } from '../../../chat/reply.ts';
import type { Retention } from '../../../store/retention.ts';
import { MESSAGES, placementCard, toDelete } from '../messages.ts';
import { seats } from '../operations/deputy.ts';
import { reopenAnswers, settleProject, showProject } from '../operations/placing.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { isLive } from '../rules/placement.ts';
import { isOver } from '../rules/project.ts';
import { countReopenable } from '../store/conflicts.ts';
import * as store from '../store/erasure.ts';
import { forgetPermissions } from '../store/permissions.ts';
import { lockPlacement, markUnreached, readPlacedOf } from '../store/placements.ts';
import { lockProject } from '../store/projects.ts';
import { begin, end, remindTeam } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { kept } from '../views/manager.ts';
import * as deputy from './deputy.ts';
import * as employer from './employer.ts';
import * as guards from './guards.ts';
import * as manager from './manager.ts';
import * as peer from './peer.ts';
import * as release from './release.ts';
import * as ruling from './ruling.ts';

/** Somebody who was put forward and cannot be reached shows on the project manager’s card, so that somebody can ring. */
async function tellManager(work: Work, { record }: Lost): Promise<void> {
  const { tx } = work;
  const placed = await lockPlacement(tx, record);
  if (!placed || isOver(placed.project.state) || !isLive(placed.placement.state)) return;
  await markUnreached(tx, record, true);
  await showProject(work, placed.project);
}

/** Their part in every project goes; a host that has their details is to delete them. */
async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  const placed = await readPlacedOf(tx, member);
  const locked = [];
  for (const { project, isAtHost } of placed) {
    const one = await lockProject(tx, project.id);
    if (one && isAtHost) tell(work, toDelete, { project: one }, work.now.toISOString());
    if (one && !isOver(one.state)) locked.push(one);
  }
  await store.forgetPeer(tx, member);
  // Whoever is gone leaves a place behind.
  for (const project of locked) await settleProject(work, project);
}

const retention: readonly Retention[] = [
  {
    name: 'conflicts',
    keeps:
      'what is said about conflicts: of those who did not take part until the project is over, of those who did for two years after',
    purge: store.forgetConflicts,
  },
  {
    name: 'permissions',
    keeps: 'an employer’s yes to being away: with its project, or until the day that was given',
    purge: forgetPermissions,
  },
  { name: 'projects', keeps: 'two years after they are over', purge: store.forgetProjects },
];

const bindings: readonly Binding[] = [
  on(routes.showProject, guards.readOwnProject, manager.showProject),
  on(routes.showPeople, guards.readOwnPeople, manager.showPeople),
  on(routes.openChoice, guards.readOwnPeople, manager.openChoice),
  on(routes.choose, guards.readOwnPeople, manager.choose),
  on(routes.ask, guards.ownPeople, manager.ask),
  on(routes.keep, () => update(kept)),
  on(routes.openRuling, guards.readPlacedByManager, ruling.openRuling),
  on(routes.rule, guards.placedByManager, ruling.rule),
  on(routes.openNoteOf, guards.readPlacedByManager, ruling.openNoteOf),
  on(routes.openRelease, guards.readOwnPeople, release.openRelease),
  on(routes.previewRelease, guards.readOwnPeople, release.previewRelease),
  on(routes.release, guards.ownPeople, release.release),
  on(routes.openReleased, guards.readPlacedByManager, release.openReleased),
  on(routes.recall, guards.placedByManager, release.recall),
  on(routes.agree, guards.placedByManager, release.agree),
  on(routes.unagree, guards.placedByManager, release.unagree),
  on(routes.passOver, guards.placedByManager, release.passOver),
  on(routes.askToThank, guards.readOwnPeople, manager.askToThank),
  on(routes.thank, guards.ownPeople, manager.thank),
  on(routes.askToCancel, guards.readOwnPeople, manager.askToCancel),
  on(routes.cancel, guards.ownProject, manager.cancel),
  on(routes.showDeputy, guards.readOwnProject, deputy.showDeputy),
  on(routes.openHost, guards.readOwnProject, deputy.openHost),
  on(routes.openNaming, guards.readOwnProject, deputy.openNaming),
  on(routes.askDeputy, guards.ownProject, deputy.askDeputy),
  on(routes.askToEndDeputy, guards.readOwnProject, deputy.askToEndDeputy),
  on(routes.endDeputy, guards.ownProject, deputy.endDeputy),
  on(routes.seeHost, guards.readOwnPlacement, peer.seeHost),
  on(routes.seeHostBefore, guards.readOwnPlacement, peer.seeHost),
  on(routes.openDetails, guards.readOwnPlacement, peer.openDetails),
  on(routes.answerConflict, guards.ownPlacement, peer.answerConflict),
  on(routes.ratherNot, guards.ownPlacement, peer.ratherNot),
  on(routes.ratherNotBefore, guards.ownPlacement, peer.ratherNot),
  on(routes.openRequest, guards.readOwnPlacement, employer.openRequest),
  on(routes.openAgreed, guards.readOwnPlacement, employer.openAgreed),
  on(routes.agreed, guards.ownPlacement, employer.agreed),
  on(routes.letRead, guards.ownPlacement, peer.letRead),
  on(routes.letReadBefore, guards.ownPlacement, peer.letRead),
  on(routes.showPlacement, guards.readOwnPlacement, peer.showPlacement),
  on(routes.stillComes, guards.ownPlacement, peer.stillComes),
  on(routes.askToWithdraw, guards.readOwnPlacement, peer.askToWithdraw),
  on(routes.withdraw, guards.ownPlacement, peer.withdraw),
  on(routes.comeBack, guards.ownPlacement, peer.comeBack),
  on(routes.openNote, guards.readOwnPlacement, peer.openNote),
  on(routes.writeNote, guards.ownPlacement, peer.writeNote),
  on(routes.standBy, guards.ownPlacement, peer.standBy),
];

export const projects: Feature = {
  name: 'projects',
  permissions,
  messages: MESSAGES,
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'placement.peer_id': 'projects that you said yes to, or were put forward for',
      'release_permission.member_id': 'your employer’s yes to peer projects',
      'project.manager_id': 'projects that you run',
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => store.exportPlacements(tx, vault, member),
  },
  sweeps: [begin, end, remindTeam],
  seats,
  delivery: { listedAs: 'peer projects', lost: [onLost(placementCard, tellManager)] },
  people: {
    changed: async (work, member, what) => {
      if (what.some((one) => one === 'organisation' || one === 'area' || one === 'kinds'))
        await reopenAnswers(work, member);
    },
    touchedByMerge: ({ tx }, moving) => countReopenable(tx, moving),
  },
};
