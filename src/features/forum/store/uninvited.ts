import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { type ForumEvent, wholeEvent } from './event.ts';
import { entitled, type Invited, nobodyYet, type Someone, see } from './invited.ts';

type Uninvited = Someone & { event: string };

const uninvited = (tx: Tx, which: Prisma.Sql, limit: number | null): Promise<Uninvited[]> =>
  tx.$queryRaw<Uninvited[]>`
    SELECT e.id AS event, m.id AS member, m.time_zone AS "timeZone"
    FROM forum_event e JOIN member m ON m.standing = 'member' LEFT JOIN profile p ON p.member_id = m.id
    WHERE ${which}
      AND (e.audience = 'everyone' OR e.audience = 'peers' AND 'peer' = ANY(p.confirmed)
        OR e.audience = 'managers' AND 'manager' = ANY(p.confirmed))
      AND NOT EXISTS (SELECT FROM forum_invitation i WHERE i.event_id = e.id AND i.member_id = m.id)
    ORDER BY e.created_at DESC, e.id, m.id LIMIT ${limit}`;

/** What is open stands on the homes of all in its audience, also of those whom nothing invited. */
export async function readExpectedPlanned(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const isTheirs = reader ? Prisma.sql`AND m.id = ${reader}::uuid` : Prisma.empty;
  const isOpen = Prisma.sql`e.state IN ('asking', 'announced') AND e.next_at > ${now} ${isTheirs}`;
  const rows = await uninvited(tx, isOpen, limit);
  return rows.map(({ event, member }) => ({ record: event, reader: member, unsent: true }));
}

/** Those in the audience of an event whom nothing invited. */
export async function readUninvited(tx: Tx, event: ForumEvent): Promise<Invited[]> {
  const rows = await uninvited(tx, Prisma.sql`e.id = ${event.id}::uuid`, null);
  return rows.map((person) => entitled(event, nobodyYet(event.id, person)));
}

/** These events, as far as they are open, for this member, and nothing invited them yet. By event. */
export async function readOwnPlanned(
  tx: Tx,
  events: readonly string[],
  member: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Invited>> {
  const rows = await tx.forumEvent.findMany({
    where: {
      id: { in: [...events] },
      state: { in: ['asking', 'announced'] },
      nextAt: { gt: now },
      invitations: { none: { memberId: member } },
    },
    include: wholeEvent,
  });
  if (rows.length === 0) return new Map();
  const { timeZone } = await tx.member.findUniqueOrThrow({
    where: { id: member },
    select: { timeZone: true },
  });
  const found = (rows as ForumEvent[]).map((event) => ({
    event,
    invitation: nobodyYet(event.id, { member, timeZone }),
  }));
  return new Map((await see(tx, member, found)).map((one) => [one.event.id, one]));
}
