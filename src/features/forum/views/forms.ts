import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { initial, itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { AUDIENCES } from '../../../directory/participant-kinds.ts';
import { capital } from '../../../text/cut.ts';
import type { Backlog } from '../../planning/operations.ts';
import { fieldsOf, MOST_TIMES } from '../../planning/rules/times.ts';
import * as routes from '../routes.ts';
import { PART_MINUTES } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';
import { FOR_WHOM, zoneOf } from './words.ts';

/** `London time`. */
const zoneName = (event: ForumEvent): string =>
  `${zoneOf(event).split('/').at(-1)?.replaceAll('_', ' ')} time`;

// --- what, then when ---------------------------------------------------------------------------------------------------

export function whatForm(event: ForumEvent | undefined, backlog: Backlog): Form {
  const minutes = (value: number | undefined) => ({ initial: String(value ?? PART_MINUTES) });
  return form(routes.saveWhat, event ? { event: event.id } : {}, {
    title: 'A meeting: what it is',
    submit: 'Next: when',
    private: true,
    body: [
      ...backlog.shown,
      small('Nothing goes out yet: you’ll see it first, and how many people it goes to.'),
      small(`Whoever it is for reads it, and nobody else. It’s kept with the meeting. ${itTeam}`),
      small(helplineFootnote),
    ],
    fields: [
      field.text('title', 'What shall it be called?', { maxLength: 80, ...initial(event?.title) }),
      field.text('purpose', 'What is it for?', {
        multiline: true,
        maxLength: 300,
        ...initial(event?.purpose),
      }),
      field.text('outcomes', 'What will people take away?', {
        multiline: true,
        maxLength: 300,
        optional: true,
        hint: 'For the note that people can show to an employer.',
        ...initial(event?.outcomes),
      }),
      field.select('audience', 'For whom?', {
        options: AUDIENCES.map((one) => ({ value: one, label: capital(FOR_WHOM[one]) })),
        hint: 'Of a meeting for peers only, nothing goes to managers.',
        ...initial(event?.audience),
      }),
      field.text('learning', 'Minutes of learning', { maxLength: 3, ...minutes(event?.learningMinutes) }),
      field.text('social', 'Minutes of social time', {
        maxLength: 3,
        hint: 'People may come to either. Put 0 to leave a part out.',
        ...minutes(event?.socialMinutes),
      }),
      field.text('place', 'Place or link', { maxLength: 150, ...initial(event?.place) }),
      ...backlog.choice,
    ],
  });
}

/** `suits` is what is known of times that suit (D14). */
export function whenForm(event: ForumEvent, suits: readonly Block[]): Form {
  const hints: Block[] = [
    paragraph('Give one time and it’s fixed. Give two to six and people tick those they could manage.'),
    ...suits,
    small(`In your own time zone: ${zoneName(event)}.`),
    small(helplineFootnote),
  ];
  const times = event.times.map(({ startsAt }) => fieldsOf(startsAt, zoneOf(event)));
  const index = Array.from({ length: MOST_TIMES }, (_, at) => at);
  return form(
    routes.saveWhen,
    { event: event.id },
    {
      title: 'A meeting: when',
      submit: 'Preview',
      body: hints,
      fields: [
        ...index.flatMap((at) => timeFields(at, times[at])),
        field.text('places', 'How many places are there?', {
          optional: true,
          maxLength: 3,
          hint: 'Leave it empty if there is room for everybody. With a number there is a waiting list.',
          ...initial(event.places === null ? undefined : String(event.places)),
        }),
      ],
    },
  );
}

const NAMES = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'];
type WhenField = Extract<keyof routes.EventTimes, string>;

function timeFields(at: number, given: { date: string; time: string } | undefined) {
  const name = NAMES[at] ?? '';
  const optional = at > 0 ? ({ optional: true } as const) : {};
  const field = (kind: 'date' | 'time', label: string) => ({
    id: `${kind}${at + 1}` as WhenField,
    type: kind,
    label,
    ...optional,
    ...initial(given?.[kind]),
  });
  return [field('date', `${name} day`), field('time', `${name} time`)];
}

// --- later ------------------------------------------------------------------------------------------------------------

export function moveForm(event: ForumEvent): Form {
  const { date, time } = fieldsOf(event.startsAt ?? event.createdAt, zoneOf(event));
  return form(
    routes.saveMove,
    { event: event.id },
    {
      title: 'Move it',
      submit: 'Preview',
      body: [
        small(`In your own time zone: ${zoneName(event)}. You’ll see how many people it goes to.`),
        small(helplineFootnote),
      ],
      fields: [
        field.date('date', 'Day', { initial: date }),
        field.time('time', 'Time', { initial: time }),
        field.text('place', 'Place or link', { maxLength: 150, initial: event.place }),
      ],
    },
  );
}
