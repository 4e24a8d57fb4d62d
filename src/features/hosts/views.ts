import { mayUndo } from '../../bot/undo.ts';
import { field } from '../../chat/field.ts';
import type { Form } from '../../chat/form.ts';
import { type Block, type Card, type Message, message, paragraph, small } from '../../chat/message.ts';
import { button, form, readingView } from '../../chat/route.ts';
import { discreet, itTeam, list, people } from '../../chat/words.ts';
import { helplineFootnote } from '../../directory/helplines.ts';
import type { Profile } from '../../directory/profile.ts';
import { firstName } from '../../text/name.ts';
import { spokenDateAt } from '../../time/spoken.ts';
import { printPage, sheetLine } from '../placements/rules/sheet.ts';
import { aboutProject } from '../placements/rules/words.ts';
import type { Project } from '../placements/store/projects.ts';
import { agreedTo, peopleButton } from '../projects/rules/links.ts';
import * as routes from './routes.ts';
import { type Named, readable, unanswered } from './rules.ts';
import type { Deletion } from './store/deletions.ts';
import type { Recipient } from './store/recipients.ts';

type Profiles = ReadonlyMap<string, Profile>;

const DELETE_LATER = 'Please use it for this project alone, and delete it when the project’s over.';
const seeButton = (recipient: string) => button(routes.seeNames, 'See them', { recipient }, 'primary');

/** To whoever answers for the host. It names nobody: screens are locked, and read by others. */
export function namesCard(recipient: Recipient): Card {
  const { id, project } = recipient;
  const { manager } = project;
  const [all, open] = [readable(recipient), unanswered(recipient)];
  if (all.length === 0)
    return {
      title: 'Nothing is needed here any more',
      body: [paragraph(`“${project.theme}”: there’s nothing for you to look at now. Thank you.`)],
    };
  if (open.length === 0)
    return {
      title: 'Thank you: that’s answered',
      body: [
        ...aboutProject(project),
        paragraph(`By you, by somebody else at the host, or by ${manager.name}. Nothing more is needed.`),
        small(DELETE_LATER),
      ],
      actions: [seeButton(id)],
    };
  return {
    title: 'Some names for you to look at',
    body: [
      ...aboutProject(project),
      paragraph(
        `${manager.name} runs it, and asks you as somebody at the host: ${people(open.length)} would come. Would they suit you?`,
      ),
      small(`${DELETE_LATER} You don’t have to say why, whatever you answer.`),
    ],
    actions: [seeButton(id)],
  };
}

export const movedOn: Card = {
  title: 'There are more names for you to look at',
  body: [paragraph('I’ve sent them in a message of their own.')],
};

const sheets = (names: readonly Named[], profiles: Profiles): Block[] =>
  names.flatMap(({ peer, name, fields, state }) => {
    const profile = profiles.get(peer);
    return profile
      ? [sheetLine({ ...profile, name }, fields, state === 'confirmed' ? 'On the team.' : '')]
      : [];
  });

/** Who they are, and two lists to tick: whom nobody ticks waits. */
export function namesForm(recipient: Recipient, profiles: Profiles): Form {
  const { id, project } = recipient;
  const { manager, deputy } = project;
  const [all, open] = [readable(recipient), unanswered(recipient)];
  const body = [...aboutProject(project), ...sheets(all, profiles), small(DELETE_LATER)];
  if (open.length === 0) return readingView('Who comes', ...body);
  const options = open.map(({ placement, name }) => ({ value: placement, label: name }));
  const readers = list([manager.name, ...(deputy ? [deputy.name] : [])]);
  return form(
    routes.answer,
    { recipient: id },
    {
      title: 'Who would come',
      submit: 'Send',
      private: true,
      body: [
        ...body,
        small(
          `${readers} ${deputy ? 'see' : 'sees'} what you choose, and each of them hears what it means for them. No reason is asked or kept. Whom you leave out waits, and that’s fine.`,
        ),
        small(
          `That you opened this is written down, and they see it. It’s kept with the project, for two years after it’s over. ${itTeam}`,
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.multiselect('agreed', 'Agreed', { optional: true, options }),
        field.multiselect('other', 'Somebody else, please', { optional: true, options }),
      ],
    },
  );
}

export const chooseOne =
  'Please choose somebody in one of the two lists. You can also close this, and come back.';
export const chooseOnce = (names: readonly string[]): string =>
  `Please choose ${list(names)} in one of the two lists alone.`;

/** What became of what a host said of each. */
export interface Answered {
  recipient: Recipient;
  agreed: readonly Named[];
  other: readonly Named[];
  /** Agreed to, and something is in the way; in words for whoever runs the project. */
  held: readonly { named: Named; why: string; mayAgree: boolean }[];
  /** Somebody had said before. */
  late: number;
}

const namesOf = (all: readonly Named[]): string => list(all.map(({ name }) => name));

/** To whoever said it. What is in the way names nothing private. */
export function thanked({ recipient, agreed, other, held, late }: Answered): Message {
  const { manager } = recipient.project;
  const pm = firstName(manager.name);
  return discreet({
    title: 'Thank you: noted',
    body: [
      ...(agreed.length > 0
        ? [
            paragraph(
              `Agreed: ${namesOf(agreed)}. ${agreed.length === 1 ? 'They’ve' : 'They’ve all'} been told.`,
            ),
          ]
        : []),
      ...(other.length > 0
        ? [paragraph(`Somebody else in place of: ${namesOf(other)}. They’re thanked, and hear no reason.`)]
        : []),
      ...(held.length > 0
        ? [
            paragraph(
              `Not settled yet: ${namesOf(held.map(({ named }) => named))}. There’s something for ${manager.name} to see to first, and ${pm} has been told that you’re agreed.`,
            ),
          ]
        : []),
      ...(late > 0 ? [paragraph(`${people(late)} had been answered about already: that stands.`)] : []),
      small(`If that was a mistake, please tell ${manager.name}, who can change it.`),
    ],
  });
}

/** To whoever runs the project, once for all that was said at a time. */
export function answeredCard({ recipient, agreed, other, held }: Answered): Card {
  const { project, name } = recipient;
  return {
    title: 'The host has answered',
    body: [
      paragraph(`${project.theme}, by ${name ?? 'somebody at the host'}:`),
      ...(agreed.length > 0 ? [paragraph(`Agreed, and on the team: ${namesOf(agreed)}.`)] : []),
      ...(other.length > 0
        ? [
            paragraph(
              `Somebody else, please: ${namesOf(other)}. I’ve thanked them, and asked whether they’d be in reserve.`,
            ),
          ]
        : []),
      ...held.map(({ named, why }) =>
        paragraph(`Agreed, and not on the team yet: ${named.name}, because ${why}.`),
      ),
    ],
    actions: [
      ...held.flatMap(({ named, mayAgree }) => (mayAgree ? [agreedTo(named.placement, named.name)] : [])),
      peopleButton(project.id),
    ].slice(-4),
  };
}

export const BUSY = 'they’re on another team on one of these days';
export const FULL = 'the places are filled, and it would be one more';

/** Nobody is lost silently: whoever runs the project has the next step. */
export const unreachedCard = (recipient: Recipient): Card => ({
  title: 'Somebody at the host can’t be reached here',
  body: [
    paragraph(
      `${recipient.name ?? 'Somebody at the host'} can’t be reached here just now, about “${recipient.project.theme}”. Please ring or write: what you handed over to them is on a page to print or paste.`,
    ),
    small(
      'What they tell you, you can note on “The people”. If it’s to be deleted, please ask them for that, too.',
    ),
  ],
  actions: [
    button(routes.openPrint, 'Get it to print', { recipient: recipient.id }, 'primary'),
    peopleButton(recipient.project.id),
  ],
});

export const paperPage = (
  recipient: Recipient,
  profiles: Profiles,
  about: { to: string; day: string },
): Form => {
  const all = readable(recipient);
  const nobody = [paragraph('There’s nobody on it any more.')];
  return printPage(recipient.project, { ...about, body: all.length > 0 ? sheets(all, profiles) : nobody });
};

// --- what is to be deleted -----------------------------------------------------------------------------------------------

/** UK GDPR Art. 17, 19: once, and nobody is chased. `names`: whom the message names, and nothing that is kept. */
export function deletionCard(deletion: Deletion, now: Date, names = deletion.names): Card {
  const { id, project, people: count, deletedAt } = deletion;
  const { theme, manager } = project;
  if (deletedAt)
    return {
      title: 'Thank you: it’s deleted',
      body: [paragraph(`“${theme}”. Nothing more is needed.`)],
      actions: mayUndo(deletedAt, now)
        ? [button(routes.notDeleted, 'That was a mistake', { deletion: id })]
        : [],
    };
  const whom =
    names.length === count
      ? list(names)
      : `${people(count)}; the message of ${spokenDateAt(deletion.askedAt, manager.timeZone)} in this chat says whom`;
  return {
    title: 'Something to delete, please',
    body: [
      paragraph(`You got details for “${theme}” that aren’t needed any more, about ${whom}.`),
      paragraph('Please delete what you got, and copies of it, also in mail and on paper.'),
      small('You don’t have to say anything else. I ask once.'),
    ],
    actions: [button(routes.deleted, 'Deleted', { deletion: id }, 'primary')],
  };
}

/** What stands in the chat of somebody who can do nothing with it any more. */
export const nothingToSee: Message = message({
  title: 'There’s nothing to look at here now',
  body: [paragraph('It may have been taken back, or be over. Thank you for looking.')],
});

export const tooLate = ({ manager }: Project): Message =>
  message({
    title: 'That can’t be undone with a press any more',
    body: [paragraph(`Please tell ${manager.name}.`)],
  });
