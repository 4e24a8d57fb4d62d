import { mayUndo } from '../../../bot/undo.ts';
import { type Block, type Button, bold, type Card, paragraph, row, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { counts, list, people } from '../../../chat/words.ts';
import { capital } from '../../../text/cut.ts';
import { suggested } from '../../planning/rules/fairness.ts';
import { agendaButton } from '../../planning/rules/links.ts';
import { standingLine, suggestionLines } from '../../planning/rules/words.ts';
import * as routes from '../routes.ts';
import { partsOf } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';
import type { EventStanding } from '../store/standing.ts';
import { eventTitle } from './event.ts';
import { FOR_WHOM, lengthLine, spokenWhen, zoneOf } from './words.ts';

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
  const goes = count === 0 ? 'There is nobody yet to send it to.' : `This goes to ${people(count)}.`;
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
      button(routes.changeWhen, 'Change the times', own),
      ...draftButtons(event),
    ],
  };
}

const draftButtons = ({ id }: ForumEvent): Button[] => [
  button(routes.changeWhat, 'Change the meeting', { event: id }),
  button(routes.discard, 'Throw away', { event: id }, 'danger'),
];

const undo = (event: ForumEvent, pressedAt: Date | null, now: Date): Button[] =>
  mayUndo(pressedAt, now) ? [button(routes.takeBack, 'That was a mistake', { event: event.id })] : [];

function votingCard(event: ForumEvent, standing: EventStanding, now: Date): Card {
  const at = new Map(event.times.map(({ id, startsAt }) => [id, startsAt]));
  const nameOf = (time: string) => spokenWhen(at.get(time) ?? now, zoneOf(event));
  const isOpen = ({ time }: { time: string }) => (at.get(time) ?? now) > now;
  const open = standing.ranked.filter(isOpen);
  const best = suggested(open);
  // Its button says which time it is: said once, it is read once.
  const rows = open.map((one): Block => {
    const line = one === best ? `Suggested: ${standingLine(one)}.` : `${capital(standingLine(one))}.`;
    const own = { event: event.id, time: one.time };
    return row(
      line,
      button(routes.choose, `Choose ${nameOf(one.time)}`, own, one === best ? 'primary' : undefined),
    );
  });
  const past = standing.ranked
    .filter((one) => !isOpen(one))
    .map((one) => paragraph(`${nameOf(one.time)} has passed: ${standingLine(one)}.`));
  return {
    title: `Choosing a time: ${event.title}`,
    body: [
      {
        type: 'fields',
        fields: counts(
          ['Asked', standing.people],
          ['Answered', standing.votes],
          ['None of these work', standing.none],
          ['Could not be reached', standing.unreached],
        ),
      },
      ...rows,
      ...past,
      ...suggestionLines(open, nameOf),
      small('You see how many, never who. Whoever has not answered is not counted as left out.'),
    ],
    actions: [
      agendaButton(event.id),
      button(routes.askToCancel, 'Cancel it', { event: event.id }),
      ...undo(event, event.askedAt, now),
    ],
  };
}

function countFields(event: ForumEvent, standing: EventStanding) {
  const { coming, waiting, declined, silent } = standing;
  const all = coming.both + coming.learning + coming.social;
  const isWhole = partsOf(event).length === 1;
  const [first, ...rest] = counts(
    ['Coming', all],
    ['At the learning', isWhole ? 0 : coming.both + coming.learning],
    ['At the social time', isWhole ? 0 : coming.both + coming.social],
    ['On the waiting list', waiting],
    ['Can’t make it', declined],
    ['Not answered', silent],
    ['Could not be reached', standing.unreached],
  );
  const places = event.places === null ? '' : ` of ${event.places} places`;
  return [{ label: 'Coming', value: `${first?.value ?? 0}${places}` }, ...rest];
}

function announcedCard(event: ForumEvent, standing: EventStanding, now: Date): Card {
  const own = { event: event.id };
  const needs: Block[] =
    standing.needs === 0
      ? []
      : [
          row(
            `${people(standing.needs)} said what they need to take part.`,
            button(routes.readNeeds, 'Read what is needed', own),
          ),
        ];
  return {
    title: eventTitle(event, zoneOf(event)),
    body: [
      { type: 'fields', fields: countFields(event, standing) },
      ...needs,
      small(
        `Numbers only: nobody gets a list of who comes.${standing.waiting > 0 ? ' If a place comes free, the next person gets it.' : ''}`,
      ),
    ],
    actions: [
      ...standing.channels.map(({ conversationId, name }) =>
        button(routes.askToPost, `Post in ${name}`, { event: event.id, channel: conversationId }),
      ),
      agendaButton(event.id),
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
