import { homeButton } from '../../../bot/home.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Message, message, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { SafetySeat } from '../../../directory/safety-gate.ts';
import type { Calendar } from '../../../time/calendar.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { toldOfBreak } from '../../safeguarding/rules/seats.ts';
import * as routes from '../routes.ts';
import { backButton, hoursButton, spokenHours } from './hours.ts';

/** `seat`: they look after safety, so that somebody has to know. */
export const breakForm = (seat?: SafetySeat): Form =>
  form(
    routes.saveBreak,
    {},
    {
      title: 'Take a break',
      submit: 'Take a break',
      body: [
        paragraph(seat ? toldOfBreak(seat) : 'You don’t have to say why, and nobody is told.'),
        paragraph(
          'Until the day you choose, I ask nothing new of you. Anything else waits until then; what you ask for yourself is still answered.',
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.date('day', 'Which day are you back?', { hint: 'You can change it, or come back sooner.' }),
      ],
    },
  );

export const breakTaken = (until: Date, timeZone: string, seat?: SafetySeat): Message =>
  message({
    title: 'Enjoy your break',
    body: [
      paragraph(
        `Until ${spokenDateAt(until, timeZone)} nothing new is asked of you and nothing is sent, but for what’s urgent about a call that you’ve already taken on, and answers to what you ask yourself.`,
      ),
      ...(seat ? [paragraph('I tell the coordinators, so that people find somebody who is there.')] : []),
      small(helplineFootnote),
    ],
    actions: [backButton, homeButton],
  });

export const welcomeBack = (calendar: Calendar): Message =>
  message({
    title: 'Welcome back',
    body: [
      paragraph(`What waited arrives in the hours in which I may message you: ${spokenHours(calendar)}.`),
    ],
    actions: [hoursButton, homeButton],
  });
