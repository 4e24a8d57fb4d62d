import type { Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import { row } from '../../../chat/message.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { HOLDINGS } from '../rules.ts';
import { forgetCodes } from '../sweep.ts';
import { accountsButton } from '../views/accounts.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as own from './accounts.ts';
import { ownAccount, readOwnAccount, typedCode } from './guards.ts';
import * as linking from './linking.ts';

/** Two accounts that are one person's, on Slack and on Teams. */
export const accounts: Feature = {
  name: 'accounts',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  bindings: [
    on(routes.link, linking.link),
    on(routes.agreeToLink, typedCode, linking.agree),
    on(routes.refuseLink, typedCode, linking.refuse),
    on(routes.openAccounts, own.showAccounts),
    on(routes.preferAccount, ownAccount, own.prefer),
    on(routes.askToUnlink, readOwnAccount, own.askToUnlink),
    on(routes.unlink, ownAccount, own.unlink),
  ],
  sweeps: [forgetCodes],
  privacy: { auditLabels: AUDIT_LABELS, holds: HOLDINGS },
  readTyped: linking.readBareCode,
  settings: async () => ({
    place: 2,
    rows: [row('If you use both Slack and Teams:', accountsButton)],
  }),
};
