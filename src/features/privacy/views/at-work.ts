import type { Form } from '../../../chat/form.ts';
import type { Platform } from '../../../chat/inbound.ts';
import { bold, paragraph, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';

export const employerButton = button(routes.employerView, 'What does my employer see?', {});
export const askableButton = button(routes.askableView, 'Things you can ask for', {});

/** Six plain lines, true on that platform. */
export function employerPage(platform: Platform): Form {
  const [it, exported] =
    platform === 'slack'
      ? [
          'Slack',
          'On some Slack plans an employer can export direct messages, and so read what shows in this chat.',
        ]
      : [
          'Teams',
          'On Teams an employer can search and keep direct messages, and so read what shows in this chat.',
        ];
  return readingView(
    'What your employer sees',
    paragraph(
      `Your organisation’s IT team may be able to see that I wrote to you in ${it}, and what shows in this chat.`,
    ),
    paragraph(exported),
    paragraph(
      'Lock screens and notifications can show the first words of a message. I keep private words out of them.',
    ),
    paragraph(
      'Private words are typed in forms and read in views like this one. They aren’t kept in the chat.',
    ),
    paragraph(
      'I store them encrypted. Your employer can’t read them here, unless it runs me and holds my keys.',
    ),
    paragraph('Nobody is told that you opened this page.'),
  );
}

/** D53. A page and no more: that it was opened is written down nowhere. */
export const askablePage: Form = readingView(
  'What to ask for at work',
  paragraph('Ask whoever you trust at work; you choose how much you say, and to whom.'),
  paragraph(bold('To share less: '), 'to decide what is told about you, to whom, and in which words.'),
  paragraph(bold('Different hours: '), 'a later start, shorter days, or coming back step by step.'),
  paragraph(bold('Company: '), 'somebody beside you for a while, or to shadow somebody.'),
  paragraph(bold('A say in your work: '), 'whom you work with, and how you’re given feedback.'),
  paragraph(
    bold('Reasonable adjustments: '),
    'if you’re disabled or have a long-term condition, of mind or body, your employer must make them, where they’re reasonable. The law is the Equality Act 2010; in Northern Ireland, the Disability Discrimination Act 1995.',
  ),
  paragraph(
    bold('Access to Work: '),
    'a government grant towards support in paid work; you apply for it yourself.',
  ),
  small(
    'Nobody learns that you opened this page. When something is wrong: type concern, and I say whom to turn to.',
  ),
  small(helplineFootnote),
);
