import type { Limit } from '../../chat/adapter.ts';
import type { MessageRef, Platform } from '../../chat/inbound.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { type Database, type Run, readNow, realNow, type Tx, through } from '../../store/database.ts';
import type { TestHook } from '../../store/steps.ts';
import { blockBucket, bucketOf, perConversation } from './buckets.ts';
import { type Claimed, methodOf, realSince } from './claim.ts';
import { type Freed, freeing, freeLanes, type Soonest, soonest } from './lanes.ts';
import { before, moment, type State } from './states.ts';
import { freeAt, granted } from './throttle.ts';

/**
 * What came of one attempt. `pending`: to be tried again after `waitMs`, by order of the platform for all of its
 * `scope`; `unsure`: it may have arrived. `repeated`: it may have arrived twice.
 */
export type Outcome =
  | { state: 'sent'; ref: MessageRef; repeated: boolean }
  | { state: 'pending'; waitMs: number; scope: Limit['per']; unsure: boolean; error: string }
  | { state: 'superseded' }
  | { state: 'failed' | 'unknown' | 'expired'; error: string };

/** A message that will not arrive, as its feature knows it. */
export type UndeliveredMessage = Pick<
  Claimed,
  'feature' | 'originId' | 'key' | 'slot' | 'destination' | 'kind' | 'record' | 'edition'
>;

/** What to do when a message will not arrive: called in the transaction that settles it. */
export type Undelivered = (
  tx: Tx,
  row: UndeliveredMessage,
  outcome: 'failed' | 'expired' | 'unknown',
  now: Date,
) => Promise<void>;

export interface SettleParts {
  database: Database;
  limitsOf(platform: Platform): readonly Limit[];
  undelivered: Undelivered;
  testHook: TestHook;
}

export interface Attempted {
  row: Claimed;
  outcome: Outcome;
}

/**
 * Writes outcomes down, each guarded by its lease, and frees the lanes. That all of them arrived, as usual, takes one
 * statement.
 * @returns in how many milliseconds the first of the lanes that have something due may be written to again
 */
export async function settle(
  parts: SettleParts,
  attempted: readonly Attempted[],
): Promise<number | undefined> {
  const waitMs = attempted.every(({ outcome }) => outcome.state === 'sent')
    ? await settleSent(parts, attempted)
    : await parts.database.batch(async (run) => {
        await write(parts, run, attempted, true);
        return free(parts, run, attempted);
      });
  await parts.testHook('settle.committed');
  return waitMs;
}

/**
 * The same for one that will not arrive: its feature is told in the same transaction, unless `telling` is false: then
 * that is left for later.
 */
export async function settleUndelivered(
  parts: SettleParts,
  one: Attempted & { outcome: { state: 'failed' | 'unknown' | 'expired' } },
  telling: boolean,
): Promise<number | undefined> {
  const waitMs = await parts.database.transaction(async (tx) => {
    const run = through(tx);
    const isOurs = await write(parts, run, [one], telling);
    if (telling && isOurs) await parts.undelivered(tx, one.row, one.outcome.state, (await readNow(tx)).now);
    await parts.testHook('settle.told');
    return free(parts, run, [one]);
  });
  await parts.testHook('settle.committed');
  return waitMs;
}

async function settleSent({ database, limitsOf }: SettleParts, attempted: readonly Attempted[]) {
  const lanes = attempted.map((one) => toFreed(one, limitsOf));
  // Counting has the messages written before their lanes are locked, whatever the planner would do first.
  const theirs = Prisma.sql`destination = ANY(${lanes.map(({ destination }) => destination)})
    AND (SELECT count(*) FROM written) >= 0`;
  const shown = Prisma.sql`o.slot IN (SELECT slot FROM written)`;
  const [row] = await database.run<Soonest>(
    Prisma.sql`WITH written AS (${writing(attempted, true)}), ${freeing(lanes, theirs, shown)} ${soonest}`,
  );
  return row?.waitMs ?? undefined;
}

/** False: not one of them was this process's any more. */
async function write(
  { testHook }: SettleParts,
  run: Run,
  attempted: readonly Attempted[],
  telling: boolean,
): Promise<boolean> {
  const written = await run(writing(attempted, telling));
  await testHook('settle.written');
  return written.length > 0;
}

function writing(attempted: readonly Attempted[], telling: boolean): Prisma.Sql {
  const rows = attempted.map((one) => toColumns(one, telling));
  return Prisma.sql`
    UPDATE outbox o SET state = s.state, lease = NULL, error = s.error, told = s.told, unsure = s.unsure,
      repeated = o.repeated OR s.repeated, ref_conversation = s.ref_conversation, ref_id = s.ref_id,
      payload = CASE WHEN s.state = 'pending' THEN o.payload END,
      settled_at = CASE WHEN s.state <> 'pending' THEN ${moment(realNow)} END,
      due_at = CASE WHEN s.state = 'pending' THEN o.due_at ELSE ${moment(Prisma.sql`o.due_at`)} END,
      begun_at = CASE WHEN s.state = 'pending' OR o.sealed_to IS NULL THEN o.begun_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s(id uuid, lease uuid, "from" jsonb, state text, error text,
      told boolean, unsure boolean, repeated boolean, ref_conversation text, ref_id text)
    WHERE o.id = s.id AND o.lease = s.lease AND s."from" ? o.state
    RETURNING o.slot`;
}

/** Also of what was withdrawn meanwhile: a lane is given back by whoever holds it, and by nobody else. */
async function free({ limitsOf, testHook }: SettleParts, run: Run, attempted: readonly Attempted[]) {
  for (const one of attempted) await obeyLimit(run, one);
  const waitMs = await freeLanes(
    run,
    attempted.map((one) => toFreed(one, limitsOf)),
  );
  await testHook('settle.freed');
  return waitMs;
}

export function isUndelivered(
  outcome: Outcome,
): outcome is Extract<Outcome, { state: 'failed' | 'unknown' | 'expired' }> {
  return !['sent', 'pending', 'superseded'].includes(outcome.state);
}

/** What was shown to somebody without a name is not kept as a reference: it would name their chat. */
function toColumns({ row, outcome }: Attempted, telling: boolean) {
  const isShown = outcome.state === 'sent' && !row.destination.startsWith('unnamed:');
  return {
    id: row.id,
    lease: row.lease,
    from: before(outcome.state) satisfies State[],
    state: outcome.state,
    error: 'error' in outcome ? outcome.error : null,
    told: telling || !isUndelivered(outcome),
    unsure: outcome.state === 'pending' && outcome.unsure,
    repeated: outcome.state === 'sent' && outcome.repeated,
    ref_conversation: isShown ? outcome.ref.conversation : null,
    ref_id: isShown ? outcome.ref.id : null,
  };
}

async function obeyLimit(run: Run, { row, outcome }: Attempted): Promise<void> {
  const to = row.recipient?.destination;
  if (outcome.state !== 'pending' || outcome.scope !== 'workspace' || !to) return;
  await blockBucket(run, bucketOf(to), methodOf(row), new Date(realSince(row).getTime() + outcome.waitMs));
}

/** Every attempt counts for the conversation's limits, whatever came of it. */
function toFreed({ row, outcome }: Attempted, limitsOf: SettleParts['limitsOf']): Freed {
  const { destination, lease } = row;
  const to = row.recipient?.destination;
  const limits = to ? perConversation(limitsOf(to.platform)) : [];
  const real = realSince(row).getTime();
  const recent = granted(limits, row.recent, methodOf(row), real);
  const waitMs = outcome.state === 'pending' ? outcome.waitMs : 0;
  const from = (at: number) => new Date(Math.max(at, real + waitMs));
  return {
    destination,
    lease,
    postAt: from(freeAt(limits, recent, 'post', false)),
    editAt: from(freeAt(limits, recent, 'edit', false)),
    ...(limits.length > 0 && { recent }),
  };
}

export type UndeliveredOutcome = Outcome & { state: 'failed' | 'unknown' | 'expired' };
export const TOO_LATE: Outcome = { state: 'expired', error: 'too late to be of use' };
