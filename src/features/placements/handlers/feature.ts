import type { Binding, Feature, Work } from '../../../bot/feature.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { on } from '../../../bot/on.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { MESSAGES, placementCard } from '../messages.ts';
import { reopenAnswers, sayMoved } from '../operations/placing.ts';
import { noteUnreached } from '../operations/unreached.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { forgetNeeds } from '../store/checklist.ts';
import { countReopenable } from '../store/conflicts.ts';
import * as store from '../store/erasure.ts';
import { forgetPermissions } from '../store/permissions.ts';
import { readPlacedOf } from '../store/placements.ts';
import { lockProject } from '../store/projects.ts';
import { forgetMessagesBy } from '../store/team-messages.ts';
import { remindTeam } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as checklist from './checklist.ts';
import * as days from './days.ts';
import * as employer from './employer.ts';
import * as guards from './guards.ts';
import * as peer from './peer.ts';

/** Their part in every project goes, and leaves a place behind; a host that has their details is to delete them. */
async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  const placed = await readPlacedOf(tx, member);
  for (const { project } of placed) await lockProject(tx, project.id);
  await store.forgetPeer(tx, member);
  await forgetMessagesBy(tx, member);
  for (const { project, placement, isOutside } of placed)
    await sayMoved(work, project.id, isOutside ? { placement: placement.id, what: 'forgotten' } : undefined);
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
    keeps:
      'an employer’s yes to being away: with its project, or for three months after the day that was given',
    purge: forgetPermissions,
  },
  {
    name: 'project-needs',
    keeps: 'what somebody needs to take part in a project: until it is over',
    purge: forgetNeeds,
  },
  { name: 'projects', keeps: 'two years after they are over', purge: store.forgetProjects },
];

const bindings: readonly Binding[] = [
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
  on(routes.daysSuit, guards.ownPlacement, days.daysSuit),
  on(routes.openDays, guards.readOwnPlacement, days.openDays),
  on(routes.saveDays, guards.ownPlacement, days.saveDays),
  on(routes.addToCalendar, guards.readOwnPlacement, days.addToCalendar),
  on(routes.openChecklist, guards.readOwnPlacement, checklist.openChecklist),
  on(routes.tick, guards.ownPlacement, checklist.tick),
  on(routes.stepIn, guards.ownPlacement, peer.stepIn),
];

/** One person on one project: what they are asked, what they say, and where their details went. */
export const placements: Feature = {
  name: 'placements',
  permissions,
  messages: MESSAGES,
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'placement.peer_id': 'projects that you said yes to, or were put forward for',
      'release_permission.member_id': 'your employer’s yes to peer projects',
      'team_message.by_id': 'what you wrote to the people of your projects',
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => store.exportPlacements(tx, vault, member),
  },
  sweeps: [remindTeam],
  pages: days.pages,
  delivery: { listedAs: 'peer projects', lost: [onLost(placementCard, noteUnreached)] },
  people: {
    changed: async (work, member, what) => {
      if (what.some((one) => one === 'organisation' || one === 'area' || one === 'kinds'))
        await reopenAnswers(work, member);
    },
    touchedByMerge: ({ tx }, moving) => countReopenable(tx, moving),
  },
};
