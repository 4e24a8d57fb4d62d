import { Prisma } from '../../../generated/prisma/client.ts';
import { daysBefore } from '../../../store/retention.ts';
import { YEAR_DAYS } from '../rules/review.ts';

/** Everybody in the pool: joined it, a member, and confirmed as a peer. A part of a statement. */
export const inPool = Prisma.sql`
  FROM pool_peer q JOIN member m ON m.id = q.member_id AND m.standing = 'member'
    JOIN profile p ON p.member_id = m.id AND 'peer' = ANY(p.confirmed)
  WHERE q.left_at IS NULL`;

/**
 * In how many projects the person `o` was asked in the last year, whatever they answered, or whether they did: what did not
 * reach somebody asked them nothing, nor did what was sent by mistake. A part of a statement, looked up for each by its
 * index: joined, a database that has counted none of its rows yet would compare everybody with everything.
 */
export const timesAsked = (now: Date): Prisma.Sql => Prisma.sql`
  (SELECT count(DISTINCT c.project_id)::int FROM invitation i JOIN call_out c ON c.id = i.call_out_id
    WHERE i.peer_id = o.id AND NOT i.undelivered AND c.state IN ('open', 'closed')
      AND c.opened_at > ${daysBefore(now, YEAR_DAYS)})`;
