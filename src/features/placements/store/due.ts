import { Prisma } from '../../../generated/prisma/client.ts';
import type { Due } from '../../../store/due.ts';
import { SEE_YOU_DAYS, STILL_DAYS } from '../rules/moments.ts';

/** The date where the manager `m` is: a part of a statement. */
export const today = (now: Date) => Prisma.sql`(${now}::timestamptz AT TIME ZONE m.time_zone)::date`;
/** The first day of the project `p`: a part of a statement. */
export const first = Prisma.sql`(SELECT min(day)::date FROM project_day d WHERE d.project_id = p.id)`;

/** A11: people on a team who are to be asked, or told "see you"; `momentDue` decides which. */
export const dueMoments: Due = (now) => Prisma.sql`
  SELECT l.id::text, ${now}::timestamptz AS at FROM placement l
    JOIN project p ON p.id = l.project_id AND p.state IN ('choosing', 'confirmed', 'under-way') JOIN member m ON m.id = p.manager_id
  WHERE l.state = 'confirmed' AND ${first} >= ${today(now)} AND (
    l.see_you_at IS NULL AND ${first} - ${today(now)} <= ${SEE_YOU_DAYS}::int
    OR l.still_asked_at IS NULL AND l.see_you_at IS NULL
      AND ${first} - ${today(now)} BETWEEN ${SEE_YOU_DAYS + 1}::int AND ${STILL_DAYS}::int)`;
