import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type MemberId, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { form, readingView } from '../../../chat/route.ts';
import { itTeam, list, people } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Profile } from '../../../directory/profile.ts';
import { capital } from '../../../text/cut.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import type { Missing } from '../../placements/rules/gate.ts';
import { afterwards, FIELD_NAMES, RELEASE_FIELDS } from '../../placements/rules/release.ts';
import { printPage, sheet } from '../../placements/rules/sheet.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import type { Logged } from '../../placements/store/releases.ts';
import * as routes from '../routes.ts';
import { peopleButton } from '../rules/links.ts';
import { MISSING } from '../rules/missing.ts';

/** Beside whoever is elsewhere: people here, one field each, for a field of names holds one. */
export const HERE = ['here1', 'here2', 'here3'] as const;
const HERE_FIRST = 'Or somebody at the host who’s here';

/** A21: who may be handed to the host, and what; and of each who may not, what is missing. */
export function releaseForm(
  project: Project,
  ready: readonly Placed[],
  waiting: readonly { name: string; missing: readonly Missing[] }[],
): Form {
  return form(
    routes.previewRelease,
    { project: project.id },
    {
      title: 'Hand names to the host',
      submit: 'Preview',
      private: true,
      body: [
        paragraph(
          'Only those who said yes to this host, and whom you cleared. You see exactly what goes, first.',
        ),
        small(
          `Who gets it is read by you, and by each peer of whom something was passed on. It’s kept with the project, for two years after it’s over. ${itTeam}`,
        ),
        small(helplineFootnote),
        ...waiting.map(({ name, missing }) =>
          small(`Not yet: ${name}, because ${list(missing.map((one) => MISSING[one]))}.`),
        ),
      ],
      fields: [
        field.multiselect('peers', 'Whose', {
          options: ready.map(({ placement, name }) => ({ value: placement.id, label: name })),
          initial: ready.slice(0, routes.MOST_CHOSEN).map(({ placement }) => placement.id),
        }),
        field.multiselect('fields', 'What, beside their name', {
          optional: true,
          options: RELEASE_FIELDS.map((one) => ({ value: one, label: capital(FIELD_NAMES[one]) })),
          initial: ['organisation'],
        }),
        field.text('to', 'Who at the host gets it?', {
          maxLength: 200,
          optional: true,
          hint: 'A name and a post, such as “Jo Field, chief executive”. It’s kept sealed.',
        }),
        ...HERE.map((id, index) =>
          field.member(id, index === 0 ? HERE_FIRST : `And ${index === 1 ? 'another' : 'a third'} there`, {
            optional: true,
            ...(index === 0 && { hint: 'They’re sent the names here, and answer here.' }),
          }),
        ),
      ],
    },
  );
}

export const nobodyReady: Message = message({
  title: 'There’s nobody to hand over just now',
  body: [
    paragraph(
      'A name goes to the host once its owner said yes to this host, and you decided that they’re clear. “The people” says how everybody stands.',
    ),
  ],
});

export interface Handing {
  project: Project;
  peers: readonly string[];
  profiles: readonly Profile[];
  fields: readonly (typeof RELEASE_FIELDS)[number][];
  to: string | undefined;
  here: readonly Receiver[];
  /** In confidence: said where somebody is not listed there. */
  host: string | undefined;
}

/** Somebody here who gets it. */
export interface Receiver {
  member: MemberId;
  name: string;
  /** One of the host’s own people, as far as is known. */
  isListed: boolean;
}

const toWhom = ({ to, here }: Pick<Handing, 'to' | 'here'>): string =>
  list([...(to === undefined ? [] : [to]), ...here.map(({ name }) => name)]);

/** The second screen: exactly this, to exactly them. */
export function releasePreview(handing: Handing): Form {
  const { project, peers, profiles, fields, to, here, host } = handing;
  const told = `${people(profiles.length)} will be told what was passed on about them.`;
  return form(
    routes.release,
    {
      project: project.id,
      peers: [...peers],
      fields: [...fields],
      ...(to !== undefined && { to }),
      here: here.map(({ member }) => member),
    },
    {
      title: 'Is this right?',
      submit: 'Hand over',
      private: true,
      body: [
        paragraph('To ', bold(toWhom(handing)), ':'),
        ...sheet(profiles, fields),
        ...here
          .filter(({ isListed }) => !isListed)
          .map(({ name }) =>
            paragraph(bold(`${name} isn’t listed at ${host ?? 'the host'}. Is that right?`)),
          ),
        ...(here.length > 0
          ? [
              small(
                `${list(here.map(({ name }) => name))} ${here.length === 1 ? 'gets' : 'get'} a message here, which names nobody until it’s opened. You hear what they say.`,
              ),
            ]
          : []),
        small(
          to === undefined
            ? `It’s written down. ${told}`
            : `I can’t reach ${here.length === 0 ? 'the host' : to} from here. Next you get this to print or paste, and it’s written down. ${told}`,
        ),
      ],
      fields: [],
    },
  );
}

/** To print, or to paste into a letter. */
export const handedOverPage = (
  { project, profiles, fields }: Handing,
  about: { to: string; day: string },
): Form => printPage(project, { ...about, body: sheet(profiles, fields) });

/** A21: what was handed over about one person, for whoever runs the project. */
export const releasedPage = ({ name, project }: Placed, releases: readonly Logged[]): Form =>
  readingView(
    'What was handed over',
    paragraph(bold(name)),
    ...releases.map((one) =>
      paragraph(
        `${capital(list(one.fields.map((each) => FIELD_NAMES[each])))}${one.to ? `, to ${one.to}` : ''}, on ${spokenDateAt(one.at, project.manager.timeZone)}.${one.takenBackAt ? ' It did not go after all.' : ''}${afterwards(one, (at) => spokenDateAt(at, project.manager.timeZone))}`,
      ),
    ),
    ...(releases.length === 0 ? [paragraph('Nothing so far.')] : []),
  );

/** It is on its way to people here alone. */
export const onItsWay = (here: readonly string[], project: string): Message =>
  message({
    title: 'It’s on its way',
    body: [
      paragraph(`${list(here)} can open the names here, and answer. You hear what they say.`),
      small('You can still note here what they tell you in another way.'),
    ],
    actions: [peopleButton(project)],
  });

export const sayToWhom = 'Please say who gets it, or choose somebody who’s here.';
export const twiceChosen = 'You’ve chosen them already. Please choose somebody else, or nobody.';
export const ownPeer = (name: string): string =>
  `${name} was asked about this project as a peer, so they can’t answer for its host. Please choose somebody else.`;
export const ownRunner = (name: string): string =>
  `${name} runs this project, so they can’t answer for its host. Please choose somebody else.`;

export const chooseWhose = 'Please choose at least one person.';
