import { type Block, type Card, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
import { isWithHost } from '../../placements/rules/placement.ts';
import { askToDelete } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';
import { deletedButton } from '../rules/links.ts';

const thePeople = ({ id }: Project) => button(routes.showPeople, 'The people', { project: id });

/** Not who, and not what: that is behind the button. */
export const answeredCard = ({ project, answer }: Placed): Card => ({
  title: answer === 'declined' ? 'Somebody would rather not' : 'Somebody told you something',
  body: [
    paragraph(
      answer === 'declined'
        ? `${project.theme}: now that they know the host. They don’t have to say why.`
        : `${project.theme}: about the host, in confidence. It’s for you to decide what it means.`,
    ),
  ],
  actions: [thePeople(project)],
});

export const changedCard = ({ project }: Placed): Card => ({
  title: `Something has changed for a peer: ${project.theme}`,
  body: [
    paragraph(
      'They changed their profile, so I’ve asked them about conflicts again. Their answer will show on the project’s card.',
    ),
  ],
  actions: [thePeople(project)],
});

const notice = (days: number): string =>
  days === 0
    ? 'The project begins today, or has begun.'
    : `${days === 1 ? '1 day' : `${days} days`} before it begins.`;

/** A12: at once, with how long there is; what it means for the host follows from where they stood. */
export function withdrawnCard(
  placed: Placed,
  days: number,
  { reserve, offered }: { reserve: number; offered: number },
): Card {
  const { name, project, placement } = placed;
  const before = placement.before ?? 'chosen';
  const atHost: Block[] = isWithHost(before) ? askToDelete(placed).map((words) => paragraph(words)) : [];
  return {
    title: 'Somebody can’t come after all',
    body: [
      paragraph(`${name}: ${project.theme}. ${notice(days)} They don’t have to say why.`),
      ...atHost,
      ...(offered > 0
        ? [paragraph('I’m asking those in reserve, one after another, and tell you who steps in.')]
        : reserve > 0
          ? [small(`${people(reserve)} in reserve: “Choose people” lists them.`)]
          : []),
    ],
    actions: [
      thePeople(project),
      ...(isWithHost(before)
        ? [
            button(routes.openReleased, 'What was handed over', { placement: placement.id }),
            ...(placed.isOutside ? [deletedButton(project.id, placement.id)] : []),
          ]
        : []),
    ],
  };
}

/** A13: their name goes nowhere before whoever runs it hands it over. */
export const steppedInCard = ({ name, project, placement: { ruling }, answer }: Placed): Card => ({
  title: 'Somebody steps in',
  body: [
    paragraph(
      ruling !== null && answer !== undefined
        ? `${name} steps in on “${project.theme}”, and is clear about the host. Next: hand their name over.`
        : `${name} steps in on “${project.theme}”. I’ve asked about the host; the answer shows on the project’s card.`,
    ),
  ],
  actions: [thePeople(project)],
});

export const nobodyLeftCard = ({ project }: { project: Project }): Card => ({
  title: `Nobody in reserve can step in: ${project.theme}`,
  body: [
    paragraph(
      'I’ve asked everybody in reserve who is free on all days. You can still choose by hand, or open the call-out again.',
    ),
  ],
  actions: [thePeople(project)],
});

/** A11. */
export const toRingCard = ({ name, project }: Placed): Card => ({
  title: 'A call may help',
  body: [
    paragraph(
      `${name} hasn’t said whether they still come to “${project.theme}”. Silence means nothing by itself, and they stay on the team: please ring them.`,
    ),
  ],
  actions: [thePeople(project)],
});

export const backCard = ({ name, project, placement }: Placed): Card => ({
  title: 'Somebody can come after all',
  body: [
    paragraph(
      `${name}: ${project.theme}. It was a mistake; ${placement.state === 'released' ? 'their name is with the host' : 'they stand where they stood'}.`,
    ),
  ],
  actions: [thePeople(project)],
});

/** Whoever’s details are with a host has left the network, and nothing here says any more who it was. */
export const forgottenCard = ({ project }: { project: Project }): Card => ({
  title: 'A host has to delete something',
  body: [
    paragraph(
      `${project.theme}: somebody whose name you handed to the host has asked to be forgotten. Please ask the host to delete what they got about them, and delete your own copy.`,
    ),
  ],
});

/** To whoever runs it. `isOutside`: names are with the host elsewhere than here (UK GDPR Art. 19). */
export const endedCard = (
  { project }: { project: Project },
  confirmed: number,
  isOutside: boolean,
): Card => ({
  title: `It’s over: ${project.theme}`,
  body: [
    paragraph(
      confirmed === 0
        ? 'Its last day has passed. Nobody was confirmed for it.'
        : `Its last day has passed. I’ve thanked the ${people(confirmed)} who took part, each for themselves.`,
    ),
    ...(isOutside
      ? [paragraph('Please ask the host to delete the names that it got. “The people” says whose.')]
      : []),
    small('What was said about conflicts by those who didn’t take part is deleted now.'),
  ],
  actions: [thePeople(project), ...(isOutside ? [deletedButton(project.id)] : [])],
});
