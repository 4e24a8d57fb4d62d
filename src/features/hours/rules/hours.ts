import type { Calendar, Division } from '../../../time/calendar.ts';
import { findZones } from '../../../time/zones.ts';

/** What the form for one's own hours brings. */
export interface HoursWish {
  hours: 'work' | 'evenings' | 'own' | 'never';
  from?: string | undefined;
  to?: string | undefined;
  days: readonly number[];
  division: Division;
  zone?: string | undefined;
}

/** What is kept of it. Without a zone it follows the platform's. */
export type HoursChoice = Pick<Calendar, 'contactHours' | 'workingDays' | 'division'> & {
  ownHours?: NonNullable<Calendar['ownHours']>;
  zone: string | undefined;
};

export type HoursProblem = 'missing' | 'short' | 'no-days' | 'unknown-zone' | { zones: readonly string[] };

/** Ours: a message that may come only within a few minutes a day would hardly come at all. */
const LEAST_MINUTES = 60;

/** What is to be kept, or what does not hold together, by field. */
export function readHoursWish(
  wish: HoursWish,
): { choice: HoursChoice } | { problems: Partial<Record<'from' | 'to' | 'days' | 'zone', HoursProblem>> } {
  const { hours, from, to, days, division } = wish;
  const zones = wish.zone ? findZones(wish.zone) : [];
  const zone = zones.length === 1 ? zones[0] : undefined;
  const isOwn = hours === 'own';
  const problems = {
    ...(isOwn && !from && { from: 'missing' as const }),
    ...(isOwn && !to && { to: 'missing' as const }),
    ...(isOwn && from && to && lengthOf(from, to) < LEAST_MINUTES && { to: 'short' as const }),
    ...(days.length === 0 && { days: 'no-days' as const }),
    ...(wish.zone && zones.length === 0 && { zone: 'unknown-zone' as const }),
    ...(zones.length > 1 && { zone: { zones } }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const workingDays = [...days].sort((a, b) => a - b);
  return {
    choice: {
      contactHours: hours,
      workingDays,
      division,
      zone,
      ...(isOwn && from && to && { ownHours: { from, to } }),
    },
  };
}

/** In minutes of the wall's clock. The same time twice is a whole day. */
function lengthOf(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const length = minutes(to) - minutes(from);
  return length > 0 ? length : length + 24 * 60;
}

/** "Europe/London", "new york": the one zone that is meant. `undefined`: none, or more than one. */
export function findZone(typed: string): string | undefined {
  const zones = findZones(typed);
  return zones.length === 1 ? zones[0] : undefined;
}
