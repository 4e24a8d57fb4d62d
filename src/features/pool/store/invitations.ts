import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { isForThem } from './people.ts';

/** A meeting that might interest somebody, as their card shows it. */
export interface Invitation {
  id: string;
  event: string;
  peer: MemberId;
  timeZone: string;
  /** Null: somebody who was forgotten. */
  by: string | null;
  closed: boolean;
  title: string;
  startsAt: Date;
  /** It is announced, lies ahead, and is there for them. */
  isAhead: boolean;
}

const readWhere = (tx: Tx, now: Date, where: Prisma.Sql): Promise<Invitation[]> =>
  tx.$queryRaw<Invitation[]>`
    SELECT v.id::text, v.event_id::text AS event, v.peer_id::text AS peer, m.time_zone AS "timeZone",
      CASE WHEN b.erased_at IS NULL THEN b.name END AS by, v.closed, e.title, e.starts_at AS "startsAt",
      e.state = 'announced' AND e.starts_at > ${now} AND ${isForThem} AS "isAhead"
    FROM pool_invitation v JOIN forum_event e ON e.id = v.event_id JOIN member m ON m.id = v.peer_id
      LEFT JOIN member b ON b.id = v.by_id LEFT JOIN profile p ON p.member_id = m.id
      LEFT JOIN forum_invitation f ON f.event_id = e.id AND f.member_id = m.id
    WHERE e.starts_at IS NOT NULL AND ${where} ORDER BY v.id`;

export const readInvitation = async (tx: Tx, id: string, now: Date): Promise<Invitation | undefined> =>
  (await readWhere(tx, now, Prisma.sql`v.id = ${id}::uuid`))[0];

/** Locked: of two presses one is first. */
export async function lockInvitation(tx: Tx, id: string, now: Date): Promise<Invitation | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pool_invitation WHERE id = ${id}::uuid FOR UPDATE`;
  return readInvitation(tx, id, now);
}

/** This member's, as far as they lie ahead. By id. */
export async function readOwnInvitations(
  tx: Tx,
  ids: readonly string[],
  peer: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Invitation>> {
  const rows = await readWhere(
    tx,
    now,
    Prisma.sql`v.id = ANY(${[...ids]}::uuid[]) AND v.peer_id = ${peer}::uuid`,
  );
  return new Map(rows.filter(({ isAhead }) => isAhead).map((one) => [one.id, one]));
}

/** Nobody is invited twice to the same one, whoever presses at once. */
export async function writeInvitations(
  tx: Tx,
  event: string,
  peers: readonly MemberId[],
  { by, at }: { by: MemberId; at: Date },
): Promise<Invitation[]> {
  const made = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO pool_invitation (id, event_id, peer_id, by_id, at)
    SELECT gen_random_uuid(), ${event}::uuid, peer, ${by}::uuid, ${at} FROM unnest(${[...peers]}::uuid[]) AS peer
    ON CONFLICT DO NOTHING RETURNING id::text`;
  return readWhere(tx, at, Prisma.sql`v.id = ANY(${made.map(({ id }) => id)}::uuid[])`);
}

/** What one person sent at one moment; locked. */
export async function lockSent(
  tx: Tx,
  { event, by, at }: { event: string; by: MemberId; at: Date },
): Promise<Invitation[]> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM pool_invitation WHERE event_id = ${event}::uuid AND by_id = ${by}::uuid AND at = ${at}
    ORDER BY id FOR UPDATE`;
  return readWhere(
    tx,
    at,
    Prisma.sql`v.event_id = ${event}::uuid AND v.by_id = ${by}::uuid AND v.at = ${at}`,
  );
}

export async function deleteInvitations(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.poolInvitation.deleteMany({ where: { id: { in: [...ids] } } });
}

export async function closeInvitation(tx: Tx, id: string): Promise<void> {
  await tx.poolInvitation.update({ where: { id }, data: { closed: true } });
}

/** What nobody looked at yet, of what lies ahead. */
export async function readExpectedInvitations(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const theirs = reader === undefined ? Prisma.empty : Prisma.sql`AND v.peer_id = ${reader}::uuid`;
  return tx.$queryRaw<ExpectedCard[]>`
    SELECT v.id::text AS record, v.peer_id::text AS reader
    FROM pool_invitation v JOIN forum_event e ON e.id = v.event_id JOIN member m ON m.id = v.peer_id
      JOIN profile p ON p.member_id = m.id LEFT JOIN forum_invitation f ON f.event_id = e.id AND f.member_id = m.id
    WHERE NOT v.closed AND e.state = 'announced' AND e.starts_at > ${now} AND m.standing = 'member' AND ${isForThem} ${theirs}
    ORDER BY v.at DESC, v.id LIMIT ${limit}`;
}

export async function exportInvitations(tx: Tx, member: MemberId): Promise<Json> {
  const rows = await tx.poolInvitation.findMany({
    where: { peerId: member },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { at: true, event: { select: { title: true } }, by: { select: { name: true } } },
  });
  return rows.map(({ at, event, by }) => ({
    meeting: event.title,
    on: at.toISOString(),
    by: by?.name ?? null,
  }));
}

const KEPT_DAYS = 14;
/** Two weeks after the meeting, as who was invited to it. */
export const forgetInvitations = (tx: Tx, now: Date, limit: number): Promise<number> => tx.$executeRaw`
  DELETE FROM pool_invitation WHERE id IN (
    SELECT v.id FROM pool_invitation v JOIN forum_event e ON e.id = v.event_id
    WHERE e.state IN ('ended', 'cancelled', 'lapsed')
      AND GREATEST(e.starts_at, e.cancelled_at, e.created_at) < ${daysBefore(now, KEPT_DAYS)} LIMIT ${limit})`;
