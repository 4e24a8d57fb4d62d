import type { Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { forgetInvited } from '../store/invited.ts';
import { AUDIT_LABELS, importButton } from '../views.ts';
import * as invited from './invited.ts';
import * as list from './list.ts';
import { exportPeople, importPeople } from './terminal.ts';

/** People who are expected: from a list or with a code, in chat, on a page and in the terminal. */
export const invitations: Feature = {
  name: 'invitations',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  bindings: [
    on(routes.importPeople, list.showImport),
    on(routes.openImport, list.showImport),
    on(routes.bringIn, list.saveList),
    on(routes.acceptInvitation, invited.accept),
    on(routes.declineInvitation, invited.decline),
  ],
  terminal: [
    { name: 'import', run: importPeople },
    { name: 'export', run: exportPeople },
  ],
  privacy: {
    auditLabels: AUDIT_LABELS,
    retention: [
      {
        name: 'invited',
        keeps:
          'somebody who was invited and did not come, half a year; that somebody said no, half a year from then',
        purge: forgetInvited,
      },
    ],
  },
  pages: invited.joinPage,
  people: { appeared: invited.offerToExpected, asksToJoin: invited.readExpected },
  readTyped: invited.readTypedJoinCode,
  settings: async () => ({ place: 8, rows: [], coordinating: [importButton] }),
};
