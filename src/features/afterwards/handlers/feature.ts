import type { Binding, Feature, Handover } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
import type { Retention } from '../../../store/retention.ts';
import { MESSAGES } from '../messages.ts';
import { closeOwn, passOn } from '../operations/passing.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { forgetAssessments } from '../store/assessments.ts';
import { exportAfterwards } from '../store/export.ts';
import { forgetFeedback } from '../store/feedback.ts';
import { begin, remind } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { ownProjectsRow, toldButton, toldTooButton } from '../views/own-projects.ts';
import * as claim from './claim.ts';
import * as disclosure from './disclosure.ts';
import * as evaluation from './evaluation.ts';
import * as guards from './guards.ts';
import * as peer from './peer.ts';

const bindings: readonly Binding[] = [
  on(routes.showFollowUp, guards.readOwn, peer.showFollowUp),
  on(routes.end, guards.own, peer.end),
  on(routes.resume, guards.own, peer.resume),
  on(routes.openFeedback, guards.readOwn, peer.openFeedback),
  on(routes.giveFeedback, guards.own, peer.giveFeedback),
  on(routes.showToldByPeers, evaluation.showToldByPeers),
  on(routes.showToldByPeersToo, evaluation.showToldByPeersToo),
  on(routes.readFeedback, evaluation.readFeedback),
  on(routes.readFeedbackToo, evaluation.readFeedback),
  on(routes.openAssessment, guards.readOwn, peer.openAssessment),
  on(routes.writeAssessment, guards.own, peer.writeAssessment),
  on(routes.readOwnAssessment, guards.readLookedBack, peer.readOwnAssessment),
  on(routes.askToDelete, guards.readLookedBack, peer.askToDelete),
  on(routes.deleteAssessment, guards.lookedBack, peer.deleteAssessment),
  on(routes.keepAssessment, guards.readLookedBack, peer.keepAssessment),
  on(routes.readAssessment, evaluation.readAssessment),
  on(routes.showExpenses, guards.readOwn, claim.showExpenses),
  on(routes.sendClaim, guards.own, claim.sendClaim),
  on(routes.closeClaim, guards.own, claim.closeClaim),
  on(routes.takeBackClaim, guards.own, claim.takeBackClaim),
  on(routes.readReturned, guards.readOwn, claim.readReturned),
  on(routes.approveClaim, guards.toDecide, claim.approveClaim),
  on(routes.openReturn, guards.readToDecide, claim.openReturn),
  on(routes.returnClaim, guards.toDecide, claim.returnClaim),
  on(routes.reopenClaim, guards.toDecide, claim.reopenClaim),
  on(routes.openAsking, guards.readTaken, disclosure.openAsking),
  on(routes.ask, guards.taken, disclosure.ask),
  on(routes.takeBack, guards.asked, disclosure.takeBack),
  on(routes.readAnswer, guards.readAsked, disclosure.readAnswer),
  on(routes.consider, guards.toAnswer, disclosure.consider),
  on(routes.answer, guards.toAnswer, disclosure.answer),
  on(routes.showOwnProjects, peer.showOwnProjects),
];

const retention: readonly Retention[] = [
  {
    name: 'self-assessments',
    keeps: 'what peers write when they look back at a project, until they delete it; two years at the most',
    purge: forgetAssessments,
  },
  {
    name: 'peer-feedback',
    keeps: 'how projects went, without a name, until the end of the second year after',
    purge: forgetFeedback,
  },
];

/** Nothing here is for a coordinator to hand on: whoever runs a project answers, and once nobody does, coordinators do. */
const handover: Handover = {
  list: async () => [],
  give: async () => undefined,
  ended: (work, from) => passOn(work, from),
};

/** What follows a peer project for whoever took part (A15, A16, A18, A23). */
export const afterwards: Feature = {
  name: 'afterwards',
  permissions,
  messages: MESSAGES,
  bindings,
  sweeps: [begin, remind],
  homeActions: [{ button: toldButton, for: 'evaluation-lead', rank: 10 }],
  settings: async () => ({ place: 5, rows: [ownProjectsRow], coordinating: [toldTooButton] }),
  handover,
  // In a small network the route and its moment would say whose words they are.
  discreet: [
    routes.openFeedback,
    routes.giveFeedback,
    routes.openAssessment,
    routes.writeAssessment,
    routes.readAssessment,
  ].map(({ id }) => id),
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: { 'self_assessment.member_id': 'what you wrote when you looked back at a project' },
    export: ({ tx, vault, now }, member) => exportAfterwards(tx, vault, now, member),
    async erase(work, member) {
      await closeOwn(work, member);
      await passOn(work, member, member);
    },
    retention,
  },
};
