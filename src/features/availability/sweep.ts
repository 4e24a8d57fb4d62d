import type { Sweep } from '../../bot/feature.ts';
import { close } from './handlers/manager.ts';
import * as store from './store.ts';
import { reminderLetter } from './views/letters.ts';
import { reminderCard } from './views/peer.ts';

/** A9: half-way, once, and only to those who have not answered. Their hours are heeded when it goes out. */
export const remind: Sweep = {
  name: 'availability.remind',
  due: (tx, now, limit, deferred) => store.readDueReminders(tx, now, limit, deferred),
  async advance({ tx, now, enqueue }, id) {
    const callOut = await store.lockCallOut(tx, id);
    if (!callOut || !(await store.markReminded(tx, id, now))) return;
    for (const invitation of await store.readInvitations(tx, id)) {
      if (invitation.reply === null)
        enqueue(reminderLetter(callOut, invitation, reminderCard(callOut, invitation.id)));
    }
  },
};

export const closeOnTime: Sweep = {
  name: 'availability.close',
  due: (tx, now, limit, deferred) => store.readDueToClose(tx, now, limit, deferred),
  async advance(work, id) {
    const callOut = await store.lockCallOut(work.tx, id);
    if (callOut) await close(work, callOut);
  },
};
