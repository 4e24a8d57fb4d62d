import type { Orphan } from './killer.ts';
import type { Line } from './line.ts';

/** From the death of a process to the delivery of what it had in hand, by the state in which it left it. */
export interface Takeovers {
  claimed: number[];
  sending: number[];
  /** Met another death or a fault on the way: judged like any message, but no measure of a takeover. */
  metAgain: number;
}

export async function measureTakeovers(line: Line, orphans: readonly Orphan[]): Promise<Takeovers> {
  const rows = await line.ask<{ id: string; attempts: number; settledAt: number | null }>(
    `select id, attempts, extract(epoch from settled_at)::float8 * 1000 as "settledAt" from outbox where id = any($1::uuid[])`,
    [orphans.map(({ id }) => id)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found: Takeovers = { claimed: [], sending: [], metAgain: 0 };
  for (const { id, state, attempts, diedAt } of orphans) {
    const row = byId.get(id);
    // Settled by the very next attempt: the other process took it over, and all went well.
    if (row?.settledAt && row.attempts === attempts + 1) found[state].push(row.settledAt - diedAt);
    else found.metAgain += 1;
  }
  return found;
}
