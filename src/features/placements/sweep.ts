import type { Sweep } from '../../bot/feature.ts';
import { takeMoment } from './operations/moments.ts';
import { dueMoments } from './store/due.ts';
import { lockPlacement } from './store/placements.ts';

/** A11: a fortnight and three days before. */
export const remindTeam: Sweep = {
  name: 'placements.remind-team',
  due: dueMoments,
  async advance(work, id) {
    const placed = await lockPlacement(work.tx, id);
    if (placed) await takeMoment(work, placed);
  },
};
