import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { isLive } from '../rules/placement.ts';
import { aboutProject, dayIn, whenAndWhere } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';

/** A25: what was said of the days before says nothing of these. */
export function movedDaysCard({ project, placement: { id: placement, state }, isReleasable }: Placed): Card {
  const isCountedOn = isLive(state);
  const asksEmployer = isCountedOn && !isReleasable;
  const manager = project.manager.name;
  return {
    title: 'The days have moved',
    body: [
      ...aboutProject(project),
      paragraph(
        isCountedOn
          ? `Thank you for bearing with us. Can you come on these days? ${manager} counts on nobody before they’ve said so.`
          : 'Thank you for bearing with us. Would these days suit you? It’s still not a promise of a place.',
      ),
      ...(asksEmployer
        ? [small('Once you’ve said yes, I ask for your employer’s yes to these days, too.')]
        : []),
      small('If they don’t, that’s fine, and never counts against you.'),
    ],
    actions: [
      button(
        routes.daysSuit,
        project.days.length === 1 ? 'Yes, that suits me' : 'Yes, all of them',
        { placement },
        'primary',
      ),
      ...(project.days.length > 1 ? [button(routes.openDays, 'Some of them', { placement })] : []),
      isCountedOn
        ? button(routes.askToWithdraw, 'I can’t come on these', { placement })
        : button(routes.standBy, 'Not on these', { placement, willing: false }),
    ],
  };
}

export const daysForm = ({ project, placement: { id: placement, days } }: Placed): Form =>
  form(
    routes.saveDays,
    { placement },
    {
      title: 'Which days suit you?',
      submit: 'Send',
      body: [paragraph(`${project.theme}, ${whenAndWhere(project)}.`)],
      fields: [
        field.multiselect('days', 'Which days suit you?', {
          options: project.days.map(({ day }) => ({ value: day, label: dayIn(project)(day) })),
          ...(days.length > 0 && { initial: days }),
        }),
      ],
    },
  );

export const chooseDays = 'Please tick at least one day, or close this and say that they don’t suit you.';

/** Of whoever offered and is not chosen: what they said of the days. */
export const daysNotedCard = ({ project, placement }: Placed): Card => ({
  title: 'Thank you, I’ve noted your days',
  body: [
    paragraph(`${project.theme}, in ${project.region}.`),
    paragraph(
      `Days that suit you: ${list(placement.days.map(dayIn(project)))}. ${project.manager.name} will be in touch here if your name is to go forward.`,
    ),
  ],
});

/** The link stands in a page that is kept nowhere. Without a web address: words. */
export const calendarPage = ({ project }: Placed, url: string | undefined): Form =>
  readingView(
    'For my calendar',
    ...(url
      ? [
          paragraph({ type: 'link', text: 'Open the page with the calendar file', url }),
          small(
            'Your calendar will say “Meeting (private)”, unless you tick otherwise there. If the days move, come back to the same page: the new file replaces the old entries.',
          ),
        ]
      : [
          paragraph(`Please type it in yourself: ${whenAndWhere(project)}.`),
          small('Calendars are often shared, so “Meeting (private)” may say enough.'),
        ]),
  );
