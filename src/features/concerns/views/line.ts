import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { Line } from '../rules/line.ts';
import type { Proposed } from '../store.ts';
import { pageButton } from './page.ts';

export const lineForm = (standing: Line | undefined): Form =>
  form(
    routes.proposeLine,
    {},
    {
      title: 'Whom to call instead of us',
      submit: 'Ask',
      body: [
        small(
          standing
            ? `Now it’s ${standing.name}, ${standing.number}.`
            : 'Now the page names the monitoring officer and the chair of trustees, without a number.',
        ),
        small(
          'People call it when something is wrong with whoever runs this system, or with a coordinator. So it’s nobody’s who coordinates, and it counts only once somebody who is no coordinator has said that it’s right.',
        ),
        small(`Everybody reads the name and the number, also without an account. ${helplineFootnote}`),
      ],
      fields: [
        field.text('name', 'Who answers it?', { maxLength: 80, hint: 'Please ask them first.' }),
        field.text('number', 'Their number', { maxLength: 40 }),
        field.member('person', 'Who else is to say that it’s right?', {
          hint: 'A member who is no coordinator.',
        }),
      ],
    },
  );

export const notACoordinators =
  'That’s a coordinator’s. A concern about a coordinator is not to reach one: please give somebody else’s.';
export const askSomebodyElse =
  'They coordinate, or they’re you. Please choose a member who is no coordinator: two people set this number.';

const said = (title: string, words: string): Message =>
  message({ title, body: [paragraph(words)], actions: [pageButton] });

export const asked = ({ asked: name, ...line }: Pick<Proposed, 'asked' | 'name' | 'number'>): Message =>
  said(
    `${name} has been asked`,
    `Once they say yes, the page names ${line.name}, ${line.number}. Until then it stays as it is.`,
  );

/** To whoever was asked. */
export const askCard = ({ id, name, number, proposer }: Proposed): Card => ({
  title: 'Is this number right?',
  body: [
    paragraph(
      `${proposer} would like people to call `,
      bold(`${name}, ${number}`),
      ' when something is wrong with whoever runs this system, or with a coordinator.',
    ),
    paragraph(
      'It counts only if you say so, because you’re no coordinator. Please ring it first, if you can.',
    ),
    small('It shouldn’t be answered by a coordinator, or by somebody who works for one.'),
  ],
  actions: [
    button(routes.decideLine, 'Yes, it’s right', { line: id, yes: true }, 'primary'),
    button(routes.decideLine, 'No, leave it as it is', { line: id, yes: false }),
  ],
});

export const decidedYes = ({ name, number }: Line): Message =>
  said('Thank you: it stands', `The page now says to call ${name}, ${number}.`);
export const decidedNo = said(
  'Thank you: it stays as it was',
  'The number doesn’t go on the page. Whoever asked you hears that, and no reason.',
);
/** It was taken back, or another took its place. */
export const closedCard = said('Nothing is needed from you now', 'That number isn’t asked about any more.');
export const notAny = said(
  'This can’t be decided any more',
  'It was taken back, or decided, or somebody became a coordinator meanwhile. Nothing was changed.',
);
export const takenBack = said('Taken back', 'The page stays as it is.');

/** To whoever wanted it. */
export const toldCard = ({ name, number, asked: who }: Proposed, yes: boolean): Card => ({
  title: yes ? 'The number stands' : 'The number doesn’t stand',
  body: [
    paragraph(
      yes
        ? `${who} said that it’s right: the page now names ${name}, ${number}.`
        : `${who} would rather not say that ${number} is right. The page stays as it is. You can ask somebody else, or give another number.`,
    ),
  ],
  actions: [pageButton],
});

export const waitingRow = ({ id, name, number, asked: who }: Proposed): Block =>
  row(
    `Waits for ${who} to say that it’s right: ${name}, ${number}.`,
    button(routes.takeBackLine, 'Take it back', { line: id }),
  );
