import { Prisma } from '../../../generated/prisma/client.ts';
import { daysBefore } from '../../../store/retention.ts';
import { YEAR_DAYS } from '../rules/review.ts';

/** Everybody in the pool: joined it, a member, and confirmed as a peer. A part of a statement. */
export const inPool = Prisma.sql`
  FROM pool_peer q JOIN member m ON m.id = q.member_id AND m.standing = 'member'
    JOIN profile p ON p.member_id = m.id AND 'peer' = ANY(p.confirmed)
  WHERE q.left_at IS NULL`;

/**
 * In how many projects each was asked in the last year, whatever they answered, or whether they did: what did not reach
 * somebody asked them nothing, nor did what was sent by mistake. A part of a statement.
 */
export const askedInYear = (now: Date): Prisma.Sql => Prisma.sql`
  SELECT i.peer_id, count(DISTINCT o.project_id)::int AS times
  FROM invitation i JOIN call_out o ON o.id = i.call_out_id
  WHERE o.state IN ('open', 'closed') AND o.opened_at > ${daysBefore(now, YEAR_DAYS)} AND NOT i.undelivered
  GROUP BY i.peer_id`;
