import type { Tx } from '../store/database.ts';

/**
 * What waits for one account goes to another of the same person: they chose where to be written to, or the two were
 * taken apart. Messages first, then the lane, as everybody locks them who locks both.
 */
export async function readdress(tx: Tx, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    WITH moved AS (
      UPDATE outbox SET destination = ${`account:${to}`}
      WHERE destination = ${`account:${from}`} AND state = 'pending' RETURNING due_at, class)
    INSERT INTO outbox_lane (destination, due_at, urgent, next_at)
    SELECT ${`account:${to}`}, min(due_at), bool_or(class = 'urgent'), clock_timestamp() FROM moved HAVING count(*) > 0
    ON CONFLICT (destination) DO UPDATE SET
      due_at = least(outbox_lane.due_at, excluded.due_at), urgent = outbox_lane.urgent OR excluded.urgent`;
}
