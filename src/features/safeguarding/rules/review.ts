import { Temporal } from 'temporal-polyfill';
import type { SupportNumber } from '../../../directory/helplines.ts';
import { localDate } from '../../../time/hours.ts';
import { HALF_YEAR_MONTHS } from '../../../time/recurrence.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';

/**
 * Those that are left of what was asked on a day: the numbers that had been confirmed about half a year before, all of
 * them together, so that nobody is asked for one and a week later for the next.
 */
export function leftToRing(
  all: readonly SupportNumber[],
  checks: ReadonlyMap<string, { at: Date }>,
  asked: string,
): SupportNumber[] {
  const before = Temporal.PlainDate.from(asked)
    .subtract({ months: HALF_YEAR_MONTHS - 1 })
    .toString();
  return all.filter(({ id }) => {
    const check = checks.get(id);
    return !check || localDate(check.at, NETWORK_ZONE) <= before;
  });
}
