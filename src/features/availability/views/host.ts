import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';

/** Whoever would rather not need not know who it is. */
const answerButtons = (invitation: string): Button[] => [
  button(routes.seeHost, 'See who it is, and answer', { invitation }, 'primary'),
  button(routes.ratherNot, 'I’d rather not', { invitation }),
];

export function hostCard(callOut: CallOut, invitation: string): Card {
  const manager = callOut.project.manager.name;
  return {
    title: 'We’d like to put your name forward',
    body: [
      paragraph(
        `${callOut.project.theme}. Open this to see, in confidence, who the host is, and to say if there’s any reason you shouldn’t, or would rather not.`,
      ),
      paragraph(
        `Only ${manager}, the project manager, reads your answer. The host gets your name only after you say yes and ${manager} confirms.`,
      ),
    ],
    actions: answerButtons(invitation),
  };
}

/** In the place of the question about the host, once somebody has said no after all. */
export const hostNotNeeded: Card = {
  title: 'Nothing is needed here any more',
  body: [paragraph('Your name goes no further. You don’t have to say why.')],
};
/** A8: the same question, for the answer may be another one now. */
export function askAgainCard(callOut: CallOut, invitation: string): Card {
  const manager = callOut.project.manager.name;
  return {
    title: 'One question again',
    body: [
      paragraph(
        `Something has changed in your profile. So that nobody is put in a difficult place: is there any reason you shouldn’t be part of “${callOut.project.theme}” now, or would rather not?`,
      ),
      paragraph(`Open this to see, in confidence, who the host is. Only ${manager} reads your answer.`),
    ],
    actions: answerButtons(invitation),
  };
}

export function conflictForm(callOut: CallOut, invitation: string, host: string): Form {
  const manager = callOut.project.manager.name;
  return form(
    routes.answerConflict,
    { invitation },
    {
      title: 'Who the host is',
      submit: 'Send',
      private: true,
      body: [
        paragraph('In confidence, it’s ', bold(host), '.'),
        paragraph('Any reason you shouldn’t, or would rather not: work, family, politics, an old dispute?'),
        small(
          `Only ${manager}, the project manager, reads your answer. If somebody else takes over, they see what you chose, and your words only if you say yes. The words are deleted 30 days after the call-out closes. ${itTeam}`,
        ),
      ],
      fields: [
        field.select('answer', 'Your answer', {
          options: [
            { value: 'none', label: 'No conflict: yes' },
            { value: 'told', label: `Tell ${firstName(manager)} something` },
            { value: 'declined', label: 'I’d rather not' },
          ],
        }),
        field.text('words', 'A few words', {
          multiline: true,
          optional: true,
          maxLength: 3000,
          hint: helplineFootnote,
        }),
      ],
    },
  );
}

export const hostNotOpen: Message = message({
  title: 'There is nothing to open here now',
  body: [
    paragraph(
      'The host is named in confidence to those who are interested, once the project manager opens it.',
    ),
  ],
});
export const nothingToOpen: Message = message({
  title: 'Nothing is needed here any more',
  body: [paragraph('What you told stays with the person to whom you told it.')],
});
export const tellSomething = 'Please write a few words, or choose one of the other answers.';

export function conflictAnswered(callOut: CallOut, invitation: string, answer: string): Card {
  const manager = callOut.project.manager.name;
  return {
    title:
      answer === 'declined' ? 'Thank you for telling us: you’d rather not' : 'Thank you, your answer is in',
    body: [
      paragraph(`${callOut.project.theme}.`),
      paragraph(
        answer === 'declined'
          ? `${manager} knows, and your name goes no further. You don’t have to say why.`
          : `Only ${manager} can read it. The host gets your name only after ${manager} confirms.`,
      ),
    ],
    actions: [button(routes.seeHost, 'Change my answer', { invitation })],
  };
}
