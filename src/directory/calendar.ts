import type { Calendar, ContactHours, Division } from '../time/calendar.ts';

/** What is read of a member to know their calendar. */
export const calendarColumns = {
  timeZone: true,
  contactHours: true,
  ownFrom: true,
  ownTo: true,
  workingDays: true,
  division: true,
  pausedUntil: true,
} as const;

/** The same as read with SQL. */
export interface CalendarRow {
  timeZone: string;
  contactHours: string;
  ownFrom: string | null;
  ownTo: string | null;
  workingDays: number[];
  division: string;
  pausedUntil: Date | null;
}

export function toCalendar(row: CalendarRow): Calendar {
  const { timeZone, workingDays, pausedUntil, ownFrom: from, ownTo: to } = row;
  return {
    timeZone,
    workingDays,
    pausedUntil,
    contactHours: row.contactHours as ContactHours,
    ownHours: from !== null && to !== null ? { from, to } : null,
    division: row.division as Division,
  };
}

/** A member who is not on a break at that moment. */
export const notOnBreak = (now: Date) => ({ OR: [{ pausedUntil: null }, { pausedUntil: { lte: now } }] });
