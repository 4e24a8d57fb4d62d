import type { MemberId } from '../chat/message.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Tx } from './database.ts';

/** Two years [default]: long enough for somebody who comes back to it after their term is over. */
export const AUDIT_DAYS = 730;

export interface AuditEntry {
  at: Date;
  actor?: MemberId;
  /** `noun.past-participle`, such as `role.granted`. */
  action: string;
  /** `project:<id>`. */
  record: string;
  /** Whose words or record it was: it is shown to them. */
  about?: readonly MemberId[];
  why?: string;
  count?: number;
  /** Shown to the people in it alone, and to no coordinator. */
  private?: true;
  /** Less than the usual two years: no longer than what it speaks of is kept. */
  keepDays?: number;
}

/**
 * Writes down who did what to which record, without content. The database refuses to change it, or to delete it
 * before its time. Of a private row only the day is kept: the hour would say how quickly somebody answered.
 */
export const recordAudit = (tx: Tx, entry: AuditEntry): Promise<void> => recordAudits(tx, [entry]);

export async function recordAudits(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO audit (at, actor, action, record, about, why, private, count, keep_until)
    SELECT at, actor, action, record, about, why, private, count, "keepUntil"
    FROM jsonb_to_recordset(${JSON.stringify(entries.map(toColumns))}::jsonb) AS a(at timestamptz, actor uuid, action text,
      record text, about uuid[], why text, private boolean, count int, "keepUntil" timestamptz)`;
}

function toColumns({ keepDays = AUDIT_DAYS, ...entry }: AuditEntry) {
  const at = entry.private ? new Date(Math.floor(entry.at.getTime() / DAY_MS) * DAY_MS) : entry.at;
  const keepUntil = new Date(at.getTime() + keepDays * DAY_MS);
  return { private: false, ...entry, about: entry.about ?? [], at, keepUntil };
}

export interface AuditRow {
  at: Date;
  actor: MemberId | null;
  /** Undefined: the bot itself. Somebody who was forgotten has no name any more. */
  actorName: string | null;
  action: string;
  record: string;
  why: string | null;
  count: number | null;
}

/** What this person did and what was done to what is theirs, the newest first. */
export async function readOwnAudit(tx: Tx, member: MemberId, limit: number): Promise<AuditRow[]> {
  return tx.$queryRaw<AuditRow[]>`
    SELECT a.at, a.actor, m.name AS "actorName", a.action, a.record, a.why, a.count
    FROM audit a LEFT JOIN member m ON m.id = a.actor
    WHERE a.actor = ${member}::uuid OR a.about @> ARRAY[${member}::uuid] OR a.record = ${`member:${member}`}
    ORDER BY a.id DESC LIMIT ${limit}`;
}

/** What others did with what is this person's, and what of it was taken away; the newest first. */
export async function readDoneTo(tx: Tx, member: MemberId, limit: number): Promise<AuditRow[]> {
  return tx.$queryRaw<AuditRow[]>`
    SELECT a.at, a.actor, m.name AS "actorName", a.action, a.record, a.why, a.count
    FROM audit a LEFT JOIN member m ON m.id = a.actor
    WHERE (a.about @> ARRAY[${member}::uuid] OR a.record = ${`member:${member}`})
      AND (a.actor IS DISTINCT FROM ${member}::uuid OR a.action = 'data.sent')
    ORDER BY a.id DESC LIMIT ${limit}`;
}

/** What is for coordinators to see: how the network was run. What is between people is not in it. */
export async function readNetworkAudit(tx: Tx, before: bigint | undefined, limit: number) {
  return tx.$queryRaw<(AuditRow & { id: bigint })[]>`
    SELECT a.id, a.at, a.actor, m.name AS "actorName", a.action, a.record, a.why, a.count
    FROM audit a LEFT JOIN member m ON m.id = a.actor
    WHERE NOT a.private AND a.id < ${before ?? 9_223_372_036_854_775_807n}::bigint
    ORDER BY a.id DESC LIMIT ${limit}`;
}

/** Whose time is over. Returns how many went. */
export async function forgetAudit(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE keep_until <= ${now} ORDER BY keep_until LIMIT ${limit})`;
}
