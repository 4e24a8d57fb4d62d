import type { Sweep } from '../bot/feature.ts';
import { markTold, untold } from '../outbox/report/untold.ts';
import { forgetDeferrals, oldDeferrals } from '../store/deferrals.ts';
import { forgetDeliveries, oldDeliveries } from '../store/inbox.ts';
import { audit } from './auditor.ts';

/** The bot's own sweeps, that belong to no feature. */
export const housekeeping: readonly Sweep[] = [
  audit,
  {
    name: 'inbox.forget',
    due: oldDeliveries,
    async advance({ tx, now }) {
      await forgetDeliveries(tx, now);
    },
  },
  {
    name: 'deferrals.forget',
    due: oldDeferrals,
    async advance({ tx, now }) {
      await forgetDeferrals(tx, now);
    },
  },
  {
    name: 'outbox.tell',
    due: untold,
    async advance(work, id) {
      const undelivered = await markTold(work.tx, id);
      const feature = work.features.find(({ name }) => name === undelivered?.feature);
      if (undelivered)
        await feature?.delivery?.undelivered?.(
          work,
          undelivered.originId,
          undelivered.key,
          undelivered.state,
        );
    },
  },
];
