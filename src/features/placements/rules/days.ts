import { dateAlone } from '../../../time/spoken.ts';

/** The fields in which the days of a project are typed, in their order. */
export const DAY_FIELDS = ['day1', 'day2', 'day3', 'day4', 'day5'] as const;
export type DayFields = Partial<Record<(typeof DAY_FIELDS)[number], string | undefined>>;

/** The days in the order in which they were given. */
export const daysIn = (typed: DayFields): string[] =>
  DAY_FIELDS.map((field) => typed[field]).filter((day) => day !== undefined);

/** With its year, for that is where such days are mostly mistyped. */
const outOfOrder = (before: string): string =>
  `Please give the days in order, the earliest first: the one above is ${dateAlone(before)}.`;

/** What does not hold together, by field. `today` is the writer's local date. */
export function checkDays(typed: DayFields, today: string): Record<string, string> {
  const errors: Record<string, string> = {};
  let before = today;
  for (const field of DAY_FIELDS) {
    const day = typed[field];
    if (day === undefined) continue;
    if (day <= today) errors[field] = 'Please choose a day after today.';
    else if (day === before) errors[field] = 'This day is there already.';
    else if (day < before) errors[field] = outOfOrder(before);
    before = day;
  }
  return errors;
}
