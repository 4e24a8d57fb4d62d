import type { Limit } from '../../chat/adapter.ts';
import type { Platform } from '../../chat/inbound.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { recordAudits } from '../../store/audit.ts';
import { type Database, type Run, realNow } from '../../store/database.ts';
import type { Vault } from '../../store/seal.ts';
import type { TestHook } from '../../store/steps.ts';
import { DAY_MS } from '../../time/durations.ts';
import { nextAllowed } from '../../time/hours.ts';
import { bucketOf, grant } from './buckets.ts';
import { type Claimed, type Found, methodOf, realSince } from './claim.ts';
import { extending, type Freed, freeLanes, type Leases } from './lanes.ts';
import { openPayloads } from './payload.ts';
import { findRecipients } from './recipients.ts';
import { canBecome, moment } from './states.ts';

/** What is to be done with a lane's first message. Pure. */
export type Verdict =
  | { do: 'send'; outOfHours?: true }
  | { do: 'expire' }
  | { do: 'withdraw' }
  | { do: 'supersede' }
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

export interface BeginParts {
  database: Database;
  vault: Vault;
  limitsOf(platform: Platform): readonly Limit[];
  leases: Leases;
  testHook: TestHook;
}

/** What is to be done now with what was claimed. */
export interface Begun {
  sending: Claimed[];
  /** Too late to be of use: their features are to be told. */
  expired: Claimed[];
  /** In how many milliseconds something that a limit holds back may go out. */
  waitMs?: number;
}

/**
 * Judges what was claimed, and commits an attempt of each message that may go out now before its first byte leaves.
 * What may not goes back to its lane.
 */
export async function begin(parts: BeginParts, { claimed, empty }: Found): Promise<Begun> {
  const { database, vault, testHook, leases } = parts;
  const [recipients, payloads] = await Promise.all([
    findRecipients(database.run, vault, claimed),
    openPayloads(database.run, vault, claimed),
  ]);
  const judged = claimed.map((row): [Claimed, Verdict] => {
    const recipient = recipients.get(row.id);
    const payload = payloads.get(row.id);
    const known = { ...row, ...(recipient && { recipient }), ...(payload && { payload }) };
    // Its reader was forgotten, and their key with them: there is nothing left to send.
    if (!payload) return [known, { do: 'withdraw' }];
    return [known, row.outdated && !row.unsure ? { do: 'supersede' } : judge(known, row.claimedAt)];
  });
  const expired = judged.filter(([, verdict]) => verdict.do === 'expire').map(([row]) => row);
  const ready = judged.filter(([, verdict]) => verdict.do === 'send').map(([row]) => row);
  const isPlain = ready.length + expired.length === claimed.length && empty.length === 0;
  if (isPlain && ready.every((row) => limitsOf(parts, row).length === 0)) {
    await auditOutOfHours(database, judged, ready);
    const sending = await commitAttempts(database.run, ready, leases);
    const waitMs = await freeLanes(database.run, leftBehind(ready, sending));
    return { sending, expired, ...(waitMs !== undefined && { waitMs }) };
  }
  return database.batch(async (run) => {
    const real = await readReal(run);
    const { granted, denied } = await takeTurns(run, parts, ready, real);
    await auditOutOfHours(database, judged, granted);
    const sending = await commitAttempts(run, granted, leases);
    await putBack(run, judged, new Set(denied.map(({ row }) => row.id)));
    const waiting = judged.filter(([, verdict]) => !['send', 'expire'].includes(verdict.do));
    const freed: Freed[] = [
      ...[...empty, ...waiting.map(([row]) => row)].map((lane) => ({
        ...laneOf(lane),
        postAt: real,
        editAt: real,
      })),
      ...denied.map(({ row, at }) => ({ ...laneOf(row), postAt: at, editAt: at, keepsTurn: true as const })),
      ...leftBehind(granted, sending),
    ];
    const waitMs = await freeLanes(run, freed);
    await testHook('claim.granted');
    return { sending, expired, ...(waitMs !== undefined && { waitMs }) };
  });
}

const laneOf = ({ destination, lease }: { destination: string; lease: string }) => ({ destination, lease });
/** Withdrawn since they were claimed: what stands behind them does not wait for the end of the lease. */
const leftBehind = (ready: readonly Claimed[], sending: readonly Claimed[]): Freed[] =>
  ready
    .filter((row) => !sending.includes(row))
    .map((row) => ({ ...laneOf(row), postAt: realSince(row), editAt: realSince(row) }));

const limitsOf = (parts: BeginParts, { recipient }: Claimed): readonly Limit[] =>
  recipient ? parts.limitsOf(recipient.destination.platform) : [];

async function readReal(run: Run): Promise<Date> {
  const [{ real } = { real: new Date(0) }] = await run<{ real: Date }>(Prisma.sql`SELECT ${realNow} AS real`);
  return real;
}

/** What the platforms' limits allow now, the urgent first. */
async function takeTurns(
  run: Run,
  parts: BeginParts,
  ready: readonly Claimed[],
  real: Date,
): Promise<{ granted: Claimed[]; denied: { row: Claimed; at: Date }[] }> {
  const inTurn = ready.toSorted((a, b) => (a.class === b.class ? 0 : a.class === 'urgent' ? -1 : 1));
  const answers = await grant(
    run,
    inTurn.map((row) => ({
      bucket: row.recipient ? bucketOf(row.recipient.destination) : '',
      method: methodOf(row),
      isUrgent: row.class === 'urgent',
      limits: limitsOf(parts, row),
      lane: row.recent,
    })),
    real,
  );
  const granted = inTurn.filter((_, index) => answers[index] === 'granted');
  const denied = inTurn.flatMap((row, index) => {
    const at = answers[index];
    return at instanceof Date ? [{ row, at }] : [];
  });
  return { granted, denied };
}

/** The messages are locked before their lanes, as whoever enqueues does, and the lanes in order. */
async function commitAttempts(run: Run, rows: readonly Claimed[], leases: Leases): Promise<Claimed[]> {
  const [{ lease } = { lease: '' }] = rows;
  if (!lease) return [];
  const begun = await run<{ id: string }>(Prisma.sql`
    WITH begun AS (
      UPDATE outbox SET state = 'sending', begun_at = COALESCE(begun_at, clock_timestamp())
      WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[]) AND lease = ${lease}::uuid AND ${canBecome('sending')}
      RETURNING id, destination),
    ${extending(Prisma.sql`begun`, lease, leases.sendMs)}
    SELECT begun.id FROM begun JOIN extended USING (destination)`);
  const ours = new Set(begun.map(({ id }) => id));
  // The others were withdrawn meanwhile, or another process holds them.
  return rows.filter(({ id }) => ours.has(id));
}

interface BackRow {
  id: string;
  lease: string;
  until: Date | null;
  end: 'withdrawn' | 'superseded' | null;
}

async function putBack(
  run: Run,
  judged: readonly (readonly [Claimed, Verdict])[],
  denied: ReadonlySet<string>,
): Promise<void> {
  const rows = judged.flatMap(([{ id, lease }, verdict]): BackRow[] => {
    if (verdict.do === 'hold') return [{ id, lease, until: verdict.until, end: null }];
    if (verdict.do === 'withdraw') return [{ id, lease, until: null, end: 'withdrawn' }];
    if (verdict.do === 'supersede') return [{ id, lease, until: null, end: 'superseded' }];
    return denied.has(id) ? [{ id, lease, until: null, end: null }] : [];
  });
  if (rows.length === 0) return;
  await run(Prisma.sql`
    UPDATE outbox o SET lease = NULL, attempts = o.attempts - 1,
      state = COALESCE(b."end", 'pending'),
      payload = CASE WHEN b."end" IS NULL THEN o.payload END,
      settled_at = CASE WHEN b."end" IS NOT NULL THEN ${moment(realNow)} END,
      due_at = COALESCE(b.until, CASE WHEN b."end" IS NULL THEN o.due_at ELSE ${moment(Prisma.sql`o.due_at`)} END), held = o.held OR b.until IS NOT NULL
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS b(id uuid, lease uuid, until timestamptz, "end" text)
    WHERE o.id = b.id AND o.lease = b.lease AND o.${canBecome('pending')}`);
}

/** An urgent message passes somebody's hours: written down once, when it goes out, without a name or what it is about. */
async function auditOutOfHours(
  { prisma }: Database,
  judged: readonly (readonly [Claimed, Verdict])[],
  going: readonly Claimed[],
): Promise<void> {
  const entries = judged
    .filter(([row, verdict]) => verdict.do === 'send' && verdict.outOfHours && going.includes(row))
    .filter(([{ attempts }]) => attempts === 1)
    .map(([{ id, claimedAt: at }]) => ({ at, action: 'message.out-of-hours', record: `outbox:${id}` }));
  if (entries.length > 0) await recordAudits(prisma, entries);
}

/** Gives back what was claimed and of which nothing has left, whatever is written down of it. */
export async function release({ batch }: Database, { claimed, empty }: Found): Promise<void> {
  await batch(async (run) => {
    const real = await readReal(run);
    await putBack(
      run,
      claimed.map((row) => [row, { do: 'send' }]),
      new Set(claimed.map(({ id }) => id)),
    );
    const at = { postAt: real, editAt: real };
    await freeLanes(run, [
      ...claimed.map((lane) => ({ ...laneOf(lane), ...at, keepsTurn: true as const })),
      ...empty.map((lane) => ({ ...lane, ...at })),
    ]);
  });
}
