import type { Feature } from '../../../bot/feature.ts';
import { OWN_PAGES } from '../../../bot/home.ts';
import { on } from '../../../bot/on.ts';
import { button } from '../../../chat/route.ts';
import { readSafety } from '../../../directory/safety.ts';
import { MESSAGES } from '../messages.ts';
import { askToRing, confirmAgain } from '../operations/review.ts';
import { emptySeat } from '../operations/seats.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes/safety.ts';
import { forgetChanges, readOpenChanges, readRecentChanges } from '../store/changes.ts';
import { takeUnanswered } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { changeLines } from '../views/changes.ts';
import { seatLines } from '../views/seats.ts';
import { statusBlocks } from '../views/status.ts';
import { safetyChangeBindings } from './changes.ts';
import { ownHelplineBindings } from './own-helplines.ts';
import * as safety from './safety.ts';

/** Who looks after safety, the numbers that everybody sees, and the gate that stays shut without them (D49). */
export const safeguarding: Feature = {
  name: 'safeguarding',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  bindings: [
    on(routes.safety, safety.showSafety),
    on(routes.openSafety, safety.showSafety),
    on(routes.openSafetyPerson, safety.showPerson),
    on(routes.saveSafetyPerson, safety.savePerson),
    on(routes.openOutOfHours, safety.showOutOfHours),
    on(routes.saveOutOfHours, safety.saveOutOfHours),
    on(routes.openNation, safety.showNation),
    on(routes.saveNation, safety.saveNation),
    on(routes.confirmNumber, safety.confirmNumber),
    on(routes.ringAgain, confirmAgain),
    on(routes.unconfirmNumber, safety.unconfirmNumber),
    ...ownHelplineBindings,
    ...safetyChangeBindings,
  ],
  sweeps: [takeUnanswered],
  privacy: {
    auditLabels: AUDIT_LABELS,
    retention: [
      {
        name: 'safety-changes',
        keeps: 'a change to whom people turn to, a week after it was decided',
        purge: forgetChanges,
      },
    ],
    // Whoever looked after safety has to be replaced by a person.
    erase: emptySeat,
  },
  settings: async () => ({
    place: 9,
    rows: [],
    coordinating: [button(routes.openSafety, 'Safety set-up', {})],
  }),
  async status({ tx, now, actor }) {
    const seats = seatLines(await readSafety(tx, now), now, actor.timeZone);
    return statusBlocks(seats, changeLines(await readOpenChanges(tx), await readRecentChanges(tx, now)));
  },
  async occurs(work, occurrence) {
    if (occurrence.kind === 'numbers') await askToRing(work, occurrence);
  },
};
