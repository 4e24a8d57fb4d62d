import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam, memberNow } from '../../../chat/words.ts';
import type { Named } from '../../../directory/circle.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes/list.ts';
import { LIST_PLACES } from '../rules/list.ts';

/** Somebody's own list. Of nobody on it is anything said: a list that is short may be so for any reason. */
export interface Listed {
  people: readonly Named[];
  isShort: boolean;
}

/** Typed for, a list is opened by a button: a filled form in the chat would stay there. */
export const listOffer: Message = message({
  title: 'Your own lists',
  body: [paragraph('Who would you like me to ask, and who never? Only you see either; nobody is told.')],
  actions: [
    button(routes.openList, 'Open my list', {}, 'primary'),
    button(routes.openNever, 'Not this person', {}),
  ],
});

function listLines({ people, isShort }: Listed): Block[] {
  if (people.length === 0) return [paragraph('Your list is empty.')];
  const lines = people.map(({ name }, index) => paragraph(`${index + 1}. `, bold(name)));
  return isShort ? [...lines, paragraph(people.length < LIST_PLACES ? SHORT : FULL)] : lines;
}
const ANY_REASON = 'Fewer than two of them can be asked just now. I don’t say who, or why.';
const SHORT = `Your list is short: add another. ${ANY_REASON}`;
const FULL = `Your list is short: choose somebody else for one of these places. ${ANY_REASON}`;

const PLACES = ['First', 'Second', 'Third', 'Fourth', 'Fifth'] as const;
export const FIELDS = ['person1', 'person2', 'person3', 'person4', 'person5'] as const;

export function listForm(list: Listed): Form {
  const { people } = list;
  const places = FIELDS.slice(0, LIST_PLACES).map((id, index) => ({
    type: 'member' as const,
    optional: true as const,
    id,
    label: `${PLACES[index]} to be asked`,
    ...memberNow(people[index]),
  }));
  return form(
    routes.saveList,
    { shown: people.map(({ member }) => member) },
    {
      title: 'My list',
      submit: 'Save',
      private: true,
      body: [
        paragraph(
          'Who would you like me to ask, and in which order? Anybody in the network; it need not be your manager.',
        ),
        ...listLines(list),
        small(
          'Only you see this list. Nobody is told that they’re on it or were taken off: whether they may be asked is something I ask of everybody, when they join. Whom I may ask shows when you ask for a call. Kept until you change it or leave.',
        ),
        small(itTeam),
        small(helplineFootnote),
      ],
      fields: [...places, ...offField(people, 'Take off my list')],
    },
  );
}

/** `off` for those who are to go; nothing to choose from is no field. */
const offField = (people: readonly Named[], label: string) =>
  people.length === 0
    ? []
    : [
        {
          id: 'off' as const,
          type: 'multiselect' as const,
          optional: true as const,
          label,
          options: people.map(({ member, name }) => ({ value: member, label: name })),
        },
      ];

export const listSaved = (list: Listed): Form =>
  readingView(
    'Your list is saved',
    ...listLines(list),
    paragraph('Nobody is told who is on it. To change it, open “My list” again from “My settings”.'),
    small(helplineFootnote),
  );

export function neverForm(people: readonly Named[]): Form {
  return form(
    routes.saveNever,
    {},
    {
      title: 'Not this person',
      submit: 'Save',
      private: true,
      body: [
        paragraph(
          'Somebody whom I should never ask or tell about you, nor pair you with, even when it’s urgent. You don’t have to say why.',
        ),
        ...neverLines(people),
        small(
          'Only you see this. Nobody is told, whether you add them or take them off. Kept until you change it or leave.',
        ),
        small(itTeam),
        small(helplineFootnote),
      ],
      fields: [
        field.member('person', 'Who should I never ask?', { optional: true }),
        ...offField(people, 'Take off this list'),
      ],
    },
  );
}

const neverLines = (people: readonly Named[]): Block[] =>
  people.length === 0 ? [paragraph('Your list is empty.')] : people.map(({ name }) => paragraph(bold(name)));

export const neverSaved = (people: readonly Named[]): Form =>
  readingView(
    'Saved, and nobody was told',
    ...neverLines(people),
    paragraph('To change it, open “Not this person” again from “My settings”.'),
    small(helplineFootnote),
  );

export const thatIsYou = 'That’s you. Please choose somebody else.';
export const chosenTwice = 'You’ve chosen them above already.';
export const onNeverList =
  'They’re on your “Not this person” list. Take them off that first, if you’d like to.';
export const noRoom = `There’s room for ${LIST_PLACES}. Please tick somebody to take off.`;
