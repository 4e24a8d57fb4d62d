import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { people, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { type Parts, partsOf, spanOf } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import type { Invited } from '../store/invited.ts';
import { participantKindCard, voteCard, votedCard } from './vote.ts';
import { audienceLines, hoursLine, lengthLine, partButton, spokenWhen } from './words.ts';

// --- the event -------------------------------------------------------------------------------------------------------

/** `{title}: {day}, {time}, {place}`, in the reader's zone and for the parts that they come to. */
export function eventTitle(event: ForumEvent, timeZone: string, parts: Invitation['parts'] = null): string {
  const from = event.startsAt && spanOf(event.startsAt, event, parts).from;
  return `${event.title}: ${from ? `${spokenWhen(from, timeZone)}, ` : ''}${event.place}`;
}

function aboutEvent(event: ForumEvent, timeZone: string, answered: boolean): Block[] {
  return [
    ...(event.movedFrom ? [paragraph(movedLine(event, event.movedFrom, timeZone))] : []),
    ...(event.includesLeftOut ? [paragraph('Chosen so that people left out before can come.')] : []),
    ...audienceLines(event),
    paragraph(event.purpose),
    ...(event.startsAt ? [paragraph(hoursLine(event, event.startsAt, timeZone, answered))] : []),
  ];
}

const sameTime = ({ startsAt }: ForumEvent, movedFrom: Date): boolean =>
  startsAt?.getTime() === movedFrom.getTime();
const movedLine = (event: ForumEvent, movedFrom: Date, timeZone: string): string =>
  sameTime(event, movedFrom)
    ? 'The place has changed; the time hasn’t.'
    : `It was ${spokenWhen(movedFrom, timeZone)}. If it doesn’t suit you any more, that’s fine.`;
const movedWord = (event: ForumEvent): string =>
  event.movedFrom ? (sameTime(event, event.movedFrom) ? 'New place: ' : 'Moved: ') : '';

/** What is asked or announced, as somebody sees it now. */
export function openCard({ event, invitation, visibility, ahead }: Invited): Card {
  if (visibility === 'ask') return participantKindCard(event);
  if (event.state === 'announced') return eventCard(event, invitation, ahead);
  return invitation.voted === null ? voteCard(event, invitation) : votedCard(event, invitation);
}

/** `asked` shows the choices again to somebody who has answered. */
export function eventCard(event: ForumEvent, invitation: Invitation, ahead: number, asked = false): Card {
  const { parts, seat, timeZone } = invitation;
  const answered = parts !== null && !asked;
  return {
    title: `${movedWord(event)}${eventTitle(event, timeZone, answered ? parts : null)}`,
    body: [
      ...(answered ? [paragraph(bold(answerLine(event, parts, seat, ahead)))] : []),
      ...aboutEvent(event, timeZone, answered),
    ],
    actions: answered ? answeredButtons(event, invitation) : [...answerButtons(event), ...moreButtons(event)],
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
function answeredButtons(event: ForumEvent, { parts, seat }: Invitation): Button[] {
  if (parts === 'no') return [changeButton(event)];
  const needs = button(routes.tellNeeds, 'What I need to take part', { event: event.id });
  const calendar = button(routes.addToCalendar, 'Add to my calendar', { event: event.id });
  return [...(seat === 'held' ? [calendar] : []), needs, changeButton(event), ...moreButtons(event)];
}

/** What may help to come at all, after what is asked. */
const moreButtons = ({ id, items }: ForumEvent): Button[] => [
  button(routes.noteForEmployer, 'A note for my employer', { event: id }),
  ...(items.length > 0 ? [button(routes.seeAgenda, 'Agenda', { event: id })] : []),
];

function answerLine(event: ForumEvent, parts: Parts | 'no', seat: Invitation['seat'], ahead: number): string {
  if (parts === 'no') return 'You can’t make it. Thank you for saying so; you don’t have to say why.';
  const which = { both: 'to both parts', learning: 'to the learning', social: 'to the social time' }[parts];
  if (seat === 'held') return `You’re coming${partsOf(event).length === 1 ? '' : ` ${which}`}.`;
  if (ahead === 0) return 'It’s full, and you’re next on the waiting list: a place comes to you by itself.';
  return `It’s full. On the waiting list, ${people(ahead)} ${ahead === 1 ? 'is' : 'are'} before you: a place comes to you by itself.`;
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
      ...(event.startsAt ? [paragraph(hoursLine(event, event.startsAt, timeZone, true))] : []),
      small('If you can’t make it after all, one press is enough. Somebody may be waiting for the place.'),
    ],
    actions: [button(routes.answer, 'Can’t make it', { event: event.id, parts: 'no' })],
  };
}

export function cancelledCard(event: ForumEvent, { timeZone, parts }: Invitation): Card {
  const inCalendar = parts !== null && parts !== 'no';
  return {
    title: `Cancelled: ${eventTitle(event, timeZone)}`,
    body: [paragraph('Sorry: it can’t go ahead. Nothing is needed from you.')],
    ...(inCalendar && {
      actions: [button(routes.addToCalendar, 'Take it out of my calendar', { event: event.id })],
    }),
  };
}

/** The same on home, in one line. */
export const cancelledLine = (event: ForumEvent, { timeZone }: Invitation): string =>
  `Cancelled: ${eventTitle(event, timeZone)}.`;

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
