import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { confirm, list, people } from '../../../chat/words.ts';
import { cut } from '../../../text/cut.ts';
import { whenAndWhere } from '../../placements/rules/words.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';
import { reasonsFor } from '../rules/shortlist.ts';
import type { Choosable } from '../store/candidates.ts';

/** More than a menu holds on Slack is cut there; whoever is not shown stands lower. */
export const MOST_SHOWN = 50;

/** A5: whom to put forward, the best first. Who said no, or nothing, is not there. */
export function choiceForm(project: Project, best: readonly Choosable[], count: number): Form {
  return form(
    routes.choose,
    { project: project.id },
    {
      title: 'Choose people',
      submit: 'Preview',
      private: true,
      body: [
        paragraph(bold(project.theme), `, ${whenAndWhere(project)}. ${people(project.peersWanted)} wanted.`),
        small(
          `The best fit first${count > best.length ? `, the first ${best.length} of ${count}` : ''}. Whoever said no or nothing isn’t listed: that never counts against anyone.`,
        ),
        small(
          'Whoever you choose is told who the host is, in confidence, and asked about conflicts. You see it first.',
        ),
      ],
      fields: [
        field.multiselect('peers', 'Whom would you like to put forward?', {
          options: best.map((one) => ({
            value: one.peerId,
            label: cut(`${one.name}: ${reasonsFor(one, project)}`, 75),
          })),
        }),
      ],
    },
  );
}

export const nobodyToChoose: Message = message({
  title: 'There’s nobody to choose just now',
  body: [
    paragraph(
      'Whoever says yes or maybe to your call-out can be chosen here. All of them have been, so far.',
    ),
  ],
});
export const chooseSomebody = 'Please choose at least one person.';
export const chooseFewer = `Please choose at most ${routes.MOST_CHOSEN} people at once.`;
export const leftMeanwhile = 'Somebody you chose has said no meanwhile. Please choose again.';

export function confirmChoice(
  project: Project,
  chosen: readonly { peerId: string; name: string; isBusy: boolean }[],
): Message {
  const busy = chosen.filter(({ isBusy }) => isBusy).map(({ name }) => name);
  return confirm({
    title: `Put ${people(chosen.length)} forward?`,
    says: [
      `${list(chosen.map(({ name }) => name))}. Each is told in confidence who the host is, and asked about conflicts.`,
      ...(busy.length > 0
        ? [
            `${list(busy)} ${busy.length === 1 ? 'is' : 'are'} on another project on one of these days. Please ask them first.`,
          ]
        : []),
    ],
    yes: button(
      routes.ask,
      `Ask ${people(chosen.length)}`,
      { project: project.id, peers: chosen.map(({ peerId }) => peerId) },
      'primary',
    ),
    no: button(routes.keep, 'Not yet', {}),
  });
}

/** A5: who was suggested, and why, as it was when somebody was chosen. */
export const suggestionsPage = (
  { theme }: Project,
  suggested: readonly { name: string; reasons: string; chosen: boolean }[],
): Form =>
  readingView(
    'Who was suggested, and why',
    paragraph(bold(theme)),
    ...suggested
      .slice(0, MOST_SHOWN)
      .map(({ name, reasons, chosen }) =>
        paragraph(bold(name), `: ${reasons}.${chosen ? ' Chosen by whoever runs it.' : ''}`),
      ),
    ...(suggested.length === 0 ? [paragraph('Nobody has been chosen so far.')] : []),
    small('Kept with the project. Each person can see what is kept here about them.'),
  );
