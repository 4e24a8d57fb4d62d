import type { Sweep } from '../../bot/feature.ts';
import { beginFollowUp, remindOnce } from './operations/follow-up.ts';
import { dueToBegin, dueToRemind } from './store/due.ts';
import { lockFollowUp } from './store/follow-ups.ts';

/** The morning after a project ended: each who took part is thanked. */
export const begin: Sweep = {
  name: 'afterwards.begin',
  due: dueToBegin,
  advance: beginFollowUp,
};

/** Once, a fortnight later, where nothing was answered. */
export const remind: Sweep = {
  name: 'afterwards.remind',
  due: dueToRemind,
  async advance(work, id) {
    const followUp = await lockFollowUp(work.tx, work.now, id);
    if (followUp) await remindOnce(work, followUp);
  },
};
