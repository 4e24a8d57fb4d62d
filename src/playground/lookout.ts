import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '../time/durations.ts';
import type { Stage } from './stage.ts';

/** What is looked up now and then: what comes next, what waits, and what is to be kept. */
export interface Lookout {
  /** The next thing that is due, and how many messages are due and not out yet. */
  readonly ahead: { next: { at: Date; words: string } | undefined; backlog: number };
  /** Something happened: what was seen is no longer so. */
  happened(): void;
  /** Ends when the look that is under way does. */
  stop(): Promise<void>;
}

const EVERY_MS = 700;
/** How far ahead the next thing that is due is looked for. */
export const OUTLOOK_MS = 60 * DAY_MS;

export interface LookoutParts {
  /** Not while the clock is being turned. */
  mayLook(): boolean;
  /** Somebody wants to know what comes next. */
  isWatched(): boolean;
  /** Keeps the world as it is, for the next start. */
  keep(): Promise<void>;
  /** What is ahead has changed. */
  touch(): void;
  tell(line: string): void;
}

export function createLookout(
  stage: Stage,
  { mayLook, isWatched, keep, touch, tell }: LookoutParts,
): Lookout {
  const ahead: Lookout['ahead'] = { next: undefined, backlog: 0 };
  let isStale = true;
  let isStopped = false;

  async function look(): Promise<void> {
    const waiting = await stage.backlog();
    if (waiting !== ahead.backlog) touch();
    ahead.backlog = waiting;
    if (!isStale) return;
    isStale = false;
    await keep();
    if (!isWatched()) return;
    const due = await stage.nextDue(new Date(stage.clock().getTime() + OUTLOOK_MS));
    ahead.next = due && { at: due.at, words: await due.describe() };
    touch();
  }

  const looking = (async () => {
    let isLost = false;
    while (!isStopped) {
      await sleep(EVERY_MS, undefined, { ref: false });
      if (isStopped || !mayLook()) continue;
      try {
        await look();
        isLost = false;
      } catch (error) {
        // Such as a database that is away for a moment: the next look may go well.
        isStale = true;
        if (!isLost && !isStopped)
          tell(`The playground lost its outlook, and goes on looking: ${String(error)}`);
        isLost = true;
      }
    }
  })();

  return {
    ahead,
    happened() {
      isStale = true;
    },
    async stop() {
      isStopped = true;
      await looking;
    },
  };
}
