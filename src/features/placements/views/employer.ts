import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Button, type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { COUNCILS, whenAndWhere } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';

/** A1, A2: of an officer, once their answer about the host is in, and again for other days. `wayOut`: if it can’t be. */
export function employerCard({ project, placement: { id: placement } }: Placed, wayOut: Button): Card {
  return {
    title: 'One more thing: your employer’s yes',
    body: [
      paragraph(`${project.theme}, ${whenAndWhere(project)}.`),
      paragraph(
        'You’re here as an officer, so your name goes to nobody before your employer has agreed that you’re away on those days, and paid as usual.',
      ),
      small(
        `Here are words that you can forward. They don’t name the host. If it can’t be, press “${wayOut.label}”: that’s fine.`,
      ),
    ],
    actions: [
      button(routes.openRequest, 'Words to forward', { placement }, 'primary'),
      button(routes.openAgreed, 'They’ve agreed', { placement }),
      wayOut,
    ],
  };
}

/** To copy: the host is not in it. */
export const requestPage = ({ project, name }: Placed): Form =>
  readingView(
    'Words to forward',
    paragraph('Dear colleague,'),
    paragraph(
      `I’ve been asked to take part in a peer project: ${project.theme}, at ${COUNCILS[project.councilKind] ?? 'a council'} in ${project.region}. It would be on ${whenAndWhere(project)}.`,
    ),
    paragraph(
      'Peers give their time as part of their job: would you agree that I’m released for these days, with my salary paid as usual? Which council it is will be named once everybody has agreed; until then it’s in confidence.',
    ),
    paragraph('Please tell me yes or no, and on whose behalf.'),
    paragraph(`Thank you, ${name}`),
    small('Copy this into a letter of your own, and change what you like. I’ve sent it to nobody.'),
  );

export function agreedForm({ project, placement: { id: placement } }: Placed, today: string): Form {
  return form(
    routes.agreed,
    { placement },
    {
      title: 'Your employer’s yes',
      submit: 'Save',
      private: true,
      body: [
        small(
          `${project.manager.name} sees that there is a yes, not whose: who agreed is read by you alone. It’s kept with the project, or for three months after the day that you give here. ${itTeam}`,
        ),
      ],
      fields: [
        field.text('by', 'Who agreed?', {
          maxLength: 200,
          hint: `A name and a post, such as “Sam Reed, head of housing”. ${helplineFootnote}`,
        }),
        field.date('on', 'On which day?', { initial: today }),
        field.select('scope', 'For what?', {
          options: [
            { value: 'project', label: 'For the days of this project' },
            { value: 'any', label: 'For any project, until a day' },
          ],
          initial: 'project',
        }),
        field.date('until', 'Until which day?', {
          optional: true,
          hint: 'Only for a yes to any project.',
        }),
      ],
    },
  );
}

export const notAhead = 'Please choose today or an earlier day: it’s when they said yes.';
export const sayUntil = 'Please give a day: a yes to any project holds until then.';
export const tooShort = 'That’s before the last day of this project. Please choose a later day.';
