import { randomUUID } from 'node:crypto';
import type { MemberId, Message } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { type Sealed, toColumn, type Vault } from '../store/seal.ts';
import { SPREAD } from './lanes.ts';
import { sealPayloads } from './payload.ts';
import { sealedToPlace } from './recipients.ts';
import { canBecome, ended } from './states.ts';

/** A fan-out takes its turns this far apart: what is enqueued later waits for its fair part of it alone. */
const SHARE_MS = 200;

/** So many are sorted in memory: what PostgreSQL takes for that by default would send them to the disk and back. */
const MANY = 1_000;

/**
 * Something to say to somebody else, or later.
 *
 * `key`: the same key twice is one message. `slot`: one card that lives on; a later draft for the slot edits what was
 * shown and replaces what is still waiting. Whoever enqueues to a slot first locks the record that the card shows,
 * then reads, then renders: otherwise two replies each count without the other.
 * `to.unnamed` is somebody who writes without a name: no plain row says who it is; `lane` keeps their order and may be
 * anything that does not name them. What was shown to them is never edited, for the reference would name their chat; and
 * its row keeps only the hour, for a finer moment could be matched with who was there.
 * `to.account` is for what is said of an account itself, whoever has it.
 * `quiet` waits for the person's hours, `urgent` does not; what they `asked` for does not wait for the end of a break.
 */
export type Draft = {
  to:
    | { member: MemberId }
    | { account: string }
    | { conversation: string }
    | { unnamed: MemberId; lane: string };
  message: Message;
  class: 'urgent' | 'quiet';
  asked?: true;
  origin: { feature: string; id: string };
  notBefore?: Date;
  expiresAt?: Date;
} & ({ key: string; slot?: string } | { slot: string; key?: undefined });

/**
 * Writes all drafts of a transaction in one statement, just before it commits, sorted so that no two transactions
 * wait for each other: messages first, then lanes, as everybody who locks both does. (Counting what was superseded
 * has that done before the lanes are touched.) Drafts to `answering` are answers to what that person just did: quiet hours do not hold them.
 */
export async function enqueue(
  tx: Tx,
  vault: Vault,
  drafts: readonly Draft[],
  now: Date,
  answering?: MemberId,
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = await toRows(tx, vault, [...latestOfEach(drafts)], now, answering);
  if (rows.length >= MANY) await tx.$executeRaw`SELECT set_config('work_mem', '64MB', true)`;
  await tx.$executeRaw`
    WITH draft AS (
      SELECT d.*, COALESCE(d.lane, 'account:' || a.id, 'nobody:' || d.member) AS destination,
        COALESCE(a.platform || '/' || a.workspace, b.platform || '/' || b.workspace, c.platform || '/' || c.workspace, '') AS bucket,
        d.slot IS NOT NULL AND EXISTS (SELECT FROM outbox o WHERE o.slot = d.slot AND o.ref_id IS NOT NULL) AS edits,
        d.due_at + least(d.place * ${SHARE_MS} * interval '1 millisecond', ${SPREAD}) AS turn
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d(id uuid, key text, slot text, lane text, member uuid, sealed_to text, class text,
        answers boolean, asked boolean, feature text, origin_id text, payload jsonb, due_at timestamptz, expires_at timestamptz,
        account uuid, conversation uuid, place int)
      LEFT JOIN LATERAL (
        SELECT id, platform, workspace FROM account WHERE member_id = d.member ORDER BY is_preferred DESC, last_seen_at DESC LIMIT 1
      ) a ON true
      LEFT JOIN account b ON b.id = d.account
      LEFT JOIN conversation c ON c.id = d.conversation
    ), bucket AS (
      INSERT INTO outbox_bucket (name, post_at, edit_at, post_after, edit_after)
      SELECT bucket, clock_timestamp(), clock_timestamp(), clock_timestamp(), clock_timestamp()
      FROM (SELECT DISTINCT bucket FROM draft) d
      WHERE NOT EXISTS (SELECT FROM outbox_bucket b WHERE b.name = d.bucket) ORDER BY bucket
      ON CONFLICT DO NOTHING
    ), added AS (
      INSERT INTO outbox (id, key, slot, destination, sealed_to, class, answers, asked, feature, origin_id, payload, due_at, expires_at, enqueued_at)
      SELECT id, key, slot, destination, sealed_to, class, answers, asked, feature, origin_id, payload, due_at, expires_at,
        CASE WHEN sealed_to IS NULL THEN clock_timestamp() ELSE date_trunc('hour', clock_timestamp()) END
      FROM draft ORDER BY slot, key
      ON CONFLICT (key) DO NOTHING
      RETURNING id, seq, slot, destination, class, due_at
    ), superseded AS (
      UPDATE outbox o SET state = 'superseded', ${ended}
      FROM added WHERE o.slot = added.slot AND o.${canBecome('superseded')} AND o.seq < added.seq RETURNING 1
    )
    INSERT INTO outbox_lane (destination, bucket, due_at, turn, urgent, edits, next_at)
    SELECT added.destination, min(draft.bucket), min(added.due_at), min(draft.turn), bool_or(added.class = 'urgent'),
      bool_and(draft.edits), clock_timestamp()
    FROM added JOIN draft USING (id)
    WHERE (SELECT count(*) FROM superseded) >= 0 GROUP BY added.destination ORDER BY added.destination
    ON CONFLICT (destination) DO UPDATE SET
      due_at = least(outbox_lane.due_at, excluded.due_at), turn = least(outbox_lane.turn, excluded.turn),
      urgent = outbox_lane.urgent OR excluded.urgent, bucket = excluded.bucket, has_news = true,
      edits = CASE WHEN outbox_lane.due_at IS NULL THEN excluded.edits ELSE outbox_lane.edits AND excluded.edits END`;
}

/** Sealed all at once: a fan-out to thousands reads the keys in one statement. */
async function toRows(
  tx: Tx,
  vault: Vault,
  drafts: readonly Draft[],
  now: Date,
  answering: MemberId | undefined,
) {
  const made = drafts.map((draft) => ({ id: randomUUID(), draft }));
  const payloads = await sealPayloads(
    tx,
    vault,
    made.map(({ id, draft: { to, message } }) => ({
      id,
      message,
      owner: 'member' in to ? to.member : undefined,
    })),
  );
  const unnamed = made.flatMap(({ id, draft: { to } }) =>
    'unnamed' in to ? [{ id, at: sealedToPlace(id), words: to.unnamed as string }] : [],
  );
  const sealed = unnamed.length > 0 ? await vault.sealAll<string>(tx, unnamed) : [];
  const sealedTo = new Map(unnamed.map(({ id }, index) => [id, toColumn(sealed[index] as Sealed)]));
  return made.map(({ id, draft }, index) => ({
    ...toRow(id, draft, now, answering),
    ...{ payload: payloads[index], sealed_to: sealedTo.get(id) ?? null, place: index },
  }));
}

function toRow(id: string, draft: Draft, now: Date, answering: MemberId | undefined) {
  const { to } = draft;
  const person = 'member' in to ? to.member : 'unnamed' in to ? to.unnamed : undefined;
  return {
    id,
    key: draft.key ?? `${draft.slot}#${randomUUID()}`,
    slot: draft.slot ?? null,
    lane:
      'conversation' in to
        ? `conversation:${to.conversation}`
        : 'unnamed' in to
          ? `unnamed:${to.lane}`
          : 'account' in to
            ? `account:${to.account}`
            : null,
    member: 'member' in to ? to.member : null,
    account: 'account' in to ? to.account : null,
    conversation: 'conversation' in to ? to.conversation : null,
    class: draft.class,
    answers: person !== undefined && person === answering,
    asked: draft.asked ?? false,
    feature: draft.origin.feature,
    origin_id: draft.origin.id,
    due_at: draft.notBefore && draft.notBefore > now ? draft.notBefore : now,
    expires_at: draft.expiresAt ?? null,
  };
}

/** Of several drafts for one slot in one transaction only the last one is worth sending. */
function latestOfEach(drafts: readonly Draft[]): Iterable<Draft> {
  return new Map(drafts.map((draft) => [draft.slot ?? `key ${draft.key}`, draft])).values();
}

/** Of these slots, those of which something was shown already or is on its way. */
export async function shownSlots(tx: Tx, slots: readonly string[]): Promise<Set<string>> {
  const rows = await tx.outbox.findMany({
    where: {
      slot: { in: [...slots] },
      OR: [{ refId: { not: null } }, { state: { in: ['claimed', 'sending'] } }],
    },
    select: { slot: true },
    distinct: ['slot'],
  });
  return new Set(rows.map((row) => row.slot as string));
}

/** Looks again at what waits for somebody's hours, now that they have chosen others. */
export async function reconsiderHeld(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH freed AS (
      UPDATE outbox SET due_at = ${now}, held = false
      WHERE held AND state = 'pending' AND destination IN (SELECT 'account:' || id FROM account WHERE member_id = ${member}::uuid)
      RETURNING destination)
    UPDATE outbox_lane l SET due_at = least(l.due_at, ${now}), turn = least(l.turn, ${now}), has_news = true FROM freed WHERE l.destination = freed.destination`;
}

/** Takes back what has not been sent yet, by key or by slot. What was shown stays. */
export async function withdraw(tx: Tx, keyOrSlot: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE outbox o SET state = 'withdrawn', ${ended}
    WHERE (key = ${keyOrSlot} OR slot = ${keyOrSlot}) AND ${canBecome('withdrawn')}`;
}
