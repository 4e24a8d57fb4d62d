import { randomUUID } from 'node:crypto';
import type { MessageRef } from '../../chat/inbound.ts';
import type { Message } from '../../chat/message.ts';
import type { Recipient } from '../../directory/recipients.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { type Database, realNow, worldNow } from '../../store/database.ts';
import { freeLanes, type Leases, leasing, type Room } from './lanes.ts';
import type { Kept } from './payload.ts';
import { canBecome } from './states.ts';
import type { Method, Recent } from './throttle.ts';

/** A message that this process holds. */
export interface Claimed {
  id: string;
  key: string;
  slot: string | null;
  destination: string;
  sealedTo: string | null;
  class: 'urgent' | 'quiet';
  answers: boolean;
  /** The person asked for it: a break does not hold it. */
  asked: boolean;
  feature: string;
  originId: string;
  /** What it is about, as its declaration names it; null of one from before there were any. */
  kind: string | null;
  record: string | null;
  edition: number | null;
  /** As it stands in the row; it is opened when it is about to be sent. */
  kept: Kept;
  payload: Message;
  dueAt: Date;
  expiresAt: Date | null;
  enqueuedAt: Date;
  /** It was first tried more than three days ago: what a platform would not take for so long is given up. */
  isOld: boolean;
  attempts: number;
  unsure: boolean;
  /** A later version of its card waits: this one is not worth sending any more. */
  outdated: boolean;
  lease: string;
  /** The world's time at which it was claimed. */
  claimedAt: Date;
  /** The unshifted time then, and this process's own count of milliseconds just before. */
  since: { real: number; ticks: number };
  /** When its destination was last written to. */
  recent: Recent;
  /** The message that the slot shows now; this one edits it. */
  replacing?: MessageRef;
  recipient?: Recipient;
}

/** The database's unshifted time now, without asking: late by as long as the claim took at the most, never early. */
export const realSince = ({ since }: Claimed): Date => new Date(since.real + performance.now() - since.ticks);

export const methodOf = (row: Claimed): Method => (row.replacing ? 'edit' : 'post');

/** What one claim found, whose turn is first in front. */
export interface Found {
  claimed: Claimed[];
  /** Lanes in which nothing was to be sent after all. */
  empty: { destination: string; lease: string }[];
}

/**
 * Leases as many lanes as there is room for, and claims the first message of each, in one statement. The commit does not
 * wait for the disk: a claim that a crash of the server undoes was never made, and the attempt that follows does wait.
 */
export async function claim({ run }: Pick<Database, 'run'>, leases: Leases, room: Room): Promise<Found> {
  const lease = randomUUID();
  const ticks = performance.now();
  const now = Prisma.sql`(SELECT now FROM moment)`;
  const real = Prisma.sql`(SELECT real FROM moment)`;
  const rows = await run<Row>(Prisma.sql`
    WITH moment AS MATERIALIZED (
      SELECT ${worldNow} AS now, ${realNow} AS real, set_config('synchronous_commit', 'off', true)),
    ${leasing(lease, leases.claimMs, room, { now, real })},
    head AS (
      SELECT first.id FROM leased CROSS JOIN LATERAL (
        SELECT id FROM outbox WHERE destination = leased.destination AND state = 'pending' AND due_at <= ${now}
        ORDER BY class DESC, seq LIMIT 1 FOR UPDATE SKIP LOCKED) first),
    claimed AS (
      UPDATE outbox o SET state = 'claimed', lease = ${lease}::uuid, attempts = o.attempts + 1
      FROM head WHERE o.id = head.id AND o.${canBecome('claimed')} RETURNING o.*)
    SELECT c.id, c.key, c.slot, leased.destination, c.sealed_to AS "sealedTo", c.class, c.answers, c.asked, c.feature,
      c.origin_id AS "originId", c.kind, c.record, c.edition, c.payload AS kept, c.due_at AS "dueAt", c.expires_at AS "expiresAt", c.enqueued_at AS "enqueuedAt",
      COALESCE(c.begun_at < ${real} - interval '3 days', false) AS "isOld", c.attempts, c.unsure,
      EXISTS (SELECT FROM outbox n WHERE n.slot = c.slot AND n.state = 'pending' AND n.seq > c.seq) AS outdated, leased.recent, ${now} AS "claimedAt", ${real} AS "claimedReal",
      shown.ref_conversation AS "refConversation", shown.ref_id AS "refId"
    FROM leased LEFT JOIN claimed c USING (destination)
    LEFT JOIN LATERAL (
      SELECT ref_conversation, ref_id FROM outbox
      WHERE slot = c.slot AND destination = c.destination AND ref_id IS NOT NULL ORDER BY seq DESC LIMIT 1) shown ON true
    ORDER BY leased.turn`);
  return {
    claimed: rows.filter(({ id }) => id !== null).map((row) => toClaimed(row, lease, ticks)),
    empty: rows.filter(({ id }) => id === null).map(({ destination }) => ({ destination, lease })),
  };
}

/** Without an id it is a lane in which nothing is due. */
type Row = Omit<Claimed, 'lease' | 'payload' | 'since'> & {
  claimedReal: Date;
  refConversation: string | null;
  refId: string | null;
};

function toClaimed(
  { claimedReal, refConversation, refId, ...row }: Row,
  lease: string,
  ticks: number,
): Claimed {
  const isShown = refConversation !== null && refId !== null;
  return {
    ...row,
    lease,
    payload: { text: '' },
    since: { real: claimedReal.getTime(), ticks },
    ...(isShown && { replacing: { conversation: refConversation, id: refId } }),
  };
}

/**
 * Gives back what a process that is gone had in hand: what it may have sent is looked for before it is sent again.
 * A message that somebody is settling at this moment is left alone. Messages are locked before lanes, as everywhere.
 */
export async function takeOver({ batch }: Pick<Database, 'batch'>): Promise<void> {
  await batch(async (run) => {
    const lanes = await run<{ destination: string; lease: string }>(Prisma.sql`
      SELECT destination, lease FROM outbox_lane WHERE lease_until <= ${realNow} ORDER BY destination LIMIT 200`);
    if (lanes.length === 0) return;
    const of = Prisma.sql`destination = ANY(${lanes.map(({ destination }) => destination)})`;
    const held = await run<{ id: string }>(Prisma.sql`
      SELECT id FROM outbox WHERE ${of} AND state IN ('claimed', 'sending') FOR UPDATE SKIP LOCKED`);
    const left = await run<{ destination: string; lease: string; real: Date }>(Prisma.sql`
      SELECT destination, lease, ${realNow} AS real FROM outbox_lane
      WHERE ${of} AND lease_until <= ${realNow} ORDER BY destination FOR UPDATE`);
    await run(Prisma.sql`
      UPDATE outbox SET state = 'pending', lease = NULL, unsure = unsure OR state = 'sending'
      WHERE id = ANY(${held.map(({ id }) => id)}::uuid[]) AND lease = ANY(${left.map(({ lease }) => lease)}::uuid[]) AND ${canBecome('pending')}`);
    const busy = await run<{ destination: string }>(Prisma.sql`
      SELECT destination FROM outbox WHERE ${of} AND state IN ('claimed', 'sending')`);
    const isBusy = new Set(busy.map(({ destination }) => destination));
    const free = left.filter(({ destination }) => !isBusy.has(destination));
    await freeLanes(
      run,
      free.map(({ real, ...lane }) => ({ ...lane, postAt: real, editAt: real })),
    );
  });
}
