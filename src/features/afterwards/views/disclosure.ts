import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Holder } from '../../../directory/seats.ts';
import { mayChange } from '../../requests/rules.ts';
import type { RequestWords } from '../../requests/store.ts';
import * as routes from '../routes.ts';
import type { Disclosure } from '../store/disclosures.ts';
import { answerersNamed, nothingNeeded } from './words.ts';

const about = (disclosure: Disclosure) => ({ disclosure: disclosure.request.id });

/** A15: who reads it, and what holds until then, before a word is typed. */
export const askForm = (
  { placementId: placement, theme }: { placementId: string; theme: string },
  answerers: readonly Holder[],
): Form =>
  form(
    routes.ask,
    { placement },
    {
      title: 'May I say I was there?',
      submit: 'Ask',
      private: true,
      body: [
        paragraph(bold(theme)),
        small('Until there’s an answer, it’s no: please don’t say in public that you took part.'),
        small(
          `${answerersNamed(answerers)} ${answerers.length === 1 ? 'reads' : 'read'} it and can answer yes, no, or yes in other words. If they no longer run projects, whoever does instead, or a coordinator, reads and answers it. It’s kept for two years, with the answer. ${itTeam}`,
        ),
      ],
      fields: [
        field.text('words', 'What would you like to say, and where?', {
          multiline: true,
          maxLength: routes.SAYING_LENGTH,
          hint: helplineFootnote,
        }),
      ],
    },
  );

export const asked = (answerers: readonly Holder[]): Message =>
  message({
    title: 'I’ve asked',
    body: [
      paragraph(
        answerers.length === 0
          ? 'Nobody runs this just now; whoever does next finds it. Until there’s an answer, it’s no.'
          : `${answerersNamed(answerers)} will find it. Until there’s an answer, it’s no.`,
      ),
    ],
  });
export const askedAlready: Message = message({
  title: 'You’ve asked about this already',
  body: [paragraph('What you wrote first is still with them. To write something else, take it back first.')],
});
export const takenBack: Message = message({
  title: 'It’s taken back',
  body: [paragraph('It’s still no, and nobody is asked any more. You can ask at any time.')],
});

const ANSWERS: Record<string, string> = {
  yes: 'yes',
  'in-words': 'yes, in other words',
  no: 'no',
};

const change = (disclosure: Disclosure, reader: string | undefined, now: Date): Button[] =>
  reader !== undefined && mayChange(disclosure.request, reader, now)
    ? [button(routes.consider, 'Change my answer', about(disclosure))]
    : [];

/** The card of whoever answers. Its title names nobody. */
export function toAnswerCard(disclosure: Disclosure, reader: string | undefined, now: Date): Card {
  const { asker, subject, state, answer, answerer } = disclosure.request;
  if (state === 'taken-back') return nothingNeeded;
  if (state === 'answered')
    return {
      title: 'This is answered',
      body: [
        paragraph(bold(asker.name), `: ${subject}. May they say that they took part?`),
        paragraph(`Answered${answerer ? ` by ${answerer.name}` : ''}: ${ANSWERS[answer ?? 'no']}.`),
      ],
      actions: change(disclosure, reader, now),
    };
  return {
    title: 'May somebody say that they took part?',
    body: [
      paragraph(bold(asker.name), ` would like to say in public that they took part in “${subject}”.`),
      small('Until you answer, it’s no, and they know.'),
    ],
    actions: [button(routes.consider, 'Read and answer', about(disclosure), 'primary')],
  };
}

const typed = (words: RequestWords): Block =>
  paragraph(words.asked ?? 'These words can’t be opened any more.');

/** What was asked, and the answer to give, or to change. */
export const answerForm = (disclosure: Disclosure, words: RequestWords): Form => {
  const { asker, subject, answer } = disclosure.request;
  return form(routes.answer, about(disclosure), {
    title: 'May they say so?',
    submit: 'Answer',
    private: true,
    body: [
      paragraph(bold(asker.name), `: ${subject}`),
      typed(words),
      small(
        `${asker.name} reads your answer, as does whoever answers for the project. It’s kept for two years. That you opened this is written down. ${itTeam}`,
      ),
    ],
    fields: [
      field.select('answer', 'Your answer', {
        options: [
          { value: 'yes', label: 'Yes' },
          { value: 'in-words', label: 'Yes, in these words' },
          { value: 'no', label: 'No' },
        ],
        ...initial(answer),
      }),
      field.text('words', 'Words', {
        optional: true,
        multiline: true,
        maxLength: routes.SAYING_LENGTH,
        hint: `What they may say, or anything else they should know. ${helplineFootnote}`,
        ...initial(words.answered),
      }),
    ],
  });
};
export const sayWhich = 'Please write the words that they may use.';

export const answered = ({ request }: Disclosure): Message =>
  message({
    title: 'They’ve been told',
    body: [
      paragraph(`${request.asker.name}: ${ANSWERS[request.answer ?? 'no']}.`),
      small('If that was a mistake, you can change it for ten minutes.'),
    ],
    actions: [button(routes.consider, 'Change my answer', { disclosure: request.id })],
  });
export const answeredAlready: Message = message({
  title: 'This is answered already',
  body: [
    paragraph('Somebody has answered, it was taken back, or the ten minutes are over. Nothing was changed.'),
  ],
});

const TOLD: Record<string, string> = {
  yes: 'yes, you may say that you took part.',
  'in-words': 'yes, in the words that are written for you.',
  no: 'no, please don’t say in public that you took part.',
};

/** To whoever asked. */
export const answerCard = (disclosure: Disclosure): Card => {
  const { subject, answer } = disclosure.request;
  return {
    title: 'There’s an answer for you',
    body: [paragraph(bold(subject), `: ${TOLD[answer ?? 'no']}`)],
    actions: [button(routes.readAnswer, 'Read it', about(disclosure))],
  };
};
export const answerChanged: Card = {
  title: 'This answer was changed',
  body: [paragraph('What holds now is in a newer message from me, further down.')],
};
export const notAnswered: Message = message({
  title: 'There’s no answer yet',
  body: [paragraph('Until there is, it’s no.')],
});

export const answerPage = ({ request }: Disclosure, words: RequestWords): Form =>
  readingView(
    'May I say I was there?',
    paragraph(bold(request.subject), `: ${TOLD[request.answer ?? 'no']}`),
    ...(words.answered ? [paragraph(words.answered)] : []),
    small(`Answered${request.answerer ? ` by ${request.answerer.name}` : ''}. You asked:`),
    typed(words),
  );
