import { Prisma } from '../../../generated/prisma/client.ts';
import type { Due } from '../../../store/due.ts';
import { daysBefore } from '../../../store/retention.ts';
import { moved } from './audience.ts';

export const dueReminders: Due = (now) => Prisma.sql`
  SELECT id::text, remind_at AS at FROM consultation
  WHERE state = 'open' AND reminds AND reminded_at IS NULL AND remind_at <= ${now} AND closes_at > ${now}`;

export const dueToClose: Due = (now) =>
  Prisma.sql`SELECT id::text, closes_at AS at FROM consultation WHERE state = 'open' AND closes_at <= ${now}`;

/** Whoever left its audience, or came back to it. */
export const dueMoved: Due = (now) =>
  Prisma.sql`SELECT one.id::text, ${now}::timestamptz AS at FROM (${moved(now)}) one`;

/** A quarter [default]. */
const QUIET_DAYS = 91;

/** The last that the pool heard, once: nothing has been written since, and nobody is at it. */
export const dueQuiet: Due = (now) => {
  const before = daysBefore(now, QUIET_DAYS);
  return Prisma.sql`
    SELECT c.id::text, c.opened_at AS at FROM consultation c
    WHERE c.state IN ('closed', 'told-back') AND COALESCE(c.told_at, c.opened_at) <= ${before} AND c.quiet_at IS NULL
      AND NOT EXISTS (SELECT FROM consultation n WHERE n.kind = c.kind AND n.id <> c.id
        AND (n.state = 'draft' AND n.created_at > ${before} OR n.opened_at > c.opened_at AND n.state <> 'withdrawn'))`;
};
