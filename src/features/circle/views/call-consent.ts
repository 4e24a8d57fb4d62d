import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import type { Responder } from '../../../directory/responder.ts';
import * as routes from '../routes/call-consent.ts';
import { answers, mayAsk, mayAskMore } from '../rules/links.ts';

export const beAsked = button(routes.openResponder, 'Being asked', {});
/** To those who had joined before everybody was asked it comes at once for all; whoever joins later finds it on home. */
export const mayAskCard: Card = {
  title: 'Something I ask everybody',
  body: [
    paragraph(mayAsk),
    paragraph(mayAskMore),
    small('Nobody is told what you answer, and you can change it at any time.'),
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
        field.select('agreed', 'May you be asked?', {
          options: yesOrNo('Yes, in my hours', 'Not me'),
          ...(answer && { initial: answer }),
        }),
        field.select('outOfHours', 'Outside your hours too, if it’s urgent?', {
          options: yesOrNo('Yes, outside my hours too', 'No, only in my hours'),
          initial: outOfHours ? 'yes' : 'no',
        }),
        field.select('monthlyCap', 'Most calls a month outside my hours', {
          optional: true,
          options: [
            ...CAPS.map((value) => ({ value, label: value })),
            { value: 'none', label: 'I don’t mind how many' },
          ],
          ...(outOfHours && { initial: monthlyCap === null ? 'none' : String(monthlyCap) }),
          hint: 'After that many I leave you out until the next month.',
        }),
      ],
    },
  );
}
export const chooseCap = 'Please choose how many, so that it doesn’t become too much.';
