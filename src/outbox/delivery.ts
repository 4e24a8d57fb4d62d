import { setTimeout as sleep } from 'node:timers/promises';
import { errorLine } from '../log.ts';
import { isConnectionLost } from '../store/database-errors.ts';
import type { DispatcherParts } from './dispatcher-parts.ts';
import type { Claimed } from './queue/claim.ts';
import type { Leases } from './queue/lanes.ts';
import {
  isUndelivered,
  type Outcome,
  type SettleParts,
  settle,
  settleUndelivered,
  type UndeliveredOutcome,
} from './queue/settle.ts';
import { createSettler } from './queue/settler.ts';

/** How long to wait before an outcome is written down again, when the database was away. */
const SETTLE_AGAIN_MS = 500;

interface DeliveryParts extends SettleParts, Pick<DispatcherParts, 'log' | 'nameFeature'> {
  leases: Leases;
}

/**
 * Delivers one message that this process holds: `act` makes the attempt, and what came of it is written down. Throws
 * nothing; gives in how many milliseconds something behind it may go out.
 */
export function createDelivery(parts: DeliveryParts, isStopping: () => boolean) {
  const { log, leases, nameFeature = (feature: string) => feature } = parts;
  const settleSoon = createSettler((attempted) => settle(parts, attempted));

  async function deliver(row: Claimed, act: () => Promise<Outcome>): Promise<number | undefined> {
    const startedAt = performance.now();
    try {
      const outcome = await act();
      tellLog(row, outcome, performance.now() - startedAt);
      return await writeDown(row, outcome);
    } catch (error) {
      // The lease runs out and the row is taken over: nothing is lost by giving up here.
      const feature = nameFeature(row.feature);
      log({ event: 'outbox.settle-failed', id: row.id, feature, error: errorLine(error) });
      return undefined;
    }
  }

  /**
   * While the database is away, what is known of a message is held for as long as its lease runs: whoever takes over
   * would have to look for it, and on some platforms nobody can.
   */
  async function writeDown(row: Claimed, outcome: Outcome): Promise<number | undefined> {
    const until = performance.now() + leases.sendMs;
    for (;;) {
      try {
        return isUndelivered(outcome) ? await tell(row, outcome) : await settleSoon({ row, outcome });
      } catch (error) {
        if (!isConnectionLost(error) || isStopping() || performance.now() >= until) throw error;
        await sleep(SETTLE_AGAIN_MS);
      }
    }
  }

  /** A feature that cannot take the news now must not keep the lane: it is told later. */
  async function tell(row: Claimed, outcome: UndeliveredOutcome): Promise<number | undefined> {
    try {
      return await settleUndelivered(parts, { row, outcome }, true);
    } catch (error) {
      if (isConnectionLost(error)) throw error;
      log({ event: 'outbox.untold', id: row.id, feature: nameFeature(row.feature), error: errorLine(error) });
      return settleUndelivered(parts, { row, outcome }, false);
    }
  }

  function tellLog(row: Claimed, { state }: Outcome, ms: number): void {
    log({
      event: 'outbox.attempt',
      id: row.id,
      feature: nameFeature(row.feature),
      platform: row.recipient?.destination.platform,
      class: row.class,
      outcome: state === 'pending' ? 'again' : state,
      attempt: row.attempts,
      ms: Math.round(ms),
      lateMs: Math.round(row.claimedAt.getTime() - row.dueAt.getTime() + ms),
    });
  }

  return deliver;
}
