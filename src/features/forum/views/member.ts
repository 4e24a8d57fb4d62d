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
import * as routes from '../routes.ts';
import { type Parts, partsOf, spanOf } from '../rules/event.ts';
import { USUALS, type Usual } from '../rules/times.ts';
import type { AgendaItem, ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import {
  audienceLines,
  hoursLine,
  ITEM_NAMES,
  lengthLine,
  list,
  partButton,
  people,
  plain,
  spokenClock,
  spokenWhen,
  USUAL_NAMES,
} from './words.ts';

// --- in which hat ----------------------------------------------------------------------------------------------------

/** To somebody who is both: nothing of the event is told before they have answered. */
export function hatCard(event: ForumEvent): Card {
  return {
    title: 'In which role would you come?',
    body: [
      paragraph(
        `Something is being planned for ${event.audience} only. Your profile says that you’re both a peer and a manager.`,
      ),
      small('Only you see this question, and nobody is told your answer.'),
    ],
    actions: [
      button(routes.chooseHat, 'As a peer', { event: event.id, hat: 'peer' }),
      button(routes.chooseHat, 'As a manager', { event: event.id, hat: 'manager' }),
    ],
  };
}

export function otherHatCard(event: ForumEvent): Card {
  const [own, other] =
    event.audience === 'peers' ? (['peer', 'manager'] as const) : (['manager', 'peer'] as const);
  return {
    title: `That’s fine: as a ${other}`,
    body: [paragraph(`This one is for ${event.audience}, so you’ll hear no more about it.`)],
    actions: [button(routes.chooseHat, 'That was a mistake', { event: event.id, hat: own })],
  };
}

// --- when should we meet? --------------------------------------------------------------------------------------------

const aboutBlocks = (event: ForumEvent): Block[] => [
  paragraph(bold(event.title)),
  paragraph(event.purpose),
  paragraph(lengthLine(event)),
  paragraph(`Where: ${event.place}`),
];

const voteButtons = ({ id }: ForumEvent): Button[] => [
  button(routes.chooseTimes, 'Choose times', { event: id }, 'primary'),
  button(routes.noneWork, 'None of these work for me', { event: id }),
];

export function voteCard(event: ForumEvent): Card {
  const whom = event.audience === 'everyone' ? '' : ` For ${event.audience} only.`;
  return {
    title: 'When should we meet?',
    body: [
      ...aboutBlocks(event),
      paragraph(`Tick every time you could manage.${whom}`),
      small(
        `${event.organiser.name} sees how many can come at each time and how many of them were left out before, never who.`,
      ),
    ],
    actions: [
      ...voteButtons(event),
      button(routes.notToday, 'Not today', { event: event.id, about: 'times' }),
    ],
  };
}

export function votedCard(event: ForumEvent, { ticks, voted, timeZone }: Invitation): Card {
  const times = event.times.filter(({ id }) => ticks.includes(id));
  const said =
    voted === 'none'
      ? 'None of these times work for you. That counts: the next choice leans towards those who were left out.'
      : `You could manage ${list(times.map(({ startsAt }) => spokenWhen(startsAt, timeZone)))}.`;
  return {
    title: 'Thank you, your answer is in',
    body: [
      paragraph(bold(event.title)),
      paragraph(said),
      paragraph(`${event.organiser.name} chooses a time, and I’ll tell you which.`),
    ],
    actions: [
      button(routes.chooseTimes, 'Change', { event: event.id }),
      ...(voted === 'none'
        ? []
        : [button(routes.noneWork, 'None of these work for me', { event: event.id })]),
    ],
  };
}

export function notTodayCard(event: ForumEvent, about: 'times' | 'feedback'): Card {
  const actions =
    about === 'times'
      ? voteButtons(event)
      : [button(routes.giveFeedback, 'Write something after all', { event: event.id })];
  return {
    title: 'That’s fine, not today',
    body: [
      paragraph(event.title),
      paragraph('Nobody is told. If you’d like to answer another day, it’s still here.'),
    ],
    actions,
  };
}

export function timesForm(event: ForumEvent, { ticks, timeZone }: Invitation): Form {
  return form(
    routes.saveTimes,
    { event: event.id },
    {
      title: 'When should we meet?',
      submit: 'Send',
      body: aboutBlocks(event),
      fields: [
        {
          ...{ id: 'times', type: 'multiselect', label: 'Every time you could manage', optional: true },
          options: event.times.map(({ id, startsAt }) => ({
            value: id,
            label: spokenWhen(startsAt, timeZone),
          })),
          ...(ticks.length > 0 && { initial: ticks }),
        },
      ],
    },
  );
}
export const tickSomething = 'Please tick at least one, or close this and press “None of these work for me”.';

export function usualForm(event: ForumEvent, usual: readonly Usual[]): Form {
  return form(
    routes.saveUsual,
    {},
    {
      title: 'What usually works?',
      submit: 'Send',
      body: [
        paragraph(
          'Thank you for telling us that none of these work. What usually does? Leave it empty if you like.',
        ),
        small(
          `People who set up meetings, such as ${event.organiser.name}, see how many said each, never who. It’s kept until you change it here.`,
        ),
      ],
      fields: [
        {
          ...{ id: 'usual', type: 'multiselect', label: 'What usually works for you?', optional: true },
          options: USUALS.map((one) => ({ value: one, label: USUAL_NAMES[one] })),
          ...(usual.length > 0 && { initial: usual }),
        },
      ],
    },
  );
}
export const usualSaved = plain('Thank you', 'It helps to choose times that more people can manage.');

export function voteClosed(event: ForumEvent): Card {
  const [title, line] = {
    announced: ['A time has been chosen', 'I’ll send you a card with the time and the place.'],
    draft: ['This was sent by mistake', 'Nothing is needed from you. Sorry for the interruption.'],
  }[event.state as string] ?? [
    'This isn’t going ahead',
    'Nothing is needed from you. Thank you for looking.',
  ];
  return { title: title ?? '', body: [paragraph(event.title), paragraph(line ?? '')] };
}

// --- the event -------------------------------------------------------------------------------------------------------

/** `{title}: {day}, {time}, {place}`, in the reader's zone and for the parts that they come to. */
export function eventTitle(event: ForumEvent, timeZone: string, parts: Invitation['parts'] = null): string {
  const from = event.startsAt && spanOf(event.startsAt, event, parts).from;
  return `${event.title}: ${from ? `${spokenWhen(from, timeZone)}, ` : ''}${event.place}`;
}

function aboutEvent(event: ForumEvent, timeZone: string): Block[] {
  return [
    ...(event.movedFrom ? [paragraph(movedLine(event, event.movedFrom, timeZone))] : []),
    ...(event.includesLeftOut ? [paragraph('Chosen so that people left out before can come.')] : []),
    ...audienceLines(event),
    paragraph(event.purpose),
    ...(event.startsAt ? [paragraph(hoursLine(event, event.startsAt, timeZone))] : []),
  ];
}

const sameTime = ({ startsAt }: ForumEvent, movedFrom: Date): boolean =>
  startsAt?.getTime() === movedFrom.getTime();
const movedLine = (event: ForumEvent, movedFrom: Date, timeZone: string): string =>
  sameTime(event, movedFrom)
    ? 'The place has changed; the time hasn’t.'
    : `It was ${spokenWhen(movedFrom, timeZone)}. You keep what you said; if it doesn’t suit you any more, that’s fine.`;
const movedWord = (event: ForumEvent): string =>
  event.movedFrom ? (sameTime(event, event.movedFrom) ? 'New place: ' : 'Moved: ') : '';

/** `asked` shows the choices again to somebody who has answered. */
export function eventCard(event: ForumEvent, invitation: Invitation, ahead: number, asked = false): Card {
  const { parts, seat, timeZone } = invitation;
  const answered = parts !== null && !asked;
  const coming = answered && parts !== 'no';
  return {
    title: `${movedWord(event)}${eventTitle(event, timeZone, answered ? parts : null)}`,
    body: [
      ...(answered ? [paragraph(bold(answerLine(event, parts, seat, ahead)))] : []),
      ...aboutEvent(event, timeZone),
      ...moreRow(event),
    ],
    actions: coming ? comingButtons(event) : answered ? [changeButton(event)] : answerButtons(event),
  };
}

export const answerButtons = (event: ForumEvent, where: { public?: true } = {}): Button[] => [
  ...partsOf(event).map((parts, index) =>
    button(
      routes.answer,
      partButton(event, parts),
      { event: event.id, parts, ...where },
      index === 0 ? 'primary' : undefined,
    ),
  ),
  button(routes.answer, 'Can’t make it', { event: event.id, parts: 'no', ...where }),
];

const changeButton = ({ id }: ForumEvent): Button =>
  button(routes.reconsider, 'Change my answer', { event: id });
const comingButtons = (event: ForumEvent): Button[] => [
  button(routes.addToCalendar, 'Add to my calendar', { event: event.id }),
  button(routes.tellNeeds, 'What I need to take part', { event: event.id }),
  changeButton(event),
];

function moreRow({ id, items }: ForumEvent): Block[] {
  const agenda = items.length > 0 ? [button(routes.seeAgenda, 'Agenda', { event: id })] : [];
  const note = button(routes.noteForEmployer, 'A note for my employer', { event: id });
  return [{ type: 'row', text: 'If you need time off work for it:', actions: [note, ...agenda] }];
}

function answerLine(event: ForumEvent, parts: Parts | 'no', seat: Invitation['seat'], ahead: number): string {
  if (parts === 'no') return 'You can’t make it. Thank you for saying so; you don’t have to say why.';
  const which = { both: 'to both parts', learning: 'to the learning', social: 'to the social time' }[parts];
  if (seat === 'held') return `You’re coming${partsOf(event).length === 1 ? '' : ` ${which}`}.`;
  const before = ahead === 0 ? 'you’re the next' : `${people(ahead)} before you`;
  return `It’s full. You’re on the waiting list, ${before}: a place comes to you by itself.`;
}

export const admittedCard = (event: ForumEvent, { timeZone, parts }: Invitation): Card => ({
  title: `There’s a place for you: ${eventTitle(event, timeZone, parts)}`,
  body: [paragraph('Somebody couldn’t make it, so you’re in. If it doesn’t suit you any more, that’s fine.')],
  actions: [
    button(routes.addToCalendar, 'Add to my calendar', { event: event.id }),
    button(routes.answer, 'Can’t make it', { event: event.id, parts: 'no' }),
  ],
});

export function reminderCard(event: ForumEvent, { timeZone, parts }: Invitation, kind: 'day' | 'hour'): Card {
  return {
    title: `${kind === 'day' ? 'Coming up' : 'Soon'}: ${eventTitle(event, timeZone, parts)}`,
    body: [
      ...(event.startsAt ? [paragraph(hoursLine(event, event.startsAt, timeZone))] : []),
      small('If you can’t make it after all, one press is enough. Somebody may be waiting for the place.'),
    ],
    actions: [button(routes.answer, 'Can’t make it', { event: event.id, parts: 'no' })],
  };
}

export function cancelledCard(event: ForumEvent, { timeZone, parts }: Invitation): Card {
  const inCalendar = parts !== null && parts !== 'no';
  return {
    title: `Cancelled: ${eventTitle(event, timeZone)}`,
    body: [paragraph(`Sorry: ${event.organiser.name} had to cancel it. Nothing is needed from you.`)],
    ...(inCalendar && {
      actions: [button(routes.addToCalendar, 'Take it out of my calendar', { event: event.id })],
    }),
  };
}

export function supersededCard(event: ForumEvent): Card {
  return {
    title: `This has changed: ${event.title}`,
    body: [paragraph('There’s a newer card from me in this chat.')],
  };
}

export const announcedByMistake = (event: ForumEvent): Card => ({
  title: 'This was sent by mistake',
  body: [paragraph(event.title), paragraph('Nothing is needed from you. Sorry for the interruption.')],
});

export const overCard: Message = plain(
  'This is over',
  'Nothing was changed. Type “forum” to see what is planned next.',
);

export function endedCard(event: ForumEvent): Card {
  return {
    title: `This is over: ${event.title}`,
    body: [paragraph('Nobody gets a list of who came. Type “forum” to see what is planned next.')],
  };
}

/** In a channel, with times that each reader's platform shows in their own zone. Nobody's answer shows here. */
export function channelCard(event: ForumEvent): Card {
  const at = event.startsAt?.toISOString() ?? '';
  const state = event.state === 'cancelled' ? 'Cancelled: ' : movedWord(event);
  const when = paragraph({ type: 'time', at, style: 'datetime' }, `, ${event.place}`);
  if (event.state !== 'announced') return { title: `${state}${event.title}`, body: [when] };
  return {
    title: `${state}${event.title}`,
    body: [
      when,
      paragraph(lengthLine(event)),
      ...audienceLines(event),
      paragraph(event.purpose),
      small('I answer these buttons in private: nobody here sees who pressed what.'),
    ],
    actions: answerButtons(event, { public: true }),
  };
}

// --- reading -----------------------------------------------------------------------------------------------------------

export function agendaPage(event: ForumEvent): Form {
  const items = event.items as readonly AgendaItem[];
  const lines = items.map(({ kind, title, presenter, minutes }) =>
    paragraph(
      bold(`${ITEM_NAMES[kind]}, ${minutes} minutes: `),
      `${title}${presenter ? `, with ${presenter}` : ''}`,
    ),
  );
  return readingView('Agenda', ...(lines.length > 0 ? lines : [paragraph('There is no agenda yet.')]));
}

/** D15: a focus and outcomes make it easier for an employer to say yes. */
export function employerNote(event: ForumEvent, timeZone: string): Form {
  const { from, until } = event.startsAt
    ? spanOf(event.startsAt, event, 'both')
    : { from: undefined, until: undefined };
  const when =
    from && until
      ? `on ${spokenWhen(from, timeZone)} to ${spokenClock(until, timeZone)}`
      : 'at a time to be chosen';
  const lines = [
    `I’d like to take part in a session of my peer network ${when}, ${event.place}.`,
    `Its focus: ${event.purpose}`,
    ...(event.outcomes ? [`What I’ll bring back: ${event.outcomes}`] : []),
    `It takes ${event.learningMinutes + event.socialMinutes} minutes, and the way there and back. May I be released for it?`,
  ];
  return readingView(
    'A note for my employer',
    small('To copy, and to change as you like. I send it to nobody: whether you use it is up to you.'),
    { type: 'divider' },
    ...lines.map((line) => paragraph(line)),
  );
}

// --- the calendar ------------------------------------------------------------------------------------------------------

export const calendarLinkCard = (event: ForumEvent, url: string): Message =>
  message({
    title: event.state === 'cancelled' ? 'To take it out of your calendar' : 'For your calendar',
    body: [
      paragraph({ type: 'link', text: 'Open the page with the calendar file', url }),
      small(
        'Your calendar will say “Meeting (private)”, unless you tick otherwise there. The link is yours alone: please don’t pass it on. If the meeting moves, the same link has the new time.',
      ),
    ],
  });

/** Where the bot has no web address: what to type into a calendar by hand. */
export function calendarWords(event: ForumEvent, { timeZone, parts }: Invitation): Message {
  if (event.state === 'cancelled' || !event.startsAt)
    return plain('Please take it out of your calendar', 'It isn’t going ahead.');
  const { from, until } = spanOf(event.startsAt, event, parts);
  return message({
    title: 'For your calendar',
    body: [
      {
        type: 'fields',
        fields: [
          { label: 'Title', value: 'Meeting (private)' },
          { label: 'From', value: spokenWhen(from, timeZone) },
          { label: 'Until', value: spokenWhen(until, timeZone) },
          { label: 'Where', value: event.place },
        ],
      },
      small('Calendars are often shared: this title tells nobody what it is.'),
    ],
  });
}
