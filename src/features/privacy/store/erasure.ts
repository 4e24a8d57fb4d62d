import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { keepsCoordinator } from '../../roles/rules.ts';
import { readGrants } from '../../roles/store/roles.ts';

export type ErasureState = 'asked' | 'blanking' | 'done';
export interface Erasure {
  member: MemberId;
  state: ErasureState;
  askedAt: Date;
  dueAt: Date;
}

/** Locks the person, whose privacy card it is: of two presses one is first. */
export async function lockErasure(tx: Tx, member: MemberId): Promise<Erasure | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR UPDATE`;
  return readErasure(tx, member);
}

export async function readErasure(tx: Tx, member: MemberId): Promise<Erasure | undefined> {
  const row = await tx.erasure.findUnique({ where: { memberId: member } });
  if (!row) return undefined;
  const { askedAt, dueAt } = row;
  return { member, state: row.state as ErasureState, askedAt, dueAt };
}

export async function askErasure(tx: Tx, member: MemberId, askedAt: Date, dueAt: Date): Promise<void> {
  await tx.erasure.create({ data: { memberId: member, state: 'asked', askedAt, dueAt } });
}

export async function takeBackErasure(tx: Tx, member: MemberId): Promise<boolean> {
  const { count } = await tx.erasure.deleteMany({ where: { memberId: member, state: 'asked' } });
  return count === 1;
}

export async function moveErasure(
  tx: Tx,
  { member, state: from }: Erasure,
  change: { state?: ErasureState; dueAt: Date },
): Promise<boolean> {
  const { count } = await tx.erasure.updateMany({ where: { memberId: member, state: from }, data: change });
  return count === 1;
}

/** The accounts of somebody who was forgotten, until what we wrote there is emptied. */
export async function startBlanking(tx: Tx, tombstone: MemberId, now: Date): Promise<void> {
  await tx.erasure.create({ data: { memberId: tombstone, state: 'blanking', askedAt: now, dueAt: now } });
}

export const dueErasures: Due = (now) => Prisma.sql`
  SELECT member_id::text AS id, due_at AS at FROM erasure WHERE state <> 'done' AND due_at <= ${now}`;

/** Nobody else coordinates without an end. Of two coordinators who are forgotten at once, one is first. */
export async function isLastCoordinator(tx: Tx, member: MemberId, now: Date): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('role:coordinator', 0))`;
  const grants = await readGrants(tx, now, 'coordinator');
  return grants.some((grant) => grant.member === member) && !keepsCoordinator(grants, member, now);
}

const GUEST_DAYS = 365;
const YEAR = `${GUEST_DAYS} days`;

/** Guests who wrote once and never again are forgotten as if they had asked for it. Returns how many. */
export async function askForOldGuests(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO erasure (member_id, state, asked_at, due_at)
    SELECT m.id, 'asked', ${now}, ${now} FROM member m
    WHERE m.standing = 'guest' AND m.erased_at IS NULL
      AND EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id)
      AND NOT EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id AND a.last_seen_at >= ${now}::timestamptz - ${YEAR}::interval)
      AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.member_id = m.id)
    LIMIT ${limit}`;
}

/** That somebody was forgotten is itself kept for two years. */
export async function forgetErasures(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM erasure WHERE member_id IN (
      SELECT member_id FROM erasure WHERE state = 'done' AND due_at < ${now}::timestamptz - interval '730 days' LIMIT ${limit})`;
}
