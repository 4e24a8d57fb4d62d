import type { AuditLabels } from '../../bot/audit-labels.ts';
import { field } from '../../chat/field.ts';
import type { Form } from '../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, row, small } from '../../chat/message.ts';
import { button, form, readingView } from '../../chat/route.ts';
import { initial, itTeam, people, plain } from '../../chat/words.ts';
import { helplineFootnote } from '../../directory/helplines.ts';
import { MOST_SKILLS, type Skill, type Skills, skillOptions } from '../../directory/skills.ts';
import type { Typed } from '../../text/alike.ts';
import { LIST_ITEM_LENGTH } from '../../text/short-list.ts';
import * as routes from './routes.ts';

export const skillsButton = button(routes.openSkills, 'Skills', {});

/** Ours: as many as one page shows well. */
const SHOWN = 8;

const ownRow = ({ typed, people: count }: Typed): Block =>
  row(
    `${people(count)} wrote “${typed}” themselves.`,
    button(routes.openAdd, 'Add it', { own: typed }),
    button(routes.openMerge, 'It’s one of the list', { own: typed }),
  );

export function skillsPage(all: Skills, own: readonly Typed[]): Form {
  const named = (state: Skill['state']) => all.filter((one) => one.state === state).map(({ words }) => words);
  const [listed, retired] = [named('listed'), named('retired')];
  return readingView(
    'Skills to choose from',
    paragraph(
      'People choose from these in their profile and for a buddy, and whoever looks for peers in their brief. Each of them can add words of their own, but for buddies.',
    ),
    paragraph(bold('On the list: '), listed.length > 0 ? `${listed.join('; ')}.` : 'none so far.'),
    ...(retired.length > 0
      ? [
          paragraph(
            bold('Not offered any more: '),
            `${retired.join('; ')}. Whoever chose one of them still has it.`,
          ),
        ]
      : []),
    row(
      'Change the list:',
      button(routes.openAdd, 'Add one', {}),
      button(routes.openChange, 'Change one', {}),
    ),
    ...own.slice(0, SHOWN).map(ownRow),
    ...(own.length > SHOWN ? [paragraph(`And ${own.length - SHOWN} more, when these are done.`)] : []),
    small('Words of people’s own are counted from three people on, and never with names.'),
  );
}

const HEALTH =
  'No word for health or for what somebody has lived through: people would have to out themselves to be found.';
export const isHealth =
  'That names health, or what somebody has lived through, and people would have to out themselves to be found. If it’s the work that you mean, please name the work, such as “running support groups” or “public health”.';

const readBy = small(
  `Every member can read the list. It’s kept until a coordinator changes it, and that it was changed is written down with who did it. ${itTeam}`,
);

const wordsField = (before: string | undefined) =>
  field.text('words', 'The skill, in a few words', {
    maxLength: LIST_ITEM_LENGTH,
    hint: 'Written as in a sentence, such as “adult social care”.',
    ...initial(before),
  });

export const addForm = (own: string | undefined): Form =>
  form(
    routes.add,
    {},
    {
      title: 'Add a skill',
      submit: 'Add it',
      body: [paragraph(HEALTH), readBy, small(helplineFootnote)],
      fields: [wordsField(own)],
    },
  );

export const renameForm = ({ id, words }: Skill, holding: number): Form =>
  form(
    routes.rename,
    { skill: id },
    {
      title: 'Write it another way',
      submit: 'Save',
      body: [
        paragraph(
          `${people(holding)} ${holding === 1 ? 'has' : 'have'} “${words}” in their profile, and will have the new words. A call-out that has been sent stays as people read it, and still means the same.`,
        ),
        paragraph(HEALTH),
        readBy,
        small(helplineFootnote),
      ],
      fields: [wordsField(words)],
    },
  );

const WHAT: Record<(typeof routes.CHANGES)[number], string> = {
  rename: 'Write it another way',
  retire: 'Don’t offer it any more',
  list: 'Offer it again',
  merge: 'It’s the same as another one',
};

const choices = (all: Skills) =>
  all
    .filter(({ state }) => state !== 'same')
    .map(({ id, words, state }) => ({
      value: id,
      label: state === 'retired' ? `${words} (not offered)` : words,
    }));

export const changeForm = (all: Skills): Form =>
  form(
    routes.change,
    {},
    {
      title: 'Change a skill',
      submit: 'Next',
      fields: [
        field.select('skill', 'Which one?', { options: choices(all) }),
        field.select('what', 'What would you like to do?', {
          options: routes.CHANGES.map((value) => ({ value, label: WHAT[value] })),
        }),
      ],
    },
  );

/** `from`: one of the list, or words that people typed. */
export function mergeForm(all: Skills, from: { own: string } | { skill: Skill }): Form {
  const words = 'own' in from ? from.own : from.skill.words;
  const others = all.filter((one) => 'own' in from || one.id !== from.skill.id);
  return form(routes.merge, 'own' in from ? { own: from.own } : { skill: from.skill.id }, {
    title: 'The same as another one',
    submit: 'Make them one',
    body: [
      paragraph(
        `Whoever has “${words}” will have the one that you choose, and whoever types “${words}” means it from now on.`,
      ),
      paragraph(bold('This can’t be undone: '), 'afterwards I no longer know who had which.'),
    ],
    fields: [field.select('into', 'Which one is it?', { options: skillOptions(others, []) })],
  });
}

const done = (title: string, words: string): Message =>
  message({ title, body: [paragraph(words)], actions: [skillsButton] });

export const added = (words: string): Message =>
  done(
    'That’s on the list now',
    `“${words}” can be chosen from now on, and whoever had typed it has chosen it.`,
  );
export const renamed = (before: string, words: string): Message =>
  done('That’s changed', `“${before}” is “${words}” now. Whoever types the old words means the new ones.`);
export const retired = (words: string): Message =>
  done('That’s offered no more', `Whoever chose “${words}” still has it. “Change one” offers it again.`);
export const offeredAgain = (words: string): Message =>
  done('That’s offered again', `“${words}” can be chosen from now on.`);
export const merged = (words: string, into: string): Message =>
  done('They’re one now', `“${words}” is “${into}” from now on.`);

export const isThere = (words: string): string => `That’s on the list already, as “${words}”.`;
export const isRetired = (words: string): string =>
  `“${words}” was on the list before. “Change one” offers it again.`;
export const isFull = `The list has ${MOST_SKILLS} words, which is as many as one list shows. Please take one off it first.`;
export const noOther: Message = plain(
  'There’s no other one',
  'Nothing else is on the list, so there’s nothing that it could be the same as. “Add one” is for that.',
);
export const none: Message = plain('There’s nothing to change', 'Nothing is on the list yet.');
export const gone: Message = plain(
  'That has changed meanwhile',
  'Another coordinator was quicker. Nothing was changed now: please open the list again.',
);

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'skill.added': 'added a skill to the list',
  'skill.renamed': 'wrote a skill of the list another way',
  'skill.retired': 'took a skill off the list',
  'skill.listed': 'put a skill back on the list',
  'skill.merged': 'made two skills one',
};
