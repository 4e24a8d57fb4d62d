import type { Sweep } from '../../bot/feature.ts';
import { close } from './handlers/manager.ts';
import { dueReminders, dueToClose, lockCallOut, markReminded } from './store/call-outs.ts';
import { readInvitations } from './store/invitations.ts';
import { readPool } from './store/pool.ts';
import { reminderMessage } from './views/messages.ts';
import { reminderCard } from './views/peer.ts';

/** A9: half-way, once, and only to those who have not answered and are still in the pool. Their hours are heeded when it goes out. */
export const remind: Sweep = {
  name: 'availability.remind',
  due: dueReminders,
  async advance({ tx, now, enqueue }, id) {
    const callOut = await lockCallOut(tx, id);
    if (!callOut || !(await markReminded(tx, id, now))) return;
    const pool = new Set(await readPool(tx, callOut.project.managerId, now));
    for (const invitation of await readInvitations(tx, id)) {
      if (invitation.reply === null && pool.has(invitation.peerId))
        enqueue(reminderMessage(callOut, invitation, reminderCard(callOut, invitation.id)));
    }
  },
};

export const closeOnTime: Sweep = {
  name: 'availability.close',
  due: dueToClose,
  async advance(work, id) {
    const callOut = await lockCallOut(work.tx, id);
    if (callOut) await close(work, callOut);
  },
};
