import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import type { EventSubject } from '../routes.ts';
import { type EventState, type EventStep, nextState } from '../rules/event.ts';

export const wholeEvent = {
  times: { orderBy: { startsAt: 'asc' } },
  items: { orderBy: { place: 'asc' } },
  organiser: { select: { name: true, timeZone: true } },
} as const;

const readRow = (tx: Tx, id: string) => tx.forumEvent.findUnique({ where: { id }, include: wholeEvent });
type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>;
export type ForumEvent = Row & { state: EventState; audience: ForWhom };

export async function readEvent(tx: Tx, id: string): Promise<ForumEvent | undefined> {
  return ((await readRow(tx, id)) as ForumEvent | null) ?? undefined;
}

/** Locks the event, whose cards count answers and places: whoever changes what they show takes this first. */
export async function lockEvent(tx: Tx, id: string): Promise<ForumEvent | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM forum_event WHERE id = ${id}::uuid FOR UPDATE`;
  return readEvent(tx, id);
}

type Changes = Partial<
  Pick<
    ForumEvent,
    | 'startsAt'
    | 'movedFrom'
    | 'place'
    | 'sequence'
    | 'includesLeftOut'
    | 'askedAt'
    | 'announcedAt'
    | 'cancelledAt'
    | 'nextAt'
  >
>;

/** Takes one step, if it is possible and the state is still what we think. `undefined`: it was not. */
export async function stepEvent(
  tx: Tx,
  event: ForumEvent,
  step: EventStep,
  changes: Changes = {},
): Promise<ForumEvent | undefined> {
  const to = nextState(event.state, step);
  if (!to) return undefined;
  const { count } = await tx.forumEvent.updateMany({
    where: { id: event.id, state: event.state },
    data: { state: to, ...changes },
  });
  return count === 1 ? { ...event, ...changes, state: to } : undefined;
}

export async function changeEvent(tx: Tx, event: ForumEvent, changes: Changes): Promise<ForumEvent> {
  await tx.forumEvent.update({ where: { id: event.id }, data: changes });
  return { ...event, ...changes };
}

const columnsOf = (what: EventSubject) => ({
  title: what.title,
  purpose: what.purpose,
  outcomes: what.outcomes ?? null,
  audience: what.audience,
  place: what.place,
  learningMinutes: what.learning,
  socialMinutes: what.social,
});

export async function createEvent(
  tx: Tx,
  organiserId: MemberId,
  what: EventSubject,
  createdAt: Date,
): Promise<string> {
  const data = { organiserId, createdAt, ...columnsOf(what) };
  return (await tx.forumEvent.create({ data, select: { id: true } })).id;
}

export async function rewriteWhat(tx: Tx, id: string, what: EventSubject): Promise<void> {
  await tx.forumEvent.update({ where: { id }, data: columnsOf(what) });
}

export async function rewriteWhen(
  tx: Tx,
  id: string,
  times: readonly Date[],
  places: number | null,
): Promise<void> {
  await tx.forumTime.deleteMany({ where: { eventId: id } });
  await tx.forumTime.createMany({ data: times.map((startsAt) => ({ eventId: id, startsAt })) });
  await tx.forumEvent.update({ where: { id }, data: { places } });
}

export async function deleteEvent(tx: Tx, id: string): Promise<void> {
  await tx.forumEvent.delete({ where: { id } });
}

// --- lists ---------------------------------------------------------------------------------------------------------

/** What this organiser has under way, the newest first. */
export async function readOwnEvents(tx: Tx, organiserId: MemberId): Promise<ForumEvent[]> {
  const rows = await tx.forumEvent.findMany({
    where: { organiserId, state: { in: ['draft', 'asking', 'announced'] } },
    include: wholeEvent,
    orderBy: { createdAt: 'desc' },
    take: 5,
  });
  return rows as ForumEvent[];
}

/** Those of these that this organiser set up or took over. */
export async function readEventsOf(
  tx: Tx,
  organiserId: MemberId,
  events: readonly string[],
): Promise<ForumEvent[]> {
  const where = { id: { in: [...events] }, organiserId };
  return (await tx.forumEvent.findMany({ where, include: wholeEvent })) as ForumEvent[];
}

/** All that this organiser has under way, for whoever takes it over. */
export async function readHeldEvents(tx: Tx, organiserId: MemberId): Promise<ForumEvent[]> {
  const rows = await tx.forumEvent.findMany({
    where: { organiserId, state: { in: ['draft', 'asking', 'announced'] } },
    include: wholeEvent,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows as ForumEvent[];
}

export async function changeOrganiser(tx: Tx, id: string, organiserId: MemberId): Promise<void> {
  await tx.forumEvent.update({ where: { id }, data: { organiserId } });
}

/** What is asked or announced for these audiences, the next one first. */
export async function readOpenEvents(
  tx: Tx,
  audiences: readonly ForWhom[],
  now: Date,
): Promise<ForumEvent[]> {
  const rows = await tx.forumEvent.findMany({
    where: { state: { in: ['asking', 'announced'] }, audience: { in: [...audiences] }, nextAt: { gt: now } },
    include: wholeEvent,
    orderBy: [{ startsAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: 10,
  });
  return rows as ForumEvent[];
}

export const dueEvents: Due = (now) =>
  Prisma.sql`SELECT id::text, next_at AS at FROM forum_event WHERE next_at <= ${now}`;
