import type { Form } from '../../../chat/form.ts';
import { bold, type Card, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import type { Named } from '../../../directory/circle.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';

export const PEOPLE = ['person1', 'person2', 'person3'] as const;

export function supervisedForm(supervisor: Named, people: readonly Named[]): Form {
  const first = firstName(supervisor.name);
  return form(
    routes.saveSupervised,
    { supervisor: supervisor.member },
    {
      title: `Whom ${first} supports`,
      submit: 'Save',
      body: [
        ...(people.length === 0
          ? [paragraph(`Nobody yet.`)]
          : people.map(({ name }) => paragraph(bold(name)))),
        small(
          `Both are told. ${first} reads nothing of theirs by this: what somebody shares is up to them. Kept until a coordinator changes it, or ${first}’s role ends.`,
        ),
      ],
      fields: [
        ...PEOPLE.map((id, index) => ({
          id,
          type: 'member' as const,
          optional: true as const,
          label: index === 0 ? 'Add somebody' : 'And somebody else',
        })),
        ...(people.length === 0
          ? []
          : [
              {
                id: 'off' as const,
                type: 'multiselect' as const,
                optional: true as const,
                label: 'No longer',
                options: people.map(({ member, name }) => ({ value: member, label: name })),
              },
            ]),
      ],
    },
  );
}

export const supervisedSaved = (supervisor: Named, people: readonly Named[]) =>
  message({
    title: `Whom ${firstName(supervisor.name)} supports`,
    body: people.length === 0 ? [paragraph('Nobody now.')] : people.map(({ name }) => paragraph(bold(name))),
    actions: [button(routes.openRoles, 'All roles', {})],
  });

export const notSupervisor = message({
  title: 'They aren’t a supervisor now',
  body: [paragraph('Nothing was changed. Give them that role first.')],
  actions: [button(routes.openRoles, 'All roles', {})],
});
export const themselves = 'That’s the supervisor. Please choose somebody else.';
export const giveToSupervisor =
  'They aren’t a supervisor. Please choose one, or give them that role first and come back.';

/** What one of the two is told of the other. */
export interface Supervision {
  to: Named;
  other: Named;
  is: 'supervisor' | 'supported' | 'over';
}

export const supervisionCard = ({ other, is }: Supervision): Card => ({
  title: 'Supervision in this network',
  body: [
    paragraph(
      is === 'supervisor'
        ? `${other.name} is somebody you support as a supervisor now.`
        : is === 'supported'
          ? `${other.name} is your supervisor here now. They read nothing of yours by that, and nothing goes to them unless you choose it.`
          : `${other.name} and you are no longer supervisor and supported here.`,
    ),
    paragraph('If that isn’t right, tell a coordinator.'),
  ],
});
