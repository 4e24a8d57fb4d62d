import type { Binding, Feature } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { exportConsulted } from '../store/erasure.ts';
import { closeOnTime, followMoves, remind, suggest } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { writeButton } from '../views/writer.ts';
import { erase, retention } from './erasure.ts';
import * as guards from './guards.ts';
import { handover } from './handover.ts';
import * as person from './person.ts';
import * as telling from './telling.ts';
import * as writer from './writer.ts';

const bindings: readonly Binding[] = [
  on(routes.openDraft, writer.startDraft),
  on(routes.writeToPool, writer.startDraft),
  on(routes.saveDraft, guards.ownDraft, writer.saveDraft),
  on(routes.changeDraft, guards.readOwnConsultation, writer.changeDraft),
  on(routes.writeAgain, guards.readOwnConsultation, writer.writeAgain),
  on(routes.discard, guards.ownConsultation, writer.discard),
  on(routes.send, guards.ownConsultation, writer.send),
  on(routes.takeBack, guards.ownConsultation, writer.takeBack),
  on(routes.askToClose, guards.readOwnConsultation, writer.askToClose),
  on(routes.close, guards.ownConsultation, writer.closeNow),
  on(routes.keepOpen, writer.keepOpen),
  on(routes.readAnswers, guards.readOwnConsultation, telling.readAnswers),
  on(routes.openOutcome, guards.readOwnConsultation, telling.openOutcome),
  on(routes.saveOutcome, guards.ownConsultation, telling.saveOutcome),
  on(routes.tellBack, guards.ownConsultation, telling.tellBack),
  on(routes.untell, guards.ownConsultation, telling.untell),
  on(routes.notNow, writer.notNow),
  on(routes.choose, guards.ownAsked, person.choose),
  on(routes.openAnswer, guards.readOwnAsked, person.openAnswer),
  on(routes.answer, guards.ownAsked, person.answer),
  on(routes.readOwn, guards.readOwnAsked, person.readOwn),
  on(routes.putAway, guards.ownAsked, person.putAway),
  on(routes.askAgain, guards.ownAsked, person.askAgain),
  on(routes.outcomeRead, guards.ownAsked, person.outcomeRead),
];

/** Who answered, and when: in a small network the hour would say so. */
const DISCREET = [
  routes.choose,
  routes.openAnswer,
  routes.answer,
  routes.readOwn,
  routes.putAway,
  routes.askAgain,
].map(({ id }) => id);

/** A27: what is new for many, with one question back, and what came of it. */
export const consultations: Feature = {
  name: 'consultations',
  permissions,
  messages: MESSAGES,
  bindings,
  discreet: DISCREET,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'consultation.owner_id': 'what you wrote to the peer pool',
      'consulted.member_id': 'what was written to you as a peer, and whether you answered',
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => exportConsulted(tx, vault, member),
  },
  sweeps: [remind, closeOnTime, followMoves, suggest],
  homeActions: [{ button: writeButton, for: 'project-manager', rank: 15 }],
  handover,
  delivery: { listedAs: 'what was written to the pool' },
};
