export const CONTACT_HOURS = ['unasked', 'work', 'evenings', 'own', 'never'] as const;
export type ContactHours = (typeof CONTACT_HOURS)[number];

/** Whose bank holidays are no working days. */
export const DIVISIONS = ['england-and-wales', 'scotland', 'northern-ireland', 'none'] as const;
export type Division = (typeof DIVISIONS)[number];

/** All that decides when somebody may be messaged. */
export interface Calendar {
  timeZone: string;
  contactHours: ContactHours;
  /** For `own`, such as 08:30 and 16:00. An end that is not after the start is on the day after. */
  ownHours: { from: string; to: string } | null;
  /** Monday is 1. */
  workingDays: readonly number[];
  division: Division;
  /** They take a break until then. */
  pausedUntil: Date | null;
}

/** D50: of anybody who has not said otherwise. */
export const usualCalendar: Calendar = {
  timeZone: 'Europe/London',
  contactHours: 'unasked',
  ownHours: null,
  workingDays: [1, 2, 3, 4, 5],
  division: 'england-and-wales',
  pausedUntil: null,
};

/** What is read of a member to know their calendar. */
export const calendarColumns = {
  ...{ timeZone: true, contactHours: true, ownFrom: true, ownTo: true },
  ...{ workingDays: true, division: true, pausedUntil: true },
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
    ...{ timeZone, workingDays, pausedUntil },
    contactHours: row.contactHours as ContactHours,
    ownHours: from !== null && to !== null ? { from, to } : null,
    division: row.division as Division,
  };
}

export const isOnBreak = ({ pausedUntil }: Pick<Calendar, 'pausedUntil'>, now: Date): boolean =>
  pausedUntil !== null && now < pausedUntil;

/** A member who is not on a break at that moment. */
export const notOnBreak = (now: Date) => ({ OR: [{ pausedUntil: null }, { pausedUntil: { lte: now } }] });
