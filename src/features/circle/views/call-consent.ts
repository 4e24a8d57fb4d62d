import type { Form } from '../../../chat/form.ts';
import { type Block, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import type { Capacity } from '../../../directory/capacity.ts';
import type { Responder } from '../../../directory/responder.ts';
import { spokenDateAt, spokenTime } from '../../../time/spoken.ts';
import * as routes from '../routes/call-consent.ts';
import { answers, mayAsk, mayAskMore } from '../rules/links.ts';

const beAsked = button(routes.openResponder, 'Being asked', {});
/** For those who had joined before everybody was asked: of all of them together. */
export const mayAskCard: Card = {
  title: 'Something I ask everybody, when you have a moment',
  body: [
    paragraph(mayAsk),
    paragraph(mayAskMore),
    small(
      'I’m asking everybody who’s here at once. Nobody is told what you answer, and you can change it at any time.',
    ),
  ],
  actions: answers(true),
};

/** `card`: on the living card, which the answer then takes the place of. */
export function answeredCard({ agreed, outOfHours, monthlyCap }: Responder, card?: true): Card {
  if (!agreed)
    return {
      title: 'Thank you for telling me',
      body: [paragraph('Nobody asks you to ring them. You don’t have to say why, and nobody is told.')],
      actions: [button(routes.answerResponder, 'I can be asked after all', { agreed: true, card })],
    };
  const most = monthlyCap === null ? '' : `, ${calls(monthlyCap)} a month at the most`;
  return {
    title: 'Thank you: I may ask you to ring somebody',
    body: [
      paragraph(
        outOfHours
          ? `In the hours in which I may message you, and outside them${most}.`
          : 'Only in the hours in which I may message you. You can offer more, if you’d like to.',
      ),
      small('Nobody is told. Whoever asks for a call sees whom I may ask at that moment.'),
    ],
    actions: [
      button(routes.openResponder, outOfHours ? 'Change this' : 'Offer out of hours too', {}),
      button(routes.answerResponder, 'I’d rather not after all', { agreed: false, card }),
    ],
  };
}

const calls = (count: number): string => (count === 1 ? 'one call' : `${count} calls`);

const CAPS = ['1', '2', '3', '5', '10'];

export function responderForm({ answer, outOfHours, monthlyCap }: Responder): Form {
  const yesOrNo = (yes: string, no: string) => [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ];
  return form(
    routes.saveResponder,
    {},
    {
      title: 'Being asked to ring',
      submit: 'Save',
      body: [
        paragraph(mayAsk, ' You can say “I can’t” each time, without a reason.'),
        small(
          'Everybody is asked this. Nobody is told what you answer; whoever asks for a call sees whom on their own list I may ask at that moment. How fast anybody answers is shown to nobody and counted nowhere. Kept until you change it or leave.',
        ),
      ],
      fields: [
        {
          ...{ id: 'agreed', type: 'select', label: 'May you be asked?' },
          options: yesOrNo('Yes, in my hours', 'Not me'),
          ...(answer && { initial: answer }),
        },
        {
          ...{ id: 'outOfHours', type: 'select', label: 'Outside your hours too, if it’s urgent?' },
          options: yesOrNo('Yes, outside my hours too', 'No, only in my hours'),
          initial: outOfHours ? 'yes' : 'no',
        },
        {
          ...{
            id: 'monthlyCap',
            type: 'select',
            label: 'Most calls a month outside my hours',
            optional: true,
          },
          options: [
            ...CAPS.map((value) => ({ value, label: value })),
            { value: 'none', label: 'I don’t mind how many' },
          ],
          ...(outOfHours && { initial: monthlyCap === null ? 'none' : String(monthlyCap) }),
          hint: 'After that many I leave you out until the next month.',
        },
      ],
    },
  );
}
export const chooseCap = 'Please choose how many, so that it doesn’t become too much.';

// --- space to listen ------------------------------------------------------------------------------------------------

const CAPACITY_WORDS: Record<Capacity['level'], string> = {
  space: 'yes',
  stretched: 'a little stretched',
  'not-now': 'not just now',
};
const until = ({ backAt }: Capacity, timeZone: string): string =>
  backAt ? `, until ${spokenBack(backAt, timeZone)}` : '';

/** The day, and the time where one was named. */
function spokenBack(at: Date, timeZone: string): string {
  const time = spokenTime(at, 'time', timeZone);
  return time === '00:00' ? spokenDateAt(at, timeZone) : `${time} on ${spokenDateAt(at, timeZone)}`;
}
export const timePassed = 'Please choose a time that is still to come.';

const haveSpace = button(routes.sayCapacity, 'I have space', { able: 'space' });
/** The other two stay, for each leads to the day on which it ends. */
const capacityButtons = ({ level }: Capacity) => [
  ...(level === 'space' ? [] : [haveSpace]),
  button(routes.sayCapacity, 'A little stretched', { able: 'stretched' }),
  button(routes.sayCapacity, 'Not just now', { able: 'not-now' }),
];

/** D28, on home: no reason is asked, and there is no place to give one. */
export const capacityRow = (capacity: Capacity, timeZone: string): Block => ({
  type: 'row',
  text: `Have you space to listen to somebody? At the moment: ${CAPACITY_WORDS[capacity.level]}${until(capacity, timeZone)}.`,
  actions: capacityButtons(capacity),
});

export function capacitySaid(capacity: Capacity, timeZone: string): Message {
  if (capacity.level === 'space')
    return message({
      title: 'Thank you for saying so',
      body: [paragraph('Questions and calls may come to you, in your hours.')],
      actions: [button(routes.sayCapacity, 'Not just now', { able: 'not-now' }), beAsked],
    });
  const title =
    capacity.level === 'stretched' ? 'Others will be asked before you' : 'I won’t ask you for now';
  const choose = capacity.level === 'stretched' ? 'Choose a day for this to end' : 'Choose a day to be back';
  const end = capacity.backAt
    ? `That holds until ${spokenBack(capacity.backAt, timeZone)}; then you may be asked again.`
    : 'That holds until you say otherwise.';
  return message({
    title,
    body: [paragraph(`${end} You don’t have to say why, and nobody is told.`)],
    actions: [button(routes.openBackAt, choose, { able: capacity.level }), haveSpace],
  });
}

export function backAtForm(level: 'stretched' | 'not-now'): Form {
  return form(
    routes.saveBackAt,
    { able: level },
    {
      title: level === 'stretched' ? 'When this ends' : 'When you’re back',
      submit: 'Save',
      body: [paragraph('From then on you may be asked as before. You don’t have to say why.')],
      fields: [
        { id: 'day', type: 'date', label: level === 'stretched' ? 'Until' : 'Back on' },
        {
          ...{ id: 'time', type: 'time', label: 'At', optional: true },
          hint: 'Leave it empty for the beginning of that day.',
        },
      ],
    },
  );
}
