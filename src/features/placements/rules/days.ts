import { field } from '../../../chat/field.ts';
import { date } from '../../../chat/typed.ts';
import { initial } from '../../../chat/words.ts';
import { dateAlone } from '../../../time/spoken.ts';

/** The fields in which the days of a project are typed, in their order. */
export const DAY_FIELDS = ['day1', 'day2', 'day3', 'day4', 'day5'] as const;
export type DayFields = Partial<Record<(typeof DAY_FIELDS)[number], string | undefined>>;

/** What a form brings where a project has days: each one that exists, the first of them needed. */
export const neededDays = {
  day1: date,
  day2: date.optional(),
  day3: date.optional(),
  day4: date.optional(),
  day5: date.optional(),
};

const LABELS = {
  day1: 'First day',
  day2: 'Second day',
  day3: 'Third day',
  day4: 'Fourth day',
  day5: 'Fifth day',
} as const;

/** The fields themselves, with these days in them. */
export const dayFields = (days: readonly string[], needs: 'first' | 'none' = 'first') =>
  DAY_FIELDS.map((name, index) =>
    field.date(name, LABELS[name], {
      ...((index > 0 || needs === 'none') && { optional: true }),
      ...initial(days[index]),
    }),
  );

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
