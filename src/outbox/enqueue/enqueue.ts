import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { MemberId } from '../../chat/message.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';
import type { Vault } from '../../store/seal.ts';
import { SPREAD, telling } from '../queue/lanes.ts';
import { ended } from '../queue/states.ts';
import { type Draft, type Numbered, number, ownerOf, type Row, toRow } from './draft.ts';
import { type HomeCard, lastOfEach, listing, writeOnHome } from './on-home.ts';

/** A fan-out takes its turns this far apart: what is enqueued later waits for its fair part of it alone. */
const SHARE_MS = 200;

/** So many are written by one statement. */
const PART = 1_000;
/** So many are sealed before this process looks around. */
const FEW = 20;

/**
 * Writes all drafts of a transaction just before it commits: messages first, then lanes, each in order, as everybody does
 * who locks both. What answers the person who acts, `answering`, is not held by their quiet hours.
 */
export async function enqueue(
  tx: Tx,
  vault: Vault,
  drafts: readonly Draft[],
  now: Date,
  { answering, cards = [] }: { answering?: MemberId | undefined; cards?: readonly HomeCard[] } = {},
): Promise<void> {
  const home = lastOfEach(cards);
  if (drafts.length === 0) return writeOnHome(tx, home, now);
  const numbered = number(drafts);
  const seal = await vault.sealer(
    tx,
    numbered.map(({ draft }) => ownerOf(draft)),
  );
  const toRows = (part: readonly Numbered[]) => part.map((one) => toRow(seal, one, now, answering));
  const onHome = (part: readonly HomeCard[]) =>
    part.length > 0 ? Prisma.sql`, ${listing(part, now)}` : Prisma.empty;
  if (numbered.length > PART) return writeParts(tx, numbered, toRows, home, onHome);
  await tx.$executeRaw`WITH ${adding(toRows(numbered))}${onHome(home)} ${telling(Prisma.sql`news`)}`;
}

/**
 * A fan-out: each part, with its share of what stands on home, is written while the next one is sealed, a few at a time, so
 * that this process goes on with everything else meanwhile. What the lanes are to be told waits in PostgreSQL for the last part.
 */
async function writeParts(
  tx: Tx,
  numbered: readonly Numbered[],
  toRows: (part: readonly Numbered[]) => Row[],
  home: readonly HomeCard[],
  onHome: (part: readonly HomeCard[]) => Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE IF NOT EXISTS outbox_news (destination text, bucket text, due_at timestamptz, turn timestamptz,
      urgent boolean, edits boolean) ON COMMIT DROP`;
  let before: Promise<unknown> = Promise.resolve();
  let writing = before;
  const share = Math.ceil((home.length * PART) / numbered.length);
  let listed = 0;
  for (const part of partsOf(numbered, PART)) {
    const cards = home.slice(listed, listed + share);
    listed += share;
    const rows: Row[] = [];
    for (const few of partsOf(part, FEW)) {
      rows.push(...toRows(few));
      await endOfTurn();
    }
    const statement = Prisma.sql`WITH ${adding(rows)}${onHome(cards)} INSERT INTO pg_temp.outbox_news SELECT * FROM news`;
    // One waits at the connection while another is written. Awaited in order: the first to fail says why.
    await before;
    before = writing;
    writing = tx.$executeRaw(statement);
    writing.catch(() => {});
  }
  await before;
  await writing;
  await tx.$executeRaw`${telling(Prisma.sql`pg_temp.outbox_news`)}`;
}

function* partsOf<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size);
}

/**
 * Messages and what their lanes are to be told, `news`. An earlier version of a card that may have been shown stays, to be
 * looked for, and none passes it: it is as urgent as the later one. What takes the place of an answer is one itself.
 * Counting has that done before the lanes are touched.
 */
const adding = (rows: readonly Row[]): Prisma.Sql => Prisma.sql`
  draft AS (
    SELECT d.*, COALESCE(d.lane, 'account:' || a.id, 'nobody:' || d.member) AS destination,
      COALESCE(a.bucket,
        (SELECT platform || '/' || workspace FROM account WHERE id = d.account),
        (SELECT platform || '/' || workspace FROM conversation WHERE id = d.conversation), '') AS bucket,
      d.slot IS NOT NULL AND EXISTS (SELECT FROM outbox o WHERE o.slot = d.slot AND o.ref_id IS NOT NULL) AS edits,
      d.only_seen IS NULL OR EXISTS (SELECT FROM outbox o WHERE o.slot = d.slot AND ${mayBeSeen}) AS goes,
      COALESCE(d.answers, false) OR d.slot IS NOT NULL
        AND EXISTS (SELECT FROM outbox o WHERE o.slot = d.slot AND o.state = 'pending' AND o.answers) AS answering,
      d.due_at + least(d.place * ${SHARE_MS} * interval '1 millisecond', ${SPREAD}) AS turn
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json) AS (id uuid, key text, slot text, lane text, member uuid,
      account uuid, conversation uuid, sealed_to text, class text, answers boolean, asked boolean, feature text, origin_id text,
      sealed text, owner uuid, due_at timestamptz, expires_at timestamptz, place int, kind text, record text, edition int,
      occasion text, only_seen boolean)) WITH ORDINALITY AS d
    LEFT JOIN LATERAL (
      SELECT id, platform || '/' || workspace AS bucket FROM account WHERE member_id = d.member
      ORDER BY is_preferred DESC, last_seen_at DESC LIMIT 1
    ) a ON true
  ), bucket AS (
    INSERT INTO outbox_bucket (name, post_at, edit_at, post_after, edit_after)
    SELECT bucket, clock_timestamp(), clock_timestamp(), clock_timestamp(), clock_timestamp()
    FROM (SELECT DISTINCT bucket FROM draft) d
    WHERE NOT EXISTS (SELECT FROM outbox_bucket b WHERE b.name = d.bucket) ORDER BY bucket
    ON CONFLICT DO NOTHING
  ), added AS (
    INSERT INTO outbox (id, key, slot, destination, sealed_to, class, answers, asked, feature, origin_id, kind, record, edition, occasion,
      payload, due_at, expires_at, enqueued_at)
    SELECT id, key, slot, destination, sealed_to, class, answering, COALESCE(asked, false), feature, origin_id, kind, record, edition, occasion,
      jsonb_build_object('sealed', sealed, 'for', owner), due_at, expires_at,
      CASE WHEN sealed_to IS NULL THEN clock_timestamp() ELSE date_trunc('hour', clock_timestamp()) END
    FROM draft WHERE goes ORDER BY ordinality
    ON CONFLICT (key) DO NOTHING
    RETURNING id, seq, slot, destination, class, due_at
  ), superseded AS (
    UPDATE outbox o SET state = 'superseded', ${ended}
    FROM added WHERE o.slot = added.slot AND o.state = 'pending' AND NOT o.unsure AND o.seq < added.seq RETURNING 1
  ), unseen AS (
    UPDATE outbox o SET state = 'withdrawn', ${ended}
    FROM draft WHERE NOT draft.goes AND o.slot = draft.slot AND o.state = 'pending'
  ), hurried AS (
    UPDATE outbox o SET class = 'urgent'
    FROM added WHERE o.slot = added.slot AND o.ref_id IS NULL AND added.class = 'urgent' AND o.class = 'quiet'
      AND o.seq < added.seq AND (o.state IN ('claimed', 'sending') OR o.state = 'pending' AND o.unsure) RETURNING 1
  ), news AS (
    SELECT added.destination, draft.bucket, added.due_at, draft.turn, added.class = 'urgent' AS urgent, draft.edits
    FROM added JOIN draft USING (id) WHERE (SELECT count(*) FROM superseded) + (SELECT count(*) FROM hurried) >= 0
  )`;

/** Of a slot: something was shown, or may have been, or is on its way. */
const mayBeSeen = Prisma.sql`(o.ref_id IS NOT NULL OR o.state IN ('claimed', 'sending') OR o.state = 'pending' AND o.unsure)`;
