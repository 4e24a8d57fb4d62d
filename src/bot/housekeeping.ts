import { markTold, readUntold } from '../outbox/untold.ts';
import { forgetDeferrals, hasOldDeferrals } from '../store/deferrals.ts';
import { forgetDeliveries, hasOldDeliveries } from '../store/inbox.ts';
import { audit } from './auditor.ts';
import type { Sweep } from './feature.ts';

/** The bot's own sweeps, that belong to no feature. */
export const housekeeping: readonly Sweep[] = [
  audit,
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
  {
    name: 'outbox.tell',
    due: (tx, _now, limit, deferred) => readUntold(tx, limit, deferred),
    async advance(work, id) {
      const lost = await markTold(work.tx, id);
      const feature = work.features.find(({ name }) => name === lost?.feature);
      if (lost) await feature?.undelivered?.(work, lost.originId, lost.key, lost.state);
    },
  },
];
