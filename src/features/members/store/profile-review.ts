import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';

/** One time that somebody is asked whether their profile is still right. */
export interface ProfileReview {
  member: MemberId;
  /** The day on which it came round. */
  on: string;
  isOpen: boolean;
}

/** Each time is a card of its own: an edit of the last one would notify nobody. */
export const reviewId = ({ member, on }: Pick<ProfileReview, 'member' | 'on'>): string => `${on}:${member}`;

/** What came round last and was not answered: of one person, or of everybody, the newest first. */
export async function readOpenReviews(tx: Tx, limit: number, reader?: MemberId): Promise<ProfileReview[]> {
  const theirs = reader === undefined ? Prisma.empty : Prisma.sql`AND s.subject = ${reader}`;
  return tx.$queryRaw<ProfileReview[]>`
    SELECT m.id AS member, last.on, true AS "isOpen" FROM schedule s
    CROSS JOIN LATERAL (
      SELECT o.local_date::text AS on, o.at FROM occurrence o WHERE o.schedule_id = s.id
      ORDER BY o.local_date DESC LIMIT 1) last
    JOIN profile p ON p.member_id::text = s.subject JOIN member m ON m.id = p.member_id
    WHERE s.feature = 'members' AND s.kind = 'profile' ${theirs} AND m.standing = 'member' AND p.updated_at < last.at
    ORDER BY last.at DESC, m.id LIMIT ${limit}`;
}
