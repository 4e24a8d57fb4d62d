import { Prisma } from '../generated/prisma/client.ts';
import type { Rule } from '../time/recurrence.ts';
import type { Tx } from './database.ts';
import type { Due } from './due.ts';

/** Whose, what for, and about what: there is one schedule for each. */
export interface ScheduleKey {
  feature: string;
  kind: string;
  subject: string;
}

export interface Schedule extends Rule, ScheduleKey {
  id: string;
  /** After downtime: every one that was missed, or the latest. */
  catchUp: 'every' | 'latest';
  /** The local date on which it comes round next. */
  nextOn: string;
  nextAt: Date;
}

const toColumn = (day: string): Date => new Date(`${day}T00:00:00Z`);
const fromColumn = (day: Date): string => day.toISOString().slice(0, 10);

/** Sets it up, or changes it; what has come round stays. */
export async function writeSchedule(tx: Tx, schedule: Omit<Schedule, 'id'>): Promise<void> {
  const { feature, kind, subject, time, nextOn, ...rest } = schedule;
  const data = { ...rest, localTime: time, nextOn: toColumn(nextOn) };
  await tx.schedule.upsert({
    where: { feature_kind_subject: { feature, kind, subject } },
    create: { feature, kind, subject, ...data },
    update: data,
  });
}

export async function deleteSchedule(tx: Tx, { feature, kind, subject }: ScheduleKey): Promise<void> {
  await tx.$executeRaw`DELETE FROM schedule WHERE feature = ${feature} AND kind = ${kind} AND subject = ${subject}`;
}

export const dueSchedules: Due = (now) =>
  Prisma.sql`SELECT id::text, next_at AS at FROM schedule WHERE next_at <= ${now}`;

/** Locked: of two processes that bring it round, one is first. */
export async function lockSchedule(tx: Tx, id: string): Promise<Schedule | undefined> {
  const [row] = await tx.$queryRaw<Schedule[]>`
    SELECT id, feature, kind, subject, every, "interval"::int, day::int, local_time AS time, time_zone AS "timeZone",
           catch_up AS "catchUp", next_on::text AS "nextOn", next_at AS "nextAt"
    FROM schedule WHERE id = ${id}::uuid FOR UPDATE`;
  return row;
}

/** Writes down that it came round on these dates and when it does next; says on which of them it had not before. */
export async function bringRound(
  tx: Tx,
  id: string,
  dates: readonly string[],
  at: Date,
  next: { on: string; at: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ on: string }[]>`
    WITH moved AS (
      UPDATE schedule SET next_on = ${next.on}::date, next_at = ${next.at} WHERE id = ${id}::uuid RETURNING id)
    INSERT INTO occurrence (schedule_id, local_date, at)
    SELECT moved.id, day::date, ${at} FROM moved, unnest(${dates}::text[]) AS day
    ON CONFLICT DO NOTHING RETURNING local_date::text AS "on"`;
  return rows.map(({ on }) => on).sort();
}

/** When it last came round, if it did; the last time before a date, where one is given. */
export async function readLatestOccurrence(
  tx: Tx,
  which: ScheduleKey,
  before?: string,
): Promise<{ on: string; at: Date } | undefined> {
  const row = await tx.occurrence.findFirst({
    where: { schedule: { ...which }, ...(before && { localDate: { lt: toColumn(before) } }) },
    orderBy: { localDate: 'desc' },
  });
  return row ? { on: fromColumn(row.localDate), at: row.at } : undefined;
}
