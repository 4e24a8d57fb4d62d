import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { type Feedback, SHOWN_BY } from '../rules/feedback.ts';
import type { Assessment } from '../store/assessments.ts';
import type { Totals } from '../store/feedback.ts';

type Labels = { [Q in keyof Feedback]: Readonly<Record<Feedback[Q], string>> };
const QUESTIONS: Record<keyof Feedback, string> = {
  overall: 'How did it go?',
  support: 'Did you get what you needed beforehand?',
  again: 'Would you do it again?',
};
const LABELS: Labels = {
  overall: { well: 'Well', mixed: 'Some of it well', badly: 'Not well' },
  support: { yes: 'Yes', partly: 'Some of it', no: 'No' },
  again: { yes: 'Yes', perhaps: 'Perhaps', no: 'No' },
};
const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** A16: who reads what, and that it can’t be had back, before a word is typed. */
export const feedbackForm = (followUp: string): Form =>
  form(
    routes.giveFeedback,
    { followUp },
    {
      title: 'How did it go?',
      submit: 'Send',
      private: true,
      body: [
        small(
          'Without your name, the project’s or the host’s. Evaluation leads and coordinators read it only together with others’: totals and words from five answers on, mixed, without dates.',
        ),
        small(
          `I keep that you answered, so that I don’t ask again, and nothing that ties the answer to you. So nobody knows which is yours, and it can’t be taken out later. It’s deleted after the second year that follows. ${itTeam}`,
        ),
      ],
      fields: [
        field.select('overall', QUESTIONS.overall, { options: options(LABELS.overall) }),
        field.select('support', QUESTIONS.support, { options: options(LABELS.support) }),
        field.select('again', QUESTIONS.again, { options: options(LABELS.again) }),
        field.text('words', 'What should we do differently?', {
          optional: true,
          multiline: true,
          maxLength: routes.FEEDBACK_LENGTH,
          hint: `Please leave out names: your words may give you away. ${helplineFootnote}`,
        }),
      ],
    },
  );

export const feedbackGiven: Message = message({
  title: 'Thank you for telling us',
  body: [paragraph('It’s in with the others’ answers. Nobody can tell which is yours.')],
});
export const feedbackGivenBefore: Message = message({
  title: 'You’ve told us already, thank you',
  body: [paragraph('Nothing was added. Nobody knows which answer is yours, so I can’t change it either.')],
});

/** Ours: on one page, inside what Teams shows at once with words as long as they may be. */
export const TOLD_PAGE = 10;

export interface Told {
  page: number;
  totals: Totals | undefined;
  /** How many of the answers have words. */
  worded: number;
  /** For an evaluation lead alone. */
  assessments: readonly Assessment[] | undefined;
}

/** What evaluation leads and coordinators find: how much there is, and nothing of what is in it. */
export function toldPage({ page, totals, worded, assessments }: Told): Message {
  const isLead = assessments !== undefined;
  const read = isLead
    ? button(routes.readFeedback, 'Read the answers', { page })
    : button(routes.readFeedbackToo, 'Read the answers', { page });
  const shown = assessments?.slice(0, TOLD_PAGE) ?? [];
  const isMore = (assessments?.length ?? 0) > TOLD_PAGE || worded > (page + 1) * TOLD_PAGE;
  const open = isLead ? routes.showToldByPeers : routes.showToldByPeersToo;
  const turn: Button[] = [
    ...(page > 0 ? [button(open, 'Back to the first', { page: 0 })] : []),
    ...(isMore ? [button(open, 'More', { page: page + 1 })] : []),
  ];
  return message({
    title: 'What peers tell us',
    body: [
      totals
        ? row(`${totals.count} peers or more have told us how a project went.`, read)
        : paragraph(
            `How projects went: fewer than ${SHOWN_BY} answers so far. They’re shown from ${SHOWN_BY} on, and then by ${SHOWN_BY} at once.`,
          ),
      ...(isLead ? [{ type: 'divider' } as const, ...assessmentRows(shown)] : []),
    ],
    ...(turn.length > 0 && { actions: turn }),
  });
}

const assessmentRows = (shown: readonly Assessment[]): Block[] =>
  shown.length === 0
    ? [paragraph('Nobody’s look back is here for you to read.')]
    : [
        paragraph(bold('Peers who looked back')),
        ...shown.map(({ id: assessment, name, theme }) =>
          row(`${name}: ${theme}`, button(routes.readAssessment, 'Read it', { assessment })),
        ),
        small('Each was written for you to read. That you open it is written down, and its writer sees it.'),
      ];

/** The totals, and one page of the words, in no order. */
export function feedbackPage(totals: Totals | undefined, words: readonly string[]): Form {
  if (!totals) return readingView('What peers tell us', paragraph('Nothing is shown of fewer than five.'));
  const line = <Q extends keyof Feedback>(question: Q): Block =>
    paragraph(
      bold(QUESTIONS[question]),
      ` ${Object.entries<string>(LABELS[question])
        .map(([answer, label]) => `${label}: ${(totals[question] as Record<string, number>)[answer]}`)
        .join(', ')}.`,
    );
  return readingView(
    'What peers tell us',
    line('overall'),
    line('support'),
    line('again'),
    { type: 'divider' },
    ...(words.length > 0
      ? [paragraph(bold('What should we do differently?')), ...words.map((one) => paragraph(one))]
      : [paragraph('No words on this page.')]),
    small('Without names, hosts or dates, in no order. Please don’t try to find out whose they are.'),
  );
}
