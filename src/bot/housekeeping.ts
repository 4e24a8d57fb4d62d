import { forgetDeferrals, hasOldDeferrals } from '../store/deferrals.ts';
import { forgetDeliveries, hasOldDeliveries } from '../store/inbox.ts';
import type { Sweep } from './feature.ts';

/** The bot's own sweeps, that belong to no feature. */
export const housekeeping: readonly Sweep[] = [
  {
    name: 'inbox.forget',
    due: async (tx, now) => ((await hasOldDeliveries(tx, now)) ? ['inbox'] : []),
    async advance({ tx, now }) {
      await forgetDeliveries(tx, now);
    },
  },
  {
    name: 'deferrals.forget',
    due: async (tx, now) => ((await hasOldDeferrals(tx, now)) ? ['deferrals'] : []),
    async advance({ tx, now }) {
      await forgetDeferrals(tx, now);
    },
  },
];
