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
import { initial, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { ANSWER_LENGTH } from '../rules/draft.ts';
import type { Said } from '../store/answers.ts';
import type { Consultation } from '../store/consultations.ts';
import type { Asked } from '../store/consulted.ts';
import { wordsOf } from './kinds.ts';
import { beforeTyping, closedWhen, keptLine, lastDay, textBlocks, whatFollows, whoReads } from './words.ts';

/** What everybody gets, and the writer reads before it goes. `id`: whose card it is. */
export function askedCard({ consultation, consulted: { id } }: ToDraw): Card {
  if (consultation.questionKind === 'none')
    return {
      title: wordsOf(consultation).title,
      body: textBlocks(consultation),
      actions: [button(routes.putAway, 'Thank you, read', { consulted: id })],
    };
  return {
    title: `${wordsOf(consultation).title}: a question until ${lastDay(consultation)}`,
    body: [...textBlocks(consultation), small(whoReads(consultation)), small(keptLine)],
    actions: [
      ...answerButtons(consultation, id, 'Answer'),
      button(routes.putAway, 'Not today', { consulted: id }),
    ],
  };
}
export type ToDraw = { consultation: Consultation; consulted: { id: string } };

const answerButtons = (consultation: Consultation, consulted: string, label: string): Button[] =>
  consultation.questionKind === 'choices'
    ? consultation.choices.map((choice, place) => button(routes.choose, choice, { consulted, choice: place }))
    : [button(routes.openAnswer, label, { consulted }, 'primary')];

/** Their one card, as it stands for them. */
export function consultedCard(asked: Asked): Card {
  const { consultation, consulted } = asked;
  const { state, questionKind } = consultation;
  if (state === 'withdrawn') return takenBackCard;
  const { title, leftTitle } = wordsOf(consultation);
  if (questionKind === 'none')
    return consulted.state === 'asked' ? askedCard(asked) : { title, body: textBlocks(consultation) };
  if (state !== 'open') return closedCard(asked);
  if (consulted.state === 'answered') return answeredCard(asked);
  if (consulted.away) return { title: leftTitle, body: [paragraph(LEFT)] };
  return consulted.state === 'put-away' ? putAwayCard(asked) : askedCard(asked);
}

const LEFT = 'So nothing is needed from you here, and nothing more about it comes to you.';

const own = ({ consulted }: Asked): Button =>
  button(routes.readOwn, 'See what I answered', { consulted: consulted.id });

function answeredCard(asked: Asked): Card {
  const { consultation, consulted } = asked;
  return {
    title: 'Thank you, you’ve answered',
    body: [
      ...textBlocks(consultation),
      small(
        `You can change it, or take it back, until the end of ${lastDay(consultation)}. ${whatFollows(consultation)}`,
      ),
      small(whoReads(consultation)),
    ],
    actions: [
      ...answerButtons(consultation, consulted.id, 'Change my answer'),
      own(asked),
      button(routes.askAgain, 'Take it back', { consulted: consulted.id }),
    ],
  };
}

function putAwayCard({ consultation, consulted }: Asked): Card {
  return {
    title: 'That’s fine: not today',
    body: [
      ...textBlocks(consultation),
      small(
        `I won’t ask again. It never counts against anyone, and you can still answer until the end of ${lastDay(consultation)}.`,
      ),
      small(whoReads(consultation)),
    ],
    actions: [
      ...answerButtons(consultation, consulted.id, 'Answer after all'),
      button(routes.askAgain, 'That was a mistake', { consulted: consulted.id }),
    ],
  };
}

function closedCard(asked: Asked): Card {
  const { consultation, consulted } = asked;
  return {
    title: `${wordsOf(consultation).title}: the question has closed`,
    body: [
      ...textBlocks(consultation),
      small(`It closed ${closedWhen(consultation)}. ${followed(consultation)}`),
    ],
    ...(consulted.state === 'answered' && { actions: [own(asked)] }),
  };
}

/** On the card itself: what came of it is a message of its own. */
const followed = (consultation: Consultation): string =>
  consultation.state === 'told-back' ? 'What came of it has its own message.' : whatFollows(consultation);

export const takenBackCard: Card = {
  title: 'This was sent by mistake',
  body: [paragraph('Nothing is needed from you. Sorry for the interruption.')],
};

export const reminderCard = (asked: Asked): Card => ({
  title: `Still time to answer, until ${lastDay(asked.consultation)}`,
  body: [
    paragraph(bold(asked.consultation.title)),
    paragraph(asked.consultation.question ?? ''),
    small('This is the only reminder. If it’s not for you, there’s no need to do anything.'),
    small(whoReads(asked.consultation)),
    small(keptLine),
  ],
  actions: askedCard(asked).actions ?? [],
});

/** "You said, we did." */
export const outcomeBlocks = ({ title, outcome }: Consultation): Block[] => [
  paragraph(bold(title)),
  paragraph(outcome ?? ''),
];

export const outcomeCard = ({ consultation, consulted }: Asked): Card => ({
  title: 'You said, we did',
  body: [
    ...outcomeBlocks(consultation),
    ...(consultation.owner
      ? [small(`From ${consultation.owner.name}. Thank you to everybody who answered.`)]
      : []),
  ],
  ...(!consulted.outcomeRead && {
    actions: [button(routes.outcomeRead, 'Thank you, read', { consulted: consulted.id })],
  }),
});

export const outcomeTakenBack: Card = {
  title: 'This was sent too soon',
  body: [
    paragraph('Please leave it aside: what came of it follows when it’s ready. Nothing is needed from you.'),
  ],
};

// --- answering ----------------------------------------------------------------------------------------------------------

export const answerForm = ({ consultation, consulted }: Asked, said: Said | undefined): Form =>
  form(
    routes.answer,
    { consulted: consulted.id },
    {
      title: 'Your answer',
      submit: 'Send',
      private: true,
      body: [paragraph(bold(consultation.question ?? '')), ...beforeTyping(consultation)],
      fields: [
        field.text('words', 'Your answer', {
          multiline: true,
          maxLength: ANSWER_LENGTH,
          hint: consultation.named
            ? 'Please leave out the names of others.'
            : 'Please leave out names. Your words themselves may give you away.',
          ...initial(said && 'words' in said ? said.words : undefined),
        }),
      ],
    },
  );

export function ownPage({ consultation }: Asked, said: Said | undefined): Form {
  const words = said && ('words' in said ? said.words : consultation.choices[said.choice]);
  return readingView(
    'What you answered',
    paragraph(bold(consultation.question ?? '')),
    paragraph(words ?? 'It isn’t kept any more.'),
    small(whoReads(consultation)),
    small(keptLine),
  );
}

/** Too late, taken back, or never asked: in words for whoever pressed. */
export const notNow = (consultation: Consultation): Message => {
  if (consultation.state === 'withdrawn') return message(takenBackCard);
  if (consultation.questionKind === 'none')
    return plain('Nothing is asked here', 'It’s only for you to read.');
  return message({
    title: 'This question has closed',
    body: [
      paragraph(
        `It closed ${closedWhen(consultation)}. Thank you for looking; it doesn’t count against you. ${whatFollows(consultation)}`,
      ),
    ],
  });
};
