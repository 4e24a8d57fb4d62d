import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Message, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { cut } from '../../../text/cut.ts';
import * as routes from '../routes.ts';
import { ITEM_KINDS, ITEM_NAMES } from '../rules/agenda.ts';
import type { Agenda } from '../store/agenda.ts';

export function agendaForm({ event, items, minutes: whole }: Agenda): Form {
  const sum = items.reduce((minutes, item) => minutes + item.minutes, 0);
  return form(
    routes.saveAgenda,
    { event },
    {
      title: 'Agenda',
      submit: 'Save',
      body: [
        paragraph(
          items.length === 0
            ? 'There is no agenda yet. Add the first item.'
            : `So far ${sum} of ${whole} minutes. Add an item, or take some off.`,
        ),
        small('Everybody who is invited can read it.'),
        small(helplineFootnote),
      ],
      fields: [
        field.select('kind', 'Kind', {
          optional: true,
          options: ITEM_KINDS.map((kind) => ({ value: kind, label: ITEM_NAMES[kind] })),
        }),
        field.text('title', 'What about?', { optional: true, maxLength: 120 }),
        field.text('presenter', 'Who presents it?', { optional: true, maxLength: 80 }),
        field.text('minutes', 'Minutes', { optional: true, maxLength: 3 }),
        ...(items.length === 0
          ? []
          : [
              field.multiselect('off', 'Take off', {
                optional: true,
                options: items.map(({ id, kind, title }) => ({
                  value: id,
                  label: cut(`${ITEM_NAMES[kind]}: ${title}`, 70),
                })),
              }),
            ]),
      ],
    },
  );
}

export const wholeItem = 'An item needs a kind, what it is about, and minutes.';
export const agendaSaved = (count: number): Message =>
  plain(
    'The agenda is saved',
    `It has ${count === 1 ? '1 item' : `${count} items`}. Everybody who is invited can read it.`,
  );
