import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';
import { readOpenReviews, reviewId } from './profile-review.ts';

/**
 * One card for each coordinator. No record says which of them coordinated when it was sent, and who came later has it on
 * home alone.
 */
async function forCoordinators(
  tx: Tx,
  now: Date,
  reader: MemberId | undefined,
  records: readonly MemberId[],
): Promise<ExpectedCard[]> {
  if (records.length === 0) return [];
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  const readers = coordinators.filter((one) => reader === undefined || one === reader);
  return records.flatMap((record) =>
    readers.map((one): ExpectedCard => ({ record, reader: one, unsent: true })),
  );
}

/** Whoever asks to join has a card with each coordinator. */
export async function readExpectedAsking(tx: Tx, now: Date, limit: number, reader?: MemberId) {
  const rows = await tx.member.findMany({
    where: { standing: 'asked' },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });
  return forCoordinators(
    tx,
    now,
    reader,
    rows.map(({ id }) => id),
  );
}

/** So has a member who says that they are something that no coordinator has looked at yet. */
export async function readExpectedClaims(tx: Tx, now: Date, limit: number, reader?: MemberId) {
  const rows = await tx.$queryRaw<{ id: MemberId }[]>`
    SELECT m.id FROM profile p JOIN member m ON m.id = p.member_id
    WHERE m.standing = 'member' AND (
      ('manager' = ANY(p.kinds) AND NOT 'manager' = ANY(p.confirmed || p.declined))
      OR (p.kinds && ARRAY['officer', 'councillor', 'volunteer', 'paid-peer'] AND NOT 'peer' = ANY(p.confirmed || p.declined)))
    ORDER BY p.updated_at DESC, m.id LIMIT ${limit}`;
  return forCoordinators(
    tx,
    now,
    reader,
    rows.map(({ id }) => id),
  );
}

/** And a member whose name looks like another's: with each coordinator but themselves. */
export async function readExpectedNamesakes(tx: Tx, now: Date, limit: number, reader?: MemberId) {
  const rows = await tx.namesake.findMany({
    where: { state: 'waiting', member: { standing: 'member' } },
    select: { memberId: true },
    orderBy: { since: 'desc' },
    take: limit,
  });
  const members = rows.map(({ memberId }) => memberId);
  const cards = await forCoordinators(tx, now, reader, members);
  return cards.filter(({ record, reader: judge }) => record !== judge);
}

/**
 * Whoever is asked whether their profile is still right. With the outbox it is not compared: they may take longer than
 * what was never shown is kept, and what the auditor finds names nobody.
 */
export async function readExpectedReviews(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const reviews = await readOpenReviews(tx, limit, reader);
  return reviews.map((review) => ({ record: reviewId(review), reader: review.member, unsent: true }));
}
