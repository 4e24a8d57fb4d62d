import { Prisma } from '../../generated/prisma/client.ts';
import { realNow } from '../../store/database.ts';

/**
 * Where a message may go from each state. Every write that moves one is guarded by this table (`canBecome`).
 * `claimed`: a process will try it, and nothing has left. `sending`: an attempt is committed, and its first byte may
 * have left. `superseded`: a later version of its card goes in its place; one that may have been shown already (`unsure`)
 * is looked for first, so that the later one changes what is there. `unknown`: it may have arrived, and is not sent again.
 */
export const transitions = {
  pending: ['claimed', 'superseded', 'withdrawn'],
  claimed: ['sending', 'pending', 'superseded', 'withdrawn', 'expired'],
  sending: ['sent', 'pending', 'superseded', 'unknown', 'failed'],
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

/**
 * A moment as a row may keep it (`o`): of somebody who writes without a name only the hour, for a finer one could be
 * matched with who was there.
 */
export const moment = (at: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN o.sealed_to IS NULL THEN ${at} ELSE date_trunc('hour', ${at}) END`;

/** What every end of a message (`o`) does to its row: nobody holds it any more, and its words are gone. */
export const ended = Prisma.sql`lease = NULL, payload = NULL, settled_at = ${moment(realNow)},
  due_at = ${moment(Prisma.sql`o.due_at`)}, begun_at = CASE WHEN o.sealed_to IS NULL THEN o.begun_at END`;

/** The guard of a write, as SQL about the column `state`. Words, not parameters: so that the partial indexes serve it. */
export const canBecome = (state: State): Prisma.Sql =>
  Prisma.raw(`state IN (${before(state).map((from) => `'${from}'`)})`);
