import cron, { type ScheduledTask } from 'node-cron';
import { nameSweeps } from '../bot/discretion.ts';
import type { Feature, Sweep } from '../bot/feature.ts';
import { runWork, type WorkParts } from '../bot/work.ts';
import { errorLine } from '../log.ts';
import { type Database, readNow } from '../store/database.ts';
import { defer } from '../store/deferrals.ts';
import { readDue } from '../store/due.ts';
import { housekeeping } from './housekeeping.ts';
import { retentionSweep } from './retention.ts';
import { schedules } from './schedules.ts';

const BATCH = 100;
/** A sweep that never comes to an end in one tick goes on in the next; the other sweeps get their turn. */
const MOST_ROUNDS = 200;

export interface Engine {
  start(): void;
  /** Runs every sweep, from the first on, until nothing is due. For tests and the tour; the clock's ticks do the same. */
  tick(): Promise<void>;
  /** Ends after the item that is being advanced; the others are due by their rows and wait for the next start. */
  stop(): Promise<void>;
}

export interface EngineParts extends WorkParts {
  database: Database;
  /** Called after a commit that may have enqueued something. */
  wake(): void;
}

/** What happens in people's sight by itself, in the order in which a tick runs it. */
export const sweepsOf = (features: readonly Feature[]): Sweep[] => [
  schedules,
  ...features.flatMap((feature) => feature.sweeps ?? []),
];

/**
 * Ticks: every sweep in order, one transaction per item. node-cron is only the doorbell: what is due is due by its row,
 * so a tick that comes late or not at all loses nothing.
 */
export function createEngine(parts: EngineParts): Engine {
  const sweeps = [...housekeeping, ...sweepsOf(parts.features), retentionSweep(parts.features)];
  let task: ScheduledTask | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const run = (): Promise<void> => {
    running ??= runSweeps(parts, sweeps, () => stopped).finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    start() {
      task ??= cron.schedule('*/5 * * * * *', () => void run(), { noOverlap: true });
      void run();
    },
    async tick() {
      // One that is under way may have looked already before the clock was turned.
      await running;
      await run();
    },
    async stop() {
      stopped = true;
      await task?.destroy();
      await running;
    },
  };
}

/** One run through all sweeps. */
interface Tick {
  /** The latest moment that it has read: what is due by then is its matter, what becomes due later the next one's. */
  now?: Date;
  isOver(): boolean;
}

async function runSweeps(parts: EngineParts, sweeps: readonly Sweep[], isOver: () => boolean): Promise<void> {
  const tick: Tick = { isOver };
  let next = 0;
  let rounds = 0;
  while (next < sweeps.length && !isOver()) {
    const { at, ids } = await findDue(parts, tick, sweeps, next);
    rounds = at === next ? rounds + 1 : 1;
    const goesOn = ids.length === BATCH && rounds < MOST_ROUNDS;
    next = goesOn ? at : at + 1;
    const sweep = sweeps[at];
    if (sweep && !(await advanceAll(parts, tick, sweep, ids))) next = at + 1;
  }
}

/** The first sweep from `from` on that has something due. */
async function findDue(
  parts: EngineParts,
  tick: Tick,
  sweeps: readonly Sweep[],
  from: number,
): Promise<{ at: number; ids: readonly string[] }> {
  const asked = sweeps.slice(from);
  try {
    const due = await readDueNow(parts, tick, asked);
    const first = asked.findIndex(({ name }) => due.has(name));
    return first === -1
      ? { at: sweeps.length, ids: [] }
      : { at: from + first, ids: due.get(asked[first]?.name ?? '') ?? [] };
  } catch {
    return findOneByOne(parts, tick, sweeps, from);
  }
}

async function readDueNow({ database }: EngineParts, tick: Tick, asked: readonly Sweep[]) {
  tick.now ??= (await readNow(database.prisma)).now;
  return readDue(database.run, tick.now, asked, BATCH);
}

/** One of them cannot be asked, and it is said which: the others get their turn. */
async function findOneByOne(
  parts: EngineParts,
  tick: Tick,
  sweeps: readonly Sweep[],
  from: number,
): Promise<{ at: number; ids: readonly string[] }> {
  for (const [place, sweep] of sweeps.slice(from).entries()) {
    const at = from + place;
    try {
      const ids = (await readDueNow(parts, tick, [sweep])).get(sweep.name);
      if (ids) return { at, ids };
    } catch (error) {
      const name = nameSweeps(parts.features)(sweep.name);
      parts.log({ event: 'sweep.failed', sweep: name, error: errorLine(error) });
      return { at, ids: [] };
    }
  }
  return { at: sweeps.length, ids: [] };
}

/** False when not even that something failed could be written down. */
async function advanceAll(
  parts: EngineParts,
  tick: Tick,
  sweep: Sweep,
  ids: readonly string[],
): Promise<boolean> {
  try {
    for (const id of ids) if (!tick.isOver()) await advance(parts, tick, sweep, id);
    if (ids.length > 0) parts.wake();
    return true;
  } catch (error) {
    parts.log({
      event: 'sweep.failed',
      sweep: nameSweeps(parts.features)(sweep.name),
      error: errorLine(error),
    });
    return false;
  }
}

/** A throwing item is rolled back and deferred, never in the way of the next. */
async function advance(parts: EngineParts, tick: Tick, sweep: Sweep, id: string): Promise<void> {
  try {
    await parts.database.transaction(async (tx) => {
      const { now } = await readNow(tx);
      tick.now = now;
      await runWork(parts, tx, now, async (work) => {
        await sweep.advance(work, id);
        await parts.testHook('sweep.advanced');
      });
      await parts.testHook('sweep.enqueued');
    });
    await parts.testHook('sweep.committed');
  } catch (error) {
    const name = nameSweeps(parts.features)(sweep.name);
    parts.log({ event: 'sweep.deferred', sweep: name, item: id, error: errorLine(error) });
    await parts.database.transaction(async (tx) => defer(tx, sweep.name, id, (await readNow(tx)).now));
  }
}
