import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  type Card,
  type Inline,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import type { None } from '../../../chat/reply.ts';
import { button, form } from '../../../chat/route.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import type { Question } from '../store/question.ts';
import { beforeTyping, moment, nobodyCanSendHelp, peopleButton } from './words.ts';

export const keyOf = ({ asker }: Question) => ({ key: asker.key });

function ownButtons(question: Question): Button[] {
  return [
    button(routes.openMore, 'Add to it', keyOf(question)),
    button(routes.takeBack, 'Take it back', keyOf(question)),
    ...(question.unnamed ? [peopleButton] : []),
  ];
}
const unnamedLines = ({ unnamed }: Question): Block[] =>
  unnamed
    ? [
        paragraph(nobodyCanSendHelp),
        small('Keep the newest of these messages: it’s the way back to your question.'),
      ]
    : [];

/** Whom to expect it from, until when, and what comes after. */
export interface Expectation {
  name: string;
  next: string | undefined;
  welcome?: { member: string; name: string };
  /** Somebody else had it before, and has not answered. */
  instead?: boolean;
}

export function withReader(
  question: Question,
  { name, next, welcome, instead = false }: Expectation,
  now: Date,
): Card {
  const until = moment(question.dueAt, now);
  const after = next ? `If not, I’ll ask ${next} and tell you.` : 'If not, I’ll tell you, and a coordinator.';
  const words: Inline[] =
    question.state === 'taken'
      ? [
          `${name} is writing an answer. If it isn’t there by `,
          until,
          next ? `, I’ll ask ${next}.` : ', I’ll tell you.',
        ]
      : [
          `${instead ? `I’ve asked ${name} instead.` : `Sent to ${name}.`} ${firstName(name)} usually answers by `,
          until,
          // Without a name this card stays as it is when the question goes on.
          `. ${after} ${question.unnamed ? 'Until I tell you otherwise, nobody' : 'Nobody'} ${instead ? 'but those I asked before' : 'else'} can read it.`,
        ];
  return {
    title: titleOf(question, instead),
    body: [paragraph(...words), ...(welcome ? [welcomeLine(welcome)] : []), ...unnamedLines(question)],
    actions: ownButtons(question),
  };
}

/** For the moment at which more must be said than that. */
export const sentTo = (question: Question, name: string): NonNullable<None['done']> => ({
  words: `I’ve sent it to ${name}, as you asked. It may be tomorrow before it’s read.`,
  actions: [button(routes.takeBack, 'Take it back', keyOf(question))],
});

/** On home: with whom it is. Who comes next is asked of the moment at which it goes on, and not looked up there. */
export function withHolder(question: Question, now: Date): Card {
  const { topic, turns, readerId, dueAt } = question;
  const holder = turns.find(({ member }) => member === readerId)?.name ?? 'somebody';
  return {
    title: titleOf(question, false),
    body: [paragraph(`Your question about “${topic.name}”: with ${holder} until `, moment(dueAt, now), '.')],
    actions: ownButtons(question),
  };
}

const titleOf = ({ state }: Question, instead: boolean): string =>
  state === 'taken'
    ? 'Your question is being answered'
    : instead
      ? 'Your question has moved on'
      : 'Your question is on its way';

/** D19: somebody with a name, from the first question on. */
const welcomeLine = ({ member, name }: { member: string; name: string }): Block =>
  paragraph(
    { type: 'mention', member, name },
    ' is there for you while you’re new: write to them at any time. No question is too small.',
  );

export const waitingForYou = (question: Question): Card => ({
  title: 'Your question waits for you',
  body: [
    paragraph(
      'Somebody has suggested whom to ask. I’ll ask them only if you say yes; that’s a card of its own.',
    ),
  ],
  actions: ownButtons(question),
});

/** In a question's place, for somebody who asked with their name, once the next message says more. */
export const movedOn: Card = {
  title: 'Your question',
  body: [paragraph('There’s news about it further down.')],
};

/** It found nobody: the words are still theirs to read, and to ask somebody else with. */
const overButtons = (question: Question): Button[] => [
  button(routes.readAnswer, 'Read it again', keyOf(question)),
  button(routes.askAgain, 'Ask again', keyOf(question)),
  button(routes.takeBack, 'Take it back', keyOf(question)),
];

export function nobodyLeft(question: Question): Card {
  const { topic, unnamed } = question;
  return {
    title: 'About your question',
    body: [
      paragraph(
        'I’m sorry: of those you chose, nobody could answer this time. It says nothing about your question.',
      ),
      paragraph(
        `A coordinator now knows that a question about “${topic.name}” found nobody. That doesn’t let them read it${unnamed ? ', or see who asked' : ''}.`,
      ),
      ...(unnamed ? [paragraph(nobodyCanSendHelp)] : []),
      small(helplineFootnote),
    ],
    actions: [...overButtons(question), peopleButton],
  };
}

export function takenBack(question: Question): Card {
  const opened = question.turns.filter((turn) => turn.opened).map(({ name }) => name);
  const read = opened.length > 0 ? `${opened.join(' and ')} had opened it already. ` : '';
  return {
    title: 'It’s taken back',
    body: [paragraph(`${read}Nobody can read it now. In ten minutes it’s deleted for good.`)],
    actions: [button(routes.restore, 'That was a mistake', keyOf(question))],
  };
}
export const onItsWayAgain: Message = message({
  title: 'Your question is on its way again',
  body: [paragraph('As it was; I’ll tell you who has it.')],
});
export const cannotTakeBack: Message = message({
  title: 'It has been answered already',
  body: [
    paragraph(
      'It can’t be taken back any more. It’s deleted by itself; until then only you and whoever was asked can read it.',
    ),
  ],
});

export function moreForm(question: Question): Form {
  const answered = question.state === 'answered';
  return form(routes.addMore, keyOf(question), {
    title: answered ? 'I need more' : 'Add to it',
    submit: 'Send',
    private: true,
    body: beforeTyping(
      answered
        ? 'Whoever is asked next reads this, and all that was written so far.'
        : 'Whoever has your question, or is asked next, reads this too.',
    ),
    fields: [
      field.text('words', answered ? 'What else do you need?' : 'What would you like to add?', {
        multiline: true,
        maxLength: routes.QUESTION_LENGTH,
      }),
    ],
  });
}
export const added: Message = message({
  title: 'It’s added',
  body: [paragraph('Whoever has your question can read it now.')],
});
export const askingFurther: Message = message({
  title: 'I’m asking further',
  body: [paragraph('The next message says who has it now.')],
});
export const nobodyToRead: Message = message({
  title: 'Nobody has your question now',
  body: [paragraph('Nothing was added. You can ask a new one at any time: type “ask”.')],
});

export const askButton = button(routes.openAsk, 'Ask a question', {});
