import { setTimeout as sleep } from 'node:timers/promises';
import { type Adapter, SendError } from '../chat/adapter.ts';
import type { MessageRef, Platform } from '../chat/inbound.ts';
import { errorLine, type Log } from '../log.ts';
import { type Database, isConnectionLost, worldNow } from '../store/database.ts';
import { fillMentions } from '../store/mentions.ts';
import type { Vault } from '../store/seal.ts';
import { type Claimed, claim, type Undelivered } from './claim.ts';
import { beginSending, type Outcome, settle } from './settle.ts';

/** How many destinations are written to at once. */
const LANES_AT_ONCE = 20;
/** Of these, a fan-out or a platform that hangs never takes more than this: the others are kept for what is urgent. */
const QUIET_LANES_AT_ONCE = 14;
/** A send is cut after this long (design: every send has a hard limit of 8 s). */
const SEND_LIMIT_MS = 8_000;
/** An adapter that heeds the cut knows better than we whether anything had left; one that does not is not waited for. */
const VERDICT_MS = 250;
const TICK_MS = 1_000;

export interface Dispatcher {
  start(): void;
  /** Something was enqueued: look now rather than at the next tick. */
  wake(): void;
  /** Resolves when nothing that is due now is left unsent or being sent. For tests and the tour. */
  idle(): Promise<void>;
  /** Takes no new messages and waits for those in flight. */
  stop(): Promise<void>;
}

/** Speaks to everyone else, and later: claims lanes, sends each one's first message, settles. */
export function createDispatcher(about: {
  database: Database;
  vault: Vault;
  adapters: ReadonlyMap<Platform, Adapter>;
  undelivered: Undelivered;
  log: Log;
  sendLimitMs?: number;
}): Dispatcher {
  const { database, adapters, undelivered, log } = about;
  const inFlight = new Set<Promise<void>>();
  let quietInFlight = 0;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<number> | undefined;
  let again = false;
  let stopped = false;

  async function work(): Promise<number> {
    const all = LANES_AT_ONCE - inFlight.size;
    if (stopped || all <= 0) return 0;
    const quietRoom = Math.min(all, QUIET_LANES_AT_ONCE - quietInFlight);
    const { claimed, more } = await claim(about, { all, quiet: Math.max(0, quietRoom) });
    if (more) again = true;
    for (const row of claimed) {
      const quiet = row.class === 'quiet' ? 1 : 0;
      quietInFlight += quiet;
      const delivery = deliver(row).finally(() => {
        inFlight.delete(delivery);
        quietInFlight -= quiet;
        wake();
      });
      inFlight.add(delivery);
    }
    return claimed.length;
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

  async function deliver(row: Claimed): Promise<void> {
    const startedAt = performance.now();
    try {
      if (!row.expired && !(await beginSending(database, row))) return;
      const outcome = row.expired ? TOO_LATE : await attempt(row);
      await settle(database, row, outcome, undelivered);
      const ms = Math.round(performance.now() - startedAt);
      log({
        event: 'outbox.attempt',
        id: row.id,
        feature: row.feature,
        outcome: outcome.state,
        attempt: row.attempts + 1,
        ms,
      });
    } catch (error) {
      // The lease runs out and the row is taken over: nothing is lost by giving up here.
      log({ event: 'outbox.settle-failed', id: row.id, error: errorLine(error) });
    }
  }

  async function attempt(row: Claimed): Promise<Outcome> {
    const { recipient, replacing } = row;
    const adapter = recipient && adapters.get(recipient.destination.platform);
    if (!adapter)
      return { state: 'failed', error: 'no way to reach this person on a configured platform', paceMs: 0 };
    const paceMs = replacing ? adapter.pace.edit : adapter.pace.post;
    const limit = () => AbortSignal.timeout(about.sendLimitMs ?? SEND_LIMIT_MS);
    let begun = false;
    try {
      if (row.unsure && !replacing) {
        const known = await lookFor(adapter, row, limit());
        if (known === 'give up')
          return { state: 'unknown', error: 'the outcome of an earlier attempt is not known', paceMs };
        if (known) return { state: 'sent', ref: known, paceMs };
      }
      const message = await fillMentions(database.prisma, row.payload, recipient.destination.platform);
      const signal = limit();
      begun = true;
      const ref = await cutAt(
        signal,
        adapter.send(recipient.destination, message, { id: row.id, signal, ...(replacing && { replacing }) }),
      );
      return { state: 'sent', ref, paceMs };
    } catch (error) {
      if (begun) return outcomeOf(error, row.attempts + 1, paceMs);
      // Nothing left this time, so what is known of the times before stands.
      return {
        ...{ state: 'again', afterMs: afterOf(error, row.attempts + 1) },
        ...{ unsure: row.unsure, error: errorLine(error) },
      };
    }
  }

  /** A lane that only waits for its platform's pace, or for a process that is sending. */
  async function soonDue(): Promise<boolean> {
    const rows = await database.prisma.$queryRaw<{ waitMs: number }[]>`
      SELECT extract(epoch FROM greatest(next_at, lease_until) - clock_timestamp())::float8 * 1000 AS "waitMs"
      FROM outbox_lane WHERE due_at <= ${worldNow} AND next_at < clock_timestamp() + interval '2 s'
      ORDER BY 1 LIMIT 1`;
    const [soonest] = rows;
    if (soonest) await sleep(Math.min(Math.max(soonest.waitMs, 5), 200));
    return soonest !== undefined;
  }

  return {
    start() {
      timer ??= setInterval(wake, TICK_MS);
      wake();
    },
    wake,
    async idle() {
      for (;;) {
        wake();
        const claimed = await round;
        if (inFlight.size > 0) await Promise.all(inFlight);
        else if (!claimed && !(await soonDue())) return;
      }
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
      await Promise.all(inFlight);
    },
  };
}

const TOO_LATE: Outcome = { state: 'expired', error: 'too late to be of use', paceMs: 0 };

/**
 * After an unknown outcome: adopted where the platform lets us look the message up. Where it does not, an urgent one
 * is sent again (`undefined`), for a repeat is better than silence, and a quiet one is not.
 */
async function lookFor(
  adapter: Adapter,
  row: Claimed,
  signal: AbortSignal,
): Promise<MessageRef | undefined | 'give up'> {
  if (!row.recipient) return 'give up';
  try {
    if (adapter.find)
      return await cutAt(signal, adapter.find(row.recipient.destination, row.id, row.enqueuedAt));
  } catch (error) {
    if (!(error instanceof SendError) || error.outcome !== 'never') throw error;
  }
  return row.class === 'urgent' ? undefined : 'give up';
}

/** 1, 2, 4 ... 64 s, then every minute or so, with some jitter so that many do not come back at once. */
export function backOffMs(attempts: number): number {
  return Math.round(1_000 * 2 ** Math.min(attempts - 1, 6) * (0.75 + Math.random() / 2));
}

const afterOf = (error: unknown, attempts: number): number =>
  (error instanceof SendError ? error.retryAfterMs : undefined) ?? backOffMs(attempts);

function outcomeOf(error: unknown, attempts: number, paceMs: number): Outcome {
  const line = errorLine(error);
  const outcome = error instanceof SendError ? error.outcome : 'unknown';
  if (outcome === 'never') return { state: 'failed', error: line, paceMs };
  return { state: 'again', afterMs: afterOf(error, attempts), unsure: outcome === 'unknown', error: line };
}

/** The adapter should heed the signal itself; this holds even when it does not. */
function cutAt<T>(signal: AbortSignal, sending: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cut = () => reject(new SendError('unknown', 'no answer within the limit'));
    signal.addEventListener('abort', () => setTimeout(cut, VERDICT_MS), { once: true });
    sending.then(resolve, reject);
  });
}
