import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { ForumEvent } from './event.ts';
import type { Invitation } from './invitation.ts';
import { type Invited, see } from './invited.ts';

type Times = ForumEvent['times'];

/** In JSON moments are text. */
type Row = Omit<ForumEvent, 'times'> & {
  times: (Omit<Times[number], 'startsAt'> & { startsAt: string })[];
  invitation: Invitation;
};

/**
 * These invitations, as far as they are this member's and the event is there for them. Past Prisma, for whoever opens
 * home waits for it; a test holds it against what Prisma reads.
 */
export async function readOwnInvited(
  tx: Tx,
  invitations: readonly string[],
  memberId: MemberId,
): Promise<ReadonlyMap<string, Invited>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id, e.organiser_id AS "organiserId", e.title, e.purpose, e.outcomes, e.audience, e.feeds_back AS "feedsBack", e.place,
      e.learning_minutes AS "learningMinutes", e.social_minutes AS "socialMinutes", e.places, e.state, e.starts_at AS "startsAt",
      e.moved_from AS "movedFrom", e.includes_left_out AS "includesLeftOut", e.sequence, e.created_at AS "createdAt",
      e.asked_at AS "askedAt", e.announced_at AS "announcedAt", e.cancelled_at AS "cancelledAt", e.next_at AS "nextAt",
      json_build_object('name', o.name, 'timeZone', o.time_zone) AS organiser,
      COALESCE((SELECT json_agg(json_build_object('id', t.id, 'eventId', t.event_id, 'startsAt', t.starts_at) ORDER BY t.starts_at)
        FROM forum_time t WHERE t.event_id = e.id), '[]') AS times,
      COALESCE((SELECT json_agg(json_build_object('id', f.id, 'eventId', f.event_id, 'place', f.place, 'kind', f.kind, 'title', f.title,
        'presenter', f.presenter, 'minutes', f.minutes) ORDER BY f.place) FROM forum_item f WHERE f.event_id = e.id), '[]') AS items,
      json_build_object('id', i.id, 'eventId', i.event_id, 'memberId', i.member_id, 'timeZone', m.time_zone, 'participantKind', i.hat,
        'voted', i.voted, 'parts', i.parts, 'seat', i.seat, 'queue', i.queue, 'undelivered', i.undelivered,
        'ticks', ARRAY(SELECT time_id FROM forum_tick k WHERE k.invitation_id = i.id)) AS invitation
    FROM forum_invitation i JOIN member m ON m.id = i.member_id JOIN forum_event e ON e.id = i.event_id JOIN member o ON o.id = e.organiser_id
    WHERE i.id = ANY(${[...invitations]}::uuid[]) AND i.member_id = ${memberId}::uuid`;
  const found = rows.map(({ invitation, times, ...event }) => ({
    invitation,
    event: { ...event, times: times.map(toTime) },
  }));
  return new Map((await see(tx, memberId, found)).map((one) => [one.invitation.id, one]));
}

const toTime = ({ startsAt, ...time }: Row['times'][number]): Times[number] => ({
  ...time,
  startsAt: new Date(startsAt),
});
