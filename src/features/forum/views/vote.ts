import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, type Button, bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { ForumEvent } from '../store/event.ts';
import type { Invitation } from '../store/invitation.ts';
import { lengthLine, spokenWhen } from './words.ts';

// --- as what ----------------------------------------------------------------------------------------------------

/** To somebody who is both: nothing of the event is told before they have answered. */
export function participantKindCard(event: ForumEvent): Card {
  return {
    title: 'In which role would you come?',
    body: [
      paragraph(
        `Something is being planned for ${event.audience} only. Your profile says that you’re both a peer and a manager.`,
      ),
      small('Only you see this question, and nobody is told your answer.'),
    ],
    actions: [
      button(routes.chooseParticipantKind, 'As a peer', { event: event.id, hat: 'peer' }),
      button(routes.chooseParticipantKind, 'As a manager', { event: event.id, hat: 'manager' }),
    ],
  };
}

export function otherParticipantKindCard(event: ForumEvent): Card {
  const [own, other] =
    event.audience === 'peers' ? (['peer', 'manager'] as const) : (['manager', 'peer'] as const);
  return {
    title: `That’s fine: as a ${other}`,
    body: [paragraph(`This one is for ${event.audience}, so you’ll hear no more about it.`)],
    actions: [button(routes.chooseParticipantKind, 'That was a mistake', { event: event.id, hat: own })],
  };
}

// --- when should we meet? --------------------------------------------------------------------------------------------

const aboutBlocks = (event: ForumEvent): Block[] => [
  paragraph(bold(event.title)),
  paragraph(event.purpose),
  paragraph(`${lengthLine(event)}${event.audience === 'everyone' ? '' : ` For ${event.audience} only.`}`),
  paragraph(`Where: ${event.place}`),
];

const voteButtons = ({ id }: ForumEvent): Button[] => [
  button(routes.chooseTimes, 'Choose times', { event: id }, 'primary'),
  button(routes.noneWork, 'None of these work for me', { event: id }),
];

export function voteCard(event: ForumEvent, { memberId }: Invitation): Card {
  const who = memberId === event.organiserId ? 'You see' : `${event.organiser.name} sees`;
  return {
    title: 'When should we meet?',
    body: [
      ...aboutBlocks(event),
      paragraph('Tick every time you could manage.'),
      small(
        `${who} how many can come at each time and how many of those couldn’t come last time, never who.`,
      ),
    ],
    actions: [
      ...voteButtons(event),
      button(routes.notToday, 'Not today', { event: event.id, about: 'times' }),
    ],
  };
}

export function votedCard(event: ForumEvent, { memberId, ticks, voted, timeZone }: Invitation): Card {
  const next =
    memberId === event.organiserId
      ? 'You choose the time, on your meeting’s card.'
      : `${event.organiser.name} chooses a time, and I’ll tell you which.`;
  const times = event.times.filter(({ id }) => ticks.includes(id));
  const said =
    voted === 'none'
      ? 'None of these times work for you. That counts: the next choice leans towards those who were left out.'
      : `You could manage ${list(times.map(({ startsAt }) => spokenWhen(startsAt, timeZone)))}.`;
  return {
    title: 'Thank you, your answer is in',
    body: [paragraph(bold(event.title)), paragraph(said), paragraph(next)],
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
        field.multiselect('times', 'Which of these could you manage?', {
          optional: true,
          options: event.times.map(({ id, startsAt }) => ({
            value: id,
            label: spokenWhen(startsAt, timeZone),
          })),
          ...(ticks.length > 0 && { initial: ticks }),
        }),
      ],
    },
  );
}
export const tickSomething = 'Please tick at least one, or close this and press “None of these work for me”.';

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
