import type { Binding, Feature } from '../../../bot/feature.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { on } from '../../../bot/on.ts';
import { update } from '../../../chat/reply.ts';
import { noteUnreached } from '../../placements/operations/unreached.ts';
import { MESSAGES, teamWords } from '../messages.ts';
import { seats } from '../operations/deputy.ts';
import { noteMoved } from '../operations/running.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { exportSuggestions } from '../store/candidates.ts';
import { askPrepared, begin, end, lapseOffers } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { kept } from '../views/manager.ts';
import * as choice from './choice.ts';
import * as confided from './confided.ts';
import * as days from './days.ts';
import * as deputy from './deputy.ts';
import * as guards from './guards.ts';
import * as listing from './listing.ts';
import * as manager from './manager.ts';
import * as preparation from './preparation.ts';
import * as release from './release.ts';
import * as ruling from './ruling.ts';
import * as writing from './writing.ts';

const bindings: readonly Binding[] = [
  on(routes.showProject, guards.readOwnProject, manager.showProject),
  on(routes.showPeople, guards.readOwnPeople, manager.showPeople),
  on(routes.openChoice, guards.readOwnProject, choice.openChoice),
  on(routes.choose, guards.readOwnProject, choice.choose),
  on(routes.ask, guards.ownProject, choice.ask),
  on(routes.openSuggestions, guards.readOwnProject, choice.openSuggestions),
  on(routes.keep, () => update(kept)),
  on(routes.openRuling, guards.readPlacedByManager, ruling.openRuling),
  on(routes.openNextRuling, guards.readOwnPeople, ruling.openNextRuling),
  on(routes.rule, guards.placedByManager, ruling.rule),
  on(routes.openNoteOf, guards.readPlacedByManager, confided.openNote),
  on(routes.openRelease, guards.readOwnPeople, release.openRelease),
  on(routes.previewRelease, guards.readOwnPeople, release.previewRelease),
  on(routes.release, guards.ownPeople, release.release),
  on(routes.openReleased, guards.readPlacedByManager, release.openReleased),
  on(routes.recall, guards.placedByManager, release.recall),
  on(routes.noteDeleted, guards.ownPeople, release.noteDeleted),
  on(routes.agree, guards.placedByManager, release.agree),
  on(routes.unagree, guards.placedByManager, release.unagree),
  on(routes.passOver, guards.placedByManager, release.passOver),
  on(routes.askToThank, guards.readOwnPeople, manager.askToThank),
  on(routes.thank, guards.ownPeople, manager.thank),
  on(routes.askToCancel, guards.readOwnPeople, manager.askToCancel),
  on(routes.cancel, guards.ownProject, manager.cancel),
  on(routes.openMove, guards.readOwnProject, days.openMove),
  on(routes.previewMove, guards.readOwnPeople, days.previewMove),
  on(routes.move, guards.ownPeople, days.move),
  on(routes.openPreparation, guards.readOwnPeople, preparation.openPreparation),
  on(routes.prepare, guards.ownPeople, preparation.prepare),
  on(routes.openNeedsOf, guards.readPlacedByManager, confided.openNeeds),
  on(routes.openWriting, guards.readOwnPeople, writing.openWriting),
  on(routes.previewWriting, guards.readOwnPeople, writing.previewWriting),
  on(routes.write, guards.ownPeople, writing.write),
  on(routes.openList, guards.readOwnPeople, listing.openList),
  on(routes.seek, guards.ownPeople, manager.seek),
  on(routes.stopSeeking, guards.ownPeople, manager.stopSeeking),
  on(routes.showDeputy, guards.readOwnProject, deputy.showDeputy),
  on(routes.openHost, guards.readOwnProject, deputy.openHost),
  on(routes.openNaming, guards.readOwnProject, deputy.openNaming),
  on(routes.askDeputy, guards.ownProject, deputy.askDeputy),
  on(routes.askToEndDeputy, guards.readOwnProject, deputy.askToEndDeputy),
  on(routes.endDeputy, guards.ownProject, deputy.endDeputy),
];

/** Running a project: whom to choose, to clear, to hand to the host, to thank. */
export const projects: Feature = {
  name: 'projects',
  permissions,
  messages: MESSAGES,
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'project.manager_id': 'projects that you run',
      'suggestion.peer_id': 'projects that you were suggested for, and why',
    },
    export: ({ tx }, member) => exportSuggestions(tx, member),
  },
  sweeps: [begin, end, lapseOffers, askPrepared],
  seats,
  placements: { moved: noteMoved },
  delivery: { listedAs: 'peer projects', lost: [onLost(teamWords, noteUnreached)] },
};
