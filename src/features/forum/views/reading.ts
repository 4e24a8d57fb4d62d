import type { Form } from '../../../chat/form.ts';
import { bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { readingView } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { type AgendaItem, ITEM_NAMES } from '../../planning/rules/agenda.ts';
import { spanOf } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import { spokenClock, spokenWhen } from './words.ts';

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
