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
import { seenByDeputy } from '../rules/deputy.ts';
import { aboutProject } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';
import type { Project } from '../store/projects.ts';

/** Whoever would rather not need not know who it is. */
export const answerButtons = (placement: string): Button[] => [
  button(routes.seeHost, 'See who it is, and answer', { placement }, 'primary'),
  button(routes.ratherNot, 'I’d rather not', { placement }),
];

export function hostCard({ project, placement: { id } }: Placed): Card {
  const manager = project.manager.name;
  return {
    title: 'We’d like to put your name forward',
    body: [
      paragraph(
        `${project.theme}. Open this to see, in confidence, who the host is, and to say if there’s any reason you shouldn’t, or would rather not.`,
      ),
      paragraph(
        `Only ${manager}, the project manager, reads your answer. The host gets your name only after you say yes and ${manager} confirms.`,
      ),
    ],
    actions: answerButtons(id),
  };
}

/** Asked once before, and in reserve since: their yes of then is none to this. */
export function stepInCard({ project, placement: { id } }: Placed): Card {
  return {
    title: 'Could you step in?',
    body: [
      ...aboutProject(project),
      paragraph(
        `A place has come free, and ${project.manager.name} would like to put your name forward. Open this to see, in confidence, who the host is, and to say yes, or anything that speaks against it.`,
      ),
      small('If it’s not for you now, that’s fine: somebody else is asked.'),
    ],
    actions: answerButtons(id),
  };
}

/** A8: the same question, for the answer may be another one now. */
export function askAgainCard({ project, placement: { id } }: Placed): Card {
  return {
    title: 'One question again',
    body: [
      paragraph(
        `Something has changed in your profile. So that nobody is put in a difficult place: is there any reason you shouldn’t be part of “${project.theme}” now, or would rather not?`,
      ),
      paragraph(
        `Open this to see, in confidence, who the host is. Only ${project.manager.name} reads your answer.`,
      ),
    ],
    actions: answerButtons(id),
  };
}

export function conflictForm(project: Project, placement: string, host: string): Form {
  const manager = project.manager.name;
  return form(
    routes.answerConflict,
    { placement, reader: project.managerId },
    {
      title: 'Who the host is',
      submit: 'Send',
      private: true,
      body: [
        paragraph('In confidence, it’s ', bold(host), '.'),
        paragraph('Any reason you shouldn’t, or would rather not: work, family, politics, an old dispute?'),
        small(
          `Only ${manager}, the project manager, reads your answer.${seenByDeputy(project)} If somebody else takes over, they see what you chose, and your words only if you say yes. If you don’t take part, the words are deleted when the project is over; if you do, they’re kept with it, for two years. ${itTeam}`,
        ),
      ],
      fields: [
        field.select('answer', 'Your answer', {
          options: [
            { value: 'none', label: 'No conflict: yes' },
            { value: 'political', label: `Tell ${firstName(manager)} something about politics` },
            { value: 'other', label: `Tell ${firstName(manager)} something else` },
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
      'The host is named in confidence to those who are put forward, once the project manager has chosen.',
    ),
  ],
});
export const nothingToOpen: Message = message({
  title: 'Nothing is needed here any more',
  body: [paragraph('What you told stays with the person to whom you told it.')],
});
export const tellSomething = 'Please write a few words, or choose one of the other answers.';

/** In the place of the question, once it is in; `hasConditions`: what goes with taking part. */
export function conflictAnswered({ project, placement }: Placed): Card {
  const manager = project.manager.name;
  const { id, ruling } = placement;
  const change = button(routes.seeHost, 'Change my answer', { placement: id });
  if (ruling === 'conditions')
    return {
      title: 'You can go forward, with something to bear in mind',
      body: [
        paragraph(`${project.theme}. ${manager} has looked at what you told, and noted what goes with it.`),
        small('If it doesn’t work for you, change your answer: that’s fine, and never counts against you.'),
      ],
      actions: [button(routes.openDetails, 'See what it is', { placement: id }, 'primary'), change],
    };
  return {
    title: 'Thank you, your answer is in',
    body: [
      paragraph(`${project.theme}.`),
      paragraph(`Only ${manager} can read it. The host gets your name only after ${manager} confirms.`),
    ],
    actions: [change],
  };
}

/** It was noted as handed to the host, and did not go. */
export const notPassedOn = ({ project, placement: { id }, isAtHost }: Placed): Card => ({
  title: isAtHost ? 'Your name was taken back from the host' : 'Nothing was passed on after all',
  body: [
    paragraph(
      `${project.theme}. ${isAtHost ? 'Whoever opened it at the host is asked to delete it.' : 'The host doesn’t have your name.'} ${project.manager.name} may hand it over again; you’ll hear.`,
    ),
  ],
  actions: [button(routes.seeHost, 'Change my answer', { placement: id })],
});

export function ratherNotCard({ project, placement: { id } }: Placed): Card {
  return {
    title: 'Thank you for telling us: you’d rather not',
    body: [
      paragraph(`${project.theme}.`),
      paragraph(`${project.manager.name} knows, and your name goes no further. You don’t have to say why.`),
    ],
    actions: [button(routes.seeHost, 'Change my answer', { placement: id })],
  };
}
