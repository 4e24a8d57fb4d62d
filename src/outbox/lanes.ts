import { Prisma } from '../generated/prisma/client.ts';
import type { Run } from '../store/database.ts';
import type { Recent } from './throttle.ts';

/** A fan-out is spread over this long at the most; nothing that is due waits behind the rest of one. */
export const SPREAD = Prisma.sql`interval '1 hour'`;

/** What is to be written down of a lane that is given back. */
export interface Freed {
  destination: string;
  lease: string;
  /** When its platform allows another message, and when another edit. */
  postAt: Date;
  editAt: Date;
  recent?: Recent;
}

/**
 * Gives lanes back, each with the time of its next message. The lanes are locked by a statement of their own first: a
 * message enqueued meanwhile is then seen by the second.
 * @returns when the first of those that have something due may be written to again
 */
export async function freeLanes(run: Run, lanes: readonly Freed[], now: Date): Promise<Date | undefined> {
  if (lanes.length === 0) return undefined;
  await run(Prisma.sql`
    SELECT 1 AS locked FROM outbox_lane WHERE destination = ANY(${lanes.map(({ destination }) => destination)})
    ORDER BY destination FOR UPDATE`);
  const [row] = await run<{ nextAt: Date | null }>(Prisma.sql`
    WITH lane AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(lanes)}::jsonb)
        AS lane(destination text, lease uuid, "postAt" timestamptz, "editAt" timestamptz, recent jsonb)),
    freed AS (
      UPDATE outbox_lane l SET lease = NULL, lease_until = NULL, due_at = waiting.due_at, turn = waiting.due_at,
        urgent = COALESCE(waiting.urgent, false), edits = COALESCE(head.edits, false),
        next_at = CASE WHEN head.edits THEN lane."editAt" ELSE lane."postAt" END, recent = COALESCE(lane.recent, l.recent)
      FROM lane
      CROSS JOIN LATERAL (
        SELECT min(o.due_at) AS due_at, bool_or(o.class = 'urgent') AS urgent FROM outbox o
        WHERE o.destination = lane.destination AND o.state = 'pending') waiting
      LEFT JOIN LATERAL (
        SELECT o.slot IS NOT NULL AND EXISTS (SELECT FROM outbox s WHERE s.slot = o.slot AND s.ref_id IS NOT NULL) AS edits
        FROM outbox o WHERE o.destination = lane.destination AND o.state = 'pending'
        ORDER BY o.class DESC, o.seq LIMIT 1) head ON waiting.due_at IS NOT NULL
      WHERE l.destination = lane.destination AND l.lease = lane.lease
      RETURNING l.next_at, l.due_at)
    SELECT min(next_at) AS "nextAt" FROM freed WHERE due_at <= ${now}::timestamptz`);
  return row?.nextAt ?? undefined;
}
