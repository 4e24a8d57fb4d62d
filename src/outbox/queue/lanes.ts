import { Prisma } from '../../generated/prisma/client.ts';
import { type Run, realNow, worldNow } from '../../store/database.ts';
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
  /** Its first message was not sent after all: it keeps its turn in a fan-out, and passes nobody. */
  keepsTurn?: true;
}

/**
 * Gives lanes back, each with the time of its next message.
 * @returns in how many milliseconds the first of those that have something due may be written to again
 */
export async function freeLanes(run: Run, lanes: readonly Freed[]): Promise<number | undefined> {
  if (lanes.length === 0) return undefined;
  const destinations = lanes.map(({ destination }) => destination);
  const theirs = Prisma.sql`destination = ANY(${destinations})`;
  const [row] = await run<Soonest>(Prisma.sql`WITH ${freeing(lanes, theirs)} ${soonest}`);
  return row?.waitMs ?? undefined;
}

/**
 * The same as part of a statement, whose `theirs` says which lanes are meant; `soonest` reads what came of it. `shown`
 * says of which slots (`o.slot`) something was shown that the statement cannot see yet.
 *
 * The lanes are locked in order. What is enqueued to one meanwhile, and is not seen here, has left word in `has_news`:
 * such a lane is looked at again at the earliest time that it was told.
 */
export const freeing = (
  lanes: readonly Freed[],
  theirs: Prisma.Sql,
  shown: Prisma.Sql = Prisma.sql`false`,
): Prisma.Sql => Prisma.sql`
  lane AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(lanes)}::jsonb)
      AS lane(destination text, lease uuid, "postAt" timestamptz, "editAt" timestamptz, recent jsonb, "keepsTurn" boolean)),
  held AS (SELECT destination FROM outbox_lane WHERE ${theirs} ORDER BY destination FOR UPDATE),
  freed AS (
    UPDATE outbox_lane l SET lease = NULL, lease_until = NULL, has_news = false,
      due_at = CASE WHEN l.has_news THEN least(l.due_at, waiting.due_at) ELSE waiting.due_at END,
      turn = CASE WHEN lane."keepsTurn" THEN l.turn WHEN l.has_news THEN least(l.turn, waiting.due_at) ELSE waiting.due_at END,
      urgent = COALESCE(waiting.urgent, false) OR (l.has_news AND l.urgent),
      edits = COALESCE(head.edits, l.has_news AND l.edits),
      next_at = CASE WHEN COALESCE(head.edits, l.has_news AND l.edits) THEN lane."editAt" ELSE lane."postAt" END,
      recent = COALESCE(lane.recent, l.recent)
    FROM lane JOIN held USING (destination)
    CROSS JOIN LATERAL (
      SELECT min(o.due_at) AS due_at, bool_or(o.class = 'urgent') AS urgent FROM outbox o
      WHERE o.destination = lane.destination AND o.state = 'pending') waiting
    LEFT JOIN LATERAL (
      SELECT o.slot IS NOT NULL AND (${shown} OR EXISTS (SELECT FROM outbox s WHERE s.slot = o.slot AND s.ref_id IS NOT NULL)) AS edits
      FROM outbox o WHERE o.destination = lane.destination AND o.state = 'pending'
      ORDER BY o.class DESC, o.seq LIMIT 1) head ON waiting.due_at IS NOT NULL
    WHERE l.destination = lane.destination AND l.lease = lane.lease
    RETURNING l.next_at, l.due_at)`;

/** In how many milliseconds the first of the lanes that have something due may be written to again. */
export const soonest = Prisma.sql`
  SELECT extract(epoch FROM min(next_at) - ${realNow})::float8 * 1000 AS "waitMs" FROM freed WHERE due_at <= ${worldNow}`;
export interface Soonest {
  waitMs: number | null;
}
