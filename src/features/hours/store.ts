import type { ExpectedCard } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import { calendarColumns, toCalendar } from '../../directory/calendar.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';
import type { Calendar } from '../../time/calendar.ts';
import type { HoursChoice } from './rules/hours.ts';

/** When somebody may be messaged, and whether they chose their zone themselves. */
export interface Hours extends Calendar {
  zoneChosen: boolean;
}

const select = { ...calendarColumns, zoneChosen: true };

export async function readHours(tx: Tx, member: MemberId): Promise<Hours> {
  const row = await tx.member.findUniqueOrThrow({ where: { id: member }, select });
  return { ...toCalendar(row), zoneChosen: row.zoneChosen };
}

/** What home says of somebody's hours. */
export interface OwnHours {
  member: MemberId;
  hours: Hours;
}

/** Whoever is no member is asked nothing. */
export async function readOwnHours(tx: Tx, member: MemberId): Promise<ReadonlyMap<MemberId, OwnHours>> {
  const row = await tx.member.findFirst({ where: { id: member, standing: 'member' }, select });
  return new Map(
    row ? [[member, { member, hours: { ...toCalendar(row), zoneChosen: row.zoneChosen } }]] : [],
  );
}

/** Members who have not said when they may be messaged. */
export const readExpectedWhen = (tx: Tx, _now: Date, limit: number, reader?: MemberId) =>
  expectCards(tx, { contactHours: 'unasked' }, limit, reader);

export const readExpectedBreaks = (tx: Tx, now: Date, limit: number, reader?: MemberId) =>
  expectCards(tx, { pausedUntil: { gt: now } }, limit, reader);

async function expectCards(
  tx: Tx,
  about: Prisma.MemberWhereInput,
  limit: number,
  reader: MemberId | undefined,
): Promise<ExpectedCard[]> {
  const members = await tx.member.findMany({
    where: { ...about, standing: 'member', ...(reader && { id: reader }) },
    select: { id: true },
    orderBy: { joinedAt: 'desc' },
    take: limit,
  });
  return members.map(({ id }) => ({ record: id, reader: id, unsent: true }));
}

/** A zone that is left out follows the platform's from what the person does next. */
export async function writeHours(tx: Tx, member: MemberId, choice: HoursChoice): Promise<void> {
  const { contactHours, ownHours, workingDays, division, zone } = choice;
  await tx.member.update({
    where: { id: member },
    data: {
      contactHours,
      workingDays: [...workingDays],
      division,
      divisionChosen: true,
      zoneChosen: zone !== undefined,
      ...(zone !== undefined && { timeZone: zone }),
      ...(ownHours && { ownFrom: ownHours.from, ownTo: ownHours.to }),
    },
  });
}

export async function writeBreak(tx: Tx, member: MemberId, pausedUntil: Date | null): Promise<void> {
  await tx.member.update({ where: { id: member }, data: { pausedUntil } });
}

export async function setContactHours(tx: Tx, member: MemberId, contactHours: string): Promise<void> {
  await tx.member.update({ where: { id: member }, data: { contactHours } });
}
