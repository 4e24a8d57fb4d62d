import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, list, people } from '../../../chat/words.ts';
import { cut } from '../../../text/cut.ts';
import { whenAndWhere } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';
import { ranked, reasonsFor } from '../rules/shortlist.ts';

const OPTIONS_SHOWN = 50;

/** A5: whom to put forward. Who said no, or nothing, is not there. */
export function choiceForm(project: Project, candidates: readonly Placed[]): Form {
  const best = ranked(
    candidates.map((one) => ({ ...one.placement, name: one.name, id: one.placement.peerId })),
    project,
  ).slice(0, OPTIONS_SHOWN);
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
          `The best fit first${candidates.length > OPTIONS_SHOWN ? `, the first ${OPTIONS_SHOWN} of ${candidates.length}` : ''}. Whoever said no or nothing isn’t listed: that never counts against anyone.`,
        ),
        small(
          'Whoever you choose is told who the host is, in confidence, and asked about conflicts. You see it first.',
        ),
      ],
      fields: [
        field.multiselect('peers', 'Whom would you like to put forward?', {
          options: best.map((one) => ({
            value: one.id,
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
