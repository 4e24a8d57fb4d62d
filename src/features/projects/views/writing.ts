import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { initial, itTeam, list, people } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { cut } from '../../../text/cut.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { placementButton } from '../../placements/rules/links.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import type { TeamMessage } from '../../placements/store/team-messages.ts';
import * as routes from '../routes.ts';
import type { Audience } from '../rules/audience.ts';

const LABELS: Record<Audience, string> = {
  team: 'Those on the team',
  'put-forward': 'Everybody who was put forward',
  reserve: 'Those in reserve, too',
};

const MOST_SHOWN = 3;

/** `zone`: of whoever reads it. */
const earlier = (messages: readonly TeamMessage[], zone: string): Block[] =>
  messages
    .slice(0, MOST_SHOWN)
    .map(({ by, at, readers, words }) =>
      small(`${by.name}, ${spokenDateAt(at, zone)}, to ${people(readers)}: “${cut(words, 200)}”`),
    );

export function writeForm(
  project: Project,
  audiences: readonly { to: Audience; count: number }[],
  messages: readonly TeamMessage[],
  zone: string,
): Form {
  return form(
    routes.previewWriting,
    { project: project.id },
    {
      title: 'Write to them',
      submit: 'Preview',
      private: true,
      body: [paragraph(bold(project.theme), '.'), ...earlier(messages, zone)],
      fields: [
        field.select('to', 'Who gets it?', {
          options: audiences.map(({ to, count }) => ({ value: to, label: `${LABELS[to]} (${count})` })),
          ...initial(audiences[0]?.to),
        }),
        field.text('words', 'Your words', {
          multiline: true,
          maxLength: routes.MOST_WRITTEN,
          hint: `Such as where to come to, and what to bring. Whoever you choose reads it, and it stands in their chats, so please name neither the host nor what somebody told you: that goes under “Pack and briefing”. It’s kept with the project, for two years after it’s over. ${itTeam} ${helplineFootnote}`,
        }),
      ],
    },
  );
}

interface Written {
  by: string;
  words: string;
}
const titleOf = ({ by }: Written): string => `${by} writes about a project`;
const bodyOf = ({ theme }: Project, { by, words }: Written): Block[] => [
  paragraph(`${theme}.`),
  ...words.split(/\n{2,}/).map((part) => paragraph(part)),
  small(`It went to everybody whom it concerns. To answer, write to ${by} as you usually do.`),
];

/** What each of them gets. */
export const writtenCard = ({ project, placement }: Placed, about: Written): Card => ({
  title: titleOf(about),
  body: bodyOf(project, about),
  actions: [placementButton(placement.id)],
});

/** The second screen: exactly this, to so many. */
export function writingPreview(
  project: Project,
  { to, words }: { to: Audience; words: string },
  readers: readonly Placed[],
  by: string,
): Form {
  return form(
    routes.write,
    { project: project.id, to, words },
    {
      title: 'Is this right?',
      submit: 'Send',
      private: true,
      body: [
        paragraph(`This goes to ${people(readers.length)}:`),
        paragraph(bold(titleOf({ by, words }))),
        ...bodyOf(project, { by, words }),
        small(
          to === 'team'
            ? `They are: ${list(readers.map(({ name }) => name))}. Whoever joins the team later reads it on their checklist.`
            : 'Not all of them know who the host is. Please don’t name it here.',
        ),
      ],
      fields: [],
    },
  );
}

export const written = ({ id }: Project, count: number): Message =>
  message({
    title: `It’s on its way to ${people(count)}`,
    body: [
      paragraph(
        'Each gets it in the hours in which I may message them. If I can’t reach somebody, I tell you.',
      ),
    ],
    actions: [button(routes.showPeople, 'The people', { project: id })],
  });
export const alreadyWritten: Message = message({
  title: 'That has been sent already',
  body: [paragraph('The same words went a moment ago, so they weren’t sent again.')],
});
export const nobodyToWriteTo: Message = message({
  title: 'There’s nobody to write to',
  body: [paragraph('Nobody is on the team, and nobody has been put forward. Nothing was sent.')],
});
