import type { Tx } from '../../store/database.ts';

/**
 * What waits for one account goes to another of the same person: they chose where to be written to, or the two were
 * taken apart. Messages first, then the lane, as everybody locks them who locks both.
 */
export async function readdress(tx: Tx, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    WITH moved AS (
      UPDATE outbox SET destination = ${`account:${to}`}
      WHERE destination = ${`account:${from}`} AND state = 'pending' RETURNING due_at, class
    ), home AS (
      SELECT platform || '/' || workspace AS bucket FROM account WHERE id = ${to}::uuid
    ), bucket AS (
      INSERT INTO outbox_bucket (name, post_at, edit_at, post_after, edit_after)
      SELECT bucket, clock_timestamp(), clock_timestamp(), clock_timestamp(), clock_timestamp() FROM home
      ON CONFLICT DO NOTHING
    )
    INSERT INTO outbox_lane (destination, bucket, due_at, turn, urgent, next_at)
    SELECT ${`account:${to}`}, home.bucket, min(due_at), min(due_at), bool_or(class = 'urgent'), clock_timestamp()
    FROM moved CROSS JOIN home GROUP BY home.bucket
    ON CONFLICT (destination) DO UPDATE SET
      due_at = least(outbox_lane.due_at, excluded.due_at), turn = least(outbox_lane.turn, excluded.turn),
      urgent = outbox_lane.urgent OR excluded.urgent, edits = false, has_news = true`;
}
