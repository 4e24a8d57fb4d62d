import { forgetSettled, forgetUnnamed } from '../outbox/retention.ts';
import { forgetAudit, recordAudit } from '../store/audit.ts';
import { markPurged, type Retention, readUnpurged, takePurge } from '../store/retention.ts';
import type { Feature, Sweep } from './feature.ts';

/** What the bot itself keeps; each feature says so of its own. */
const own: readonly Retention[] = [
  { name: 'network', keeps: 'as long as the network runs', with: 'network' },
  { name: 'person', keeps: 'until you change it, leave, or ask to be forgotten', with: 'person' },
  { name: 'record', keeps: 'as long as the record that it is a part of', with: 'record' },
  { name: 'delivery', keeps: '24 hours, without words', sweep: 'inbox.forget' },
  { name: 'deferral', keeps: 'a day after the last try', sweep: 'deferrals.forget' },
  {
    name: 'message',
    keeps: 'the words until it’s sent; that it was sent, a year; what was never shown, 30 days',
    purge: forgetSettled,
  },
  { name: 'unnamed-message', keeps: 'a day after it was sent', purge: forgetUnnamed },
  {
    name: 'audit',
    keeps: 'two years; what is between people, no longer than the thing itself',
    purge: forgetAudit,
  },
];

export const retentionClasses = (features: readonly Feature[]): Retention[] => [
  ...own,
  ...features.flatMap((feature) => feature.retention ?? []),
];

const BATCH = 1_000;

/** Once a day, class by class: what is over goes, and how much it was is written down. */
export function retentionSweep(features: readonly Feature[]): Sweep {
  const purged = retentionClasses(features).filter(({ purge }) => purge);
  return {
    name: 'retention.purge',
    due: async (tx, now, _limit, deferred) =>
      (
        await readUnpurged(
          tx,
          purged.map(({ name }) => name),
          now,
        )
      ).filter((name) => !deferred.includes(name)),
    async advance({ tx, now }, name) {
      const found = purged.find((one) => one.name === name);
      if (!found?.purge || !(await takePurge(tx, name, now))) return;
      const count = await found.purge(tx, now, BATCH);
      if (count > 0) await recordAudit(tx, { at: now, action: 'retention.purged', record: name, count });
      // A full batch: the next tick goes on.
      if (count < BATCH) await markPurged(tx, name, now);
    },
  };
}
