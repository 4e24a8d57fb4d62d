import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { confirm, itTeam, list, people } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Profile } from '../../../directory/profile.ts';
import { capital } from '../../../text/cut.ts';
import { firstName } from '../../../text/name.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import type { Missing } from '../../placements/rules/gate.ts';
import { FIELD_NAMES, RELEASE_FIELDS, type ReleaseField } from '../../placements/rules/release.ts';
import { ASK_TO_DELETE, whenAndWhere } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import type { Logged } from '../../placements/store/releases.ts';
import * as routes from '../routes.ts';

const MISSING: Record<Missing, string> = {
  'project-over': 'the project is over',
  'not-chosen': 'they aren’t going forward',
  answer: 'they haven’t answered about the host',
  ruling: 'you haven’t decided about them',
  employer: 'their employer hasn’t said yes yet',
  days: 'they haven’t said yet whether the new days suit them',
  excluded: 'you decided: not for this one',
};

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
          hint: 'A name and a post, such as “Jo Field, chief executive”. It’s kept sealed.',
        }),
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

function worded(profile: Profile, fieldName: ReleaseField): string | undefined {
  switch (fieldName) {
    case 'name':
      return profile.name;
    case 'organisation':
      return profile.organisation?.name;
    case 'area':
      return profile.area ?? undefined;
    case 'skills':
      return profile.skills.length > 0 ? list([...profile.skills]) : undefined;
  }
}

/** What is handed over about each, word for word. Nothing stands there that was not named. */
export const sheet = (profiles: readonly Profile[], fields: readonly ReleaseField[]): Block[] =>
  profiles.flatMap((profile): Block[] => [
    paragraph(bold(profile.name)),
    ...fields.flatMap((one) => {
      const value = worded(profile, one);
      return one === 'name' || value === undefined
        ? []
        : [paragraph(`${capital(FIELD_NAMES[one])}: ${value}`)];
    }),
  ]);

export interface Handing {
  project: Project;
  peers: readonly string[];
  profiles: readonly Profile[];
  fields: readonly (typeof RELEASE_FIELDS)[number][];
  to: string;
}

/** The second screen: exactly this, to exactly them. */
export function releasePreview({ project, peers, profiles, fields, to }: Handing): Form {
  return form(
    routes.release,
    { project: project.id, peers: [...peers], fields: [...fields], to },
    {
      title: 'Is this right?',
      submit: 'Hand over',
      private: true,
      body: [
        paragraph('To ', bold(to), ':'),
        ...sheet(profiles, fields),
        small(
          `I can’t reach the host from here. Next you get this to print or paste, and it’s written down. ${people(profiles.length)} will be told what was passed on about them.`,
        ),
      ],
      fields: [],
    },
  );
}

/** To print, or to paste into a letter. */
export const handedOverPage = (
  { project, profiles, fields, to }: Omit<Handing, 'peers'>,
  day: string,
): Form =>
  readingView(
    'To print or paste',
    paragraph('For ', bold(to), `, ${day}.`),
    paragraph(`${project.theme}, ${whenAndWhere(project)}.`),
    ...sheet(profiles, fields),
    small('Please use this for the project alone, and delete it when it’s over, or when you’re asked to.'),
  );

/** A21: what was handed over about one person, for whoever runs the project. */
export const releasedPage = ({ name, project }: Placed, releases: readonly Logged[]): Form =>
  readingView(
    'What was handed over',
    paragraph(bold(name)),
    ...releases.map((one) =>
      paragraph(
        `${capital(list(one.fields.map((each) => FIELD_NAMES[each])))}${one.to ? `, to ${one.to}` : ''}, on ${spokenDateAt(one.at, project.manager.timeZone)}.${one.takenBackAt ? ' It did not go after all.' : ''}`,
      ),
    ),
    ...(releases.length === 0 ? [paragraph('Nothing so far.')] : []),
  );

export const chooseWhose = 'Please choose at least one person.';

/** As many as a card has room for beside the rest; “The people” has all. */
const MOST_OTHERS = 3;
export const agreeButton = ({ name, placement }: Placed): Button =>
  button(routes.agree, `Host agreed to ${firstName(name)}`, { placement: placement.id }, 'primary');

export const recalled = ({ name, project }: Placed): Message =>
  message({
    title: 'Noted: it didn’t go',
    body: [
      paragraph(
        `${name} has been told that nothing was passed on after all. You can hand their name over again.`,
      ),
    ],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
export const confirmAgreed = (
  { name, project, placement }: Placed,
  { isBusy, isFull }: { isBusy: boolean; isFull: boolean },
): Message =>
  confirm({
    title: `${name} on the team as well?`,
    says: [
      ...(isFull ? [`The places of “${project.theme}” are filled: this would be one more.`] : []),
      ...(isBusy
        ? [`${name} is on another team on one of these days. Please ask them first which it is to be.`]
        : []),
    ],
    yes: button(routes.agree, 'Yes, on the team', { placement: placement.id, sure: true }, 'primary'),
    no: button(routes.keep, 'Not now', {}),
  });
/** `others`: of whom the host has not said yet. */
export const agreed = ({ name, project, placement }: Placed, others: readonly Placed[]): Message =>
  message({
    title: `${name} is on the team`,
    body: [paragraph('They’ve been told, with the days and the place.')],
    actions: [
      ...others.slice(0, MOST_OTHERS).map(agreeButton),
      button(routes.showPeople, 'The people', { project: project.id }),
      button(routes.unagree, 'That was a mistake', { placement: placement.id }),
    ],
  });
export const unagreed = ({ name, project }: Placed): Message =>
  message({
    title: `${name} isn’t confirmed`,
    body: [paragraph('They’ve been told that their name is still with the host, and no more.')],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
export const passedOver = ({ name, project, isAtHost }: Placed): Message =>
  message({
    title: 'Noted, without a reason',
    body: [
      paragraph(`${name} has been thanked, and asked whether they’d be in reserve.`),
      ...(isAtHost ? [paragraph(ASK_TO_DELETE)] : []),
    ],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
/** Something changed after their name went: the host’s yes is not enough. */
export const notClear = ({ name, project }: Placed, missing: readonly Missing[]): Message =>
  message({
    title: `${name} can’t be confirmed yet`,
    body: [paragraph(`Because ${list(missing.map((one) => MISSING[one]))}. Nothing was changed.`)],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });
