import type { Sweep } from '../../bot/feature.ts';
import { tell } from '../../bot/messages/say.ts';
import { lockProject } from '../placements/store/projects.ts';
import { readPool } from '../pool/store/callable.ts';
import { cancelProject } from '../projects/operations/ending.ts';
import { reminder } from './messages.ts';
import { askedBy, closeCallOut, closeWithProject, showMovedDays } from './operations/call-outs.ts';
import { mayFix } from './rules.ts';
import {
  dueReminders,
  dueToClose,
  dueToShowDays,
  dueWithProject,
  lockCallOut,
  markReminded,
} from './store/call-outs.ts';
import { readInvitations } from './store/invitations.ts';
import { dueToLapse } from './store/pencils.ts';

/** A9: half-way, once, and only to those who have not answered, were not sent it once more, and are still in the pool. Their hours are heeded when it goes out. */
export const remind: Sweep = {
  name: 'availability.remind',
  due: dueReminders,
  async advance(work, id) {
    const { tx, now } = work;
    const callOut = await lockCallOut(tx, id);
    if (!callOut || !(await markReminded(tx, id, now))) return;
    const pool = new Set(await readPool(tx, { manager: callOut.project.managerId, hostKey: '' }, now));
    for (const invitation of await readInvitations(tx, id)) {
      if (invitation.reply === null && !invitation.sentAgain && pool.has(invitation.peerId))
        tell(work, reminder, askedBy(callOut, invitation), 'half-way');
    }
  },
};

export const closeOnTime: Sweep = {
  name: 'availability.close',
  due: dueToClose,
  async advance(work, id) {
    const callOut = await lockCallOut(work.tx, id);
    if (callOut) await closeCallOut(work, callOut);
  },
};

/** A25: a project that is called off takes its open call-out with it. */
export const closeCalledOff: Sweep = {
  name: 'availability.close-called-off',
  due: dueWithProject,
  async advance(work, id) {
    const callOut = await lockCallOut(work.tx, id);
    if (callOut?.state === 'open' || callOut?.state === 'closed') await closeWithProject(work, callOut);
  },
};

/** A25: the days have moved: whoever was asked sees the new ones where the old ones stood. */
export const showDays: Sweep = {
  name: 'availability.show-days',
  due: dueToShowDays,
  async advance(work, id) {
    const callOut = await lockCallOut(work.tx, id);
    if (callOut) await showMovedDays(work, callOut);
  },
};

/** A20: nobody has fixed its dates for a year. Whoever was keen hears that nothing came of it, as where it is called off by hand. */
export const lapsePencils: Sweep = {
  name: 'availability.lapse-pencils',
  due: dueToLapse,
  async advance(work, id) {
    const pencil = await lockCallOut(work.tx, id);
    const project = pencil && mayFix(pencil) ? await lockProject(work.tx, pencil.projectId) : undefined;
    if (project)
      await cancelProject(work, project, { member: project.managerId, name: project.manager.name });
  },
};
