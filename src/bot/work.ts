import type { MemberId } from '../chat/message.ts';
import type { Log } from '../log.ts';
import type { Draft } from '../outbox/enqueue/draft.ts';
import { enqueue } from '../outbox/enqueue/enqueue.ts';
import { type HomeCard, lastOfEach, writeOnHome } from '../outbox/enqueue/on-home.ts';
import type { Undelivered } from '../outbox/queue/settle.ts';
import type { Tx } from '../store/database.ts';
import type { Vault } from '../store/seal.ts';
import type { TestHook } from '../store/steps.ts';
import type { Feature, Work } from './feature.ts';
import { tellLost } from './messages/undelivered.ts';
import type { Settings } from './settings.ts';

/** What the composition root gives to everything that works. */
export interface WorkParts {
  features: readonly Feature[];
  vault: Vault;
  settings: Settings;
  log: Log;
  testHook: TestHook;
}

/** Each thing is read once, and known from then on. */
export function remember(): Work['once'] {
  const known = new Map<string, Promise<unknown>>();
  return <T>(what: string, read: () => Promise<T>): Promise<T> => {
    const found = (known.get(what) as Promise<T> | undefined) ?? read();
    known.set(what, found);
    return found;
  };
}

/** Runs one piece of work and writes what it drafted at its end, in the same transaction. */
export async function runWork<T>(
  { features, vault, settings, log }: WorkParts,
  tx: Tx,
  now: Date,
  run: (work: Work) => Promise<T>,
  answering?: MemberId,
): Promise<{ result: T; drafted: boolean }> {
  const drafts: Draft[] = [];
  const cards: HomeCard[] = [];
  const result = await run({
    tx,
    now,
    log,
    vault,
    settings,
    features,
    enqueue: (...more) => void drafts.push(...more),
    listOnHome: (...more) => void cards.push(...more),
    once: remember(),
  });
  await enqueue(tx, vault, drafts, now, { answering, cards });
  return { result, drafted: drafts.length > 0 };
}

/**
 * Looks and answers, without a transaction. Nothing is written but which cards have nothing more to say on a home, which
 * is as true if the next statement fails.
 */
export async function runReading<T>(
  { features, vault, settings, log }: WorkParts,
  tx: Tx,
  now: Date,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  const cards: HomeCard[] = [];
  const enqueue = () => {
    throw new Error(
      'A route that says it `reads` sends nothing: take the word from it, or move what it sends.',
    );
  };
  const listOnHome = (...more: HomeCard[]) => void cards.push(...more);
  const result = await run({
    tx,
    now,
    log,
    vault,
    settings,
    features,
    enqueue,
    listOnHome,
    once: remember(),
  });
  await writeOnHome(tx, lastOfEach(cards), now);
  return result;
}

/** Brings the news that a message will not arrive to the feature that sent it. */
export function tellUndelivered(parts: WorkParts): Undelivered {
  return async (tx, row, outcome, now) => {
    await runWork(parts, tx, now, (work) => tellLost(work, row, outcome));
  };
}
