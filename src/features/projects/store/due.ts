import { Prisma } from '../../../generated/prisma/client.ts';
import type { Due } from '../../../store/due.ts';
import { SEE_YOU_DAYS, STILL_DAYS } from '../rules/moments.ts';

/** The date where the manager is. */
const today = (now: Date) => Prisma.sql`(${now}::timestamptz AT TIME ZONE m.time_zone)::date`;
const first = Prisma.sql`(SELECT min(day)::date FROM project_day d WHERE d.project_id = p.id)`;

/** Of projects that people were chosen for: those whose first day has come. */
export const dueToBegin: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('choosing', 'confirmed') AND ${today(now)} >= ${first}`;

/** Those whose last day is over. */
export const dueToEnd: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('calling', 'choosing', 'confirmed', 'under-way')
    AND ${today(now)} > (SELECT max(day)::date FROM project_day d WHERE d.project_id = p.id)`;

/** A11: people on a team who are to be asked, or told "see you"; `momentDue` decides which. */
export const dueMoments: Due = (now) => Prisma.sql`
  SELECT l.id::text, ${now}::timestamptz AS at FROM placement l
    JOIN project p ON p.id = l.project_id AND p.state IN ('choosing', 'confirmed', 'under-way') JOIN member m ON m.id = p.manager_id
  WHERE l.state = 'confirmed' AND ${first} >= ${today(now)} AND (
    l.see_you_at IS NULL AND ${first} - ${today(now)} <= ${SEE_YOU_DAYS}::int
    OR l.still_asked_at IS NULL AND l.see_you_at IS NULL
      AND ${first} - ${today(now)} BETWEEN ${SEE_YOU_DAYS + 1}::int AND ${STILL_DAYS}::int)`;
