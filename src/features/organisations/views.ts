import type { AuditLabels } from '../../bot/audit-labels.ts';
import { field } from '../../chat/field.ts';
import type { Form } from '../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../chat/message.ts';
import { button, form } from '../../chat/route.ts';
import { initial, list, people, plain } from '../../chat/words.ts';
import { helplineFootnote } from '../../directory/helplines.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../directory/organisations.ts';
import { cut } from '../../text/cut.ts';
import * as routes from './routes.ts';
import type { KnownOrganisation } from './store.ts';

const KIND_NAMES: Record<OrganisationKind, string> = {
  council: 'Council',
  charity: 'Charity',
  'community-group': 'Community group',
  nhs: 'NHS',
  housing: 'Housing association',
  education: 'School, college or university',
  'police-fire': 'Police or fire service',
  business: 'Business',
  other: 'Something else',
};

export const organisationsButton = button(routes.openOrganisations, 'Organisations', {});

/** A name that somebody typed, with the known ones that it may mean. */
export interface Proposal {
  organisation: KnownOrganisation;
  near: readonly KnownOrganisation[];
}

const about = ({ name, kind, area, people: count }: KnownOrganisation) => [
  bold(name),
  ` (${[kind ? KIND_NAMES[kind] : undefined, area ?? undefined, people(count)].filter(Boolean).join(', ')})`,
];

function proposalRow({ organisation, near }: Proposal): Block {
  const { id, name, isTwin } = organisation;
  const like = isTwin ? '. The same name, written in another way, is' : '. Much like';
  return row(
    [...about(organisation), near.length > 0 ? `${like} ${list(near.map((other) => other.name))}.` : '.'],
    ...near.map((other) =>
      button(routes.askToMerge, cut(`The same as ${other.name}`, 70), { from: id, into: other.id }),
    ),
    ...(isTwin ? [] : [button(routes.confirmOrganisation, cut(`Confirm ${name}`, 70), { organisation: id })]),
    button(routes.openOrganisation, 'Change', { organisation: id }),
  );
}

export function organisationsPage(proposals: readonly Proposal[], more: number, confirmed: number): Message {
  return message({
    title: 'Organisations',
    body: [
      paragraph(
        proposals.length > 0
          ? 'These were typed in a profile and nobody has looked at them yet, or are there twice.'
          : 'Nothing new to look at.',
      ),
      ...proposals.map(proposalRow),
      ...(more > 0 ? [paragraph(`And ${more} more, when these are done.`)] : []),
      small(
        `${confirmed} confirmed. Colleagues of one organisation aren’t paired, so it helps that each is there once.`,
      ),
    ],
    actions: [
      button(routes.openNewOrganisation, 'Add one', {}),
      button(routes.openFindOrganisation, 'Change or merge one', {}),
    ],
  });
}

export const waitingCard = (count: number): Card => ({
  title: count === 1 ? 'A new organisation to look at' : `${count} new organisations to look at`,
  body: [paragraph('Typed in a profile. Confirm each, or say that it’s the same as another.')],
  actions: [organisationsButton],
});

export const findForm: Form = form(
  routes.findOrganisation,
  {},
  {
    title: 'Which organisation?',
    submit: 'Next',
    body: [small(helplineFootnote)],
    fields: [field.text('name', 'Its name', { maxLength: 120 })],
  },
);
export const notFound = (near: readonly KnownOrganisation[]): string =>
  near.length > 0
    ? `There’s none of that name. Do you mean ${list(near.map(({ name }) => name))}?`
    : 'There’s none of that name. Please check how it’s written in a profile.';

/** Without one it is a new one. */
export function organisationForm(organisation: KnownOrganisation | undefined): Form {
  return form(routes.saveOrganisation, organisation ? { organisation: organisation.id } : {}, {
    title: organisation ? 'Organisation' : 'New organisation',
    submit: 'Save',
    body: [...(organisation ? [paragraph(...about(organisation))] : []), small(helplineFootnote)],
    fields: [
      field.text('name', 'Name', { maxLength: 120, ...initial(organisation?.name) }),
      {
        id: 'kind' as const,
        type: 'select' as const,
        label: 'Kind' as const,
        optional: true as const,
        options: ORGANISATION_KINDS.map((value) => ({ value, label: KIND_NAMES[value] })),
        ...initial(organisation?.kind),
      },
      {
        id: 'area' as const,
        type: 'text' as const,
        label: 'Area' as const,
        optional: true as const,
        maxLength: 80,
        hint: 'Such as a borough.',
        ...initial(organisation?.area),
      },
      ...(organisation
        ? [
            {
              id: 'sameAs' as const,
              type: 'text' as const,
              label: 'Merge with' as const,
              optional: true as const,
              maxLength: 120,
              hint: 'Type the other organisation’s name. It can’t be undone.',
            },
          ]
        : []),
    ],
  });
}

export const nameTaken = (name: string): string =>
  `That is ${name}, which is known already. To make the two one, give its name under “Merge with”.`;
export const thatIsItself = 'That’s the same one. Please give the name of another.';
export const gone: Message = plain(
  'That organisation is no longer there',
  'It was merged or changed meanwhile. Nothing was changed now.',
);
export const saved = (name: string): Message =>
  message({
    title: `${name} is saved`,
    body: [paragraph('It’s confirmed, and can be chosen in profiles.')],
    actions: [organisationsButton],
  });

export function confirmMerge(from: KnownOrganisation, into: KnownOrganisation, open: number): Message {
  const touched =
    open === 0
      ? 'Nothing that is under way is touched by it.'
      : `It touches ${open === 1 ? '1 thing that is' : `${open} things that are`} under way: people are asked again about conflicts, and buddies who would be colleagues aren’t introduced.`;
  return message({
    title: 'Make these two one?',
    body: [
      paragraph(...about(from), ' becomes ', ...about(into), '.'),
      paragraph(
        `${people(from.people)} will belong to ${into.name}. ${from.name} stays known as another name of it. ${touched}`,
      ),
      paragraph(bold('This can’t be undone: '), 'afterwards I no longer know who belonged to which.'),
    ],
    actions: [
      button(routes.merge, cut(`Make them ${into.name}`, 70), { from: from.id, into: into.id }, 'danger'),
      button(routes.askToMerge, cut(`Rather make them ${from.name}`, 70), {
        from: into.id,
        into: from.id,
      }),
      button(routes.openOrganisations, 'They’re two', {}),
    ],
  });
}
export const merged = (from: string, into: string, moved: number): Message =>
  message({
    title: `They’re one now: ${into}`,
    body: [
      paragraph(
        `${moved === 0 ? 'Nobody had to move' : `${people(moved)} moved`}. Whoever types ${from} means ${into}.`,
      ),
    ],
    actions: [organisationsButton],
  });

/** What is written down of who did what here, as people read it. */
export const AUDIT_LABELS: AuditLabels = {
  'organisation.confirmed': 'confirmed an organisation',
  'organisation.merged': 'made two organisations one',
  'organisation.saved': 'changed or added an organisation',
};
