import { randomUUID } from 'node:crypto';
import type { Limit } from '../chat/adapter.ts';
import type { MessageRef, Platform } from '../chat/inbound.ts';
import type { Message } from '../chat/message.ts';
import { recordAudit } from '../store/audit.ts';
import type { Database, Tx } from '../store/database.ts';
import type { Recipient } from '../store/people.ts';
import type { Vault } from '../store/seal.ts';
import type { AtStep } from '../store/steps.ts';
import { bucketOf, grant } from './buckets.ts';
import { nextAllowed } from './hours.ts';
import { freeLanes, type Lane, leaseLanes, type Room } from './lanes.ts';
import { findRecipients } from './recipients.ts';
import { canBecome } from './states.ts';
import { type Method, none, type Recent } from './throttle.ts';

const DAY_MS = 24 * 3_600_000;

/** How long a process holds a message that it has claimed, and one that it is sending: longer than a send may take. */
export interface Leases {
  claimMs: number;
  sendMs: number;
}
/** A send is cut at 8 s, so a live one is never repeated. */
export const LEASES: Leases = { claimMs: 10_000, sendMs: 20_000 };

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
  dueAt: Date;
  expiresAt: Date | null;
  enqueuedAt: Date;
  begunAt: Date | null;
  attempts: number;
  unsure: boolean;
  lease: string;
  /** How long after it was due it was claimed, in milliseconds. */
  lateMs: number;
  /** When its destination was last written to. */
  recent: Recent;
  /** Too late to be sent: only its feature is to be told. */
  expired?: true;
  /** The message that the slot shows now; this one edits it. */
  replacing?: MessageRef;
  recipient?: Recipient;
}

export const methodOf = (row: Claimed): Method => (row.replacing ? 'edit' : 'post');

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
  if (!isUnnamed) return until ? { do: 'hold', until: sooner(until, row.expiresAt) } : { do: 'withdraw' };
  return { do: 'hold', until: sooner(sooner(new Date(now.getTime() + DAY_MS), until), row.expiresAt) };
}

/** What is too late by then is noticed when it becomes so, and not when somebody's hours begin. */
const sooner = (at: Date, other: Date | null | undefined): Date => (other && other < at ? other : at);

/** What claiming needs. */
export interface ClaimParts {
  database: Database;
  vault: Vault;
  limitsOf(platform: Platform): readonly Limit[];
  leases: Leases;
  atStep: AtStep;
}

export interface Claim {
  claimed: Claimed[];
  /** Other lanes may be ready as well. */
  more: boolean;
  /** In how many milliseconds something that a limit holds back may go out. */
  waitMs?: number;
}

/**
 * Leases as many lanes as there is room for, and claims the first message of each that may go out now, or that is too
 * late.
 */
export async function claim(parts: ClaimParts, room: Room): Promise<Claim> {
  const { database, vault, leases, atStep } = parts;
  const found = await database.transaction(async (tx) => {
    const lease = randomUUID();
    const { lanes: leased, now, real } = await leaseLanes(tx, lease, room, leases.claimMs);
    if (leased.length === 0) return { claimed: [], more: false };
    await atStep('claim.leased');
    const lanes = await takeOver(tx, leased);
    const heads = await readHeads(tx, vault, lanes, lease, now);
    const { claimed, denied } = await sortOut(tx, parts, heads, { now, real });
    await tx.$executeRaw`
      UPDATE outbox SET state = 'claimed', lease = ${lease}::uuid, attempts = attempts + 1
      WHERE id = ANY(${claimed.map((row) => row.id)}::uuid[]) AND ${canBecome('claimed')}`;
    const busy = new Set(claimed.map((row) => row.destination));
    const freed = leased.filter(({ destination }) => !busy.has(destination));
    const wakeAt = await freeLanes(
      tx,
      freed.map(({ destination }) => {
        const at = denied.get(destination) ?? real;
        return { destination, lease, postAt: at, editAt: at };
      }),
      now,
    );
    await atStep('claim.marked');
    const more = leased.length >= room.quiet && heads.length > 0;
    return { claimed, more, ...(wakeAt && wakeAt > real && { waitMs: wakeAt.getTime() - real.getTime() }) };
  });
  if (found.claimed.length > 0) await atStep('claim.committed');
  return found;
}

/** Settles at once what is not to be sent; of the rest, what the platforms' limits allow now is claimed. */
async function sortOut(
  tx: Tx,
  { limitsOf }: ClaimParts,
  heads: readonly Claimed[],
  { now, real }: { now: Date; real: Date },
): Promise<{ claimed: Claimed[]; denied: Map<string, Date> }> {
  const claimed: Claimed[] = [];
  const ready: Claimed[] = [];
  const outOfHours = new Set<string>();
  for (const row of heads) {
    const verdict = judge(row, now);
    if (verdict.do === 'send') {
      ready.push(row);
      if (verdict.outOfHours) outOfHours.add(row.id);
    }
    // Its feature is told in a transaction of its own: a fault there must not hold up everybody else's messages.
    else if (verdict.do === 'expire') claimed.push({ ...row, expired: true });
    else if (verdict.do === 'hold')
      await tx.outbox.update({ where: { id: row.id }, data: { dueAt: verdict.until, held: true } });
    else
      await tx.$executeRaw`
        UPDATE outbox SET state = 'withdrawn', payload = NULL, settled_at = ${real}
        WHERE id = ${row.id}::uuid AND ${canBecome('withdrawn')}`;
  }
  const inTurn = ready.sort((a, b) => (a.class < b.class ? 1 : a.class > b.class ? -1 : 0));
  const answers = await grant(
    tx,
    inTurn.map((row) => {
      const to = row.recipient?.destination;
      return {
        bucket: to ? bucketOf(to) : '',
        method: methodOf(row),
        isUrgent: row.class === 'urgent',
        limits: to ? limitsOf(to.platform) : [],
        lane: row.recent,
      };
    }),
    real,
  );
  const denied = new Map<string, Date>();
  for (const [index, row] of inTurn.entries()) {
    const answer = answers[index];
    if (answer instanceof Date) denied.set(row.destination, answer);
    else claimed.push(row);
  }
  for (const row of claimed)
    if (outOfHours.has(row.id) && row.attempts === 0) await auditOutOfHours(tx, row, now);
  return { claimed, denied };
}

/** An urgent message passes somebody's hours: written down once, without a name or what it is about. */
const auditOutOfHours = (tx: Tx, { id }: Claimed, now: Date): Promise<void> =>
  recordAudit(tx, { at: now, action: 'message.out-of-hours', record: `outbox:${id}` });

/**
 * What a process that is gone had in hand: what it may have sent is looked for before it is sent again. A lane whose
 * message somebody is settling at this moment is left alone.
 */
async function takeOver(tx: Tx, lanes: readonly Lane[]): Promise<readonly Lane[]> {
  const abandoned = lanes.filter((lane) => lane.abandoned).map(({ destination }) => destination);
  if (abandoned.length === 0) return lanes;
  await tx.$executeRaw`
    WITH left_behind AS (
      SELECT id FROM outbox WHERE destination = ANY(${abandoned}) AND state IN ('claimed', 'sending')
      FOR UPDATE SKIP LOCKED)
    UPDATE outbox o SET state = 'pending', lease = NULL, unsure = unsure OR state = 'sending'
    FROM left_behind WHERE o.id = left_behind.id AND ${canBecome('pending')}`;
  const busy = await tx.$queryRaw<{ destination: string }[]>`
    SELECT destination FROM outbox WHERE destination = ANY(${abandoned}) AND state IN ('claimed', 'sending')`;
  const beingSettled = new Set(busy.map(({ destination }) => destination));
  return lanes.filter(({ destination }) => !beingSettled.has(destination));
}

async function readHeads(
  tx: Tx,
  vault: Vault,
  lanes: readonly Lane[],
  lease: string,
  now: Date,
): Promise<Claimed[]> {
  type Row = Omit<Claimed, 'lease' | 'recent' | 'lateMs'> & {
    sealedTo: string | null;
    refConversation: string | null;
    refId: string | null;
  };
  const rows = await tx.$queryRaw<Row[]>`
    SELECT o.id, o.key, o.slot, o.destination, o.sealed_to AS "sealedTo", o.class, o.answers, o.asked, o.feature,
           o.origin_id AS "originId", o.payload, o.due_at AS "dueAt", o.expires_at AS "expiresAt",
           o.enqueued_at AS "enqueuedAt", o.begun_at AS "begunAt", o.attempts, o.unsure,
           shown.ref_conversation AS "refConversation", shown.ref_id AS "refId"
    FROM unnest(${lanes.map(({ destination }) => destination)}::text[]) AS lane(destination)
    CROSS JOIN LATERAL (
      SELECT * FROM outbox WHERE destination = lane.destination AND state = 'pending' AND due_at <= ${now}
      ORDER BY class DESC, seq LIMIT 1 FOR UPDATE SKIP LOCKED) o
    LEFT JOIN LATERAL (
      SELECT ref_conversation, ref_id FROM outbox
      WHERE slot = o.slot AND destination = o.destination AND ref_id IS NOT NULL ORDER BY seq DESC LIMIT 1) shown ON true`;
  const recipients = await findRecipients(tx, vault, rows);
  const recents = new Map(lanes.map(({ destination, recent }) => [destination, recent]));
  return rows.map(({ refConversation: conversation, refId: id, sealedTo: _, ...row }) => {
    const recipient = recipients.get(row.id);
    const replacing = conversation !== null && id !== null ? { conversation, id } : undefined;
    return {
      ...row,
      lease,
      recent: recents.get(row.destination) ?? none,
      lateMs: now.getTime() - row.dueAt.getTime(),
      ...(replacing && { replacing }),
      ...(recipient && { recipient }),
    };
  });
}
