import { Prisma } from '../../../generated/prisma/client.ts';
import type { Due } from '../../../store/due.ts';
import { PREPARED_DAYS } from '../../placements/rules/checklist.ts';
import { first, today } from '../../placements/store/due.ts';

/** Of projects that people were chosen for: those whose first day has come. */
export const dueToBegin: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('choosing', 'confirmed') AND ${today(now)} >= ${first}`;

/** Those whose last day is over. */
export const dueToEnd: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('calling', 'choosing', 'confirmed', 'under-way')
    AND ${today(now)} > (SELECT max(day)::date FROM project_day d WHERE d.project_id = p.id)`;

/** A22: so many days before its first day, once, where somebody is on the team. */
export const dueToPrepare: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('choosing', 'confirmed') AND p.prepared_asked_at IS NULL AND ${first} - ${today(now)} <= ${PREPARED_DAYS}::int
    AND EXISTS (SELECT FROM placement l WHERE l.project_id = p.id AND l.state = 'confirmed')`;

/** A13: offers to step in that nobody answered in time. */
export const dueToLapse: Due = (now) => Prisma.sql`
  SELECT l.id::text, l.offer_until AS at FROM placement l WHERE l.state = 'offered' AND l.offer_until <= ${now}`;
