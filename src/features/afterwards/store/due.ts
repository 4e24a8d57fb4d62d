import { Prisma } from '../../../generated/prisma/client.ts';
import type { Due } from '../../../store/due.ts';
import { daysBefore } from '../../../store/retention.ts';
import { LATEST_DAYS, REMIND_DAYS } from '../rules/follow-up.ts';

/** Nine o’clock where the peer is: on the day on which it ended if that was before, otherwise on the next. */
const morningAfter = Prisma.sql`
  ((date_trunc('day', (p.ended_at AT TIME ZONE peer.time_zone) + interval '15 hours') + interval '9 hours')
    AT TIME ZONE peer.time_zone)`;

/** Whoever took part, the morning after: nothing was sent yet. */
export const dueToBegin: Due = (now) => Prisma.sql`
  SELECT l.id::text, ${morningAfter} AS at FROM placement l JOIN project p ON p.id = l.project_id
    JOIN member peer ON peer.id = l.peer_id AND peer.standing = 'member'
  WHERE l.state = 'completed' AND p.ended_at > ${daysBefore(now, LATEST_DAYS)} AND ${morningAfter} <= ${now}
    AND NOT EXISTS (SELECT FROM follow_up f WHERE f.placement_id = l.id)`;

/** Once, a fortnight later, where nothing was answered and nothing ended. */
export const dueToRemind: Due = (now) => Prisma.sql`
  SELECT f.id::text, f.asked_at AS at FROM follow_up f
  WHERE f.to_remind AND f.asked_at <= ${daysBefore(now, REMIND_DAYS)}`;
