import type { Context, Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import type { SettingsPart } from '../../../bot/page-parts.ts';
import { row } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { hasReach } from '../../../directory/reach.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as consentRoutes from '../routes/call-consent.ts';
import * as listRoutes from '../routes/list.ts';
import * as reachRoutes from '../routes/reach.ts';
import * as supportRoutes from '../routes/support.ts';
import { howToReachMe } from '../rules/links.ts';
import { askUnasked } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { capacityButton } from '../views/capacity.ts';
import { sharedWithMeButton, supportButtons } from '../views/support.ts';
import * as consent from './call-consent.ts';
import * as capacity from './capacity.ts';
import { listBindings } from './list.ts';
import * as reach from './reach.ts';
import { supportBindings } from './support.ts';

const ownSettings = async ({ tx, actor }: Context): Promise<SettingsPart> => ({
  place: 4,
  rows: [
    row('In your own words, kept encrypted, read only by whom you choose:', ...supportButtons),
    row('What others have shared with you:', sharedWithMeButton),
    row(
      'Who would you like me to ask, and who never? Only you see either; nobody is told.',
      button(listRoutes.openList, 'My list', {}),
      button(listRoutes.openNever, 'Not this person', {}),
    ),
    row(
      'For whoever you ask for a call, and your buddy once you’ve both said yes; kept encrypted:',
      howToReachMe,
      ...((await hasReach(tx, actor.member))
        ? [button(reachRoutes.forgetReach, 'Forget how to reach me', {})]
        : []),
    ),
    row('Whether others may ask you to ring them:', button(consentRoutes.openResponder, 'Being asked', {})),
  ],
});

/** Whom somebody turns to and who may turn to them, how they are reached and like to be supported. */
export const circle: Feature = {
  name: 'circle',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  support: [reachRoutes.saveReach.id],
  discreet: [
    listRoutes.list,
    listRoutes.openList,
    listRoutes.saveList,
    listRoutes.openNever,
    listRoutes.saveNever,
    consentRoutes.answerResponder,
    consentRoutes.openResponder,
    consentRoutes.saveResponder,
    consentRoutes.openCapacity,
    consentRoutes.sayCapacity,
    consentRoutes.openBackAt,
    consentRoutes.saveBackAt,
    reachRoutes.openReach,
    reachRoutes.forgetReach,
    supportRoutes.openSupport,
    supportRoutes.saveSupport,
    supportRoutes.openShares,
    supportRoutes.saveShares,
    supportRoutes.openSharedWithMe,
    supportRoutes.readShared,
  ].map(({ id }) => id),
  privacy: { auditLabels: AUDIT_LABELS },
  bindings: [
    on(reachRoutes.openReach, reach.showReach),
    on(reachRoutes.saveReach, reach.saveReach),
    on(reachRoutes.forgetReach, reach.forgetReach),
    on(consentRoutes.answerResponder, consent.answerResponder),
    on(consentRoutes.openResponder, consent.showResponder),
    on(consentRoutes.saveResponder, consent.saveResponder),
    on(consentRoutes.openCapacity, capacity.showCapacity),
    on(consentRoutes.sayCapacity, capacity.sayCapacity),
    on(consentRoutes.openBackAt, capacity.askBackAt),
    on(consentRoutes.saveBackAt, capacity.saveBackAt),
    ...listBindings,
    ...supportBindings,
  ],
  sweeps: [askUnasked],
  homeActions: [{ button: capacityButton, for: 'members', rank: 20 }],
  settings: ownSettings,
};
