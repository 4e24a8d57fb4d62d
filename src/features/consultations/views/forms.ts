import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import {
  CHOICES_LENGTH,
  OUTCOME_LENGTH,
  QUESTION_LENGTH,
  TEXT_LENGTH,
  TITLE_LENGTH,
} from '../rules/draft.ts';
import type { Consultation } from '../store/consultations.ts';

/** `id`: of a draft that is changed; without it these words begin another. */
export const draftForm = (before: Consultation | undefined, id?: string): Form =>
  form(routes.saveDraft, id === undefined ? {} : { consultation: id }, {
    title: 'Write to the pool',
    submit: 'Preview',
    body: [
      small('Nothing goes out yet: you’ll see it first as people will get it, and to how many it goes.'),
      small(
        `Everybody in the peer pool reads it, with your name. It’s kept for two years after it closes. ${itTeam}`,
      ),
      small(helplineFootnote),
    ],
    fields: [
      field.text('title', 'What is it about?', { maxLength: TITLE_LENGTH, ...initial(before?.title) }),
      field.text('text', 'What’s new', {
        multiline: true,
        maxLength: TEXT_LENGTH,
        ...initial(before?.text),
      }),
      field.text('question', 'One question back, if you like', {
        optional: true,
        maxLength: QUESTION_LENGTH,
        ...initial(before?.question),
      }),
      field.text('choices', 'Choices, one a line', {
        optional: true,
        multiline: true,
        maxLength: CHOICES_LENGTH,
        hint: 'From two to six. Leave this empty, and people answer in their own words.',
        ...initial(before?.choices.join('\n')),
      }),
      field.date('replyBy', 'Last day for answers', {
        optional: true,
        hint: 'Needed with a question: answers are welcome until the end of this day, where you are.',
        ...initial(before?.replyBy),
      }),
      field.select('names', 'Do answers come with names?', {
        options: [
          { value: 'without', label: 'Without: nobody is told who answered' },
          { value: 'with', label: 'With names: I see who answered what' },
        ],
        hint: 'Everybody is told which before they answer. Without names you read the answers once it has closed, from five on.',
        initial: before?.named ? 'with' : 'without',
      }),
      field.select('reminder', 'A reminder?', {
        options: [
          { value: 'none', label: 'None' },
          { value: 'one', label: 'One half-way to those who haven’t answered' },
        ],
        hint: 'Whoever pressed “Not today” is never reminded.',
        initial: before?.reminds ? 'one' : 'none',
      }),
    ],
  });

export const outcomeForm = (consultation: Consultation): Form =>
  form(
    routes.saveOutcome,
    { consultation: consultation.id },
    {
      title: 'What came of it',
      submit: 'Preview',
      body: [
        paragraph(bold(consultation.question ?? consultation.title)),
        small('Nothing goes out yet: you’ll see it first, and to how many it goes.'),
        small(`Everybody whom you asked reads it, with your name. It’s kept for two years. ${itTeam}`),
        small(helplineFootnote),
      ],
      fields: [
        field.text('outcome', 'You said, we did', {
          multiline: true,
          maxLength: OUTCOME_LENGTH,
          hint: 'What people said, what is done about it, and what isn’t and why. Please name nobody.',
          ...initial(consultation.outcome),
        }),
      ],
    },
  );
