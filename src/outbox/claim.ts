import { randomUUID } from 'node:crypto';
import type { MessageRef } from '../chat/inbound.ts';
import type { Message } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { recordAudit } from '../store/audit.ts';
import type { Database, Tx } from '../store/database.ts';
import { readNow } from '../store/database.ts';
import type { Recipient } from '../store/people.ts';
import type { Vault } from '../store/seal.ts';
import { nextAllowed } from './hours.ts';
import { findRecipients } from './recipients.ts';

/** A claimed row is leased for 10 s, one that is being sent for 20 s; a send is cut at 8 s, so a live one is never repeated. */
export const CLAIM_LEASE_MS = 10_000;
export const SEND_LEASE_MS = 20_000;
const DAY_MS = 24 * 3_600_000;

export interface Claimed {
  id: string;
  key: string;
  slot: string | null;
  destination: string;
  class: 'urgent' | 'quiet';
  answers: boolean;
  /** The person asked for it: a break does not hold it. */
  asked: boolean;
  feature: string;
  originId: string;
  payload: Message;
  expiresAt: Date | null;
  enqueuedAt: Date;
  attempts: number;
  unsure: boolean;
  lease: string;
  /** Too late to be sent: only its feature is to be told. */
  expired?: true;
  /** The message that the slot shows now; this one edits it. */
  replacing?: MessageRef;
  recipient?: Recipient;
}

/** What is to be done with a lane's first message. Pure. */
export type Verdict =
  | { do: 'send'; outOfHours?: true }
  | { do: 'expire' }
  | { do: 'withdraw' }
  | { do: 'hold'; until: Date };

export function judge(
  row: Pick<Claimed, 'destination' | 'class' | 'answers' | 'asked' | 'expiresAt' | 'replacing' | 'recipient'>,
  now: Date,
): Verdict {
  if (row.expiresAt && row.expiresAt <= now) return { do: 'expire' };
  // An edit notifies nobody, and an answer is read by somebody who is there.
  if (row.answers || row.replacing || !row.recipient?.person) return { do: 'send' };
  const isUnnamed = row.destination.startsWith('unnamed:');
  const { person } = row.recipient;
  const until = nextAllowed(now, row.asked || isUnnamed ? { ...person, pausedUntil: null } : person);
  if (until?.getTime() === now.getTime()) return { do: 'send' };
  if (row.class === 'urgent') return { do: 'send', ...(!row.asked && { outOfHours: true }) };
  // Who looks for themselves finds it all on their own page, but for what they asked without a name: that would be
  // lost, so it waits for a day on which they have chosen other hours. It is looked at daily, for nobody knows whose it
  // is when somebody changes theirs.
  if (!isUnnamed) return until ? { do: 'hold', until } : { do: 'withdraw' };
  const tomorrow = new Date(now.getTime() + DAY_MS);
  return { do: 'hold', until: until && until < tomorrow ? until : tomorrow };
}

/** What to do when a message will not arrive: called in the transaction that settles it. */
export type Undelivered = (
  tx: Tx,
  row: Claimed,
  outcome: 'failed' | 'expired' | 'unknown',
  now: Date,
) => Promise<void>;

/** How many destinations may be written to now, and how many of them with quiet messages only. */
export interface Room {
  all: number;
  quiet: number;
}

/**
 * Leases as many lanes as there is room for, and claims the first message of each that may go out now, or that is too
 * late. `more`: other lanes may be ready as well.
 */
export async function claim(
  { database, vault }: { database: Database; vault: Vault },
  room: Room,
): Promise<{ claimed: Claimed[]; more: boolean }> {
  return database.transaction(async (tx) => {
    const { now, real } = await readNow(tx);
    const lease = randomUUID();
    const lanes = await leaseLanes(tx, lease, room, now, real);
    if (lanes.length === 0) return { claimed: [], more: false };
    await takeOver(tx, lanes);
    const heads = await readHeads(tx, vault, lanes, lease, now);
    const claimed: Claimed[] = [];
    for (const row of heads) {
      const verdict = judge(row, now);
      if (verdict.do === 'send') {
        claimed.push(row);
        if (verdict.outOfHours && row.attempts === 0) await auditOutOfHours(tx, row, now);
      }
      // Its feature is told in a transaction of its own: a fault there must not hold up everybody else's messages.
      else if (verdict.do === 'expire') claimed.push({ ...row, expired: true });
      else if (verdict.do === 'hold')
        await tx.outbox.update({ where: { id: row.id }, data: { dueAt: verdict.until, held: true } });
      else
        await tx.outbox.update({
          where: { id: row.id },
          data: { state: 'withdrawn', payload: Prisma.DbNull, settledAt: real },
        });
    }
    await tx.$executeRaw`
      UPDATE outbox SET state = 'claimed', lease = ${lease}::uuid, attempts = attempts + 1
      WHERE id = ANY(${claimed.map((row) => row.id)}::uuid[])`;
    const busy = new Set(claimed.map((row) => row.destination));
    await freeLanes(
      tx,
      lanes.filter((lane) => !busy.has(lane)),
      lease,
      real,
    );
    return { claimed, more: lanes.length >= room.quiet && heads.length > 0 };
  });
}

/** An urgent message passes somebody's hours: written down once, without a name or what it is about. */
const auditOutOfHours = (tx: Tx, { id }: Claimed, now: Date): Promise<void> =>
  recordAudit(tx, { at: now, action: 'message.out-of-hours', record: `outbox:${id}` });

/**
 * Lanes that have something due and that nobody holds; a lease that ran out is anybody's. Those with something urgent
 * come first, and of the others only as many as there is room for beside them.
 */
async function leaseLanes(tx: Tx, lease: string, room: Room, now: Date, real: Date): Promise<string[]> {
  const until = new Date(real.getTime() + CLAIM_LEASE_MS);
  const isReady = Prisma.sql`due_at <= ${now} AND next_at <= ${real} AND (lease_until IS NULL OR lease_until <= ${real})`;
  const rows = await tx.$queryRaw<{ destination: string }[]>`
    WITH pressing AS (
      SELECT destination FROM outbox_lane WHERE urgent AND ${isReady} ORDER BY due_at LIMIT ${room.all} FOR UPDATE SKIP LOCKED),
    patient AS (
      SELECT destination FROM outbox_lane WHERE NOT urgent AND ${isReady} ORDER BY due_at LIMIT ${room.quiet} FOR UPDATE SKIP LOCKED),
    ready AS (SELECT destination FROM pressing UNION ALL SELECT destination FROM patient LIMIT ${room.all})
    UPDATE outbox_lane l SET lease = ${lease}::uuid, lease_until = ${until}
    FROM ready WHERE l.destination = ready.destination RETURNING l.destination`;
  return rows.map((row) => row.destination);
}

/** What a process that is gone had in hand: what it may have sent is looked for before it is sent again. */
async function takeOver(tx: Tx, lanes: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbox SET state = 'pending', lease = NULL, unsure = unsure OR state = 'sending'
    WHERE destination = ANY(${lanes}) AND state IN ('claimed', 'sending')`;
}

async function readHeads(
  tx: Tx,
  vault: Vault,
  lanes: readonly string[],
  lease: string,
  now: Date,
): Promise<Claimed[]> {
  type Row = Claimed & { sealedTo: string | null; refConversation: string | null; refId: string | null };
  const rows = await tx.$queryRaw<Row[]>`
    SELECT o.id, o.key, o.slot, o.destination, o.sealed_to AS "sealedTo", o.class, o.answers, o.asked, o.feature,
           o.origin_id AS "originId", o.payload, o.expires_at AS "expiresAt", o.enqueued_at AS "enqueuedAt", o.attempts,
           o.unsure, shown.ref_conversation AS "refConversation", shown.ref_id AS "refId"
    FROM unnest(${lanes}::text[]) AS lane(destination)
    CROSS JOIN LATERAL (
      SELECT * FROM outbox WHERE destination = lane.destination AND state = 'pending' AND due_at <= ${now}
      ORDER BY class DESC, seq LIMIT 1 FOR UPDATE SKIP LOCKED) o
    LEFT JOIN LATERAL (
      SELECT ref_conversation, ref_id FROM outbox
      WHERE slot = o.slot AND destination = o.destination AND ref_id IS NOT NULL ORDER BY seq DESC LIMIT 1) shown ON true`;
  const recipients = await findRecipients(tx, vault, rows);
  return rows.map(({ refConversation: conversation, refId: id, sealedTo: _, ...row }) => {
    const recipient = recipients.get(row.id);
    const replacing = conversation !== null && id !== null ? { conversation, id } : undefined;
    return { ...row, lease, ...(replacing && { replacing }), ...(recipient && { recipient }) };
  });
}

/**
 * Gives lanes back, each with the time of its next message; `nextAt` is when its platform allows another one.
 * The lanes are locked by a statement of their own first: a message enqueued meanwhile is then seen by the second.
 */
export async function freeLanes(
  tx: Tx,
  lanes: readonly string[],
  lease: string,
  nextAt: Date,
): Promise<void> {
  if (lanes.length === 0) return;
  await tx.$queryRaw`
    SELECT 1 AS locked FROM outbox_lane WHERE destination = ANY(${lanes}) ORDER BY destination FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE outbox_lane l SET lease = NULL, lease_until = NULL, next_at = ${nextAt}, due_at = waiting.due_at,
      urgent = COALESCE(waiting.urgent, false)
    FROM unnest(${lanes}::text[]) AS lane(destination)
    CROSS JOIN LATERAL (
      SELECT min(o.due_at) AS due_at, bool_or(o.class = 'urgent') AS urgent FROM outbox o
      WHERE o.destination = lane.destination AND o.state = 'pending') waiting
    WHERE l.destination = lane.destination AND l.lease = ${lease}::uuid`;
}
