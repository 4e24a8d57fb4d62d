import { Prisma } from '../../generated/prisma/client.ts';
import { type Run, realNow, type Tx, worldNow } from '../../store/database.ts';
import type { Recent } from './throttle.ts';

// Whatever writes to a lane stands here. A fragment named as a participle is part of a statement that also moves messages:
// so a lane changes in the statement that changes what waits in it, and after it, as everybody locks them.

/** A fan-out is spread over this long at the most; nothing that is due waits behind the rest of one. */
export const SPREAD = Prisma.sql`interval '1 hour'`;

/** How long a process holds a message that it has claimed, and one that it is sending: longer than a send may take. */
export interface Leases {
  claimMs: number;
  sendMs: number;
}
/** A send is cut at 8 s, so a live one is never repeated. */
export const LEASES: Leases = { claimMs: 5_000, sendMs: 20_000 };

/** How many destinations may be written to now, and how many of them with quiet messages only. */
export interface Room {
  all: number;
  quiet: number;
}

/**
 * Tells lanes what came for them, by `news` (destination, bucket, due_at, turn, urgent, edits); one that somebody holds is
 * told that there is news.
 */
export const telling = (news: Prisma.Sql): Prisma.Sql => Prisma.sql`
  INSERT INTO outbox_lane (destination, bucket, due_at, turn, urgent, edits, next_at)
  SELECT destination, min(bucket), min(due_at), min(turn), bool_or(urgent), bool_and(edits), clock_timestamp()
  FROM ${news} GROUP BY destination ORDER BY destination
  ON CONFLICT (destination) DO UPDATE SET
    due_at = least(outbox_lane.due_at, excluded.due_at), turn = least(outbox_lane.turn, excluded.turn),
    urgent = outbox_lane.urgent OR excluded.urgent, bucket = excluded.bucket, has_news = true,
    edits = CASE WHEN outbox_lane.due_at IS NULL THEN excluded.edits ELSE outbox_lane.edits AND excluded.edits END`;

/** Tells the lanes of messages (`due`) that what waits in them is due by now: grouped, so that all of these are locked first. */
export const hurrying = (due: Prisma.Sql, now: Date): Prisma.Sql => Prisma.sql`
  UPDATE outbox_lane l SET due_at = least(l.due_at, ${now}), turn = least(l.turn, ${now}), has_news = true
  FROM (SELECT destination FROM ${due} AS due GROUP BY destination) due WHERE l.destination = due.destination`;

/**
 * Leases as many lanes as there is room for (`leased`). Those with something urgent come first, and of the others only as
 * many as there is room for beside them, each workspace's in its own order and none of a workspace that has had all that
 * its platform allows for now.
 */
export function leasing(
  lease: string,
  claimMs: number,
  room: Room,
  { now, real }: { now: Prisma.Sql; real: Prisma.Sql },
): Prisma.Sql {
  const isReady = Prisma.sql`l.due_at <= ${now} AND l.next_at <= ${real} AND l.lease IS NULL`;
  return Prisma.sql`
  pressing AS (
    SELECT l.destination FROM outbox_lane l JOIN outbox_bucket b ON b.name = l.bucket
    WHERE l.urgent AND ${isReady} AND CASE WHEN l.edits THEN b.edit_after ELSE b.post_after END <= ${real}
    ORDER BY l.due_at LIMIT ${room.all} FOR UPDATE OF l SKIP LOCKED),
  patient AS (
    SELECT waiting.destination FROM outbox_bucket b
    CROSS JOIN (VALUES (false), (true)) AS method(edits)
    CROSS JOIN LATERAL (
      SELECT l.destination, l.turn FROM outbox_lane l
      WHERE l.bucket = b.name AND l.edits = method.edits AND NOT l.urgent AND l.turn <= ${now} + ${SPREAD} AND ${isReady}
      ORDER BY l.turn LIMIT ${room.quiet} FOR UPDATE SKIP LOCKED) waiting
    WHERE CASE WHEN method.edits THEN b.edit_at ELSE b.post_at END <= ${real}
    ORDER BY waiting.turn LIMIT ${room.quiet}),
  ready AS (SELECT * FROM pressing UNION ALL SELECT * FROM patient LIMIT ${room.all}),
  leased AS (
    UPDATE outbox_lane l SET lease = ${lease}::uuid, lease_until = ${real} + ${claimMs}::float8 * interval '1 millisecond', has_news = false
    FROM ready WHERE l.destination = ready.destination RETURNING l.destination, l.recent, l.turn)`;
}

/** Holds the lanes of messages (`begun`) for as long as a send may take, where the lease is still theirs (`extended`). */
export const extending = (begun: Prisma.Sql, lease: string, sendMs: number): Prisma.Sql => Prisma.sql`
  held AS (
    SELECT destination FROM outbox_lane
    WHERE destination IN (SELECT destination FROM ${begun}) AND lease = ${lease}::uuid ORDER BY destination FOR UPDATE),
  extended AS (
    UPDATE outbox_lane l SET lease_until = clock_timestamp() + ${sendMs}::float8 * interval '1 millisecond'
    FROM held WHERE l.destination = held.destination RETURNING l.destination)`;

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

/**
 * Puts right the lanes that do not know of what waits in them, by `waiting` (destination, due_at, urgent): `mended` and
 * `made` are those. It is safe: a lane that is looked at in vain is only looked at once. One that somebody holds is
 * left alone.
 */
export const mending = (waiting: Prisma.Sql): Prisma.Sql => Prisma.sql`
  wrong AS (
    SELECT w.* FROM ${waiting} AS w JOIN outbox_lane l USING (destination)
    WHERE (l.due_at IS NULL OR l.due_at > w.due_at OR l.turn IS NULL OR l.turn > w.due_at + ${SPREAD} OR (w.urgent AND NOT l.urgent))
      AND (l.lease_until IS NULL OR l.lease_until <= clock_timestamp())
    ORDER BY destination FOR UPDATE OF l SKIP LOCKED),
  mended AS (
    UPDATE outbox_lane l SET due_at = wrong.due_at, turn = wrong.due_at, urgent = wrong.urgent
    FROM wrong WHERE l.destination = wrong.destination RETURNING l.destination),
  made AS (
    INSERT INTO outbox_lane (destination, due_at, turn, urgent, next_at)
    SELECT destination, due_at, due_at, urgent, clock_timestamp() FROM ${waiting} AS w
    WHERE NOT EXISTS (SELECT FROM outbox_lane l WHERE l.destination = w.destination)
    ORDER BY destination ON CONFLICT DO NOTHING RETURNING destination)`;

/** In how many milliseconds a lane is worth a look that only waits for its platform's limits, or for who is sending. */
export async function readShortWait(tx: Tx): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<Soonest[]>`
    SELECT extract(epoch FROM greatest(next_at, lease_until) - clock_timestamp())::float8 * 1000 AS "waitMs"
    FROM outbox_lane WHERE due_at <= ${worldNow} AND next_at < clock_timestamp() + interval '2 s'
    ORDER BY 1 LIMIT 1`;
  return row?.waitMs ?? undefined;
}

/** Messages go before their lanes, as everybody locks them. */
export async function deleteLanes(tx: Tx, destinations: readonly string[]): Promise<void> {
  await tx.outboxLane.deleteMany({ where: { destination: { in: [...destinations] } } });
}

/** Who writes without a name leaves no lane when nothing is left in it. */
export async function deleteUnnamedLanes(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM outbox_lane l WHERE starts_with(destination, 'unnamed:') AND due_at IS NULL AND lease IS NULL
      AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.destination = l.destination)`;
}
