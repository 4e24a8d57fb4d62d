import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Attempted } from './settle.ts';

/** While one transaction settles, those that come meanwhile are gathered for the next; and those that come at once. */
export function createSettler(settleAll: (attempted: Attempted[]) => Promise<number | undefined>) {
  let waiting: Attempted[] = [];
  let settling: Promise<unknown> = Promise.resolve();
  let next: Promise<number | undefined> | undefined;
  return (one: Attempted): Promise<number | undefined> => {
    waiting.push(one);
    next ??= settling
      .then(() => endOfTurn())
      .then(() => {
        const batch = waiting;
        waiting = [];
        next = undefined;
        const running = settleAll(batch);
        settling = running.catch(() => undefined);
        return running;
      });
    return next;
  };
}
