import { concernUrl } from '../../../bot/concern-page.ts';
import type { Binding, Feature } from '../../../bot/feature.ts';
import { SOMEBODY } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import { open } from '../../../chat/reply.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as views from '../views/page.ts';
import { lineBindings } from './line.ts';
import * as page from './page.ts';
import { pages } from './web.ts';

const bindings: readonly Binding[] = [
  on(routes.concern, page.showPage),
  on(routes.openPage, page.showPage),
  on(routes.openPaper, ({ settings }) => open(views.paperForm(concernUrl(settings)))),
  on(routes.openEdit, page.openEdit),
  on(routes.save, page.save),
  ...lineBindings,
];

/** When something is wrong with how somebody did their work: a page that says whom to turn to, and keeps nothing. */
export const concerns: Feature = {
  name: 'concerns',
  helpLine: SOMEBODY,
  permissions,
  messages: MESSAGES,
  bindings,
  discreet: true,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'concern_line.proposed_by': 'A number that you asked to have on the page “When something is wrong”',
      'concern_line.asked_id': 'A number that you’re asked about for the page “When something is wrong”',
    },
  },
  pages,
  settings: async () => ({ place: 6, rows: [], coordinating: [views.coordinatorsButton] }),
};
