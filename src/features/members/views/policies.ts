import type { Beginning } from '../../../bot/feature.ts';
import { numberFootnote } from '../../../bot/numbers.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { initial, list, people, plain, spokenDay } from '../../../chat/words.ts';
import * as routes from '../routes/policies.ts';
import { type BASES, BEGINNINGS, type CONDITIONS, POLICY_KINDS, type PolicyKind } from '../rules/policies.ts';
import type { Basis, Policy } from '../store/policies.ts';

export const KIND_NAMES: Record<PolicyKind, string> = {
  'privacy-notice': 'Privacy notice',
  terms: 'Terms',
  'role-description': 'Role description',
  'code-of-conduct': 'Code of conduct',
  charter: 'Charter',
};
const BEGINNING_NAMES: Record<Beginning, string> = {
  join: 'Joining the network',
  'peer-pool': 'Joining the peer pool',
  buddies: 'Asking for a buddy',
};
const BASIS_NAMES: Record<(typeof BASES)[number], string> = {
  consent: 'Consent',
  contract: 'A contract',
  'legal-obligation': 'A legal obligation',
  'public-task': 'A public task',
  'legitimate-interests': 'Legitimate interests',
};
const CONDITION_NAMES: Record<(typeof CONDITIONS)[number], string> = {
  'explicit-consent': 'Explicit consent',
  employment: 'Employment or social protection',
  'not-for-profit': 'A not-for-profit body, for its members',
  'health-or-social-care': 'Health or social care',
  'none-held': 'We hold nothing of that kind',
};
const names = <K extends string>(of: Record<K, string>) =>
  Object.entries<string>(of).map(([value, label]) => ({ value, label }));

/** Version, approval and review: what E24 asks to be shown with every document. */
const stamp = ({ version, approvedBy, approvedOn, reviewOn }: Policy): string =>
  `Version ${version}. Approved by ${approvedBy} on ${spokenDate(approvedOn)}. To be looked at again by ${spokenDate(reviewOn)}.`;
const spokenDate = (day: string): string => `${spokenDay(day)} ${day.slice(0, 4)}`;

const wordsOf = (policy: Policy): Block[] => [
  paragraph(policy.summary),
  ...(policy.url ? [paragraph({ type: 'link', text: 'Read all of it', url: policy.url })] : []),
  small(stamp(policy)),
];

/** What has to be read before something can begin. */
export const readFirst = (policy: Policy, what: Beginning, after: Button): Message => {
  const { route, value, label, opensForm } = after;
  const next = { route, value, label, ...(opensForm && { opensForm }) };
  return message({
    title: `Before you begin: ${policy.title}`,
    body: wordsOf(policy),
    actions: [
      button(routes.acknowledge, 'I’ve read it', { policy: policy.id, what, after: next }, 'primary'),
    ],
  });
};
export const acknowledged = (after: Button | undefined): Message =>
  message({
    title: 'Thank you',
    body: [
      paragraph(
        after
          ? 'I’ve written down that you’ve read it. Now on to what you wanted to do:'
          : 'I’ve written down that you’ve read it.',
      ),
    ],
    actions: after ? [after] : [],
  });
export const replaced = plain(
  'There is a newer version',
  'Please go back to what you wanted to do, and I’ll show you that one.',
);

/** To whoever read the version before. */
export const changedCard = (policy: Policy): Card => ({
  title: `${policy.title} has changed`,
  body: wordsOf(policy),
  actions: [button(routes.acknowledge, 'I’ve read it', { policy: policy.id }, 'primary')],
});
export const policySlot = (policy: string, member: string): string => `members:policy:${policy}:${member}`;

export function documentsPage(
  current: readonly Policy[],
  read: ReadonlyMap<string, Date>,
  basis: Basis | undefined,
): Form {
  const shown = current.flatMap((policy): Block[] => {
    const at = read.get(policy.id);
    return [
      paragraph(bold(policy.title)),
      ...wordsOf(policy),
      small(
        at
          ? `You confirmed this version on ${spokenDate(at.toISOString().slice(0, 10))}.`
          : 'You haven’t been asked to confirm it.',
      ),
    ];
  });
  return readingView(
    'Notices and policies',
    ...(shown.length > 0 ? shown : [paragraph('There are none yet. Your coordinators publish them here.')]),
    small(basisWords(basis)),
  );
}

export const basisWords = (basis: Basis | undefined): string =>
  basis
    ? `Data is kept here on the basis of: ${BASIS_NAMES[basis.basis as keyof typeof BASIS_NAMES].toLowerCase()}. For what is said about health: ${CONDITION_NAMES[basis.condition as keyof typeof CONDITION_NAMES].toLowerCase()}.${basis.note ? ` ${basis.note}` : ''}`
    : 'Your coordinators have not recorded the lawful basis yet. You can ask them for it.';

// --- for coordinators --------------------------------------------------------------------------------------------------

export function policiesPage(
  current: readonly Policy[],
  needs: readonly { what: Beginning; kind: PolicyKind }[],
  basis: Basis | undefined,
): Message {
  const row = (kind: PolicyKind): Block => {
    const policy = current.find((one) => one.kind === kind);
    const what = needs
      .filter((one) => one.kind === kind)
      .map((one) => BEGINNING_NAMES[one.what].toLowerCase());
    const needed = what.length > 0 ? ` Needed for ${list(what)}.` : '';
    return {
      type: 'row',
      text: [bold(`${KIND_NAMES[kind]}: `), policy ? `${stamp(policy)}${needed}` : `none yet.${needed}`],
      actions: [
        button(routes.openNewPolicy, policy ? 'New version' : 'Write it', { kind }),
        ...(policy ? [button(routes.openNeeds, 'What needs it', { kind })] : []),
      ],
    };
  };
  return message({
    title: 'Notices and policies',
    body: [
      ...POLICY_KINDS.map(row),
      { type: 'divider' },
      paragraph(bold('Lawful basis: '), basisWords(basis)),
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
      submit: 'Look it over',
      body: [
        small('Everybody who is asked to read it sees these words; the whole of it stands behind the link.'),
      ],
      fields: [
        {
          id: 'title',
          type: 'text',
          label: 'Title',
          maxLength: 120,
          initial: before?.title ?? KIND_NAMES[kind],
        },
        {
          ...{
            id: 'summary',
            type: 'text',
            label: 'In short',
            multiline: true,
            maxLength: 1_500,
            hint: numberFootnote,
          },
          ...initial(before?.summary),
        },
        {
          id: 'url',
          type: 'text',
          label: 'Link to all of it',
          optional: true,
          maxLength: 500,
          ...initial(before?.url),
        },
        {
          ...{ id: 'approvedBy', type: 'text', label: 'Approved by', maxLength: 120 },
          ...{ hint: 'Such as: the steering group', ...initial(before?.approvedBy) },
        },
        { id: 'approvedOn', type: 'date', label: 'Approved on' },
        { id: 'reviewOn', type: 'date', label: 'To be reviewed by' },
      ],
    },
  );

export const confirmPublish = (policy: Policy, count: number): Message =>
  message({
    title: `Publish ${policy.title}?`,
    body: [
      ...wordsOf(policy),
      paragraph(
        count > 0
          ? `This goes to ${people(count)} who read the version before, and asks them again.`
          : 'Nobody has read an earlier version, so it’s sent to nobody. Whoever begins something that needs it is shown it.',
      ),
    ],
    actions: [
      button(routes.publishPolicy, 'Publish', { policy: policy.id }, 'primary'),
      button(routes.openNewPolicy, 'Change', { kind: policy.kind }),
    ],
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
        {
          ...{
            id: 'what',
            type: 'multiselect',
            label: 'Before',
            optional: true,
            options: names(BEGINNING_NAMES),
          },
          ...(what.length > 0 && { initial: [...what] }),
        },
      ],
    },
  );
export const needsSaved = (kind: PolicyKind, what: readonly Beginning[]): Message =>
  plain(
    'That’s saved',
    what.length > 0
      ? `The ${KIND_NAMES[kind].toLowerCase()} is shown first for: ${list(BEGINNINGS.filter((one) => what.includes(one)).map((one) => BEGINNING_NAMES[one].toLowerCase()))}.`
      : `Nothing needs the ${KIND_NAMES[kind].toLowerCase()} now.`,
  );

export const basisForm = (basis: Basis | undefined): Form =>
  form(
    routes.saveBasis,
    {},
    {
      title: 'Lawful basis',
      submit: 'Record it',
      body: [
        paragraph(
          'On what your network keeps people’s data, in UK data protection law. Everybody can read it.',
        ),
        small(
          'If you aren’t sure, ask whoever looks after data protection where you work. This is not legal advice.',
        ),
      ],
      fields: [
        {
          id: 'basis',
          type: 'select',
          label: 'Lawful basis',
          options: names(BASIS_NAMES),
          ...initial(basis?.basis),
        },
        {
          ...{ id: 'condition', type: 'select', label: 'For what people say about their health' },
          ...{ options: names(CONDITION_NAMES), ...initial(basis?.condition) },
        },
        {
          ...{
            id: 'note',
            type: 'text',
            label: 'Anything to add',
            multiline: true,
            optional: true,
            maxLength: 500,
          },
          ...{ hint: numberFootnote, ...initial(basis?.note) },
        },
      ],
    },
  );
export const basisSaved = plain('That’s recorded', 'It stands on everybody’s privacy page, with the day.');

export const reviewDue = (policy: Policy): Message =>
  message({
    title: 'A document wants looking at again',
    body: [paragraph(`${policy.title}: ${stamp(policy)}`)],
    actions: [button(routes.openPolicies, 'Notices and policies', {})],
  });
