import type { Binding, Feature } from '../../../bot/feature.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { on } from '../../../bot/on.ts';
import { deletionCard, MESSAGES, namesCard } from '../messages.ts';
import * as operations from '../operations.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { exportHosts } from '../store/export.ts';
import { askToDelete, giveUp } from '../sweep.ts';
import * as guards from './guards.ts';
import * as recipient from './recipient.ts';

const bindings: readonly Binding[] = [
  on(routes.seeNames, guards.ownNames, recipient.seeNames),
  on(routes.answer, guards.ownNames, recipient.answer),
  on(routes.deleted, guards.ownDeletion, recipient.deleted),
  on(routes.notDeleted, guards.ownDeletion, recipient.notDeleted),
  on(routes.openPrint, guards.handedOver, recipient.openPrint),
];

/** A21: whoever answers for the host of a project, where they are here: they get names, say who comes, and delete what they got. */
export const hosts: Feature = {
  name: 'hosts',
  permissions,
  messages: MESSAGES,
  bindings,
  sweeps: [askToDelete, giveUp],
  placements: { moved: operations.refreshNames, handedOver: operations.sendNames },
  delivery: {
    listedAs: 'peer projects',
    lost: [onLost(namesCard, operations.noteNamesLost), onLost(deletionCard, operations.noteDeletionLost)],
  },
  privacy: {
    auditLabels: {
      'details.opened': {
        done: 'opened names that were handed to you for a host',
        toYou: 'opened at a host what was handed over about you',
      },
      'host.answered': { done: 'answered for a host', toYou: 'answered for a host about you' },
      'details.deleted': 'deleted what was handed to you for a host',
    },
    holds: { 'host_recipient.member_id': 'that you were handed names as somebody at a host' },
    export: ({ tx }, member) => exportHosts(tx, member),
    async erase(work, member) {
      await operations.askToForget(work, member);
      await operations.forgetRecipient(work, member);
    },
  },
};
