import type { Handover } from '../../../bot/feature.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { showRound } from '../operations/rounds.ts';
import * as store from '../store/rounds.ts';
import { giveToCoordinator, notTheirs, roundWords } from '../views/coordinator.ts';

/** A round that is being prepared waits for whoever opened it. */
export const handover: Handover = {
  async list({ tx }, from, role) {
    const round = role === 'coordinator' ? await store.readProposedRound(tx) : undefined;
    return round?.openedBy === from ? [{ id: round.id, words: roundWords }] : [];
  },

  async give(work, id, from, to) {
    const { tx, now } = work;
    if (!(await readRoleHolders(tx, 'coordinator', now)).includes(to)) return giveToCoordinator;
    const round = await store.lockRound(tx, id);
    if (round?.state !== 'proposed' || round.openedBy !== from) return notTheirs;
    await store.changeOpener(tx, id, to);
    await showRound(work, { ...round, openedBy: to });
    return undefined;
  },
};
