import type { MemberId } from '../../chat/message.ts';
import { calendarColumns, toCalendar } from '../../directory/calendar.ts';
import type { Tx } from '../../store/database.ts';
import type { Calendar } from '../../time/calendar.ts';
import type { HoursChoice } from './rules/hours.ts';

/** When somebody may be messaged, and whether they chose their zone themselves. */
export interface Hours extends Calendar {
  zoneChosen: boolean;
}

export async function readHours(tx: Tx, member: MemberId): Promise<Hours> {
  const select = { ...calendarColumns, zoneChosen: true };
  const row = await tx.member.findUniqueOrThrow({ where: { id: member }, select });
  return { ...toCalendar(row), zoneChosen: row.zoneChosen };
}

/** A zone that is left out follows the platform's from what the person does next. */
export async function writeHours(tx: Tx, member: MemberId, choice: HoursChoice): Promise<void> {
  const { contactHours, ownHours, workingDays, division, zone } = choice;
  await tx.member.update({
    where: { id: member },
    data: {
      ...{
        contactHours,
        workingDays: [...workingDays],
        division,
        divisionChosen: true,
        zoneChosen: zone !== undefined,
      },
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
