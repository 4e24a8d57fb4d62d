import type { MemberId } from '../../chat/message.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';

/**
 * How a card stands on its reader's home: it waits there, the lowest rank first and not after `until`, or says what is
 * coming up, or, without either, is there no more.
 */
export interface OnHome {
  waits?: { rank: number; until?: Date } | undefined;
  comesAt?: Date | undefined;
}

/** A card that stands on somebody's home, or is taken off it. */
export interface HomeCard extends OnHome {
  member: MemberId;
  kind: string;
  record: string;
  edition?: number;
}

const keyOf = ({ member, kind, record, edition = 0 }: HomeCard): string =>
  JSON.stringify([member, kind, record, edition]);

/** Of several words about one card the last ones hold; in the order in which everybody writes them. */
export const lastOfEach = (cards: readonly HomeCard[]): HomeCard[] =>
  [...new Map(cards.map((card) => [keyOf(card), card]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, card]) => card);

/** Puts these on their readers' homes, or takes them off: a part of the statement that enqueues, so that both are true. */
export function listing(cards: readonly HomeCard[], now: Date): Prisma.Sql {
  const rows = cards.map(({ member, kind, record, edition, waits, comesAt }) => ({
    member,
    kind,
    record,
    edition,
    rank: waits?.rank,
    until: waits?.until,
    comes_at: comesAt,
  }));
  return Prisma.sql`
    home AS (
      SELECT d.*, COALESCE(d.edition, 0) AS which, d.rank IS NOT NULL OR d.comes_at IS NOT NULL AS stands
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS d(member uuid, kind text, record text, edition int, rank int,
        until timestamptz, comes_at timestamptz)
    ), listed AS (
      INSERT INTO card (member_id, kind, record, edition, rank, since, until, comes_at)
      SELECT member, kind, record, which, rank, ${now}, until, comes_at FROM home WHERE stands
      ON CONFLICT (member_id, kind, record, edition)
      DO UPDATE SET rank = excluded.rank, until = excluded.until, comes_at = excluded.comes_at
    ), unlisted AS (
      DELETE FROM card c USING home h
      WHERE NOT h.stands AND c.member_id = h.member AND c.kind = h.kind AND c.record = h.record AND c.edition = h.which
    )`;
}

/** The same for cards of which nothing is sent. */
export async function writeOnHome(tx: Tx, cards: readonly HomeCard[], now: Date): Promise<void> {
  if (cards.length > 0) await tx.$executeRaw`WITH ${listing(cards, now)} SELECT 1`;
}

/** A card as home finds it; drawn when its page is shown. */
export interface StandingCard {
  kind: string;
  record: string;
  edition: number;
  since: Date;
  comesAt: Date | null;
  /** The lower, the more urgent. */
  rank: number | null;
  waits: boolean;
}

/** What waits for this person, the most urgent first, and then what is coming up, the soonest first. */
export async function readOnHome(tx: Tx, member: MemberId, now: Date): Promise<StandingCard[]> {
  return tx.$queryRaw<StandingCard[]>`
    SELECT kind, record, edition, since, comes_at AS "comesAt", rank, rank IS NOT NULL AND (until IS NULL OR until > ${now}) AS waits
    FROM card WHERE member_id = ${member}::uuid AND (rank IS NOT NULL AND (until IS NULL OR until > ${now}) OR comes_at > ${now})
    ORDER BY waits DESC, rank, since, comes_at, kind, record`;
}

/** Of these, those that stand on nobody's home. */
export async function findUnlisted<T extends { record: string; reader?: MemberId; edition?: number }>(
  tx: Tx,
  kind: string,
  cards: readonly T[],
): Promise<T[]> {
  if (cards.length === 0) return [];
  const rows = cards.map(({ record, reader, edition = 0 }, place) => ({ place, record, reader, edition }));
  const missing = await tx.$queryRaw<{ place: number }[]>`
    SELECT place FROM json_to_recordset(${JSON.stringify(rows)}::json) AS d(place int, record text, reader uuid, edition int)
    WHERE NOT EXISTS (SELECT FROM card c
      WHERE c.member_id = d.reader AND c.kind = ${kind} AND c.record = d.record AND c.edition = d.edition)`;
  return missing.flatMap(({ place }) => cards[place] ?? []);
}
