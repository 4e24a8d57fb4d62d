import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { initial, itTeam, list } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { capital } from '../../../text/cut.ts';
import {
  type Check,
  checklistOf,
  PACK_NAMES,
  PACK_PARTS,
  type PackPart,
  packToCome,
} from '../../placements/rules/checklist.ts';
import { firstDay } from '../../placements/rules/project.ts';
import { dayIn, whenAndWhere } from '../../placements/rules/words.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import * as routes from '../routes.ts';

const MISSING: Record<Exclude<Check, 'pack'>, string> = {
  'role-description': 'the role description to read',
  terms: 'the terms and conditions to read',
  confidentiality: 'the undertaking about confidentiality',
  briefing: 'the briefing',
  insurance: 'a date of insurance',
};

/** What is still to be done for or by somebody on the team; undefined: nothing. */
export function toCome(placed: Placed): string | undefined {
  const open = checklistOf(placed).filter(({ done }) => !done);
  const parts = packToCome(placed);
  const words = open.map(({ check }) => {
    if (check !== 'pack') return MISSING[check];
    return parts.length === 0
      ? 'their word that the pack has come'
      : `of the pack: ${list(parts.map((part) => PACK_NAMES[part]))}`;
  });
  return words.length === 0 ? undefined : list(words);
}

/** `sent`: what everybody on the team has. */
export function preparationForm(
  project: Project,
  team: readonly Placed[],
  sent: readonly PackPart[],
  context: string | undefined,
): Form {
  return form(
    routes.prepare,
    { project: project.id, sent: [...sent] },
    {
      title: 'Before the first day',
      submit: 'Save',
      private: true,
      body: [
        paragraph(bold(project.theme), `, ${whenAndWhere(project)}.`),
        paragraph(`On the team: ${list(team.map(({ name }) => name))}.`),
        small(
          'Each has a checklist on their card: the pack, confidentiality, the briefing and what there is to read. A week before I tell you what isn’t ready.',
        ),
      ],
      fields: [
        field.multiselect('parts', 'What of the pack has everybody had?', {
          optional: true,
          options: [
            ...(sent.length < PACK_PARTS.length
              ? [{ value: routes.WHOLE_PACK, label: 'All four parts' }]
              : []),
            ...PACK_PARTS.map((part) => ({ value: part, label: capital(PACK_NAMES[part]) })),
          ],
          initial: [...sent],
        }),
        field.select('insurance', 'Do they need public liability insurance of their own?', {
          options: [
            { value: 'no', label: 'No' },
            { value: 'yes', label: 'Yes: each gives the day until which it runs' },
          ],
          initial: project.ownInsurance ? 'yes' : 'no',
        }),
        field.text('context', 'For the team alone', {
          optional: true,
          multiline: true,
          maxLength: 2000,
          hint: `What is sensitive. It opens to those on the team who have ticked confidentiality, and to whoever runs this. It’s kept with the project, for two years. ${itTeam} ${helplineFootnote}`,
          ...initial(context),
        }),
      ],
    },
  );
}

export const nobodyOnTeam: Message = message({
  title: 'Nobody is on the team yet',
  body: [
    paragraph('Once the host has agreed to somebody, what they need before the first day is noted here.'),
  ],
});

export const prepared = ({ id }: Project, parts: readonly PackPart[]): Message =>
  message({
    title: 'Noted',
    body: [
      paragraph(
        parts.length === PACK_PARTS.length
          ? 'Their checklists say that the whole pack has been sent.'
          : 'Their checklists say what has been sent, and what is to come.',
      ),
    ],
    actions: [button(routes.showPeople, 'The people', { project: id })],
  });

/** A19, A22, A24: once, a week before. */
export const notReadyCard = (project: Project, team: readonly Placed[]): Card => ({
  title: `Before ${dayIn(project)(firstDay(project))}: what isn’t ready yet`,
  body: [
    paragraph(`${project.theme}.`),
    ...team.flatMap((one) => {
      const open = toCome(one);
      return open ? [paragraph(bold(one.name), `: ${open}.`)] : [];
    }),
    small('This is the only time that I say so. A word from you helps more than another card from me.'),
  ],
  actions: [
    button(routes.openPreparation, 'Pack and briefing', { project: project.id }, 'primary'),
    button(routes.showPeople, 'The people', { project: project.id }),
  ],
});
