import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { inPool, isInPool } from '../../pool/store/callable.ts';
import { type Audience, SAID_DAYS } from '../rules/consultation.ts';

/** Whom a text of this audience goes to, but for who writes it: rows of `q.member_id`, a part of a statement. */
const MEMBERS: Record<Audience, (writer: MemberId, now: Date) => Prisma.Sql> = {
  pool: (writer, now) => inPool({ manager: writer }, Prisma.sql`''`, now),
};

const BELONGS: Record<Audience, (tx: Tx, member: MemberId) => Promise<boolean>> = { pool: isInPool };

/** Of consultations `c` those of which something may still come to somebody. */
const follows = (now: Date): Prisma.Sql => Prisma.sql`
  (c.state = 'open' OR c.state = 'closed' AND c.question_kind <> 'none'
    OR c.state IN ('closed', 'told-back') AND COALESCE(c.told_at, c.closed_at) > ${daysBefore(now, SAID_DAYS)})`;

/** Ids of those who left an audience, or came back to it. Asked at every tick, so it begins with who moved. */
const MOVED: Record<Audience, (now: Date) => Prisma.Sql> = {
  pool: (now) => Prisma.sql`
    SELECT d.id FROM consultation c JOIN pool_peer q ON q.left_at >= c.opened_at
      JOIN consulted d ON d.consultation_id = c.id AND d.member_id = q.member_id
    WHERE ${follows(now)} AND c.audience = 'pool' AND NOT d.away
    UNION ALL SELECT d.id FROM consultation c JOIN consulted d ON d.consultation_id = c.id AND d.away
      JOIN pool_peer q ON q.member_id = d.member_id AND q.left_at IS NULL
    WHERE ${follows(now)} AND c.audience = 'pool'`,
};
export const moved = (now: Date): Prisma.Sql =>
  Prisma.join(
    Object.values(MOVED).map((of) => of(now)),
    ' UNION ALL ',
  );

/** Whether somebody whom it went to belongs to its audience still: who takes a break does. */
export const belongsTo = (tx: Tx, audience: Audience, member: MemberId): Promise<boolean> =>
  BELONGS[audience](tx, member);

export async function countAudience(
  tx: Tx,
  audience: Audience,
  writer: MemberId,
  now: Date,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${MEMBERS[audience](writer, now)}`;
  return row?.count ?? 0;
}

/** Everybody in it, in one statement; how many they are. */
export async function consultAudience(
  tx: Tx,
  { id, audience }: { id: string; audience: Audience },
  writer: MemberId,
  now: Date,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO consulted (id, consultation_id, member_id)
      SELECT gen_random_uuid(), ${id}::uuid, q.member_id ${MEMBERS[audience](writer, now)}
    ON CONFLICT DO NOTHING`;
}
