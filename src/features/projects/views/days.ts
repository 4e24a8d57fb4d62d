import type { Form } from '../../../chat/form.ts';
import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, list, people } from '../../../chat/words.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { dayFields } from '../../placements/rules/days.ts';
import { dayIn, whenAndWhere } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';

/** A25: nothing is lost by it, and everybody concerned hears in one go. */
export function moveForm(project: Project): Form {
  return form(
    routes.previewMove,
    { project: project.id },
    {
      title: 'Move the days',
      submit: 'Preview',
      body: [
        paragraph(bold(project.theme), `, ${whenAndWhere(project)}.`),
        small(
          'Whoever is counted on, or offered, is told at once and asked about the new days. What they answered about the host stays; an employer’s yes is asked for again.',
        ),
      ],
      fields: dayFields(project.days.map(({ day }) => day)),
    },
  );
}

export const notFixedYet: Message = message({
  title: 'It has no dates yet',
  body: [
    paragraph('It’s pencilled, so there are none to move. “Dates are fixed” on its card sends the call-out.'),
  ],
});
export const sameDays = 'These are the days that it has. Please change one, or close this.';
export const beforeReplyBy = (replyBy: string): string =>
  `People may reply until ${spokenDay(replyBy, replyBy)}. Please choose a day after that, or close the call-out first.`;

export function confirmMove(
  project: Project,
  days: readonly string[],
  asked: { onTeam: number; putForward: number; others: number },
): Message {
  const { onTeam, putForward, others } = asked;
  const counts = [
    ...(onTeam > 0 ? [`${people(onTeam)} on the team`] : []),
    ...(putForward > 0 ? [`${people(putForward)} put forward`] : []),
    ...(others > 0 ? [`${people(others)} who offered`] : []),
  ];
  return confirm({
    title: `Move “${project.theme}”?`,
    says: [
      `To ${list(days.map(dayIn(project)))}.`,
      counts.length > 0
        ? `I tell them at once and ask whether they can: ${list(counts)}.`
        : 'Nobody has said yes so far, so nobody is asked.',
    ],
    yes: button(
      routes.move,
      'Move the days',
      { project: project.id, days: [...days], moved: project.daysMoved },
      'primary',
    ),
    no: button(routes.keep, 'Leave them', {}),
  });
}

export const moved = (project: Project, asked: number): Message =>
  message({
    title: 'The days have moved',
    body: [
      paragraph(
        `${whenAndWhere(project)}. ${asked === 0 ? 'Nobody had to be asked.' : `${people(asked)} ${asked === 1 ? 'is' : 'are'} asked; their answers show on the project’s card.`}`,
      ),
    ],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });

/** Not who: that is behind the button. */
export const someDaysCard = ({ project, name, placement }: Placed): Card => ({
  title: `Somebody can come on some of the days: ${project.theme}`,
  body: [paragraph(`${name}: ${list(placement.days.map(dayIn(project)))}.`)],
  actions: [button(routes.showPeople, 'The people', { project: project.id })],
});
