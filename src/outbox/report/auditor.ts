import { Prisma } from '../../generated/prisma/client.ts';
import { readNow, type Tx } from '../../store/database.ts';
import { type Due, oneDue } from '../../store/due.ts';
import { mending } from '../queue/lanes.ts';

/** How often the auditor looks, and for how long something may be as it should not be before it is worth a look. */
export const AUDIT_EVERY_MS = 5 * 60_000;
const TOO_LATE_MS = 5 * 60_000;
/** A claim is leased for seconds, and taken over by anybody when that is over. */
const LEASE_OVER_MS = 60_000;
/** A workspace that had to wait for its platform's limits a moment ago is working through what it has. */
const BUSY_MS = 60_000;
/** As many of each kind are named; the rest would say the same. */
const NAMED = 1_000;

/** A message that an open record should have, by the key or the slot that it was enqueued with. `record` names nobody. */
export type ExpectedMessage = { record: string } & ({ slot: string } | { key: string });

/**
 * - `missing`: a record should have a message that was never enqueued.
 * - `overdue`: should have gone out, and nothing holds it back.
 * - `stuck`: somebody had it in hand, is gone, and nobody took it over.
 * - `forgotten`: its lane did not know that something waits. Mended by the auditor itself.
 * - `untold`: it did not arrive, and its feature could not be told.
 */
export type FindingKind = 'missing' | 'overdue' | 'stuck' | 'forgotten' | 'untold';
export interface Finding {
  kind: FindingKind;
  /** What it is about: a record of a feature, or `message:<id>`. */
  record: string;
}

/** The next look is ours to take. False: another process takes it, or it is not time yet. */
export async function takeAudit(tx: Tx, now: Date): Promise<boolean> {
  const { count } = await tx.auditor.updateMany({
    where: { nextAt: { lte: now } },
    data: { nextAt: new Date(now.getTime() + AUDIT_EVERY_MS), ranAt: now },
  });
  return count === 1;
}

export const auditDue: Due = (now) =>
  oneDue('auditor', now, Prisma.sql`SELECT FROM auditor WHERE next_at <= ${now}`);

/** Expected messages that the outbox never saw, in any state: each is looked up by an index of its own. */
export async function findMissing(tx: Tx, expected: readonly ExpectedMessage[]): Promise<Finding[]> {
  const rows = await tx.$queryRaw<{ record: string }[]>`
    SELECT DISTINCT expected.record FROM jsonb_to_recordset(${JSON.stringify(expected)}::jsonb) AS expected(record text, key text, slot text)
    WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.key = expected.key)
      AND NOT EXISTS (SELECT FROM outbox o WHERE o.slot = expected.slot AND o.ref_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM outbox o WHERE o.slot = expected.slot AND o.ref_id IS NULL)
    LIMIT ${NAMED}`;
  return rows.map(({ record }) => ({ kind: 'missing', record }));
}

/** Lanes in which something waits and that do not know it, so that nobody would ever look there: they are put right. */
export async function mendForgotten(tx: Tx): Promise<Finding[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH waiting AS (
      SELECT destination, min(due_at) AS due_at, bool_or(class = 'urgent') AS urgent, (array_agg(id ORDER BY due_at))[1] AS id
      FROM outbox WHERE state = 'pending' GROUP BY destination),
    ${mending(Prisma.sql`waiting`)}
    SELECT id FROM waiting WHERE destination IN (SELECT destination FROM mended UNION ALL SELECT destination FROM made)`;
  return rows.slice(0, NAMED).map(({ id }) => ({ kind: 'forgotten', record: messageRecord(id) }));
}

/** Messages that should have gone out by now, or whose sender is gone. What their platform asked to wait for is no fault. */
export async function findLate(tx: Tx): Promise<Finding[]> {
  const { now, real } = await readNow(tx);
  const before = (moment: Date, ms: number) => new Date(moment.getTime() - ms);
  const isIdle = Prisma.sql`(l.lease_until IS NULL OR l.lease_until < ${before(real, LEASE_OVER_MS)})`;
  const rows = await tx.$queryRaw<{ kind: FindingKind; id: string }[]>`
    (SELECT 'overdue' AS kind, o.id FROM outbox o JOIN outbox_lane l USING (destination)
       LEFT JOIN outbox_bucket b ON b.name = l.bucket
     WHERE o.state = 'pending' AND o.due_at < ${before(now, TOO_LATE_MS)} AND o.enqueued_at < ${before(real, TOO_LATE_MS)}
       AND l.next_at < ${before(real, TOO_LATE_MS)} AND ${isIdle}
       AND COALESCE(CASE WHEN l.urgent THEN CASE WHEN l.edits THEN b.edit_after ELSE b.post_after END
         WHEN l.edits THEN b.edit_at ELSE b.post_at END, l.next_at) < ${before(real, BUSY_MS)} LIMIT ${NAMED})
    UNION ALL
    (SELECT 'stuck', o.id FROM outbox o LEFT JOIN outbox_lane l USING (destination)
     WHERE o.state IN ('claimed', 'sending') AND ${isIdle} LIMIT ${NAMED})
    UNION ALL
    (SELECT 'untold', id FROM outbox WHERE NOT told AND settled_at < ${before(real, TOO_LATE_MS)} LIMIT ${NAMED})`;
  return rows.map(({ kind, id }) => ({ kind, record: messageRecord(id) }));
}

const messageRecord = (id: string): string => `message:${id}`;

/** Keeps what was found now, with the time at which it was found first. */
export async function writeFindings(tx: Tx, findings: readonly Finding[], now: Date): Promise<void> {
  const rows = JSON.stringify(findings);
  const found = Prisma.sql`SELECT kind, record FROM jsonb_to_recordset(${rows}::jsonb) AS found(kind text, record text)`;
  await tx.$executeRaw`DELETE FROM finding WHERE (kind, record) NOT IN (${found})`;
  await tx.$executeRaw`
    INSERT INTO finding (kind, record, since) SELECT kind, record, ${now} FROM (${found}) AS found
    ON CONFLICT (kind, record) DO NOTHING`;
}

/** How many of each kind there are, since when, and when the auditor last looked. */
export async function readAudit(
  tx: Tx,
): Promise<{ ranAt: Date | null; found: { kind: FindingKind; count: number; since: Date }[] }> {
  const auditor = await tx.auditor.findFirst();
  const rows = await tx.finding.groupBy({ by: ['kind'], _count: true, _min: { since: true } });
  return {
    ranAt: auditor?.ranAt ?? null,
    found: rows.flatMap(({ kind, _count: count, _min: { since } }) =>
      since ? [{ kind: kind as FindingKind, count, since }] : [],
    ),
  };
}
