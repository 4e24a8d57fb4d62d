import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { SeatKey, SeatScope, SeatState } from '../../../directory/seats.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';

export interface Seat extends SeatKey {
  id: string;
  member: MemberId;
  name: string;
  state: SeatState;
  /** Null once that person was forgotten. */
  offeredBy: MemberId | null;
  offerer: string | null;
  offeredAt: Date;
  startsAt: Date | null;
  endsAt: Date | null;
}

const readWhere = (tx: Tx, where: Prisma.Sql): Promise<Seat[]> =>
  tx.$queryRaw<Seat[]>`
    SELECT s.id::text, s.scope_kind AS scope, s.scope_id::text AS "scopeId", s.role, s.place, s.member_id::text AS member,
      m.name, s.state, s.offered_by::text AS "offeredBy", b.name AS offerer, s.offered_at AS "offeredAt",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt"
    FROM seat s JOIN member m ON m.id = s.member_id LEFT JOIN member b ON b.id = s.offered_by
    WHERE ${where} ORDER BY s.offered_at, s.id`;

const isOpen = Prisma.sql`s.state IN ('offered', 'accepted')`;
const isFor = ({ scope, scopeId, role, place }: SeatKey) => Prisma.sql`
  s.scope_kind = ${scope} AND s.scope_id = ${scopeId}::uuid AND s.role = ${role} AND s.place = ${place}`;

export const readSeat = async (tx: Tx, id: string): Promise<Seat | undefined> =>
  (await readWhere(tx, Prisma.sql`s.id = ${id}::uuid`))[0];

export async function lockSeat(tx: Tx, id: string): Promise<Seat | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM seat WHERE id = ${id}::uuid FOR UPDATE`;
  return readSeat(tx, id);
}

/** Of two people who fill the same seat at once, one is first: each sees what the other did. */
export async function lockPlace(tx: Tx, { scope, scopeId, role, place }: SeatKey): Promise<void> {
  const key = `seat:${scope}:${scopeId}:${role}:${place}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** Who was asked, or has it. */
export const readOpenSeat = async (tx: Tx, key: SeatKey): Promise<Seat | undefined> =>
  (await readWhere(tx, Prisma.sql`${isFor(key)} AND ${isOpen}`))[0];

/** All that is offered or held within something. */
export const readOpenWithin = (tx: Tx, scope: SeatScope, scopeId: string): Promise<Seat[]> =>
  readWhere(tx, Prisma.sql`s.scope_kind = ${scope} AND s.scope_id = ${scopeId}::uuid AND ${isOpen}`);

export const readOpenOf = (tx: Tx, member: MemberId): Promise<Seat[]> =>
  readWhere(tx, Prisma.sql`s.member_id = ${member}::uuid AND ${isOpen}`);

export const readAllOf = (tx: Tx, member: MemberId): Promise<Seat[]> =>
  readWhere(tx, Prisma.sql`s.member_id = ${member}::uuid`);

/** These, of one person. */
export const readOwnSeats = (tx: Tx, ids: readonly string[], member: MemberId): Promise<Seat[]> =>
  readWhere(tx, Prisma.sql`s.id = ANY(${[...ids]}::uuid[]) AND s.member_id = ${member}::uuid`);

export const readOffered = (tx: Tx, limit: number, member?: MemberId): Promise<Seat[]> =>
  readWhere(
    tx,
    Prisma.sql`s.id IN (SELECT id FROM seat WHERE state = 'offered'
      AND (${member ?? null}::uuid IS NULL OR member_id = ${member ?? null}::uuid) ORDER BY offered_at DESC LIMIT ${limit})`,
  );

/** Somebody who said no is not asked the same again. */
export async function hasDeclined(tx: Tx, key: SeatKey, member: MemberId): Promise<boolean> {
  const said = Prisma.sql`${isFor(key)} AND s.member_id = ${member}::uuid AND s.state = 'declined'`;
  return (await readWhere(tx, said)).length > 0;
}

/** Undefined: somebody else was asked meanwhile. */
export async function createSeat(
  tx: Tx,
  { scope, scopeId, role, place }: SeatKey,
  about: { member: MemberId; by: MemberId; now: Date },
): Promise<Seat | undefined> {
  const id = randomUUID();
  const created = await tx.$executeRaw`
    INSERT INTO seat (id, scope_kind, scope_id, role, place, member_id, state, offered_by, offered_at)
    VALUES (${id}::uuid, ${scope}, ${scopeId}::uuid, ${role}, ${place}, ${about.member}::uuid, 'offered', ${about.by}::uuid, ${about.now})
    ON CONFLICT DO NOTHING`;
  return created === 1 ? readSeat(tx, id) : undefined;
}

/** Moves a seat that is locked. */
export async function moveSeat(tx: Tx, seat: Seat, to: SeatState, now: Date): Promise<Seat> {
  const startsAt = to === 'accepted' ? now : to === 'offered' ? null : seat.startsAt;
  const endsAt = to === 'declined' || to === 'ended' ? now : null;
  await tx.seat.update({ where: { id: seat.id }, data: { state: to, startsAt, endsAt } });
  return { ...seat, state: to, startsAt, endsAt };
}

/** Whoever looks after it now is whom its holder stands in for. */
export async function passSeat(tx: Tx, id: string, to: MemberId): Promise<Seat | undefined> {
  await tx.seat.update({ where: { id }, data: { offeredBy: to } });
  return readSeat(tx, id);
}

export async function deleteSeats(tx: Tx, member: MemberId): Promise<void> {
  await tx.seat.deleteMany({ where: { memberId: member } });
}

/** A no is of no use once what it was about is over. */
export async function deleteDeclined(tx: Tx, scope: SeatScope, scopeId: string): Promise<void> {
  await tx.seat.deleteMany({ where: { scopeKind: scope, scopeId, state: 'declined' } });
}

const KEPT_DAYS = 30;
/** Longer than what can be asked about goes on without an end. */
const KEPT_NO_DAYS = 730;

/** What is over; and a no that nothing has ended, so that nobody is asked the same again until then. */
export async function forgetSeats(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM seat WHERE id IN (
      SELECT id FROM seat WHERE state = 'ended' AND ends_at < ${daysBefore(now, KEPT_DAYS)}
        OR state = 'declined' AND ends_at < ${daysBefore(now, KEPT_NO_DAYS)} LIMIT ${limit})`;
}
