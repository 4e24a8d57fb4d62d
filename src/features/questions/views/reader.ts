import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Card, type Message, paragraph, row, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam, plain } from '../../../chat/words.ts';
import { EMERGENCY, helplineBlocks, helplineFootnote } from '../../../directory/helplines.ts';
import type { Safety } from '../../../directory/safety.ts';
import * as routes from '../routes.ts';
import type { Question } from '../store/question.ts';
import type { Post } from '../store/thread.ts';
import { beforeTyping, threadBlocks } from './words.ts';

const worriedRow = (turn: string): Block =>
  row('Worried about whoever wrote it?', button(routes.worried, 'What to do', { turn }));

export function offerCard(topic: string, turn: string, more = false): Card {
  return {
    title: 'Could you help with a question?',
    body: [
      paragraph(`A question about “${topic}”. “I don’t know, but try …” is a good answer.`),
      ...(more ? [paragraph('Whoever asked has added to it.')] : []),
      row(
        'If it’s not a good moment I’ll ask somebody else in a couple of hours. Nobody counts it.',
        button(routes.read, 'Read it', { turn }, 'primary'),
        button(routes.pass, 'Not today', { turn }),
        button(routes.openSuggest, 'Suggest someone', { turn }),
      ),
      worriedRow(turn),
    ],
  };
}

export function takenCard(topic: string, turn: string, more = false): Card {
  return {
    title: 'You’re answering a question',
    body: [
      ...(more ? [paragraph('Whoever asked has added to it.')] : []),
      row(
        `It’s about “${topic}”. Nobody else is asked meanwhile.`,
        button(routes.read, 'Open it and answer', { turn }, 'primary'),
        button(routes.pass, 'I can’t after all', { turn }),
        button(routes.openSuggest, 'Suggest someone', { turn }),
      ),
      worriedRow(turn),
    ],
  };
}

/** After "Not today" and after silence alike: neither counts. */
export const passedCard = (topic: string, turn: string): Card => ({
  title: 'That’s fine: I’ve moved it on',
  body: [
    paragraph(`The question about “${topic}” needs nothing from you now.`),
    small('If you’d like to answer after all, you still can, as long as nobody else has opened it.'),
  ],
  actions: [button(routes.read, 'Read it after all', { turn })],
});
export const suggestedCard: Card = {
  title: 'Thank you for thinking of somebody',
  body: [paragraph('If whoever wrote it says yes, I’ll ask them. Nothing more is needed from you.')],
};
export const answeredCard: Card = {
  title: 'Thank you, your answer is on its way',
  body: [paragraph('Nothing more is needed from you. If it’s shown to others, you’re asked first.')],
};
export const notNeededCard: Card = {
  title: 'Nothing is needed from you any more',
  body: [paragraph('The question was taken back. Thank you for being there.')],
};
export const otherHasIt: Message = plain(
  'Thank you: somebody else has just taken it',
  'It’s in good hands, and nothing is needed from you.',
);
export const answeredBefore: Message = plain(
  'Thank you: it has been answered',
  'Nothing more is needed from you.',
);
export const tooLateWithWords =
  'Thank you for writing this. Somebody else has taken the question meanwhile, or it was taken back, so it hasn’t been sent. Your words are still here if you’d like to copy them.';

export const readForm = (question: Question, posts: readonly Post[], turn: string): Form =>
  form(
    routes.take,
    { turn },
    {
      title: 'A question for you',
      submit: 'I’ll answer it',
      private: true,
      fields: [],
      body: [
        ...threadBlocks(question, posts, 'reader'),
        { type: 'divider' },
        small('In confidence. Not for you? Close this, and press “Not today” or “Suggest someone”.'),
        worriedRow(turn),
        small(helplineFootnote),
      ],
    },
  );

export const answerForm = (question: Question, posts: readonly Post[], turn: string): Form =>
  form(
    routes.answer,
    { turn },
    {
      title: 'Answer a question',
      submit: 'Send answer',
      private: true,
      body: [
        ...threadBlocks(question, posts, 'reader'),
        { type: 'divider' },
        ...beforeTyping(
          'Whoever asked reads it, with your name; and whoever is asked next, if they need more.',
        ),
      ],
      fields: [
        field.text('words', 'Your answer', {
          multiline: true,
          maxLength: routes.ANSWER_LENGTH,
          hint: 'A few lines are enough. “I don’t know, but try …” is a good answer.',
        }),
      ],
    },
  );

export const suggestForm = (turn: string): Form =>
  form(
    routes.suggest,
    { turn },
    {
      title: 'Suggest someone',
      submit: 'Suggest',
      private: true,
      body: [
        paragraph(
          'Whoever wrote it may read whom you suggest, and decides. The person you suggest is asked only after their yes.',
        ),
        small(`It’s kept until they’ve decided, and never longer than the question. ${itTeam}`),
        small(helplineFootnote),
      ],
      fields: [field.member('member', 'Who could help?')],
    },
  );
export const chooseSomebody = 'Please choose somebody from the list.';

/** For whoever reads a question and is worried; also when it has moved on since. */
export function worriedPage({ unnamed }: Question, { there, nation }: Safety): Form {
  const people = there.map(({ name, number }) => paragraph(bold(name), ', ', bold(number)));
  return readingView(
    'If you’re worried',
    paragraph(
      unnamed
        ? 'If a life may be at risk: nobody can see who wrote it, so nobody can send help to them. What reaches them is your answer. Put the numbers below into it, and that you’d like them to call.'
        : `If you think a life is at risk, call ${EMERGENCY} first. You don’t have to be sure.`,
    ),
    paragraph(
      `Then talk to somebody today; you don’t have to carry it alone, or to be sure. ${
        people.length > 0
          ? 'For safeguarding:'
          : 'Nobody of this network is there for safeguarding just now: please turn to whoever leads on it where you work.'
      }`,
    ),
    ...people,
    paragraph('Follow your organisation’s safeguarding steps as well.'),
    { type: 'divider' },
    ...helplineBlocks(nation),
    small('Nobody is told that you opened this page.'),
  );
}

/** With a name: it waits on their home, and a word from somebody helps. */
export const notArrivedCard = (name: string): Card => ({
  title: 'An answer of yours may not have arrived',
  body: [
    paragraph(
      `I couldn’t bring it to ${name}, or can’t tell whether I did. It waits on their home in Alongside. If you see them, tell them to look there.`,
    ),
  ],
});
/** Without a name there was no other way to them. */
export const neverFoundCard: Card = {
  title: 'An answer of yours did not arrive',
  body: [
    paragraph(
      'I couldn’t bring it to whoever asked, and they didn’t look for it either. It’s deleted now. That says nothing about your answer: thank you for writing it.',
    ),
  ],
};

export const thanksCard: Card = {
  title: 'Your answer helped',
  body: [paragraph('Whoever asked says thank you.')],
};
