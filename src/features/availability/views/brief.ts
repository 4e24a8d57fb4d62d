import { field } from '../../../chat/field.ts';
import type { Field, Form } from '../../../chat/form.ts';
import { small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { type Skills, skillOptions, splitWritten } from '../../../directory/skills.ts';
import { dayFields } from '../../placements/rules/days.ts';
import { COUNCILS, PLACES } from '../../placements/rules/words.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';

const option = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label: label.replace(/^an? /, '') }));

type About = Readonly<
  Record<'theme' | 'councilKind' | 'region' | 'placeKind', string> &
    Record<'skills' | 'sector' | 'politicalGroup', string | null>
>;

/** What it is about and whom it looks for, with what stands there. */
export const aboutFields = (about: About | undefined, skills: Skills) => [
  field.text('theme', 'What is it about?', {
    hint: 'Leave the host out: everybody in the pool reads this.',
    maxLength: 120,
    ...initial(about?.theme),
  }),
  field.select('councilKind', 'Kind of council', {
    options: option(COUNCILS),
    ...initial(about?.councilKind),
  }),
  field.text('region', 'Region', { maxLength: 80, ...initial(about?.region) }),
  field.select('placeKind', 'Where', { options: option(PLACES), ...initial(about?.placeKind) }),
  ...skillFields(about?.skills ?? '', skills),
  field.text('sector', 'Sector', {
    optional: true,
    hint: 'Such as housing, finance or adult social care.',
    maxLength: 80,
    ...initial(about?.sector),
  }),
  field.text('politicalGroup', 'If it needs a councillor: of which group?', {
    optional: true,
    hint: 'People read it and judge for themselves; nobody’s own group is written down.',
    maxLength: 80,
    ...initial(about?.politicalGroup),
  }),
];

/** The list that profiles have, so that the same words are compared; and words of one's own, as they have. */
function skillFields(written: string, skills: Skills): (Field & { id: 'listed' | 'skills' })[] {
  const { listed, own } = splitWritten(skills, written);
  const options = skillOptions(skills, listed);
  return [
    ...(options.length > 0
      ? [
          field.multiselect('listed', 'Skills you look for', {
            optional: true,
            options,
            ...(listed.length > 0 && { initial: listed }),
          }),
        ]
      : []),
    field.text('skills', 'Other skills and experience, in your own words', {
      optional: true,
      maxLength: 300,
      multiline: true,
      hint: 'With commas between them. What names health, or what somebody has lived through, isn’t compared.',
      ...initial(own),
    }),
  ];
}

export const peersField = (count: string | undefined) =>
  field.text('peers', 'How many peers?', {
    hint: '1 to 20',
    maxLength: 2,
    ...initial(count),
  });

export function briefForm(callOut: CallOut | undefined, host: string, skills: Skills): Form {
  const project = callOut?.project;
  return form(routes.saveBrief, callOut ? { callOut: callOut.id } : {}, {
    title: 'Call out for peers',
    submit: 'Preview',
    private: true,
    body: [
      small('Nothing goes out yet: you’ll see it first, and how many people it goes to.'),
      small(
        `Everybody in the pool reads it, except the host’s name. It’s kept with the project, for two years after it closes. ${itTeam}`,
      ),
      small(helplineFootnote),
    ],
    fields: [
      ...aboutFields(project, skills),
      field.text('roughly', 'No dates yet? Roughly when', {
        optional: true,
        hint: 'Such as “some time in spring”. Leave the days empty: it goes as a pencil, a heads-up before dates are fixed.',
        maxLength: 80,
        ...initial(project?.roughly),
      }),
      ...dayFields(
        (project?.days ?? []).map(({ day }) => day),
        'none',
      ),
      peersField(project && String(project.peersWanted)),
      field.date('replyBy', 'Reply by', {
        hint: 'Replies are welcome until the end of this day.',
        ...initial(callOut?.replyBy),
      }),
      field.text('host', 'The host, in confidence', {
        hint: 'Kept sealed. Nobody sees it but who runs this project, until it’s named to those you put forward.',
        maxLength: 120,
        ...initial(host),
      }),
    ],
  });
}
