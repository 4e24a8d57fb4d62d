import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, type Button, bold, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { initial, itTeam, list } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { capital } from '../../../text/cut.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { type Check, checklistOf, howFar, PACK_NAMES, packToCome } from '../rules/checklist.ts';
import { whenAndWhere } from '../rules/words.ts';
import type { Placed } from '../store/placements.ts';
import type { TeamMessage } from '../store/team-messages.ts';

const LABELS: Record<Check, string> = {
  'role-description': 'I’ve read the role description',
  terms: 'I’ve read the terms and conditions',
  confidentiality: 'I keep what I learn to the team',
  pack: 'I’ve had all four parts of the pack',
  briefing: 'I’ve had my briefing',
  insurance: 'I’m insured: public liability',
};

/** An undertaking is given in its own words, also in one tick with the rest. */
const ALL_DONE = 'All of it; and I keep what I learn to the team';

export const checklistButton = (placement: string): Button =>
  button(routes.openChecklist, 'Your checklist', { placement });
export const checklistLine = (placed: Placed): Block => small(`On your checklist: ${howFar(placed)} done.`);

function aboutPack(placed: Placed): Block {
  const { packSent } = placed.placement;
  const sent = packSent.map((part) => PACK_NAMES[part]);
  const toCome = packToCome(placed).map((part) => PACK_NAMES[part]);
  const says = [
    ...(sent.length > 0 ? [`Sent to you: ${list(sent)}.`] : []),
    ...(toCome.length > 0 ? [`To come from ${placed.project.manager.name}: ${list(toCome)}.`] : []),
  ];
  return paragraph(
    bold('Pack. '),
    `${says.join(' ')} The pool’s own professional liability insurance covers you.`,
  );
}

/** The latest of what was written to the team, for whoever joined later, too. */
const MOST_SHOWN = 5;
const written = (messages: readonly TeamMessage[], zone: string): Block[] =>
  messages
    .slice(0, MOST_SHOWN)
    .map(({ by, at, words }) => paragraph(bold(`${by.name}, ${spokenDateAt(at, zone)}. `), words));

/** One list, in one go; nothing on it is owed. `zone`: of whoever reads it. */
export function checklistForm(
  placed: Placed,
  needs: string | undefined,
  messages: readonly TeamMessage[],
  zone: string,
): Form {
  const { project, placement, published } = placed;
  const manager = project.manager.name;
  const isAllThere = packToCome(placed).length === 0;
  const checks = checklistOf(placed).filter(({ check }) => check !== 'insurance');
  return form(
    routes.tick,
    { placement: placement.id, reader: project.managerId },
    {
      title: 'Before you go',
      submit: 'Save',
      private: true,
      body: [
        paragraph(`${project.theme}, ${whenAndWhere(project)}.`),
        ...written(messages, zone),
        aboutPack(placed),
        paragraph(
          bold('Confidentiality. '),
          'I keep what I learn about the host and its people to the team, and delete what I have of it when the project is over. What is kept here goes two years after.',
        ),
        ...(project.ownInsurance
          ? [
              paragraph(
                bold('Insurance. '),
                'This project asks for public liability insurance of your own: please give the day until which it runs.',
              ),
            ]
          : []),
        ...(published.length > 0
          ? [small('Type “privacy” to read what there is to read: “Notices and policies”.')]
          : []),
      ],
      fields: [
        field.multiselect('done', 'What is done?', {
          optional: true,
          options: [
            ...(isAllThere && checks.every(({ done }) => !done)
              ? [{ value: routes.ALL_CHECKS, label: ALL_DONE }]
              : []),
            ...checks.map(({ check }) => ({ value: check, label: LABELS[check] })),
          ],
          initial: checks.filter(({ done }) => done).map(({ check }) => check),
        }),
        ...(project.ownInsurance
          ? [
              field.date('insuredUntil', 'Insured until', {
                optional: true,
                ...initial(placement.insuredUntil ?? undefined),
              }),
            ]
          : []),
        field.text('needs', 'Anything you need to take part?', {
          optional: true,
          multiline: true,
          maxLength: 500,
          hint: `Travel, room, breaks. Only ${manager} reads it; it’s deleted afterwards. ${itTeam} ${helplineFootnote}`,
          ...initial(needs),
        }),
      ],
    },
  );
}

export const notAllThere = (placed: Placed): string =>
  `${capital(list(packToCome(placed).map((part) => PACK_NAMES[part])))}: still to come. Please leave the pack open until then.`;
export const endsTooEarly = 'That’s before the last day of this project. Please give a later day.';
