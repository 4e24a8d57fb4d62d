import type { Beginning } from '../../../bot/beginning.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, initial, list, people, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import {
  BASIS_NAMES,
  type Basis,
  BEGINNINGS,
  basisWords,
  CONDITION_NAMES,
  POLICY_KINDS,
  type PolicyKind,
} from '../rules/policies.ts';
import type { Policy } from '../store.ts';
import { BEGINNING_NAMES, KIND_NAMES, stamp, wordsOf } from './words.ts';

const names = <K extends string>(of: Record<K, string>) =>
  Object.entries<string>(of).map(([value, label]) => ({ value, label }));

export function policiesPage(
  current: readonly Policy[],
  needs: readonly { what: Beginning; kind: PolicyKind }[],
  basis: Basis | undefined,
): Message {
  const rowOf = (kind: PolicyKind): Block => {
    const policy = current.find((one) => one.kind === kind);
    const what = needs
      .filter((one) => one.kind === kind)
      .map((one) => BEGINNING_NAMES[one.what].toLowerCase());
    const needed = what.length > 0 ? ` Needed for ${list(what)}.` : '';
    return row(
      [bold(`${KIND_NAMES[kind]}: `), policy ? `${stamp(policy)}${needed}` : `none yet.${needed}`],
      button(routes.openNewPolicy, policy ? 'New version' : `Write the ${KIND_NAMES[kind].toLowerCase()}`, {
        kind,
      }),
      ...(policy ? [button(routes.openNeeds, 'What needs it', { kind })] : []),
    );
  };
  return message({
    title: 'Notices and policies',
    body: [
      ...POLICY_KINDS.map(rowOf),
      { type: 'divider' },
      paragraph(bold('Lawful basis: '), basisWords(basis, true)),
    ],
    actions: [button(routes.openBasis, 'Record the lawful basis', {})],
  });
}

export const policyForm = (kind: PolicyKind, before: Policy | undefined): Form =>
  form(
    routes.savePolicy,
    { kind },
    {
      title: KIND_NAMES[kind],
      submit: 'Preview',
      body: [small('Everybody who is asked to read it sees these words; the link leads to the full text.')],
      fields: [
        field.text('title', 'Title', { maxLength: 120, initial: before?.title ?? KIND_NAMES[kind] }),
        field.text('summary', 'In short', {
          multiline: true,
          maxLength: 1_500,
          hint: helplineFootnote,
          ...initial(before?.summary),
        }),
        field.text('url', 'Link to the full text', {
          optional: true,
          maxLength: 500,
          ...initial(before?.url),
        }),
        field.text('approvedBy', 'Approved by', {
          maxLength: 120,
          hint: 'Such as: the steering group',
          ...initial(before?.approvedBy),
        }),
        field.date('approvedOn', 'Approved on'),
        field.date('reviewOn', 'Review date'),
      ],
    },
  );

export const confirmPublish = (policy: Policy, count: number): Message =>
  confirm({
    title: `Publish ${policy.title}?`,
    says: [
      ...wordsOf(policy),
      count > 0
        ? `This goes to ${people(count)}: whoever read the version before, or has already begun something that needs it.`
        : 'Nobody has read an earlier version or begun something that needs it, so it’s sent to nobody. Whoever begins that is shown it.',
    ],
    yes: button(routes.publishPolicy, 'Publish', { policy: policy.id }, 'primary'),
    no: button(routes.openNewPolicy, 'Change', { kind: policy.kind }),
  });
export const published = (policy: Policy, count: number): Message =>
  plain(
    'Published',
    `${policy.title}, version ${policy.version}. ${count > 0 ? `It goes to ${people(count)}.` : ''}`.trim(),
  );
export const publishedBefore = plain('That is published already', 'Type policies to see what holds now.');
export const reviewFirst = 'Please give a day after the one on which it was approved.';

export const needsForm = (kind: PolicyKind, what: readonly Beginning[]): Form =>
  form(
    routes.saveNeeds,
    { kind },
    {
      title: 'What needs it',
      submit: 'Save',
      body: [paragraph(`Before which of these is the ${KIND_NAMES[kind].toLowerCase()} to be read?`)],
      fields: [
        field.multiselect('what', 'Before', {
          optional: true,
          options: names(BEGINNING_NAMES),
          ...(what.length > 0 && { initial: [...what] }),
        }),
      ],
    },
  );
/** `unread`: those who had begun before, and find it on their home from now on. */
export function needsSaved(kind: PolicyKind, what: readonly Beginning[], unread: number): Message {
  const name = KIND_NAMES[kind].toLowerCase();
  const chosen = BEGINNINGS.filter((one) => what.includes(one)).map((one) =>
    BEGINNING_NAMES[one].toLowerCase(),
  );
  const first =
    chosen.length > 0 ? `The ${name} is shown first for: ${list(chosen)}.` : `Nothing needs the ${name} now.`;
  if (unread === 0) return plain('That’s saved', first);
  const before = `${people(unread)} had begun before, or read an older version. They find it on their home; shall I write to them as well?`;
  return message({
    title: 'That’s saved',
    body: [paragraph(first), paragraph(before)],
    actions: [button(routes.askBegun, `Write to ${people(unread)}`, { kind }, 'primary')],
  });
}
export const begunAsked = (kind: PolicyKind, count: number): Message =>
  plain('That’s on its way', `The ${KIND_NAMES[kind].toLowerCase()} goes to ${people(count)}.`);

export const basisForm = (basis: Basis | undefined): Form =>
  form(
    routes.saveBasis,
    {},
    {
      title: 'Lawful basis',
      submit: 'Record it',
      body: [
        paragraph('The legal ground on which your network keeps people’s data. Everybody can read it.'),
        small(
          'If you aren’t sure, ask whoever looks after data protection where you work. This is not legal advice.',
        ),
      ],
      fields: [
        field.select('basis', 'Lawful basis', { options: names(BASIS_NAMES), ...initial(basis?.basis) }),
        field.select('condition', 'For what people say about their health', {
          options: names(CONDITION_NAMES),
          ...initial(basis?.condition),
        }),
        field.text('note', 'Anything to add', {
          multiline: true,
          optional: true,
          maxLength: 500,
          hint: helplineFootnote,
          ...initial(basis?.note),
        }),
      ],
    },
  );
export const basisSaved = plain('That’s recorded', 'It stands on everybody’s privacy page, with the day.');

export const reviewDueCard = (policy: Policy): Card => ({
  title: 'A document wants looking at again',
  body: [paragraph(`${policy.title}: ${stamp(policy)}`)],
  actions: [button(routes.openPolicies, 'Notices and policies', {})],
});
