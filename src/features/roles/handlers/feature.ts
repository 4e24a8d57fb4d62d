import { type Feature, on } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { button } from '../../../chat/route.ts';
import { MESSAGES } from '../messages.ts';
import * as routes from '../routes.ts';
import { settleRoles } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as handover from './handover.ts';
import * as handlers from './roles.ts';
import * as supervision from './supervision.ts';

/** Who has which role, from when to when, and what becomes of their work when it ends. */
export const roles: Feature = {
  name: 'roles',
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  privacy: { auditLabels: AUDIT_LABELS },
  bindings: [
    on(routes.roles, 'coordinator', handlers.showRoles),
    on(routes.openRoles, 'coordinator', handlers.showRoles),
    on(routes.startRole, 'coordinator', handlers.startRole),
    on(routes.chooseRole, 'coordinator', handlers.chooseRole),
    on(routes.giveRole, 'coordinator', handlers.giveRole),
    on(routes.askToEndRole, 'coordinator', handlers.askToEndRole),
    on(routes.endRole, 'coordinator', handlers.endRole),
    on(routes.openSupervised, 'coordinator', supervision.showSupervised),
    on(routes.saveSupervised, 'coordinator', supervision.saveSupervised),
    on(routes.openGive, 'coordinator', handover.openGive),
    on(routes.give, 'coordinator', handover.give),
    on(routes.leaveOpen, 'coordinator', handover.leaveOpen),
  ],
  sweeps: [settleRoles],
  handover: supervision.handover,
  settings: async () => ({
    place: 6,
    rows: [],
    coordinating: [button(routes.openRoles, 'Roles', {})],
  }),
};
