import { Prisma } from '../generated/prisma/client.ts';
import { realNow, type Tx, worldNow } from '../store/database.ts';
import type { Recent } from './throttle.ts';

/** How many destinations may be written to now, and how many of them with quiet messages only. */
export interface Room {
  all: number;
  quiet: number;
}

export interface Lane {
  destination: string;
  recent: Recent;
  /** Its lease ran out: somebody else had a message of it in hand. */
  abandoned: boolean;
}

/** A fan-out is spread over this long at the most; nothing that is due waits behind the rest of one. */
export const SPREAD = Prisma.sql`interval '1 hour'`;

/**
 * Lanes that have something due and that nobody holds; a lease that ran out is anybody's. Those with something urgent
 * come first, and of the others only as many as there is room for beside them, each workspace's in its own order and
 * none of a workspace that has had all that its platform allows for now.
 */
export async function leaseLanes(
  tx: Tx,
  lease: string,
  room: Room,
  leaseMs: number,
): Promise<{ lanes: Lane[]; now: Date; real: Date }> {
  const now = Prisma.sql`(SELECT now FROM moment)`;
  const real = Prisma.sql`(SELECT real FROM moment)`;
  const isReady = Prisma.sql`l.due_at <= ${now} AND l.next_at <= ${real} AND (l.lease_until IS NULL OR l.lease_until <= ${real})`;
  const lanes = await tx.$queryRaw<(Lane & { now: Date; real: Date })[]>`
    WITH moment AS MATERIALIZED (SELECT ${worldNow} AS now, ${realNow} AS real),
    pressing AS (
      SELECT l.destination, l.lease FROM outbox_lane l JOIN outbox_bucket b ON b.name = l.bucket
      WHERE l.urgent AND ${isReady} AND CASE WHEN l.edits THEN b.edit_after ELSE b.post_after END <= ${real}
      ORDER BY l.due_at LIMIT ${room.all} FOR UPDATE OF l SKIP LOCKED),
    patient AS (
      SELECT waiting.destination, waiting.lease FROM outbox_bucket b
      CROSS JOIN (VALUES (false), (true)) AS method(edits)
      CROSS JOIN LATERAL (
        SELECT l.destination, l.lease, l.turn FROM outbox_lane l
        WHERE l.bucket = b.name AND l.edits = method.edits AND NOT l.urgent AND l.turn <= ${now} + ${SPREAD} AND ${isReady}
        ORDER BY l.turn LIMIT ${room.quiet} FOR UPDATE SKIP LOCKED) waiting
      WHERE CASE WHEN method.edits THEN b.edit_at ELSE b.post_at END <= ${real}
      ORDER BY waiting.turn LIMIT ${room.quiet}),
    ready AS (SELECT * FROM pressing UNION ALL SELECT * FROM patient LIMIT ${room.all})
    UPDATE outbox_lane l SET lease = ${lease}::uuid, lease_until = ${real} + ${leaseMs} * interval '1 millisecond'
    FROM ready WHERE l.destination = ready.destination
    RETURNING l.destination, l.recent, ready.lease IS NOT NULL AS abandoned, ${now} AS now, ${real} AS real`;
  const [{ now: world, real: unshifted } = { now: new Date(0), real: new Date(0) }] = lanes;
  return { lanes, now: world, real: unshifted };
}

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
export async function freeLanes(tx: Tx, lanes: readonly Freed[], now: Date): Promise<Date | undefined> {
  if (lanes.length === 0) return undefined;
  await tx.$queryRaw`
    SELECT 1 AS locked FROM outbox_lane WHERE destination = ANY(${lanes.map(({ destination }) => destination)})
    ORDER BY destination FOR UPDATE`;
  const [row] = await tx.$queryRaw<{ nextAt: Date | null }[]>`
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
        ORDER BY o.class DESC, o.seq LIMIT 1) head ON true
      WHERE l.destination = lane.destination AND l.lease = lane.lease
      RETURNING l.next_at, l.due_at)
    SELECT min(next_at) AS "nextAt" FROM freed WHERE due_at <= ${now}`;
  return row?.nextAt ?? undefined;
}
