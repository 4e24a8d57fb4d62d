import type { Sweep } from '../../bot/feature.ts';
import * as operations from './operations.ts';
import { dueToDelete, dueToReach } from './store/deletions.ts';
import { lockRecipient } from './store/recipients.ts';

/** Whoever is not coming, or a project that is over: once, together. */
export const askToDelete: Sweep = {
  name: 'hosts.ask-to-delete',
  due: dueToDelete,
  async advance(work, id) {
    const recipient = await lockRecipient(work.tx, id);
    if (recipient) await operations.askToDelete(work, recipient);
  },
};

/** Somebody who got names has left, or takes a break before they have opened them. */
export const giveUp: Sweep = {
  name: 'hosts.give-up',
  due: dueToReach,
  async advance(work, id) {
    const recipient = await lockRecipient(work.tx, id);
    if (recipient) await operations.giveUp(work, recipient);
  },
};
