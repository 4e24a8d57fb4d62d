import { type Json, objects, words } from './json.ts';
import type { ShownInput } from './screen.ts';

/** What an input holds after somebody chose or typed this; throws what a real client would not let them do. */
export function enter({ label, element }: ShownInput, given: string | readonly string[]): string {
  const several = Array.isArray(given) ? given : [given as string];
  const [typed = ''] = several;
  switch (element.type) {
    case 'Input.ChoiceSet':
      return several
        .filter((one) => one !== '')
        .map((one) => choiceOf(label, element, one))
        .join(element.isMultiSelect === true ? ',' : '');
    case 'Input.Date':
      return demand(
        typed,
        /^(\d{4}-\d\d-\d\d)?$/,
        `${label}: expected a date such as 2030-03-12, not ${typed}`,
      );
    case 'Input.Time':
      return demand(typed, /^(\d\d:\d\d)?$/, `${label}: expected a time such as 09:30, not ${typed}`);
    default: {
      const most = typeof element.maxLength === 'number' ? element.maxLength : Number.POSITIVE_INFINITY;
      if (typed.length > most)
        throw new Error(`${label}: takes at most ${most} characters, not ${typed.length}`);
      if (typed.includes('\n') && element.isMultiline !== true) throw new Error(`${label}: takes one line`);
      return typed;
    }
  }
}

function choiceOf(label: string, element: Json, title: string): string {
  const choices = objects(element.choices);
  const choice = choices.find((one) => one.title === title);
  if (choice) return words(choice.value);
  throw new Error(
    `${label}: no option "${title}" among ${choices.map((one) => words(one.title)).join(', ')}`,
  );
}

function demand(typed: string, pattern: RegExp, reason: string): string {
  if (!pattern.test(typed)) throw new Error(reason);
  return typed;
}
