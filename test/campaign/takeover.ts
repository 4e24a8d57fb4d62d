import type { Orphan } from './killer.ts';
import type { Line } from './line.ts';

/** What a dead process had in hand, by the state in which it left it: milliseconds from its death. */
export interface Takeovers {
  /** Until another process could take it: whatever came after, such as its turn in its lane, or another death. */
  claimed: number[];
  sending: number[];
  /** Until the attempt that followed had settled it; it may have waited for its turn, or for a platform that hung. */
  delivered: number[];
  /** Met another death or a fault before it was settled. */
  metAgain: number;
}

export async function measureTakeovers(line: Line, orphans: readonly Orphan[]): Promise<Takeovers> {
  const rows = await line.ask<{ id: string; attempts: number; settledAt: number | null }>(
    `select id, attempts, extract(epoch from settled_at)::float8 * 1000 as "settledAt" from outbox where id = any($1::uuid[])`,
    [orphans.map(({ id }) => id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found: Takeovers = { claimed: [], sending: [], delivered: [], metAgain: 0 };
  for (const { id, state, attempts, diedAt, freedAt } of orphans) {
    if (freedAt !== undefined) found[state].push(freedAt - diedAt);
    const row = byId.get(id);
    if (row?.settledAt && row.attempts === attempts + 1) found.delivered.push(row.settledAt - diedAt);
    else found.metAgain += 1;
  }
  return found;
}
