import type { MemberId } from '../chat/message.ts';
import type { Log } from '../log.ts';
import type { Draft } from '../outbox/enqueue/draft.ts';
import { enqueue } from '../outbox/enqueue/enqueue.ts';
import { type HomeCard, lastOfEach, writeOnHome } from '../outbox/enqueue/on-home.ts';
import type { Undelivered } from '../outbox/queue/settle.ts';
import type { Database, Tx } from '../store/database.ts';
import type { Vault } from '../store/seal.ts';
import type { TestHook } from '../store/steps.ts';
import { WroteWhileReading } from '../store/transaction.ts';
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

/** Everything that is the same whether a piece of work may write or not. */
const common = ({ features, vault, settings, log }: WorkParts) => ({
  features,
  vault,
  settings,
  log,
  once: remember(),
});

/** Runs one piece of work and writes what it drafted at its end, in the same transaction. */
export async function runWork<T>(
  parts: WorkParts,
  tx: Tx,
  now: Date,
  run: (work: Work) => Promise<T>,
  answering?: MemberId,
): Promise<{ result: T; drafted: boolean }> {
  const drafts: Draft[] = [];
  const cards: HomeCard[] = [];
  const result = await run({
    ...common(parts),
    tx,
    now,
    enqueue: (...more) => void drafts.push(...more),
    listOnHome: (...more) => void cards.push(...more),
  });
  await enqueue(tx, parts.vault, drafts, now, { answering, cards });
  return { result, drafted: drafts.length > 0 };
}

/**
 * Looks and answers, without a transaction. Nothing is written but which cards have nothing more to say on a home, which
 * is as true if the next statement fails. @throws WroteWhileReading where anything else is written, or sent
 */
export async function runReading<T>(
  parts: WorkParts,
  { reading, prisma }: Database,
  now: Date,
  run: (work: Work) => Promise<T>,
): Promise<T> {
  const cards: HomeCard[] = [];
  const result = await run({
    ...common(parts),
    tx: reading,
    now,
    enqueue() {
      throw new WroteWhileReading('A message by what says that it `reads`: take that word from its route.');
    },
    listOnHome: (...more) => void cards.push(...more),
  });
  await writeOnHome(prisma, lastOfEach(cards), now);
  return result;
}

/** Brings the news that a message will not arrive to the feature that sent it. */
export function tellUndelivered(parts: WorkParts): Undelivered {
  return async (tx, row, outcome, now) => {
    await runWork(parts, tx, now, (work) => tellLost(work, row, outcome));
  };
}
