import { Prisma } from '../generated/prisma/client.ts';

/**
 * Where a message may go from each state. Every write that moves one is guarded by this table (`canBecome`).
 * `claimed`: a process will try it, and nothing has left. `sending`: an attempt is committed, and its first byte may
 * have left. `unknown`: it may have arrived, and is not sent again.
 */
export const transitions = {
  pending: ['claimed', 'superseded', 'withdrawn'],
  claimed: ['sending', 'pending', 'withdrawn', 'expired'],
  sending: ['sent', 'pending', 'unknown', 'failed'],
  sent: [],
  superseded: [],
  withdrawn: [],
  expired: [],
  unknown: [],
  failed: [],
} as const satisfies Record<string, readonly string[]>;
export type State = keyof typeof transitions;

/** The states from which a message may come to this one. */
export const before = (state: State): State[] =>
  (Object.keys(transitions) as State[]).filter((from) =>
    (transitions[from] as readonly State[]).includes(state),
  );

/** The guard of a write, as SQL about the column `state`. Words, not parameters: so that the partial indexes serve it. */
export const canBecome = (state: State): Prisma.Sql =>
  Prisma.raw(`state IN (${before(state).map((from) => `'${from}'`)})`);
