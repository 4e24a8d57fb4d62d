import { settingsButton } from '../../../bot/home.ts';
import { field } from '../../../chat/field.ts';
import type { Field, Form, Option } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, row, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { itTeam, list } from '../../../chat/words.ts';
import { NAMELESS } from '../../../directory/arrival.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Organisation } from '../../../directory/organisations.ts';
import { KIND_LABELS, participantKindsToConfirm } from '../../../directory/participant-kinds.ts';
import type { Profile } from '../../../directory/profile.ts';
import { type Skills, skillOptions, splitSkills } from '../../../directory/skills.ts';
import { cut } from '../../../text/cut.ts';
import { firstName } from '../../../text/name.ts';
import { LIST_ITEMS } from '../../../text/short-list.ts';
import * as routes from '../routes.ts';

const HOURS: readonly Option[] = [
  { value: 'work', label: 'Work hours' },
  { value: 'evenings', label: 'Evenings and weekends' },
  { value: 'never', label: 'Only when I look' },
];

export function profileForm(
  profile: Profile,
  hours: string,
  organisations: readonly Organisation[],
  skills: Skills,
): Form {
  return form(
    routes.saveProfile,
    {},
    {
      title: 'My profile',
      submit: 'Save',
      body: [
        paragraph(
          'Leave out what you like; nothing here is ever guessed, and you can change it at any time.',
        ),
        small(
          `Who reads it: members of this network may see it beside your name, such as when you could be somebody’s buddy. Colleagues of one organisation aren’t paired. Topics bring you no questions by themselves: for that you’re invited, and say yes first. Kept until you change it or leave. ${itTeam}`,
        ),
        small(helplineFootnote),
      ],
      fields: [
        text(
          'name',
          'What you’re called here',
          80,
          profile.name,
          'Leave it empty to go by your name in Slack or Teams.',
        ),
        text('called', 'What shall I call you?', 40, profile.called, calledHint(profile)),
        ...organisationFields(profile, organisations),
        text('area', 'Area', 80, profile.area, 'Such as Leeds, or the Highlands.'),
        field.multiselect('kinds', 'Your role here: tick all that fit', {
          optional: true,
          options: Object.entries(KIND_LABELS).map(([value, label]) => ({ value, label })),
          ...(profile.kinds.length > 0 && { initial: profile.kinds }),
          hint: 'A coordinator confirms it. Until then you see what is for everyone.',
        }),
        ...skillFields(profile, skills),
        text(
          'topics',
          'Topics you’d like to be asked about',
          400,
          profile.topics.join(', '),
          'Up to ten, with commas between them.',
        ),
        text(
          'interests',
          'Interests',
          400,
          profile.interests.join(', '),
          'Up to ten: work, or what you like doing.',
        ),
        text('languages', 'Languages', 400, profile.languages.join(', '), 'Such as English, Polish, BSL.'),
        field.select('hours', 'When may I message you?', {
          optional: true,
          options: HOURS,
          ...(HOURS.some(({ value }) => value === hours) && { initial: hours }),
        }),
      ],
    },
  );
}

/** What it comes to when it is left empty. */
const calledHint = ({ name }: Profile): string =>
  name === NAMELESS ? 'Such as Dilys.' : cut(`Leave it empty for “${firstName(name)}”.`, 100);

const text = <I extends string>(
  id: I,
  label: string,
  maxLength: number,
  initial: string | null,
  hint: string,
) => ({
  type: 'text' as const,
  optional: true as const,
  id,
  label,
  maxLength,
  hint,
  ...(initial && { initial }),
});

/** Chosen from the one list that everybody chooses from, and words of one's own beside it. */
function skillFields({ skills }: Profile, all: Skills): (Field & { id: 'listed' | 'skills' })[] {
  const { listed, own } = splitSkills(all, skills);
  const options = skillOptions(all, listed);
  const hint = 'Up to ten together, with commas between them.';
  if (options.length === 0) return [text('skills', 'Skills, in your own words', 400, own.join(', '), hint)];
  return [
    field.multiselect('listed', 'Skills', {
      optional: true,
      options,
      ...(listed.length > 0 && { initial: listed }),
    }),
    text('skills', 'Other skills, in your own words', 400, own.join(', '), hint),
  ];
}
export const tooManySkills = `Please name ${LIST_ITEMS} at the most, those from the list among them.`;

function organisationFields(
  { organisation }: Profile,
  known: readonly Organisation[],
): (Field & { id: 'organisation' | 'organisationName' })[] {
  const hint = 'Write it as your colleagues do, so it isn’t listed twice.';
  if (known.length === 0)
    return [text('organisationName', 'Organisation', 120, organisation?.name ?? null, hint)];
  const listed = known.some(({ id }) => id === organisation?.id);
  return [
    field.select('organisation', 'Organisation', {
      optional: true,
      options: [
        ...known.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'none', label: 'None, or I’d rather not say' },
      ],
      ...(organisation && listed && { initial: organisation.id }),
    }),
    text(
      'organisationName',
      'If it isn’t in that list: its name',
      120,
      organisation && !listed ? organisation.name : null,
      hint,
    ),
  ];
}

export const organisationGone =
  'That organisation is no longer in the list. Please choose again, or type its name.';

export function profileSaved(profile: Profile): Message {
  const waits = participantKindsToConfirm(profile).length > 0;
  return message({
    title: 'Thank you, your profile is saved',
    body: [
      paragraph('You can change or empty it at any time.'),
      ...(waits
        ? [paragraph('A coordinator will confirm your role. Until then you see what is for everyone.')]
        : []),
    ],
    actions: [button(routes.openProfile, 'Change my profile', {}), settingsButton],
  });
}

export const profileButton = button(routes.openProfile, 'My profile', {});

/** Among my settings, in short: it stands in the chat, so it says how much there is and not what. */
export function profileRow(profile: Profile): Block {
  const filled = [
    ...(profile.organisation ? ['organisation'] : []),
    ...(profile.area ? ['area'] : []),
    ...(profile.kinds.length > 0 ? ['your role'] : []),
    ...(['skills', 'topics', 'interests', 'languages'] as const).filter((part) => profile[part].length > 0),
  ];
  const said =
    filled.length === 0
      ? 'nothing yet. It helps others to find you; leave out what you like.'
      : `${list(filled)}. Anything changed?`;
  return row([bold('My profile: '), said], profileButton);
}
