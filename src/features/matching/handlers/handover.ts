import type { Handover } from '../../../bot/feature.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { lockRound } from '../../buddies/store/rounds.ts';
import { showProposed } from '../operations.ts';
import { changeOpener, readProposedRound } from '../store.ts';
import { giveToCoordinator, notTheirs, roundWords } from '../views.ts';

/** A round that is being prepared waits for whoever opened it. */
export const handover: Handover = {
  async list({ tx }, from, role) {
    const round = role === 'coordinator' ? await readProposedRound(tx) : undefined;
    return round?.openedBy === from ? [{ id: round.id, words: roundWords }] : [];
  },

  async give(work, id, from, to) {
    const { tx, now } = work;
    if (!(await readRoleHolders(tx, 'coordinator', now)).includes(to)) return giveToCoordinator;
    const round = await lockRound(tx, id);
    if (round?.state !== 'proposed' || round.openedBy !== from) return notTheirs;
    await changeOpener(tx, id, to);
    await showProposed(work, { ...round, openedBy: to });
    return undefined;
  },
};
