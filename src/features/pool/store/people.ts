import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { wordsToFind } from '../../../text/name.ts';
import { areaKey, skillKey } from '../rules/review.ts';
import type { Whom } from '../rules/whom.ts';
import { type Named, readAreas, readSkills } from './figures.ts';
import { inPool, timesAsked } from './pool.ts';

/**
 * Whether the event `e` is there for somebody of the profile `p`, whose invitation to it is `f`, if they have one: as in
 * `visibilityOf`, of those who need not be asked first in which role they would come. A part of a statement.
 */
export const isForThem = Prisma.sql`COALESCE(e.audience = 'everyone'
  OR e.audience = 'peers' AND 'peer' = ANY(p.confirmed) AND (NOT 'manager' = ANY(p.confirmed) OR f.hat = 'peer')
  OR e.audience = 'managers' AND 'manager' = ANY(p.confirmed) AND (NOT 'peer' = ANY(p.confirmed) OR f.hat = 'manager'), false)`;

/** Some of the pool who may be invited to an event, and how many may not. */
export interface Found {
  listed: Named[];
  total: number;
  /** They may not see it, or say first in which role they would come. */
  notFor: number;
  invited: number;
}

export interface Search {
  event: string;
  whom: Whom;
  words: string;
  /** Whoever looks is not among them. */
  except: MemberId;
}

export async function findPeople(
  tx: Tx,
  now: Date,
  { event, except, ...search }: Search,
  limit: number,
): Promise<Found> {
  const which = await whichOf(tx, now, search);
  return readFound(tx, event, Prisma.sql`m.id <> ${except}::uuid AND ${which}`, limit);
}

/** Of these, those who may be invited to it still. */
export const findAmong = (
  tx: Tx,
  event: string,
  peers: readonly MemberId[],
  except: MemberId,
): Promise<Found> =>
  readFound(
    tx,
    event,
    Prisma.sql`m.id = ANY(${[...peers]}::uuid[]) AND m.id <> ${except}::uuid`,
    peers.length,
  );

async function whichOf(
  tx: Tx,
  now: Date,
  { whom, words }: Pick<Search, 'whom' | 'words'>,
): Promise<Prisma.Sql> {
  switch (whom) {
    case 'never':
      return Prisma.sql`(SELECT ${timesAsked(now)} FROM (SELECT m.id) o) = 0`;
    case 'skill': {
      const alike = (await readSkills(tx)).filter(({ typed }) => skillKey(typed).includes(skillKey(words)));
      return Prisma.sql`p.skills && ${alike.map(({ typed }) => typed)}::text[]`;
    }
    case 'area': {
      const alike = (await readAreas(tx)).filter(({ typed }) => areaKey(typed).includes(areaKey(words)));
      return Prisma.sql`p.area = ANY(${alike.map(({ typed }) => typed)}::text[])`;
    }
    case 'name':
      return Prisma.sql`NOT EXISTS (SELECT FROM unnest(${wordsToFind(words)}::text[]) AS word
        WHERE strpos(m.name_key, word) = 0)`;
  }
}

type Row = Named & Omit<Found, 'listed'>;

/** One statement and one for those whose names look alike; the numbers come with a row of nobody. */
async function readFound(tx: Tx, event: string, which: Prisma.Sql, limit: number): Promise<Found> {
  const rows = await tx.$queryRaw<(Row | (Omit<Row, 'member'> & { member: null }))[]>`
    WITH found AS (
      SELECT o.id, o.name, o.name_key, ${isForThem} AS "isFor",
        EXISTS (SELECT FROM pool_invitation v WHERE v.event_id = e.id AND v.peer_id = o.id) AS "isInvited"
      FROM (SELECT m.id, m.name, m.name_key, p.confirmed ${inPool} AND ${which}) o
        JOIN LATERAL (SELECT o.confirmed) p ON true
        JOIN forum_event e ON e.id = ${event}::uuid
        LEFT JOIN forum_invitation f ON f.event_id = e.id AND f.member_id = o.id),
    counted AS (
      SELECT count(*) FILTER (WHERE "isFor" AND NOT "isInvited")::int AS total,
        count(*) FILTER (WHERE NOT "isFor")::int AS "notFor",
        count(*) FILTER (WHERE "isFor" AND "isInvited")::int AS invited FROM found),
    listed AS (SELECT * FROM found WHERE "isFor" AND NOT "isInvited" ORDER BY name_key COLLATE "C", id LIMIT ${limit})
    SELECT l.id AS member, l.name, c.total, c."notFor", c.invited FROM counted c LEFT JOIN listed l ON true
    ORDER BY l.name_key COLLATE "C", l.id`;
  const named = rows.flatMap((row) => (row.member === null ? [] : [{ member: row.member, name: row.name }]));
  const { total = 0, notFor = 0, invited = 0 } = rows[0] ?? {};
  return { listed: await tellApart(tx, named), total, notFor, invited };
}
