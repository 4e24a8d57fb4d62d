import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { holdsRole, readRoleHolders } from '../../../directory/roles.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { type Due, oneDue } from '../../../store/due.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { ScheduleKey } from '../../../store/schedules.ts';
import { editionOf } from '../rules/review.ts';
import { inPool } from './pool.ts';

export const REVIEW: ScheduleKey = { feature: 'pool', kind: 'review', subject: 'network' };
/** Each quarter is an edition of it. */
export const REVIEW_RECORD = 'pool';

export interface Review {
  day: string;
  people: number;
  lookedAt: Date | null;
  /** Null: nobody yet, or somebody who was forgotten. */
  looker: string | null;
}

const reviewColumns = Prisma.sql`r.day, r.people, r.looked_at AS "lookedAt", m.name AS looker`;

/** The newest. */
export async function readReview(tx: Tx): Promise<Review | undefined> {
  const [row] = await tx.$queryRaw<Review[]>`
    SELECT ${reviewColumns} FROM pool_review r LEFT JOIN member m ON m.id = r.looked_by ORDER BY r.day DESC LIMIT 1`;
  return row;
}

/** The newest, for whoever may run projects now. */
export async function readReviewFor(tx: Tx, reader: MemberId, now: Date): Promise<Review | undefined> {
  const [row] = await tx.$queryRaw<Review[]>`
    SELECT ${reviewColumns} FROM pool_review r LEFT JOIN member m ON m.id = r.looked_by
    WHERE ${holdsRole(reader, 'project-manager', now)} ORDER BY r.day DESC LIMIT 1`;
  return row;
}

/** Locked: of two who look it over at once, one is first. */
export async function lockReview(tx: Tx, day: string): Promise<Review | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pool_review WHERE day = ${day} FOR UPDATE`;
  const newest = await readReview(tx);
  return newest?.day === day ? newest : undefined;
}

export async function countPool(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ people: number }[]>`SELECT count(*)::int AS people ${inPool}`;
  return row?.people ?? 0;
}

export async function writeReview(tx: Tx, day: string, people: number, at: Date): Promise<void> {
  await tx.poolReview.createMany({ data: [{ day, people, at }], skipDuplicates: true });
}

export async function markLooked(
  tx: Tx,
  day: string,
  looked: { lookedAt: Date; lookedBy: MemberId } | { lookedAt: null; lookedBy: null },
): Promise<void> {
  await tx.poolReview.update({ where: { day }, data: looked });
}

/** Whoever may run projects has the newest on home until it is looked over; a message reached whoever could then. */
export async function readExpectedReviews(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const review = reader ? await readReviewFor(tx, reader, now) : await readReview(tx);
  if (!review || review.lookedAt) return [];
  const readers = reader ? [reader] : await readRoleHolders(tx, 'project-manager', now);
  const card = { record: REVIEW_RECORD, edition: editionOf(review.day), unsent: true as const };
  return readers.slice(0, limit).map((one) => ({ ...card, reader: one }));
}

/** There are people in the pool, and nothing brings round that it is looked over. */
export const dueToArrange: Due = (now) =>
  oneDue(
    REVIEW_RECORD,
    now,
    Prisma.sql`SELECT FROM pool_peer WHERE left_at IS NULL
      AND NOT EXISTS (SELECT FROM schedule WHERE feature = ${REVIEW.feature} AND kind = ${REVIEW.kind})`,
  );

const KEPT_DAYS = 730;
export const forgetReviews = (tx: Tx, now: Date, limit: number): Promise<number> => tx.$executeRaw`
  DELETE FROM pool_review WHERE day IN (
    SELECT day FROM pool_review WHERE at < ${daysBefore(now, KEPT_DAYS)} LIMIT ${limit})`;
