import type { Limit } from '../chat/adapter.ts';
import type { MessageRef, Platform } from '../chat/inbound.ts';
import { type Database, readNow, retryConflicts, type Tx } from '../store/database.ts';
import type { AtStep } from '../store/steps.ts';
import { blockBucket, bucketOf, perConversation } from './buckets.ts';
import { type Claimed, type Leases, methodOf } from './claim.ts';
import { type Freed, freeLanes } from './lanes.ts';
import { before, canBecome, type State } from './states.ts';
import { freeAt, granted } from './throttle.ts';

/**
 * What came of one attempt. `pending`: to be tried again after `waitMs`, by order of the platform for all of its
 * `scope`; `unsure`: it may have arrived. `repeated`: it may have arrived twice.
 */
export type Outcome =
  | { state: 'sent'; ref: MessageRef; repeated: boolean }
  | { state: 'pending'; waitMs: number; scope: Limit['per']; unsure: boolean; error: string }
  | { state: 'failed' | 'unknown' | 'expired'; error: string };

/** A message that will not arrive, as its feature knows it. */
export type Lost = Pick<Claimed, 'feature' | 'originId' | 'key'>;

/** What to do when a message will not arrive: called in the transaction that settles it. */
export type Undelivered = (
  tx: Tx,
  row: Lost,
  outcome: 'failed' | 'expired' | 'unknown',
  now: Date,
) => Promise<void>;

export interface SettleParts {
  database: Database;
  limitsOf(platform: Platform): readonly Limit[];
  undelivered: Undelivered;
  atStep: AtStep;
}

/**
 * Commits attempts before their first bytes leave. The messages are locked before their lanes, as whoever enqueues
 * does, and the lanes in order: else two of us would wait for each other.
 * @returns the ids of those that are ours to send; another process holds the others by now
 */
export async function beginSending(
  database: Database,
  rows: readonly Claimed[],
  leases: Leases,
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const [{ lease } = { lease: '' }] = rows;
  const begun = await retryConflicts(
    () => database.prisma.$queryRaw<{ id: string }[]>`
    WITH begun AS (
      UPDATE outbox SET state = 'sending', begun_at = COALESCE(begun_at, clock_timestamp())
      WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND lease = ${lease}::uuid AND ${canBecome('sending')}
      RETURNING id, destination),
    held AS (
      SELECT destination FROM outbox_lane
      WHERE destination IN (SELECT destination FROM begun) AND lease = ${lease}::uuid ORDER BY destination FOR UPDATE),
    extended AS (
      UPDATE outbox_lane l SET lease_until = clock_timestamp() + ${leases.sendMs} * interval '1 millisecond'
      FROM held WHERE l.destination = held.destination RETURNING l.destination)
    SELECT begun.id FROM begun JOIN extended USING (destination)`,
  );
  return new Set(begun.map(({ id }) => id));
}

/** Gives back what was claimed and not begun. */
export async function release(database: Database, rows: readonly Claimed[]): Promise<void> {
  await database.transaction(async (tx) => {
    const { now, real } = await readNow(tx);
    await tx.$executeRaw`
      UPDATE outbox SET state = 'pending', lease = NULL, attempts = attempts - 1
      WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND lease = ${rows[0]?.lease}::uuid AND state = 'claimed'`;
    await freeLanes(
      tx,
      rows.map(({ destination, lease }) => ({ destination, lease, postAt: real, editAt: real })),
      now,
    );
  });
}

export interface Attempted {
  row: Claimed;
  outcome: Outcome;
}

/**
 * Writes outcomes down, each guarded by its lease, and frees the lanes. The features of those that will not arrive are
 * told in the same transaction, unless `telling` is false: then that is left for later.
 * @returns in how many milliseconds the first of the lanes that have something due may be written to again
 */
export async function settle(
  { database, limitsOf, undelivered, atStep }: SettleParts,
  attempted: readonly Attempted[],
  telling = true,
): Promise<number | undefined> {
  const waitMs = await database.transaction(async (tx) => {
    const { now, real } = await readNow(tx);
    const rows = attempted.map((one) => toColumns(one, real, telling));
    const settled = await tx.$queryRaw<{ id: string }[]>`
      UPDATE outbox o SET state = s.state, lease = NULL, error = s.error, told = s.told, unsure = s.unsure,
        repeated = o.repeated OR s.repeated, ref_conversation = s.ref_conversation, ref_id = s.ref_id,
        payload = CASE WHEN s.state = 'pending' THEN o.payload END, settled_at = CASE WHEN s.state = 'pending' THEN NULL WHEN o.sealed_to IS NULL THEN ${real}::timestamptz
          ELSE date_trunc('hour', ${real}::timestamptz) END,
        due_at = CASE WHEN s.state = 'pending' OR o.sealed_to IS NULL THEN o.due_at ELSE date_trunc('hour', o.due_at) END,
        begun_at = CASE WHEN s.state = 'pending' OR o.sealed_to IS NULL THEN o.begun_at END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s(id uuid, lease uuid, "from" jsonb, state text, error text,
        told boolean, unsure boolean, repeated boolean, ref_conversation text, ref_id text)
      WHERE o.id = s.id AND o.lease = s.lease AND s."from" ? o.state RETURNING o.id`;
    await atStep('settle.written');
    const ours = new Set(settled.map(({ id }) => id));
    const done = attempted.filter(({ row }) => ours.has(row.id));
    for (const { row, outcome } of done) {
      if (telling && isLost(outcome)) await undelivered(tx, row, outcome.state, now);
    }
    await atStep('settle.told');
    for (const one of done) await heedLimit(tx, one, real);
    const next = await freeLanes(
      tx,
      done.map((one) => toFreed(one, limitsOf, real)),
      now,
    );
    await atStep('settle.freed');
    return next && next.getTime() - real.getTime();
  });
  await atStep('settle.committed');
  return waitMs;
}

export function isLost(
  outcome: Outcome,
): outcome is Extract<Outcome, { state: 'failed' | 'unknown' | 'expired' }> {
  return outcome.state !== 'sent' && outcome.state !== 'pending';
}

/** What was shown to somebody without a name is not kept as a reference: it would name their chat. */
function toColumns({ row, outcome }: Attempted, real: Date, telling: boolean) {
  const isShown = outcome.state === 'sent' && !row.destination.startsWith('unnamed:');
  return {
    id: row.id,
    lease: row.lease,
    from: before(outcome.state) satisfies State[],
    state: outcome.state,
    error: outcome.state === 'sent' ? null : outcome.error,
    told: telling || !isLost(outcome),
    unsure: outcome.state === 'pending' && outcome.unsure,
    repeated: outcome.state === 'sent' && outcome.repeated,
    ref_conversation: isShown ? outcome.ref.conversation : null,
    ref_id: isShown ? outcome.ref.id : null,
    settled_at: real,
  };
}

async function heedLimit(tx: Tx, { row, outcome }: Attempted, real: Date): Promise<void> {
  const to = row.recipient?.destination;
  if (outcome.state !== 'pending' || outcome.scope !== 'workspace' || !to) return;
  await blockBucket(tx, bucketOf(to), methodOf(row), new Date(real.getTime() + outcome.waitMs));
}

/** Every attempt counts for the conversation's limits, whatever came of it. */
function toFreed({ row, outcome }: Attempted, limitsOf: SettleParts['limitsOf'], real: Date): Freed {
  const { destination, lease } = row;
  const to = row.recipient?.destination;
  const limits = to ? perConversation(limitsOf(to.platform)) : [];
  const recent = granted(limits, row.recent, methodOf(row), real.getTime());
  const waitMs = outcome.state === 'pending' ? outcome.waitMs : 0;
  const from = (at: number) => new Date(Math.max(at, real.getTime() + waitMs));
  return {
    destination,
    lease,
    postAt: from(freeAt(limits, recent, 'post', false)),
    editAt: from(freeAt(limits, recent, 'edit', false)),
    ...(limits.length > 0 && { recent }),
  };
}
