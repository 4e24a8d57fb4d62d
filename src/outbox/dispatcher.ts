import { setTimeout as sleep } from 'node:timers/promises';
import type { Limit } from '../chat/adapter.ts';
import type { Platform } from '../chat/inbound.ts';
import { errorLine } from '../log.ts';
import { isConnectionLost } from '../store/database-errors.ts';
import { createDelivery } from './delivery.ts';
import type { Dispatcher, DispatcherParts } from './dispatcher-parts.ts';
import { attempt } from './queue/attempt.ts';
import { begin, release } from './queue/begin.ts';
import { type Claimed, claim, type Found, takeOver } from './queue/claim.ts';
import { LEASES, readShortWait } from './queue/lanes.ts';
import { type Outcome, TOO_LATE } from './queue/settle.ts';

/** How many destinations are written to at once. */
const LANES_AT_ONCE = 20;
/** Of these, a fan-out or a platform that hangs never takes more than this: the others are kept for what is urgent. */
const QUIET_LANES_AT_ONCE = 14;
const TICK_MS = 1_000;
/** What is allowed sooner than this is not left to a tick: a pace of a good second would become one of two. */
const ALARM_MS = 5_000;

/** Speaks to everyone else, and later: claims lanes while there is room, and has each one's first message delivered. */
export function createDispatcher(about: DispatcherParts): Dispatcher {
  const { database, adapters, log, leases = LEASES, lanesAtOnce = LANES_AT_ONCE } = about;
  const limitsOf = (platform: Platform): readonly Limit[] => adapters.get(platform)?.limits ?? [];
  const quietAtOnce = Math.ceil((lanesAtOnce * QUIET_LANES_AT_ONCE) / LANES_AT_ONCE);
  const parts = { ...about, limitsOf, leases };
  const alarms = new Set<NodeJS.Timeout>();
  const inFlight = new Set<Promise<void>>();
  let sending = 0;
  let quietSending = 0;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<number> | undefined;
  let again = false;
  let stopped = false;
  const deliver = createDelivery(parts, () => stopped);
  /** Whether it is time to look for what a process that is gone had in hand. */
  let orphans = true;
  /** Claimed while the database went away: it may have them as being sent, and nothing of them has left. */
  const unsent: Found[] = [];

  async function work(): Promise<number> {
    const all = Math.min(lanesAtOnce - sending, 3 * lanesAtOnce - inFlight.size);
    if (stopped || all <= 0) return 0;
    const quiet = Math.max(0, Math.min(all, quietAtOnce - quietSending));
    await giveBack();
    if (orphans) {
      orphans = false;
      await takeOver(database);
    }
    const found = await claim(database, leases, { all, quiet });
    const { claimed, empty } = found;
    if (claimed.length + empty.length === 0) return 0;
    await about.testHook('claim.committed');
    if (stopped) {
      await release(database, found);
      return 0;
    }
    const {
      sending: begun,
      expired,
      waitMs,
    } = await begin(parts, found).catch((error) => {
      if (isConnectionLost(error)) unsent.push(found);
      throw error;
    });
    if (begun.length > 0) await about.testHook('send.committed');
    wakeIn(waitMs);
    for (const row of begun) carry(row, () => attempt(about, row));
    for (const row of expired) carry(row, async () => TOO_LATE);
    if (claimed.length + empty.length >= quiet) again = true;
    return claimed.length;
  }

  /** Else they would be taken over when their leases end, as if they might have arrived. */
  async function giveBack(): Promise<void> {
    for (let found = unsent[0]; found; found = unsent[0]) {
      try {
        await release(database, found);
      } catch (error) {
        // Whatever else is wrong with it must not keep everything behind it.
        if (!isConnectionLost(error)) unsent.shift();
        throw error;
      }
      unsent.shift();
    }
  }

  /** Keeps a message among those in flight until its outcome is written down. */
  function carry(row: Claimed, act: () => Promise<Outcome>): void {
    const quiet = row.class === 'quiet' ? 1 : 0;
    sending += 1;
    quietSending += quiet;
    // While one is written down as settled, another may go out in its place.
    const sent = () => {
      sending -= 1;
      quietSending -= quiet;
      wake();
    };
    const delivery = deliver(row, () => act().finally(sent))
      .then(wakeIn)
      .finally(() => {
        inFlight.delete(delivery);
        wake();
      });
    inFlight.add(delivery);
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    round ??= (async () => {
      let claimed = 0;
      try {
        while (again) {
          again = false;
          claimed = await work();
        }
      } catch (error) {
        log({ event: 'outbox.claim-failed', lost: isConnectionLost(error), error: errorLine(error) });
      } finally {
        round = undefined;
      }
      return claimed;
    })();
  }

  /** When a limit lets something go on, there is no need to wait for the next tick. */
  function wakeIn(waitMs: number | undefined): void {
    if (stopped || waitMs === undefined || waitMs > ALARM_MS) return;
    const alarm = setTimeout(() => {
      alarms.delete(alarm);
      wake();
    }, Math.max(waitMs, 0) + 1);
    alarms.add(alarm);
  }

  /** A lane that only waits for its platform's pace, or for a process that is sending. */
  async function soonDue(): Promise<boolean> {
    const waitMs = await readShortWait(database.prisma);
    if (waitMs !== undefined) await sleep(Math.min(Math.max(waitMs, 5), 200));
    return waitMs !== undefined;
  }

  return {
    start() {
      timer ??= setInterval(() => {
        orphans = true;
        wake();
      }, TICK_MS);
      wake();
    },
    wake,
    async idle() {
      for (;;) {
        orphans = true;
        wake();
        const claimed = await round;
        if (inFlight.size > 0) await Promise.all(inFlight);
        else if (!claimed && !(await soonDue())) return;
      }
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      for (const alarm of alarms) clearTimeout(alarm);
      await round;
      await Promise.all(inFlight);
      // What cannot be given back now is taken over when its lease ends.
      await giveBack().catch(() => {});
    },
  };
}
