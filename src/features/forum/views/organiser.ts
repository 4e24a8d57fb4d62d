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
import { button, form } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import { AUDIENCES } from '../rules/audience.ts';
import { ITEM_KINDS, mayUndo, PART_MINUTES, partsOf } from '../rules/event.ts';
import { fieldsOf, MOST_TIMES, type Usual } from '../rules/times.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Channel } from '../store/outward.ts';
import type { BacklogItem } from '../store/private.ts';
import type { EventStanding } from '../store/standing.ts';
import { eventTitle } from './member.ts';
import { backlogBlocks } from './private.ts';
import {
  FOR_WHOM,
  ITEM_NAMES,
  lengthLine,
  list,
  people,
  plain,
  spokenWhen,
  standingLine,
  suggestionLines,
  USUAL_NAMES,
} from './words.ts';

const initial = (value: string | null | undefined) => (value ? { initial: value } : {});
const zoneOf = (event: ForumEvent): string => event.organiser.timeZone;

export const notOrganiser: Message = plain(
  'That is for organisers',
  'Nothing was changed. If you’d like to set up a meeting, ask a coordinator of your network to make you an organiser.',
);
export const peersByPeers =
  'A meeting for peers only is set up by a peer, for whoever sets it up sees it. Type “profile” to say what you are, or ask an organiser who is a peer.';
export const managersByManagers =
  'A meeting for managers only is set up by a manager. Type “profile” to say what you are, or ask an organiser who is one.';
export const someLength = 'Please give one of the two parts some minutes.';

// --- what, then when ---------------------------------------------------------------------------------------------------

export function whatForm(
  event: ForumEvent | undefined,
  backlog: readonly BacklogItem[],
  takenUp: readonly string[],
): Form {
  const minutes = (value: number | undefined) => ({ initial: String(value ?? PART_MINUTES) });
  return form(routes.saveWhat, event ? { event: event.id } : {}, {
    title: 'A meeting: what',
    submit: 'Next: when',
    private: true,
    body: [
      ...backlogBlocks(backlog),
      small('Nothing goes out yet: you’ll see it first, and how many people it goes to.'),
    ],
    fields: [
      {
        ...{ id: 'title', type: 'text', label: 'What shall it be called?', maxLength: 80 },
        ...initial(event?.title),
      },
      {
        ...{ id: 'purpose', type: 'text', label: 'What is it for?', multiline: true, maxLength: 300 },
        ...initial(event?.purpose),
      },
      {
        ...{
          id: 'outcomes',
          type: 'text',
          label: 'What will people take away?',
          multiline: true,
          maxLength: 300,
        },
        ...{ optional: true, hint: 'For the note that people can show to an employer.' },
        ...initial(event?.outcomes),
      },
      {
        ...{ id: 'audience', type: 'select', label: 'For whom?' },
        options: AUDIENCES.map((one) => ({ value: one, label: capital(FOR_WHOM[one]) })),
        ...initial(event?.audience),
      },
      {
        ...{ id: 'managers', type: 'select', label: 'If for peers only: what goes to managers?' },
        options: [
          { value: 'nothing', label: 'Nothing' },
          { value: 'points', label: 'Main points, once everybody could cross things out' },
        ],
        initial: event?.feedsBack ? 'points' : 'nothing',
      },
      {
        ...{ id: 'learning', type: 'text', label: 'Minutes of learning', maxLength: 3 },
        ...minutes(event?.learningMinutes),
      },
      {
        ...{ id: 'social', type: 'text', label: 'Minutes of social time', maxLength: 3 },
        hint: 'People may come to either. 0 leaves a part out.',
        ...minutes(event?.socialMinutes),
      },
      { ...{ id: 'place', type: 'text', label: 'Place or link', maxLength: 150 }, ...initial(event?.place) },
      ...(backlog.length > 0 ? [backlogField(backlog, takenUp)] : []),
    ],
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const backlogField = (backlog: readonly BacklogItem[], takenUp: readonly string[]) => ({
  ...({
    id: 'backlog',
    type: 'multiselect',
    label: 'Which of these does it take up?',
    optional: true,
  } as const),
  options: backlog.map(({ id, discuss, know }, index) => ({
    value: id,
    label: `${index + 1}. ${Array.from(discuss ?? know ?? '')
      .slice(0, 60)
      .join('')}`,
  })),
  ...(takenUp.length > 0 && { initial: takenUp }),
});

/** `lately` are the kinds of time that the last meetings were at; `usual` is for how many what usually works (D14). */
export function whenForm(
  event: ForumEvent,
  lately: readonly string[],
  usual: readonly { usual: Usual; people: number }[],
): Form {
  const hints: Block[] = [
    paragraph('One time is fixed. With two to six, people tick every time that they could manage.'),
    ...(lately.length > 0
      ? [paragraph(`The last meetings: ${list(lately)}. Another kind of time lets other people come.`)]
      : []),
    ...(usual.length > 0
      ? [
          paragraph(
            `What usually works for people who could make none: ${list(usual.map((one) => `${USUAL_NAMES[one.usual].toLowerCase()} (${one.people})`))}.`,
          ),
        ]
      : []),
    small(`In your own time zone, ${zoneOf(event)}.`),
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
        {
          ...{ id: 'places', type: 'text', label: 'How many have room?', optional: true, maxLength: 3 },
          hint: 'Leave it empty if there is room for everybody. With a number there is a waiting list.',
          ...initial(event.places === null ? undefined : String(event.places)),
        },
      ],
    },
  );
}

const NAMES = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'];
type WhenField = Extract<keyof routes.When, string>;

function timeFields(at: number, given: { date: string; time: string } | undefined) {
  const name = NAMES[at] ?? '';
  const optional = at > 0 ? ({ optional: true } as const) : {};
  const field = (kind: 'date' | 'time', label: string) => ({
    ...({ id: `${kind}${at + 1}` as WhenField, type: kind, label } as const),
    ...optional,
    ...initial(given?.[kind]),
  });
  return [field('date', `${name} day`), field('time', `${name} time`)];
}

// --- the one living card -----------------------------------------------------------------------------------------------

export function organiserCard(event: ForumEvent, standing: EventStanding, now: Date): Card {
  switch (event.state) {
    case 'draft':
      return draftCard(event, standing);
    case 'asking':
      return votingCard(event, standing, now);
    case 'announced':
      return announcedCard(event, standing, now);
    case 'cancelled':
      return cancelledCard(event, now);
    case 'ended':
      return endedCard(event, standing);
    case 'lapsed':
      return lapsedCard(event);
  }
}

const about = (event: ForumEvent): Block[] => [
  paragraph(bold(event.title)),
  paragraph(event.purpose),
  paragraph(`${lengthLine(event)} ${capital(FOR_WHOM[event.audience])}.`),
  paragraph(`Where: ${event.place}${event.places === null ? '' : `, with room for ${event.places}`}`),
];

function draftCard(event: ForumEvent, { people: count }: EventStanding): Card {
  const { id, times } = event;
  const own = { event: id };
  if (times.length === 0)
    return {
      title: 'Your meeting has no time yet',
      body: about(event),
      actions: [button(routes.changeWhen, 'Say when', own, 'primary'), ...draftButtons(event)],
    };
  const [first] = times;
  const send =
    times.length === 1 && first
      ? button(routes.announce, `Announce to ${people(count)}`, { event: id, time: first.id }, 'primary')
      : button(routes.ask, `Ask ${people(count)}`, own, 'primary');
  const goes =
    count === 0
      ? 'There is nobody yet to send it to.'
      : `This goes to ${people(count)}: ${FOR_WHOM[event.audience]}.`;
  return {
    title: 'Your meeting, before it goes',
    body: [
      ...about(event),
      paragraph(list(times.map(({ startsAt }) => spokenWhen(startsAt, zoneOf(event))))),
      { type: 'divider' },
      paragraph(bold(goes)),
    ],
    actions: [
      ...(count > 0 ? [send] : []),
      button(routes.changeWhen, 'Change when', own),
      ...draftButtons(event),
    ],
  };
}

const draftButtons = ({ id }: ForumEvent): Button[] => [
  button(routes.changeWhat, 'Change what', { event: id }),
  button(routes.discard, 'Throw away', { event: id }, 'danger'),
];

const undo = (event: ForumEvent, pressedAt: Date | null, now: Date): Button[] =>
  mayUndo(pressedAt, now) ? [button(routes.takeBack, 'That was a mistake', { event: event.id })] : [];

function votingCard(event: ForumEvent, standing: EventStanding, now: Date): Card {
  const at = new Map(event.times.map(({ id, startsAt }) => [id, startsAt]));
  const nameOf = (time: string) => spokenWhen(at.get(time) ?? now, zoneOf(event));
  const rows = standing.ranked.map(
    (one): Block => ({
      type: 'row',
      text: `${nameOf(one.time)}: ${standingLine(one)}.`,
      actions:
        (at.get(one.time) ?? now) > now
          ? [button(routes.choose, `Choose ${nameOf(one.time)}`, { event: event.id, time: one.time })]
          : [],
    }),
  );
  return {
    title: `Choosing a time: ${event.title}`,
    body: [
      {
        type: 'fields',
        fields: [
          { label: 'Asked', value: String(standing.people) },
          { label: 'Answered', value: String(standing.votes) },
          { label: 'None of these work', value: String(standing.none) },
          ...unreachedField(standing),
        ],
      },
      ...rows,
      ...suggestionLines(standing.ranked, nameOf),
      small('You see how many, never who. Whoever has not answered is not counted as left out.'),
    ],
    actions: [
      button(routes.changeAgenda, 'Agenda', { event: event.id }),
      button(routes.askToCancel, 'Cancel it', { event: event.id }),
      ...undo(event, event.askedAt, now),
    ],
  };
}

const unreachedField = ({ unreached }: EventStanding) =>
  unreached > 0 ? [{ label: 'Could not be reached', value: String(unreached) }] : [];

function countFields(event: ForumEvent, standing: EventStanding) {
  const { coming, waiting, declined, silent } = standing;
  const all = coming.both + coming.learning + coming.social;
  const byPart =
    partsOf(event).length === 1
      ? []
      : [
          { label: 'At the learning', value: String(coming.both + coming.learning) },
          { label: 'At the social time', value: String(coming.both + coming.social) },
        ];
  return [
    { label: 'Coming', value: event.places === null ? String(all) : `${all} of ${event.places} places` },
    ...byPart,
    ...(event.places === null ? [] : [{ label: 'On the waiting list', value: String(waiting) }]),
    { label: 'Can’t make it', value: String(declined) },
    { label: 'Not answered', value: String(silent) },
    ...unreachedField(standing),
  ];
}

function announcedCard(event: ForumEvent, standing: EventStanding, now: Date): Card {
  const own = { event: event.id };
  const needs: Block[] =
    standing.needs === 0
      ? []
      : [
          {
            type: 'row',
            text: `${people(standing.needs)} said what they need to take part.`,
            actions: [button(routes.readNeeds, 'Read what is needed', own)],
          },
        ];
  return {
    title: eventTitle(event, zoneOf(event)),
    body: [
      { type: 'fields', fields: countFields(event, standing) },
      ...needs,
      small('Numbers only: nobody gets a list of who comes. Whoever waits moves up by themselves.'),
    ],
    actions: [
      ...standing.channels.map(({ conversationId, name }) =>
        button(routes.askToPost, `Post in ${name}`, { event: event.id, channel: conversationId }),
      ),
      button(routes.changeAgenda, 'Agenda', own),
      button(routes.startMove, 'Move it', own),
      button(routes.askToCancel, 'Cancel it', own),
      ...undo(event, event.announcedAt, now),
    ],
  };
}

function cancelledCard(event: ForumEvent, now: Date): Card {
  const restore = event.announcedAt !== null && mayUndo(event.cancelledAt, now);
  return {
    title: `Cancelled: ${event.title}`,
    body: [paragraph('Those who were asked have been told, and nobody needs to do anything.')],
    ...(restore && {
      actions: [button(routes.restore, 'That was a mistake', { event: event.id })],
    }),
  };
}

const endedCard = (event: ForumEvent, standing: EventStanding): Card => ({
  title: `It’s over: ${event.title}`,
  body: [
    { type: 'fields', fields: countFields(event, standing).slice(0, 1) },
    paragraph('Those who came are asked what next. What they write is there when you type “forum new”.'),
    small('What people needed to take part has been deleted. Who was invited goes in two weeks.'),
  ],
});

const lapsedCard = (event: ForumEvent): Card => ({
  title: `The times have passed: ${event.title}`,
  body: [paragraph('Nobody was told a time. Type “forum new” when you’d like to ask again.')],
});

// --- second screens ----------------------------------------------------------------------------------------------------

export function confirmAnnounce(event: ForumEvent, time: string, startsAt: Date, count: number): Message {
  return message({
    title: 'Announce it?',
    body: [
      paragraph(`${event.title}: ${spokenWhen(startsAt, zoneOf(event))}, ${event.place}.`),
      paragraph(bold(`This goes to ${people(count)}.`), ' It ends the vote.'),
    ],
    actions: [
      button(routes.announce, `Announce to ${people(count)}`, { event: event.id, time }, 'primary'),
      button(routes.keep, 'Not yet', {}),
    ],
  });
}

export const kept: Message = plain('Nothing was changed', 'Nobody was written to.');
export const sentBefore: Message = plain(
  'This has gone out already',
  'So it can’t be changed here any more. Its card shows how it stands.',
);
export const discarded: Message = plain(
  'Thrown away',
  'Nobody was written to. Type “forum new” to begin another.',
);
export const timePassed: Message = plain(
  'That time has passed',
  'Nothing was sent. Please choose another one, or change when.',
);
export const tooLate: Message = plain(
  'It can’t be taken back any more',
  'That’s possible for ten minutes. You can move it or cancel it: everybody is told.',
);

export function moveForm(event: ForumEvent): Form {
  const { date, time } = fieldsOf(event.startsAt ?? event.createdAt, zoneOf(event));
  return form(
    routes.saveMove,
    { event: event.id },
    {
      title: 'Move it',
      submit: 'Preview',
      body: [small(`In your own time zone, ${zoneOf(event)}. You’ll see how many people it goes to.`)],
      fields: [
        { id: 'date', type: 'date', label: 'Day', initial: date },
        { id: 'time', type: 'time', label: 'Time', initial: time },
        { id: 'place', type: 'text', label: 'Place or link', maxLength: 150, initial: event.place },
      ],
    },
  );
}

export function confirmMove(event: ForumEvent, startsAt: Date, place: string, count: number): Message {
  return message({
    title: 'Move it?',
    body: [
      paragraph(`${event.title}: ${spokenWhen(startsAt, zoneOf(event))}, ${place}.`),
      paragraph(
        bold(`This goes to ${people(count)}.`),
        ' Everybody keeps their place, and can say that it no longer suits them.',
      ),
    ],
    actions: [
      button(
        routes.move,
        `Move it and tell ${people(count)}`,
        { event: event.id, startsAt: startsAt.toISOString(), place },
        'primary',
      ),
      button(routes.keep, 'Not now', {}),
    ],
  });
}
export const nothingMoved = 'This is when and where it is already.';

export function confirmCancel(event: ForumEvent, count: number): Message {
  return message({
    title: 'Cancel it?',
    body: [paragraph(event.title), paragraph(bold(`This goes to ${people(count)}.`))],
    actions: [
      button(routes.cancel, `Cancel it and tell ${people(count)}`, { event: event.id }, 'danger'),
      button(routes.keep, 'Keep it', {}),
    ],
  });
}

// --- agenda and channels -----------------------------------------------------------------------------------------------

export function agendaForm(event: ForumEvent): Form {
  const items = event.items as readonly (ForumEvent['items'][number] & { kind: keyof typeof ITEM_NAMES })[];
  const sum = items.reduce((minutes, item) => minutes + item.minutes, 0);
  return form(
    routes.saveAgenda,
    { event: event.id },
    {
      title: 'Agenda',
      submit: 'Save',
      body: [
        paragraph(
          items.length === 0
            ? 'There is no agenda yet. Add the first item.'
            : `So far ${sum} of ${event.learningMinutes + event.socialMinutes} minutes. Add an item, or take some off.`,
        ),
        small('Everybody who is invited can read it.'),
      ],
      fields: [
        {
          ...{ id: 'kind', type: 'select', label: 'Kind', optional: true },
          options: ITEM_KINDS.map((kind) => ({ value: kind, label: ITEM_NAMES[kind] })),
        },
        { ...{ id: 'title', type: 'text', label: 'What about?', optional: true, maxLength: 120 } },
        { ...{ id: 'presenter', type: 'text', label: 'Who presents it?', optional: true, maxLength: 80 } },
        { ...{ id: 'minutes', type: 'text', label: 'Minutes', optional: true, maxLength: 3 } },
        ...(items.length === 0
          ? []
          : [
              {
                ...({ id: 'off', type: 'multiselect', label: 'Take off', optional: true } as const),
                options: items.map(({ id, kind, title }) => ({
                  value: id,
                  label: Array.from(`${ITEM_NAMES[kind]}: ${title}`).slice(0, 70).join(''),
                })),
              },
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

export function confirmPost(event: ForumEvent, { conversationId: channel, name }: Channel): Message {
  const peers = event.audience === 'peers';
  return message({
    title: peers ? `Is a manager in ${name}?` : `Post it in ${name}?`,
    body: [
      paragraph(
        peers
          ? 'This meeting is for peers only, and everybody in the channel reads what I post. I can’t see who is in it: please look.'
          : `This goes to everybody in ${name}.`,
      ),
    ],
    actions: [
      button(
        routes.post,
        peers ? 'No manager is in it: post' : `Post in ${name}`,
        { event: event.id, channel },
        'primary',
      ),
      button(routes.keep, 'Don’t post', {}),
    ],
  });
}
export const posted = (name: string): Message =>
  plain(`It’s on its way to ${name}`, 'When it moves or is cancelled, the channel is told too.');
export const postedBefore = (name: string): Message =>
  plain(`It’s in ${name} already`, 'Nothing was posted twice.');
export const postFailed = (name: string): Message =>
  plain(
    `I couldn’t post in ${name}`,
    'Please check that I’m still in that channel, then press the button on the meeting’s card again.',
  );

export const channelKnown = (name: string): Message =>
  plain(
    `I can post meetings in ${name}`,
    'Only when you ask me to, for meetings that you set up. Others can see what you typed; you can delete it.',
  );
export const typeItThere: Message = plain(
  'Please type that in the channel',
  'Go to the channel where I should post meetings, add me to it if I’m not there, and type it there.',
);
export const channelForgotten: Message = plain('Forgotten', 'I won’t post there for you any more.');
