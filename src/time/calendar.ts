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
export const isOnBreak = ({ pausedUntil }: Pick<Calendar, 'pausedUntil'>, now: Date): boolean =>
  pausedUntil !== null && now < pausedUntil;
