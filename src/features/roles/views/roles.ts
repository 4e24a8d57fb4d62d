import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type MemberId,
  type Message,
  message,
  paragraph,
  row,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import type { Role } from '../../../directory/actor.ts';
import { a, nameOf, ROLE_WORK } from '../../../directory/role-names.ts';
import { ROLES } from '../../../directory/roles.ts';
import { capital, cut } from '../../../text/cut.ts';
import { firstName } from '../../../text/name.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Grant } from '../store/roles.ts';

const endLabel = (name: string, role: Role) => cut(`End ${name}’s role as ${nameOf(role)}`, 70);
const rolesButton = (label: string) => button(routes.openRoles, label, {});

/** The last moment of a term lies just before the next day begins. */
const lastDay = (endsAt: Date, timeZone: string): string =>
  spokenDateAt(new Date(endsAt.getTime() - 1), timeZone);
export const fromWords = (startsAt: Date | null, timeZone: string): string =>
  startsAt ? `, from ${spokenDateAt(startsAt, timeZone)}` : '';
export const untilWords = (endsAt: Date | null, timeZone: string): string =>
  endsAt ? `, until ${lastDay(endsAt, timeZone)}` : '';

export function rolesPage(grants: readonly Grant[], now: Date, timeZone: string): Message {
  const lasting = grants.filter((one) => one.role === 'coordinator' && !one.endsAt && one.startsAt <= now);
  const rows = grants.map(
    ({ member, name, role, startsAt, endsAt }): Block =>
      row(
        [
          bold(name),
          `: ${nameOf(role)}${fromWords(startsAt > now ? startsAt : null, timeZone)}${untilWords(endsAt, timeZone)}`,
        ],
        ...(role === 'supervisor'
          ? [
              button(routes.openSupervised, cut(`Whom ${firstName(name)} supports`, 70), {
                supervisor: member,
              }),
            ]
          : []),
        // The only coordinator would be refused.
        ...(role === 'coordinator' && lasting.length === 1 && lasting[0]?.member === member
          ? []
          : [button(routes.askToEndRole, endLabel(name, role), { member, role })]),
      ),
  );
  return message({
    title: 'Who has which role',
    body: [
      paragraph(
        'Members without a role aren’t listed. A role can have an end date, such as the end of a term.',
      ),
      ...rows,
    ],
    actions: [button(routes.startRole, 'Give someone a role', {}, 'primary')],
  });
}

export function roleForm(): Form {
  return form(
    routes.chooseRole,
    {},
    {
      title: 'Give someone a role',
      submit: 'Preview',
      body: ROLES.map((role) => paragraph(bold(capital(nameOf(role))), `: ${ROLE_WORK[role]}.`)),
      fields: [
        field.member('member', 'Who'),
        field.select('role', 'Role', {
          options: ROLES.map((role) => ({ value: role, label: capital(nameOf(role)) })),
        }),
        field.date('from', 'From', { optional: true, hint: 'Leave it empty for a role that begins now.' }),
        field.date('until', 'Last day', {
          optional: true,
          hint: 'Leave it empty for a role without an end.',
        }),
      ],
    },
  );
}
export const endsBefore = 'Please choose a last day that is not before the first.';

export interface Chosen {
  member: string;
  name: string;
  role: Role;
  /** The days as they were chosen, for the button, and what they mean, for the words. */
  from?: string | undefined;
  startsAt?: Date | undefined;
  until?: string | undefined;
  endsAt: Date | null;
}

export function confirmRole(
  { member, name, role, from, startsAt, until, endsAt }: Chosen,
  timeZone: string,
): Message {
  return message({
    title: `Make ${name} ${a(role)}?`,
    body: [
      paragraph(`${capital(a(role))} ${ROLE_WORK[role]}.`),
      ...(startsAt ? [paragraph(`It begins on ${spokenDateAt(startsAt, timeZone)}.`)] : []),
      paragraph(
        endsAt
          ? `It ends by itself after ${lastDay(endsAt, timeZone)}.`
          : 'It holds until a coordinator ends it.',
      ),
      paragraph(`${firstName(name)} will be told.`),
    ],
    actions: [
      button(
        routes.giveRole,
        'Yes, give the role',
        { member, role, ...(from && { from }), ...(until && { until }) },
        'primary',
      ),
      rolesButton('Not now'),
    ],
  });
}

export const roleGiven = (
  { member, name, role, startsAt, endsAt }: Omit<Chosen, 'until'>,
  timeZone: string,
): Message =>
  message({
    title: `${name} is ${a(role)} ${startsAt ? fromWords(startsAt, timeZone).slice(2) : 'now'}`,
    body: [paragraph(endsAt ? `Until ${lastDay(endsAt, timeZone)}.` : 'Until a coordinator ends it.')],
    actions: [button(routes.endRole, 'That was a mistake', { member, role }), rolesButton('All roles')],
  });
export const heldAlready = ({ name, role }: { name: string; role: Role }): Message =>
  message({
    title: `${name} is ${a(role)} already`,
    body: [paragraph('Nothing was changed.')],
    actions: [rolesButton('All roles')],
  });

export function confirmEnd(
  { member, name, role, endsAt }: Grant,
  isFinal: boolean,
  timeZone: string,
): Message {
  return message({
    title: `End ${name}’s role as ${nameOf(role)}?`,
    body: [
      ...(endsAt ? [paragraph(`It would end by itself after ${lastDay(endsAt, timeZone)}.`)] : []),
      paragraph(
        isFinal
          ? 'That’s you: you can’t give it back to yourself.'
          : `${firstName(name)} stays a member, and will be told.`,
      ),
    ],
    actions: [button(routes.endRole, 'Yes, end it', { member, role }, 'danger'), rolesButton('Not now')],
  });
}

export const roleEnded = (
  { member, name, role, from, until }: Pick<Chosen, 'member' | 'name' | 'role' | 'from' | 'until'>,
  isFinal: boolean,
): Message =>
  message({
    title: `${name} is no longer ${a(role)}`,
    body: [paragraph('They’re still a member.')],
    actions: isFinal
      ? []
      : [
          button(routes.giveRole, 'That was a mistake', {
            member,
            role,
            ...(from && { from }),
            ...(until && { until }),
          }),
          rolesButton('All roles'),
        ],
  });

export const lastCoordinator: Message = message({
  title: 'A network needs a coordinator',
  body: [
    paragraph(
      'Nothing was changed: this is the only coordinator whose role has no end. Give somebody else that role first, without a last day.',
    ),
  ],
  actions: [button(routes.startRole, 'Give someone a role', {}), rolesButton('All roles')],
});
export const termHasPassed: Message = message({
  title: 'That day has passed',
  body: [paragraph('Nothing was changed. Please choose the role again, with a later day or none.')],
  actions: [button(routes.startRole, 'Give someone a role', {}), rolesButton('All roles')],
});
export const leftMeanwhile: Message = message({
  title: 'They aren’t a member of this network now',
  body: [paragraph('Nothing was changed.')],
  actions: [rolesButton('All roles')],
});
export const notHeld: Message = message({
  title: 'They don’t have that role now',
  body: [paragraph('Nothing was changed. Somebody may have ended it before you.')],
  actions: [rolesButton('All roles')],
});

/** What a coordinator, or its last day, did with somebody's role. */
export type RoleChange = { member: MemberId; role: Role } & (
  | { state: 'given'; by: string; term: string }
  | { state: 'ended'; by?: string }
);

/** What the person themselves is told. */
export const roleCard = (change: RoleChange): Card =>
  change.state === 'given'
    ? {
        title: `You’re ${a(change.role)}${change.term}`,
        body: [
          paragraph(
            `Given by ${change.by}. ${capital(a(change.role))} ${ROLE_WORK[change.role]}. Type “help” to see what you can do.`,
          ),
          paragraph('If you’d rather not, tell a coordinator. You don’t have to say why.'),
        ],
      }
    : {
        title: `You’re no longer ${a(change.role)}`,
        body: [
          paragraph(
            `${change.by === undefined ? 'Your time in it has come to its end, as it was planned.' : `Changed by ${change.by}.`} You’re still a member, and nothing else has changed. Thank you for doing it.`,
          ),
        ],
      };
