import { z } from 'zod';
import { filled } from '../../../chat/typed.ts';
import { oneLine, plainly } from '../../../text/normalise.ts';
import { checkAhead } from '../../../time/days.ts';
import type { QuestionKind } from './consultation.ts';

export const TITLE_LENGTH = 120;
/** As long as a field of Slack's may be; a card holds several of it. */
export const TEXT_LENGTH = 3_000;
export const QUESTION_LENGTH = 300;
export const MOST_CHOICES = 6;
/** A longer label would be cut on a button of Slack's. */
export const CHOICE_LENGTH = 75;
export const CHOICES_LENGTH = 600;
export const ANSWER_LENGTH = 1_000;
export const OUTCOME_LENGTH = 3_000;

/** What is written, before it goes. */
export interface Written {
  title: string;
  text: string;
  questionKind: QuestionKind;
  question: string | null;
  choices: string[];
  named: boolean;
  reminds: boolean;
  replyBy: string | null;
}

const optional = (most: number) =>
  z.string().trim().max(most, `Please keep this to ${most} characters.`).optional();

/** What each field holds by itself. */
export const written = z.object({
  title: filled(TITLE_LENGTH),
  text: filled(TEXT_LENGTH),
  question: optional(QUESTION_LENGTH),
  choices: optional(CHOICES_LENGTH),
  replyBy: z.iso.date('Please give a date, such as 2027-03-16.').optional(),
  names: z.enum(['without', 'with'], 'Please choose one.').default('without'),
  reminder: z.enum(['none', 'one'], 'Please choose one.').default('none'),
});
export type Typed = z.output<typeof written>;

/** One a line; empty lines are none. */
export const readChoices = (typed: string | undefined): string[] =>
  (typed ?? '')
    .split(/\r?\n/u)
    .map(oneLine)
    .filter((line) => line !== '');

function checkChoices(choices: readonly string[]): string | undefined {
  if (choices.length === 1) return 'Please give a second choice, on a line of its own.';
  if (choices.length > MOST_CHOICES) return `Please keep this to ${MOST_CHOICES} choices, one a line.`;
  if (choices.some((choice) => choice.length > CHOICE_LENGTH))
    return `Please keep each choice to ${CHOICE_LENGTH} characters: it stands on a button.`;
  const keys = choices.map(plainly);
  return new Set(keys).size < keys.length ? 'Two of these are the same.' : undefined;
}

/** What does not hold together, by field. `today` is the writer's date; of what is wrong by itself nothing more is said. */
export function checkDraft(typed: Partial<Typed>, today: string): Record<string, string> {
  const choices = readChoices(typed.choices);
  const asks = Boolean(typed.question);
  const found: Record<string, string | undefined> = {
    choices: checkChoices(choices),
    ...(!asks && choices.length > 0 && { question: 'Please write the question that these choices answer.' }),
  };
  if (typed.replyBy !== undefined)
    found.replyBy = asks
      ? checkAhead(typed.replyBy, today, 1)
      : 'There is no question to answer by then. Please write one above, or leave this empty.';
  else if (asks) found.replyBy = 'Please give the last day for answers.';
  return Object.fromEntries(
    Object.entries(found).flatMap(([field, words]) => (words === undefined ? [] : [[field, words]])),
  );
}

export function toWritten(typed: Typed): Written {
  const choices = readChoices(typed.choices);
  const question = typed.question || null;
  const asked: QuestionKind = choices.length > 0 ? 'choices' : 'words';
  return {
    title: oneLine(typed.title),
    text: typed.text,
    questionKind: question === null ? 'none' : asked,
    question,
    choices,
    named: question !== null && typed.names === 'with',
    reminds: question !== null && typed.reminder === 'one',
    replyBy: typed.replyBy ?? null,
  };
}
