import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import type { Tx } from '../../../store/database.ts';
import { nameKey } from '../../../text/name.ts';
import type { AgendaItem } from '../rules/agenda.ts';

/** What is planned for a meeting, and whose meeting it is. */
export interface Agenda {
  event: string;
  organiserId: MemberId;
  audience: ForWhom;
  /** How long the meeting is. */
  minutes: number;
  items: readonly AgendaItem[];
}

export async function readAgenda(tx: Tx, event: string): Promise<Agenda | undefined> {
  const row = await tx.forumEvent.findUnique({
    where: { id: event },
    select: {
      organiserId: true,
      audience: true,
      learningMinutes: true,
      socialMinutes: true,
      items: { orderBy: { place: 'asc' } },
    },
  });
  if (!row) return undefined;
  const { organiserId, learningMinutes, socialMinutes } = row;
  return {
    event,
    organiserId,
    audience: row.audience as ForWhom,
    minutes: learningMinutes + socialMinutes,
    items: row.items as AgendaItem[],
  };
}

/** Locks the meeting that it is of. */
export async function lockAgenda(tx: Tx, event: string): Promise<Agenda | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM forum_event WHERE id = ${event}::uuid FOR UPDATE`;
  return readAgenda(tx, event);
}

/** Takes items off, and puts one at the end: how many there are now. */
export async function changeItems(
  tx: Tx,
  eventId: string,
  off: readonly string[],
  added: Omit<AgendaItem, 'id'> | undefined,
): Promise<number> {
  const { _max: last } = await tx.forumItem.aggregate({ where: { eventId }, _max: { place: true } });
  await tx.forumItem.deleteMany({ where: { eventId, id: { in: [...off] } } });
  if (added) await tx.forumItem.create({ data: { eventId, place: (last.place ?? 0) + 1, ...added } });
  return tx.forumItem.count({ where: { eventId } });
}

/** Where an agenda names this person as presenter. */
export async function forgetPresenter(tx: Tx, member: MemberId): Promise<void> {
  const { name } = await tx.member.findUniqueOrThrow({ where: { id: member }, select: { name: true } });
  const items = await tx.forumItem.findMany({
    where: { presenter: { not: null } },
    select: { id: true, presenter: true },
  });
  const theirs = items.filter(({ presenter }) => presenter !== null && nameKey(presenter) === nameKey(name));
  await tx.forumItem.updateMany({
    where: { id: { in: theirs.map(({ id }) => id) } },
    data: { presenter: null },
  });
}
