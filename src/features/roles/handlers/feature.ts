import type { Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import { button } from '../../../chat/route.ts';
import { MESSAGES } from '../messages.ts';
import { forgetSeatsOf } from '../operations/seats.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { exportSeats } from '../store/seated.ts';
import { forgetSeats } from '../store/seats.ts';
import { settleRoles } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as handover from './handover.ts';
import * as handlers from './roles.ts';
import * as seats from './seats.ts';
import * as supervision from './supervision.ts';

/** Who has which role, from when to when, and what becomes of their work when it ends. */
export const roles: Feature = {
  name: 'roles',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: { 'seat.member_id': 'something you were asked to take on' },
    erase: forgetSeatsOf,
    export: exportSeats,
    retention: [
      {
        name: 'seats',
        keeps:
          'who was asked to take something on: a no until that is over, two years at the most; the rest for 30 days after its end',
        purge: forgetSeats,
      },
    ],
  },
  bindings: [
    on(routes.roles, handlers.showRoles),
    on(routes.openRoles, handlers.showRoles),
    on(routes.startRole, handlers.startRole),
    on(routes.chooseRole, handlers.chooseRole),
    on(routes.giveRole, handlers.giveRole),
    on(routes.askToEndRole, handlers.askToEndRole),
    on(routes.endRole, handlers.endRole),
    on(routes.openSupervised, supervision.showSupervised),
    on(routes.saveSupervised, supervision.saveSupervised),
    on(routes.openGive, handover.openGive),
    on(routes.give, handover.give),
    on(routes.leaveOpen, handover.leaveOpen),
    on(routes.acceptSeat, seats.ownSeat, seats.accept),
    on(routes.declineSeat, seats.ownSeat, seats.decline),
    on(routes.undoSeat, seats.ownSeat, seats.undo),
    on(routes.askToLeaveSeat, seats.readOwnSeat, seats.askToLeave),
    on(routes.leaveSeat, seats.ownSeat, seats.leave),
    on(routes.keepSeat, seats.readOwnSeat, seats.keep),
  ],
  sweeps: [settleRoles],
  handover: supervision.handover,
  settings: async () => ({
    place: 6,
    rows: [],
    coordinating: [button(routes.openRoles, 'Roles', {})],
  }),
};
