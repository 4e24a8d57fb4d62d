import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Typed } from '../../../text/alike.ts';
import { localDate } from '../../../time/hours.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import { monthAfter, OFTEN, YEAR_DAYS } from '../rules/review.ts';
import { inPool, timesAsked } from './pool.ts';

/** How the pool stands, in numbers: nobody is in it by name, and no answer is. */
export interface Figures {
  people: number;
  /** In the pool, and not confirmed as a peer yet. */
  unconfirmed: number;
  /** Whose profile was looked over more than a year ago. */
  stale: number;
  /** Asked in the last year: never, once, twice, more often. */
  asked: readonly [number, number, number, number];
  /** Officers whose employer's yes to any project holds no longer, or runs out within a month. */
  lapsed: number;
  lapsing: number;
}

interface Row extends Omit<Figures, 'asked'> {
  never: number;
  once: number;
  twice: number;
  often: number;
}

/** One statement, however many there are. */
export async function readFigures(tx: Tx, now: Date): Promise<Figures> {
  const today = localDate(now, NETWORK_ZONE);
  const [row] = await tx.$queryRaw<Row[]>`
    WITH pool AS MATERIALIZED (
      SELECT o.*, ${timesAsked(now)} AS times FROM (SELECT m.id, p.updated_at, p.organisation_id, p.kinds ${inPool}) o),
    agreed AS (
      SELECT r.member_id, max(r.until) FILTER (WHERE r.organisation_id IS NOT DISTINCT FROM o.organisation_id) AS until
      FROM release_permission r JOIN pool o ON o.id = r.member_id AND 'officer' = ANY(o.kinds)
      WHERE r.until IS NOT NULL GROUP BY r.member_id)
    SELECT count(*)::int AS people,
      count(*) FILTER (WHERE o.updated_at < ${daysBefore(now, YEAR_DAYS)})::int AS stale,
      count(*) FILTER (WHERE o.times = 0)::int AS never,
      count(*) FILTER (WHERE o.times = 1)::int AS once,
      count(*) FILTER (WHERE o.times = 2)::int AS twice,
      count(*) FILTER (WHERE o.times > 2)::int AS often,
      (SELECT count(*)::int FROM pool_peer q JOIN member m ON m.id = q.member_id AND m.standing = 'member'
        LEFT JOIN profile p ON p.member_id = m.id
        WHERE q.left_at IS NULL AND NOT COALESCE('peer' = ANY(p.confirmed), false)) AS unconfirmed,
      (SELECT count(*)::int FROM agreed WHERE until IS NULL OR until < ${today}) AS lapsed,
      (SELECT count(*)::int FROM agreed WHERE until BETWEEN ${today} AND ${monthAfter(today)}) AS lapsing
    FROM pool o`;
  if (!row) throw new Error('Expected a row of figures: an aggregate always gives one.');
  const { never, once, twice, often, ...rest } = row;
  return { ...rest, asked: [never, once, twice, often] };
}

export const readSkills = (tx: Tx): Promise<Typed[]> => tx.$queryRaw<Typed[]>`
  SELECT skill AS typed, count(*)::int AS people FROM (SELECT p.skills ${inPool}) o, unnest(o.skills) AS skill GROUP BY skill`;

export const readAreas = (tx: Tx): Promise<Typed[]> => tx.$queryRaw<Typed[]>`
  SELECT area AS typed, count(*)::int AS people FROM (SELECT p.area ${inPool}) o WHERE area IS NOT NULL GROUP BY area`;

/** What call-outs of the last year asked for. */
export const readWanted = (tx: Tx, now: Date): Promise<{ region: string; skills: string | null }[]> =>
  tx.$queryRaw<{ region: string; skills: string | null }[]>`
    SELECT DISTINCT p.region, p.skills FROM project p JOIN call_out o ON o.project_id = p.id
    WHERE o.state IN ('open', 'closed') AND o.opened_at > ${daysBefore(now, YEAR_DAYS)} ORDER BY 1, 2`;

export interface Named {
  member: MemberId;
  name: string;
}

/** Who was never asked in the last year, or who often was, by name, from one on. */
export async function readAsked(
  tx: Tx,
  now: Date,
  which: 'never' | 'often',
  { from, limit }: { from: number; limit: number },
): Promise<Named[]> {
  const isIn = which === 'never' ? Prisma.sql`= 0` : Prisma.sql`>= ${OFTEN}`;
  const rows = await tx.$queryRaw<Named[]>`
    SELECT o.id AS member, o.name FROM (SELECT m.id, m.name, m.name_key ${inPool}) o
    WHERE ${timesAsked(now)} ${isIn} ORDER BY o.name_key COLLATE "C", o.id LIMIT ${limit} OFFSET ${from}`;
  return tellApart(tx, rows);
}
