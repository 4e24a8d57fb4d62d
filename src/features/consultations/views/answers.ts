import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, paragraph, row, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { ANSWERS_KEPT_DAYS, type Shut } from '../rules/consultation.ts';
import type { Read } from '../store/answers.ts';
import type { Run } from '../store/run.ts';

/** On one page of a reading view, with room for the longest words. */
export const ON_PAGE = 10;

export interface AnswersPage {
  run: Run;
  /** How many chose each. */
  totals: readonly number[];
  answers: readonly Read[];
  page: number;
  /** How many there are in all. */
  count: number;
}

export function answersPage({ run, totals, answers, page, count }: AnswersPage): Form {
  const { question, choices, named, sentTo, id } = run.consultation;
  const from = page * ON_PAGE;
  const lines = answers.map((answer) => answerBlock(answer, choices));
  const later = count - from - answers.length;
  return readingView(
    'What people answered',
    paragraph(bold(question ?? '')),
    small(`${run.coverage.answered} of ${sentTo} have answered.`),
    ...totals.map((total, place) => paragraph(`${choices[place] ?? ''}: `, bold(String(total)))),
    ...(lines.length > 0 ? [{ type: 'divider' } as const] : []),
    ...lines,
    ...(count === 0 ? [paragraph(GONE)] : []),
    ...(later > 0 && lines.length > 0
      ? [
          row(
            `… and ${later} more.`,
            button(routes.readAnswers, `Show the next ${Math.min(later, ON_PAGE)}`, {
              consultation: id,
              page: page + 1,
            }),
          ),
        ]
      : []),
    small(named ? WITH_NAMES : WITHOUT_NAMES),
  );
}

const GONE = `Answers are deleted ${ANSWERS_KEPT_DAYS} days after it closed, as people were told.`;
const WITH_NAMES =
  'For whoever runs this alone. That you opened it is written down, without the words, and those whose answers you read can see it.';
const WITHOUT_NAMES =
  'In no order, and without names: please don’t guess whose they are. That you opened it is written down, without the words.';

function answerBlock({ name, words, choice }: Read, choices: readonly string[]): Block {
  const said = words ?? (choice === null ? 'It can’t be read any more.' : (choices[choice] ?? ''));
  return name === undefined ? paragraph(`“${said}”`) : paragraph(bold(name), `: ${said}`);
}

export const shutWords = (shut: Shut): Message =>
  shut === 'too-few'
    ? plain(
        'Fewer than five answers: not shown',
        'Without names somebody might still be recognised by theirs.',
      )
    : plain('Not yet', 'Without names you can read them all together once it has closed.');
