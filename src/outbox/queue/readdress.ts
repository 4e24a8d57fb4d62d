import { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';
import { telling } from './lanes.ts';

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
    ), news AS (
      SELECT ${`account:${to}`} AS destination, bucket, due_at, due_at AS turn, class = 'urgent' AS urgent, false AS edits
      FROM moved CROSS JOIN home
    )
    ${telling(Prisma.sql`news`)}`;
}
