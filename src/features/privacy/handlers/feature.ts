import type { Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import { row } from '../../../chat/message.ts';
import { open } from '../../../chat/reply.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import * as erasures from '../store/erasure.ts';
import { forgetDownloads } from '../store/my-data.ts';
import { forget } from '../sweep.ts';
import { askableButton, askablePage, employerButton, employerPage } from '../views/at-work.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { privacyButton } from '../views/privacy.ts';
import { pages } from './my-data.ts';
import * as own from './privacy.ts';

/** What is kept of somebody, having it sent or forgotten, and what others can see of it. */
export const privacy: Feature = {
  name: 'privacy',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  discreet: [
    routes.askableView,
    routes.employerView,
    routes.privacy,
    routes.openPrivacy,
    routes.openKept,
    routes.openLookedAt,
    routes.sendMyData,
    routes.readMyData,
    routes.askToForget,
    routes.forgetMe,
    routes.keepMyData,
  ].map(({ id }) => id),
  bindings: [
    on(routes.askableView, () => open(askablePage)),
    on(routes.employerView, ({ actor }) => open(employerPage(actor.platform))),
    on(routes.privacy, own.showPrivacy),
    on(routes.openPrivacy, own.showPrivacy),
    on(routes.openKept, own.showKept),
    on(routes.openLookedAt, own.showLookedAt),
    on(routes.sendMyData, own.sendMyData),
    on(routes.readMyData, own.readMyData),
    on(routes.askToForget, own.askToForget),
    on(routes.forgetMe, own.forgetMe),
    on(routes.keepMyData, own.keepMyData),
    on(routes.audit, (context) => own.showAudit(context, {})),
    on(routes.openAudit, own.showAudit),
  ],
  sweeps: [forget],
  privacy: {
    auditLabels: AUDIT_LABELS,
    retention: [
      {
        name: 'guests',
        keeps: 'a year after a guest last wrote; then they are forgotten',
        purge: erasures.askForOldGuests,
      },
      {
        name: 'forgotten',
        keeps: 'that it was done, two years, without a name',
        purge: erasures.forgetErasures,
      },
      { name: 'download', keeps: '15 minutes', purge: forgetDownloads },
    ],
  },
  pages,
  homeActions: [
    { button: employerButton, for: 'anyone', rank: 80 },
    { button: askableButton, for: 'members', rank: 85 },
  ],
  settings: async () => ({
    place: 5,
    rows: [row('What I keep about you:', privacyButton), row('At work:', askableButton, employerButton)],
  }),
};
