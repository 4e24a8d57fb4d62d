import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { cut } from '../../../text/cut.ts';
import { spokenDay, spokenTime } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Meeting } from '../store/meetings.ts';
import { type Pair, sideOf } from '../store/pairs.ts';
import { buddyName, MODES, openBuddies, WAY } from './words.ts';

export function dateForm(
  pair: Pair,
  member: string,
  mode: string | undefined,
  lastMode: string | undefined,
): Form {
  const name = buddyName(pair, member);
  return form(
    routes.saveDate,
    { pair: pair.id },
    {
      title: 'We have a date',
      submit: 'Save',
      private: true,
      body: [
        small(
          `${name} and you see this, nobody else; where or which number is kept sealed, and deleted once you’ve met. The time is in your own time zone. ${itTeam}`,
        ),
      ],
      fields: [
        field.date('day', 'Day'),
        field.time('time', 'Time'),
        field.select('mode', 'How', {
          options: MODES,
          ...(mode && { initial: mode }),
          ...(lastMode && { hint: `Last time was ${lastMode}. Do as you both like.` }),
        }),
        field.text('place', 'Where, or which number', {
          optional: true,
          maxLength: 200,
          hint: `Sealed: only the two of you can open it. ${helplineFootnote}`,
        }),
      ],
    },
  );
}

/** A date that is set, with what can be done about it. */
export function plannedBlocks(date: Meeting, now: Date): Block[] {
  const which = { meeting: date.id };
  const coming = now < date.at;
  const actions = [
    ...(date.placeSealed === null ? [] : [button(routes.openPlace, 'Where, or which number', which)]),
    ...(coming
      ? [button(routes.openCalendar, 'For my calendar', which), button(routes.cancelDate, 'It’s off', which)]
      : []),
  ];
  const when: Block = {
    type: 'text',
    text: [
      'Your date: ',
      { type: 'time', at: date.at.toISOString(), style: 'datetime' },
      `, ${WAY[date.mode]}.`,
    ],
  };
  return actions.length > 0 ? [when, row(' ', ...actions)] : [when];
}

export function dateCard(pair: Pair, member: string, date: Meeting, now: Date): Card {
  return {
    title: date.sequence > 0 ? 'The date has changed' : 'A date is set',
    body: [
      paragraph(`With ${buddyName(pair, member)}.`),
      ...plannedBlocks(date, now),
      ...(date.writerId === member ? [inTheirHours(pair, member)] : []),
      small('I’ll stay quiet until then. Press “We’ve met” afterwards.'),
    ],
    actions: [
      button(routes.openMet, 'We’ve met', { pair: pair.id }),
      button(routes.openDate, 'Change the date', { pair: pair.id }),
    ],
  };
}
/** On home, until then. */
export const coming = (pair: Pair, member: string, date: Meeting): { line: string; open: Button } => {
  const when = spokenTime(date.at, 'datetime', sideOf(pair, member)?.timeZone ?? 'Europe/London');
  return {
    line: `Your date with ${buddyName(pair, member)}: ${when}, ${WAY[date.mode]}.`,
    open: openBuddies,
  };
};
/** To whoever set it or called it off, where the other one could not be told. */
export const dateNotTold = (pair: Pair, member: string, date: Meeting): Card => {
  const name = buddyName(pair, member);
  const words =
    date.state === 'cancelled'
      ? `I couldn’t tell ${name} that the date is off. Without a word from you they may be waiting there.`
      : `I couldn’t tell ${name} about the date. Without a word from you they may not know of it.`;
  return { title: 'Please tell them yourself', body: [paragraph(words)] };
};
export const dateMoved: Card = {
  title: 'This date has changed',
  body: [paragraph('The newest message has the new one.')],
};
/** Said to whoever set a date or called it off: what is soon should not hang on my being allowed to write. */
const inTheirHours = (pair: Pair, member: string): Block =>
  small(
    `${buddyName(pair, member)} hears of it from me, but only in their own hours. If it’s soon, please tell them as well.`,
  );
export const dateOff = (pair: Pair, member: string, mine: boolean): Card => ({
  title: 'That date is off',
  body: [
    paragraph(`It happens. You and ${buddyName(pair, member)} can set another whenever you both like.`),
    ...(mine ? [inTheirHours(pair, member)] : []),
  ],
  actions: [button(routes.openDate, 'We have a date', { pair: pair.id })],
});

const LENGTH = { face: 'Most last one to two hours.', phone: 'Most last up to an hour.' };
export const placePage = (date: Meeting, place: string | undefined): Form =>
  readingView(
    'Where, or which number',
    paragraph(place ?? 'Nothing was written here.'),
    small(`${LENGTH[date.mode]} For the two of you alone; it’s deleted once you’ve met.`),
  );

/** The link stands in a page that is kept nowhere, and not in the chat. Without a web address: words (C12). */
export const calendarPage = (date: Meeting, url: string | undefined): Form =>
  readingView(
    'For my calendar',
    ...(url
      ? [
          paragraph({ type: 'link', text: 'Open the page with the calendar file', url }),
          small(
            'Your calendar will say “Meeting (private)”, unless you tick otherwise there. The link is yours alone: please don’t pass it on.',
          ),
        ]
      : [
          paragraph(
            'Please type it in yourself: ',
            { type: 'time', at: date.at.toISOString(), style: 'datetime' },
            `. ${LENGTH[date.mode]}`,
          ),
          small('Calendars are often shared, so “Meeting (private)” may say enough.'),
        ]),
  );

// --- we've met -------------------------------------------------------------------------------------------------------

export function metForm(pair: Pair, member: string, planned: Meeting | undefined): Form {
  const name = buddyName(pair, member);
  const hosts = [
    { value: 'neither', label: 'Somewhere else, or by phone' },
    { value: 'mine', label: 'At my organisation' },
    { value: 'theirs', label: cut(`At ${name}’s organisation`, 75) },
  ];
  return form(
    routes.saveMet,
    { pair: pair.id },
    {
      title: 'We’ve met',
      submit: 'Save',
      private: true,
      body: [
        small(
          `Only ${name} and you see this, and it’s kept with your pairing. Coordinators see totals over many pairs, never a meeting. Messages and e-mails are lovely, and aren’t counted here. ${itTeam}`,
        ),
      ],
      fields: [
        field.date('day', 'When', { ...(planned && { initial: planned.day }) }),
        field.select('mode', 'How', { options: MODES, ...(planned && { initial: planned.mode }) }),
        field.select('host', 'Where', { optional: true, options: hosts }),
      ],
    },
  );
}

export const metCard = (meeting: Meeting): Message =>
  message({
    title: 'Good to hear',
    body: [
      paragraph(
        `Noted: ${spokenDay(meeting.day, meeting.writtenAt.toISOString().slice(0, 10))}, ${WAY[meeting.mode]}. I’ll stay quiet for about four weeks.`,
      ),
      small('If you like, keep a few bullet points for yourself. Only you can open them.'),
    ],
    actions: [
      button(routes.openNote, 'Add a private note', { meeting: meeting.id }),
      button(routes.undoMet, 'That was a mistake', { meeting: meeting.id }),
    ],
  });
export const metBefore: Message = message({
  title: 'That meeting is noted already',
  body: [paragraph('One of you was quicker. Nothing was counted twice.')],
  actions: [openBuddies],
});
export const metUndone: Message = message({
  title: 'That’s undone',
  body: [paragraph('The meeting is not noted any more.')],
  actions: [openBuddies],
});
