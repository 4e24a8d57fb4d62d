import { field } from '../../../chat/field.ts';
import type { Field, Form } from '../../../chat/form.ts';
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
import { initial, itTeam, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Organisation } from '../../../directory/organisations.ts';
import type { Profile } from '../../../directory/profile.ts';
import { type Skills, skillById, skillOptions } from '../../../directory/skills.ts';
import { cut } from '../../../text/cut.ts';
import * as routes from '../routes.ts';
import { INTEREST_WORDS } from '../rules/interests.ts';
import type { Wisher } from '../store/people.ts';
import { leaveButton, openBuddies, options } from './words.ts';

export const joinButton = button(routes.openJoin, 'I’d like a buddy', {}, 'primary');

const ticked = (values: readonly string[] | undefined) => (values?.length ? { initial: values } : {});

/** `hopes` is filled in only where the form opens from a button: typed for, it would travel through the chat. */
export function joinForm(
  profile: Profile | undefined,
  organisations: readonly Organisation[],
  before: Wisher | undefined,
  hopes: string | undefined,
  skills: Skills,
): Form {
  const held = (before?.skills ?? []).flatMap((id) => skillById(skills, id)?.id ?? []);
  return form(
    routes.saveJoin,
    {},
    {
      title: 'I’d like a buddy',
      submit: 'Save',
      private: true,
      body: [
        paragraph('A buddy is somebody in another organisation: an equal to talk to, about once a month.'),
        small(
          'A coordinator proposes pairs, and reads this form to do so. Your buddy-to-be sees your first name, what you both chose and whether your areas differ, nothing else. ' +
            `Please leave out health and what you’ve lived through: nobody is paired by that. It’s kept until you leave buddies. ${itTeam}`,
        ),
      ],
      fields: [
        ...organisationFields(profile, organisations),
        field.text('area', 'Your area', {
          optional: true,
          maxLength: 80,
          ...initial(profile?.area),
          hint: 'Borough, town or county. We look for somebody from another area first.',
        }),
        field.text('hopes', 'What do you hope for?', {
          multiline: true,
          optional: true,
          maxLength: 300,
          ...initial(hopes),
          hint: helplineFootnote,
        }),
        field.multiselect('skills', 'What you know well', {
          optional: true,
          options: skillOptions(skills, held),
          ...ticked(held),
        }),
        field.multiselect('interests', 'What you enjoy', {
          optional: true,
          options: options(INTEREST_WORDS),
          ...ticked(before?.interests),
        }),
      ],
    },
  );
}

/** Asked only of those whose profile does not say it yet: nobody is paired within one organisation. */
function organisationFields(
  profile: Profile | undefined,
  organisations: readonly Organisation[],
): (Field & { id: 'organisation' | 'organisationName' })[] {
  if (profile?.organisation) return [];
  const name = {
    id: 'organisationName' as const,
    type: 'text' as const,
    maxLength: 120,
    optional: true as const,
    label: 'Your organisation',
    hint: 'So that you’re never paired within it. On your own? Write “independent”.',
  };
  if (organisations.length === 0) return [name];
  const known = organisations.map(({ id, name: label }) => ({ value: id, label: cut(label, 75) }));
  return [
    field.select('organisation', 'Your organisation', { optional: true, options: known }),
    { ...name, label: 'If it’s not in the list', hint: 'On your own? Write “independent”.' },
  ];
}
export const nameOrganisation =
  'Please say where you work or volunteer, so that you’re never paired within it.';

const changeButton = button(routes.openJoin, 'Change my answers', {});

export const joined: Message = message({
  title: 'Thank you, you’re on the list',
  body: [
    paragraph(
      'When a coordinator next makes pairs, you’ll hear from me. You and the other person will both be asked before anything is passed on.',
    ),
    paragraph('It’s up to you: you can leave at any time and don’t have to say why.'),
  ],
  actions: [changeButton, leaveButton],
});
export const alreadyJoined: Message = message({
  title: 'You’re on the list already',
  body: [paragraph('There’s nothing you need to do. You’ll hear from me when a coordinator makes pairs.')],
  actions: [changeButton, leaveButton],
});
export const left: Card = {
  title: 'You’re off the list',
  body: [
    paragraph(
      'What you wrote in the form is deleted. You don’t have to say why, and you can come back at any time.',
    ),
  ],
  actions: [button(routes.openJoin, 'I’d like a buddy after all', {})],
};
export const endFirst: Message = message({
  title: 'You have a buddy at the moment',
  body: [paragraph('To stop, please pause or end the pairing first. You don’t have to say why.')],
  actions: [openBuddies],
});
export const wishesAgain: Message = message({
  title: 'Good to know',
  body: [paragraph('You’re among the first in the next round.')],
  actions: [changeButton, leaveButton],
});
export const notNow: Message = message({
  title: 'That’s fine',
  body: [paragraph('I won’t ask again. If you change your mind, it’s here.')],
  actions: [button(routes.wishAgain, 'I’d like a new buddy', { wish: 'yes' }), leaveButton],
});

/** Where somebody stands while they have no buddy. */
export function wishRow(wisher: Wisher | undefined): Block {
  if (wisher?.wish === 'yes')
    return row(
      wisher.missed > 0
        ? 'Buddies: you’re among the first in the next round.'
        : 'Buddies: you’re on the list.',
      changeButton,
      leaveButton,
    );
  return row(
    'A buddy: somebody in another organisation, an equal to talk to about once a month.',
    button(routes.openJoin, 'I’d like a buddy', {}),
  );
}
export const strangers = plain(
  'There is nothing to open here',
  'Things have moved on, or that card was for somebody else. Nothing was changed. Type “buddy” to see how it stands.',
);
