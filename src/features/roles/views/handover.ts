import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { a, nameOf } from '../../../directory/role-names.ts';
import { cut } from '../../../text/cut.ts';
import { firstName } from '../../../text/name.ts';
import * as routes from '../routes.ts';
import type { LeftItem } from '../store/handover.ts';
import type { EndedGrant } from '../store/roles.ts';

/** Ours: as many as a card shows well; the others come up as these are given. */
const SHOWN = 8;

/** For coordinators: what somebody's ended role left open, and a way to give each to somebody (E21). */
export function handoverCard({ id, name, role }: EndedGrant, items: readonly LeftItem[]): Card {
  if (items.length === 0)
    return {
      title: 'Nothing is left to hand over',
      body: [
        paragraph(
          `Everything of ${name}’s has been handed over. They were ${a(role)}. There’s nothing left to do.`,
        ),
      ],
    };
  const rows = items
    .slice(0, SHOWN)
    .map(
      ({ feature, id: item, words }): Block =>
        row(
          `${words}.`,
          button(routes.openGive, cut(`Give to somebody: ${words}`, 70), { grant: id, feature, item }),
        ),
    );
  const more = items.length - SHOWN;
  return {
    title: 'Something to hand over',
    body: [
      paragraph(
        `${name} is no longer ${a(role)}. What ${firstName(name)} began in that role is still open. They can’t change it any more; please give each to somebody.`,
      ),
      ...rows,
      ...(more > 0 ? [small(`And ${more} more, which come up as you give these.`)] : []),
    ],
    actions: [button(routes.leaveOpen, 'Leave it all as it is', { grant: id, leave: true })],
  };
}

export const leftCard = ({ id, name }: EndedGrant): Card => ({
  title: 'It stays as it is',
  body: [paragraph(`What was ${name}’s was given to nobody, and I won’t ask again.`)],
  actions: [button(routes.leaveOpen, 'That was a mistake', { grant: id, leave: false })],
});

export const recalledCard = ({ name, role }: EndedGrant): Card => ({
  title: 'There’s nothing to hand over',
  body: [paragraph(`${name} is ${a(role)} again. What was open is theirs as before.`)],
});

export const giveForm = (
  { id, name, role }: EndedGrant,
  { feature, id: item, words, deputy }: LeftItem,
): Form =>
  form(
    routes.give,
    { grant: id, feature, item },
    {
      title: 'Give to somebody',
      submit: 'Give it to them',
      body: [
        paragraph(`${words}.`),
        small(
          `It was ${name}’s, as ${nameOf(role)}. Whoever takes it over is told, and goes on where it stands.`,
        ),
        ...(deputy ? [small(`${deputy.name} stood in for ${firstName(name)}, and runs it meanwhile.`)] : []),
      ],
      fields: [
        field.member('to', 'Who takes it over', {
          ...(deputy && { initial: { value: deputy.member, label: deputy.name } }),
        }),
      ],
    },
  );

export const nothingLeft: Message = message({
  title: 'That has been seen to',
  body: [paragraph('Nothing was changed: somebody has given it to someone, or it is over.')],
  actions: [button(routes.openRoles, 'All roles', {})],
});
export const sameAgain = 'It was theirs until now, and their role has ended. Please choose somebody else.';
