import type { Sweep } from '../bot/feature.ts';
import { tellLost } from '../bot/messages/undelivered.ts';
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
      const lost = await markTold(work.tx, id);
      if (lost) await tellLost(work, lost, lost.state);
    },
  },
];
