import type { Binding, Feature } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
import { row } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { MESSAGES } from '../messages.ts';
import { askToLookOver } from '../operations.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { sharedButton } from '../rules/links.ts';
import { exportInvitations, forgetInvitations } from '../store/invitations.ts';
import { forgetReviews } from '../store/review.ts';
import { exportShared } from '../store/shared.ts';
import { arrangeReviews } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { poolButton } from '../views/review.ts';
import * as inviting from './inviting.ts';
import * as peer from './peer.ts';
import * as review from './review.ts';

const retention: readonly Retention[] = [
  {
    name: 'pool-reviews',
    keeps: 'that the peer pool was looked over, and how many were in it, two years',
    purge: forgetReviews,
  },
  {
    name: 'pool-invitations',
    keeps: 'who was told of a meeting that might interest them, two weeks after the meeting',
    purge: forgetInvitations,
  },
];

const bindings: readonly Binding[] = [
  on(routes.pool, review.openPool),
  on(routes.openPool, review.openPool),
  on(routes.openPart, review.openPart),
  on(routes.lookOver, review.lookOver),
  on(routes.openInviting, inviting.openInviting),
  on(routes.findPeople, inviting.findPeople),
  on(routes.chooseAgain, inviting.chooseAgain),
  on(routes.previewInviting, inviting.previewInviting),
  on(routes.invite, inviting.invite),
  on(routes.takeBack, inviting.takeBack),
  on(routes.seeEvent, peer.ownInvitation, peer.seeEvent),
  on(routes.notForMe, peer.ownInvitation, peer.notForMe),
  on(routes.openShared, peer.openShared),
];

/** The pool of peers over a year, for whoever may run projects; and for each peer, where their details went. */
export const pool: Feature = {
  name: 'pool',
  permissions,
  messages: MESSAGES,
  bindings,
  // Who was thought of for what, and who looks up where their details went, is theirs.
  discreet: [routes.seeEvent, routes.notForMe, routes.openShared].map(({ id }) => id),
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'pool_invitation.peer_id': 'meetings that somebody thought might interest you',
      'pool_invitation.by_id': 'meetings that you told others of',
      'pool_review.looked_by': 'a look over the peer pool',
    },
    retention,
    export: async ({ tx, vault }, member) => ({
      'where my details went': await exportShared(tx, vault, member),
      'meetings that might interest me': await exportInvitations(tx, member),
    }),
  },
  sweeps: [arrangeReviews],
  homeActions: [{ button: poolButton, for: 'project-manager', rank: 12 }],
  settings: async () => ({ place: 5, rows: [row('What was handed over about me:', sharedButton)] }),
  async occurs(work, { localDate }) {
    await askToLookOver(work, localDate);
  },
};
