import type { AuditLabels } from '../../bot/audit-labels.ts';
import type { Form } from '../../chat/form.ts';
import { type Block, bold, type Card, type Message, paragraph, small } from '../../chat/message.ts';
import { button, form, readingView } from '../../chat/route.ts';
import { itTeam, list, people, plain } from '../../chat/words.ts';
import { helplineFootnote } from '../../directory/helplines.ts';
import { KIND_LABELS } from '../../directory/participant-kinds.ts';
import * as routes from './routes.ts';
import type { Outcome } from './rules/plan.ts';
import type { BadLine } from './rules/text.ts';
import type { Invited } from './store/known.ts';

export const importButton = button(routes.openImport, 'Bring in people', {});

const NAMED = 50;
const NAMES_A_LINE = 10;

/** Who it would bring in, ten to a line: a cell in the wrong column shows here. */
function namesOf(outcomes: readonly Outcome[]): string[] {
  const fresh = outcomes.flatMap(({ is, one: { name, organisation } }) =>
    is === 'new' ? [organisation ? `${name} (${organisation})` : name] : [],
  );
  const shown = fresh.slice(0, NAMED);
  const rows = Array.from({ length: Math.ceil(shown.length / NAMES_A_LINE) }, (_, i) =>
    shown.slice(i * NAMES_A_LINE, (i + 1) * NAMES_A_LINE).join('; '),
  );
  return [...rows, ...(fresh.length > NAMED ? [`And ${people(fresh.length - NAMED)} more.`] : [])];
}

/** One line each, for a terminal and for a form alike. */
export function planLines(outcomes: readonly Outcome[], bad: readonly BadLine[]): string[] {
  const count = (is: Outcome['is']) => outcomes.filter((one) => one.is === is).length;
  return [
    `${people(count('new'))} to bring in.`,
    ...namesOf(outcomes),
    ...(count('namesake') > 0
      ? [`${people(count('namesake'))} left out for now: somebody of the same name is here already.`]
      : []),
    ...outcomes.flatMap((one) =>
      one.is === 'namesake' ? [`Line ${one.one.line}, ${one.one.name}: ${NAMESAKES[one.known]}.`] : [],
    ),
    ...(count('here') > 0 ? [`${people(count('here'))} here already, and left as they are.`] : []),
    ...(count('expected') > 0
      ? [`${people(count('expected'))} expected already, and left as they are.`]
      : []),
    ...(count('declined') > 0
      ? [`${people(count('declined'))} who would rather not, and aren’t asked for half a year.`]
      : []),
    ...outcomes.flatMap((one) =>
      'differ' in one && one.differ.length > 0
        ? [`Line ${one.one.line}, ${one.one.name}: ${one.differ.join('; ')}.`]
        : [],
    ),
    ...bad.map(({ line, expected }) => `Line ${line} can’t be brought in. Expected: ${expected}.`),
  ];
}

const NAMESAKES = {
  member: 'a member has that name',
  expected: 'somebody of that name is expected',
} as const;

/** An organisation that nobody has named here yet, and one that it may have been meant for. */
export const didYouMean = (line: number, organisation: string, near: string): string =>
  `Line ${line}: ${organisation} isn’t known here. Did you mean ${near}? If so, please change it in the list.`;

const HOW: Block[] = [
  paragraph(
    'One person on each line: name, email, organisation, area, kinds. Or begin with a line that names your columns. Commas between them, semicolons within one.',
  ),
  small(
    'Nobody is written to before they write to me: then I ask them whether they’d like to join. Kinds are officer, councillor, volunteer, paid peer, manager.',
  ),
];
const SHOWN = 30;

/** The list again, with what each line comes to: what was mended is looked at again. */
export function importForm(
  text: string | undefined,
  checked?: {
    mark: string;
    outcomes: readonly Outcome[];
    bad: readonly BadLine[];
    hints: readonly string[];
  },
): Form {
  const lines = checked ? [...planLines(checked.outcomes, checked.bad), ...checked.hints] : [];
  const more = lines.length - SHOWN;
  const count = checked?.outcomes.filter(({ is }) => is === 'new').length ?? 0;
  const namesakes = checked?.outcomes.filter(({ is }) => is === 'namesake').map(({ one }) => one) ?? [];
  const bring = count > 0 ? `Bring in these ${count}` : 'Bring in who is ticked';
  return form(routes.bringIn, checked && count + namesakes.length > 0 ? { checked: checked.mark } : {}, {
    title: 'Bring in people',
    submit: count + namesakes.length > 0 ? bring : 'Preview',
    private: true,
    body: [
      ...(checked
        ? [
            ...lines.slice(0, SHOWN).map((line) => paragraph(line)),
            ...(more > 0 ? [paragraph(`And ${more} more like these.`)] : []),
            small('Nothing has been brought in yet. If you change the list, you see a preview again.'),
          ]
        : HOW),
      small(
        `Who reads it: coordinators, and each person what it says of them. I keep it until they join or say no, half a year at the most. If somebody says no, I remember that for half a year. Email addresses are kept so that nobody can read them. ${itTeam}`,
      ),
      small(helplineFootnote),
    ],
    fields: [
      {
        id: 'list' as const,
        type: 'text' as const,
        label: 'The list' as const,
        multiline: true as const,
        maxLength: routes.PASTE_LENGTH,
        hint: `Up to ${routes.PASTE_LINES} lines at once.`,
        ...(text && { initial: text }),
      },
      ...(namesakes.length > 0
        ? [
            {
              id: 'also' as const,
              type: 'multiselect' as const,
              optional: true as const,
              label: 'Their name is here already: are they other people?',
              hint: 'Whoever you tick is brought in as well. Leave out who is the same person.',
              options: namesakes.map(({ line, name }) => ({ value: String(line), label: name })),
            },
          ]
        : []),
    ],
  });
}

/** A code, and where there is one the link whose page says how to join with it. */
export interface Way {
  code: string;
  link: string | undefined;
}

export const broughtNobodyIn: Form = readingView(
  'Nobody new',
  paragraph(
    'Everybody on that list is here or expected already, so nobody was brought in. Nothing has changed.',
  ),
);

/** The codes are shown here, once: what is kept of them is a hash. */
export function broughtIn(invited: readonly ({ name: string } & Way)[]): Form {
  const isLinked = invited.some(({ link }) => link);
  return readingView(
    'They’re expected now',
    paragraph(
      `${people(invited.length)}. Whoever writes to me and is known by what the list says is asked at once. `,
      isLinked
        ? 'Please send each of the others their own link. Its page says how to join, from Slack and from Teams, with the code to type:'
        : 'Anybody else can send me their own code, in our own chat:',
    ),
    ...invited.map(({ name, code, link }) =>
      link
        ? paragraph(bold(name), `: join ${code}, or `, { type: 'link', text: link, url: link })
        : paragraph(bold(name), `: join ${code}`),
    ),
    small(
      `Write these down now: they aren’t shown again. Each works once, for half a year, for whoever has it${isLinked ? '; looking at a link spends nothing' : ''}.`,
    ),
  );
}

// --- to somebody who is expected ---------------------------------------------------------------------------------------

export function invitationCard(invited: Invited): Card {
  const { id, organisation, area, kinds } = invited;
  const said = [organisation, area, ...kinds.map((kind) => KIND_LABELS[kind])].filter(Boolean) as string[];
  return {
    title: 'You’re expected here',
    body: [
      paragraph(
        'A coordinator of this peer network has put you on its list. Would you like to join? Nothing is expected of you, and you can leave at any time.',
      ),
      ...(said.length > 0
        ? [paragraph(`What the list says of you: ${list(said)}. You can change it in your profile.`)]
        : []),
    ],
    actions: [
      button(routes.acceptInvitation, 'Join', { invited: id }, 'primary'),
      button(routes.declineInvitation, 'No, thank you', { invited: id }),
    ],
  };
}

export const declined: Message = plain(
  'That’s fine',
  'What the list said of you is deleted, and for half a year no list asks you again. If you change your mind, type “join”.',
);
export const invitationOver: Message = plain(
  'That invitation is over',
  'It was answered, or half a year has passed. To ask to join, type “join”.',
);
export const joinCodeUnknown: Message = plain(
  'I don’t know that code',
  'It may have been used. Please check it and type it again, or type “join” to ask a coordinator.',
);
export const joinCodeVoided: Message = plain(
  'That code no longer works',
  'A code is void once it was typed where others may read it. You can delete what you typed. Type “join” in our own chat: a coordinator will answer.',
);

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'member.joined-invited': 'joined as somebody who was expected',
  'people.exported': 'wrote the members to a file',
  'people.imported': 'brought in a list of people',
};
