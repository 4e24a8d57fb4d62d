import { Temporal } from 'temporal-polyfill';
import { instantOf } from '../../../time/hours.ts';
import { SMALLEST_TOTAL } from './limits.ts';

export interface Quarter {
  from: Date;
  to: Date;
  /** `October to December 2026` */
  name: string;
}

const MONTHS = ['January to March', 'April to June', 'July to September', 'October to December'] as const;

/** The last whole quarter: of one that still runs, each look would show what happened since the look before. */
export function lastQuarter(now: Date, timeZone: string): Quarter {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const end = today.with({ day: 1, month: Math.floor((today.month - 1) / 3) * 3 + 1 });
  const start = end.subtract({ months: 3 });
  return {
    from: instantOf(start, '00:00', timeZone),
    to: instantOf(end, '00:00', timeZone),
    name: `${MONTHS[(start.month - 1) / 3]} ${start.year}`,
  };
}

export interface Counts {
  asked: number;
  unanswered: number;
  needed: number;
}

/** A count that is too small, or that gives away how few are left of the whole, is not shown. */
export function shownCounts({ asked, unanswered, needed }: Counts): Record<keyof Counts, number | undefined> {
  const whole = asked >= SMALLEST_TOTAL ? asked : undefined;
  const part = (count: number) =>
    whole !== undefined && count >= SMALLEST_TOTAL && (asked === count || asked - count >= SMALLEST_TOTAL)
      ? count
      : undefined;
  return { asked: whole, unanswered: part(unanswered), needed: part(needed) };
}
