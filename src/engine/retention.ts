import type { Feature, Sweep } from '../bot/feature.ts';
import { forgetSettled, forgetUnnamed } from '../outbox/retention.ts';
import { forgetAudit, recordAudit } from '../store/audit.ts';
import {
  ALL_CLASSES,
  giveBackPurges,
  PURGE,
  type Retention,
  takePurges,
  unpurged,
} from '../store/retention.ts';

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
  ...features.flatMap((feature) => feature.privacy?.retention ?? []),
];

/** As many rows as one transaction deletes. */
const BATCH = 1_000;

/** Once a day, class by class: what is over goes, and how much it was is written down. */
export function retentionSweep(features: readonly Feature[]): Sweep {
  const purged = retentionClasses(features).filter(({ purge }) => purge);
  const names = purged.map(({ name }) => name);
  return {
    name: PURGE,
    due: unpurged(names),
    async advance({ tx, now }, item) {
      const taken = await takePurges(tx, item === ALL_CLASSES ? names : [item], now);
      const left: string[] = [];
      let room = BATCH;
      for (const { name, purge } of purged.filter((one) => taken.has(one.name))) {
        const count = room > 0 ? ((await purge?.(tx, now, room)) ?? 0) : 0;
        if (count > 0) await recordAudit(tx, { at: now, action: 'retention.purged', record: name, count });
        room -= count;
        // The next tick goes on with it.
        if (room <= 0) left.push(name);
      }
      await giveBackPurges(tx, left);
    },
  };
}
