import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import { localDate } from '../../../time/hours.ts';
import { calledOffCard } from '../../placements/rules/called-off.ts';
import * as routes from '../routes.ts';
import { type Answer, isInterested } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Invitation } from '../store/invitations.ts';
import { dayIn, noPromise, summary } from './words.ts';

const daysIn = (callOut: CallOut): string[] => callOut.project.days.map(({ day }) => day);

/** Whoever was keen on its pencil reads that, and nobody else does (A20). */
const askIn = ({ wasKeen }: Pick<Invitation, 'wasKeen'>): string =>
  wasKeen ? 'You said you’d be interested: the dates are fixed.' : 'Could you help with a peer challenge?';

export function callOutCard(callOut: CallOut, asked: Pick<Invitation, 'id' | 'wasKeen'>): Card {
  const invitation = asked.id;
  const days = daysIn(callOut);
  return {
    title: `${askIn(asked)} Reply by ${dayIn(callOut)(callOut.replyBy)}`,
    body: [...summary(callOut, 'titled'), noPromise],
    actions: [
      button(
        routes.sayYes,
        days.length === 1 ? 'Yes, that day' : 'Yes, all days',
        { invitation, days },
        'primary',
      ),
      button(routes.seeDays, 'See days and reply', { invitation }),
      button(routes.decline, 'Not this time', { invitation }),
    ],
  };
}

export function reminderCard(callOut: CallOut, invitation: Pick<Invitation, 'id' | 'wasKeen'>): Card {
  const card = callOutCard(callOut, invitation);
  return {
    ...card,
    title: `Still time to reply, until ${dayIn(callOut)(callOut.replyBy)}`,
    body: [
      ...card.body,
      small('This is the only reminder. If it’s not for you, there’s no need to do anything.'),
    ],
  };
}

export function repliedCard(
  callOut: CallOut,
  invitation: string,
  reply: Exclude<Answer, 'keen'>,
  days: readonly string[],
): Card {
  const isOpen = callOut.state === 'open';
  const until = isOpen ? [small(`You can change this until ${dayIn(callOut)(callOut.replyBy)}.`)] : [];
  const about = paragraph(`${callOut.project.theme}, in ${callOut.project.region}.`);
  if (reply === 'no') {
    return {
      title: 'Thank you for telling us: not this time',
      body: [about, paragraph('It never counts against you.'), ...until],
      actions: [button(routes.seeDays, 'That was a mistake', { invitation })],
    };
  }
  return {
    title: reply === 'yes' ? 'You replied: yes, I’m interested' : 'You replied: maybe',
    body: [
      about,
      paragraph(
        days.length > 0
          ? `Days that suit you: ${list(days.map(dayIn(callOut)))}.`
          : 'Its days have moved since: a newer message from me asks about them.',
      ),
      paragraph(
        `${callOut.project.manager.name} will be in touch here if your name is to go forward. Nobody else gets your details.`,
      ),
      ...until,
    ],
    actions: [
      ...(isOpen ? [button(routes.seeDays, 'Change', { invitation })] : []),
      button(routes.decline, 'Not this time after all', { invitation }),
    ],
  };
}

/** What somebody else wrote down for them: they read it at once, and change it where it is not so. */
export function notedCard(
  callOut: CallOut,
  { id: invitation, reply, days, notedBy }: NotedReply & { id: string; notedBy: string },
): Card {
  const said = {
    yes: 'yes, you’re interested',
    maybe: 'maybe',
    no: 'not this time',
  };
  return {
    title: `Noted for you: ${said[reply]}`,
    body: [
      paragraph(`${callOut.project.theme}, in ${callOut.project.region}.`),
      paragraph(
        `${notedBy} noted this on your behalf, as you told them.${days.length > 0 ? ` Days that suit you: ${list(days.map(dayIn(callOut)))}.` : ''}`,
      ),
      paragraph(
        'If it isn’t what you said, change it here: then it’s your own answer. Nothing else was answered for you, neither about the host nor for your employer.',
      ),
      small(
        `You can change this until ${dayIn(callOut)(callOut.replyBy)}. It’s not a promise of a place, and saying no never counts against you.`,
      ),
    ],
    actions: [
      button(routes.seeDays, reply === 'no' ? 'That was a mistake' : 'Change', { invitation }),
      ...(reply === 'no' ? [] : [button(routes.decline, 'Not this time after all', { invitation })]),
    ],
  };
}
interface NotedReply {
  reply: Exclude<Answer, 'keen'>;
  days: readonly string[];
}

/** Where a card stood that came once more. */
export const movedOn: Card = {
  title: 'This is further down now',
  body: [paragraph('It’s in a newer message from me, so there’s nothing to answer here.')],
};

export function replyForm(callOut: CallOut, invitation: Invitation): Form {
  const days = daysIn(callOut);
  return form(
    routes.reply,
    { invitation: invitation.id },
    {
      title: 'Days and reply',
      submit: 'Send',
      body: [...summary(callOut), noPromise],
      fields: [
        field.select('interest', 'Are you interested?', {
          options: [
            { value: 'yes', label: 'Yes, I’m interested' },
            { value: 'maybe', label: 'Maybe' },
          ],
          ...(isInterested(invitation.reply) && { initial: invitation.reply as string }),
        }),
        field.multiselect('days', 'Which days suit you?', {
          optional: true,
          options: days.map((day) => ({ value: day, label: dayIn(callOut)(day) })),
          ...(invitation.days.length > 0 && { initial: invitation.days }),
        }),
      ],
    },
  );
}

export const chooseDays = 'Please tick at least one day, or close this and press “Not this time”.';

export const takenBackCard: Card = {
  title: 'This call-out was sent by mistake',
  body: [paragraph('Nothing is needed from you. Sorry for the interruption.')],
};
/** Its project manager may have closed it before its day was over. */
function closedWhen(callOut: CallOut): string {
  const { closedAt, closesAt, replyBy, project } = callOut;
  return closedAt && closedAt < closesAt
    ? `early, on ${dayIn(callOut)(localDate(closedAt, project.manager.timeZone))}`
    : `at the end of ${dayIn(callOut)(replyBy)}`;
}

/** Taken back, called off or over: nobody could still help. */
const closedCard = ({ state, project }: CallOut): Card | undefined => {
  if (state === 'withdrawn') return takenBackCard;
  if (project.state === 'cancelled') return calledOffCard(project);
  return undefined;
};

const couldStillHelp = ({ project }: CallOut): string =>
  `If you could still help, ${project.manager.name} will be glad to hear from you.`;
const HAS_CLOSED = 'This call-out has closed';

export const closedForReplies = (callOut: CallOut): Message =>
  message(
    closedCard(callOut) ?? {
      title: HAS_CLOSED,
      body: [
        paragraph(
          `It closed ${closedWhen(callOut)}. Thank you for looking; it doesn’t count against you. ${couldStillHelp(callOut)}`,
        ),
      ],
    },
  );

/** Drawn again once it has closed: what it was about, and nothing to answer. */
export const unansweredCard = (callOut: CallOut): Card => ({
  title: HAS_CLOSED,
  body: [
    ...summary(callOut),
    paragraph(`Nothing is needed, and it doesn’t count against you. ${couldStillHelp(callOut)}`),
  ],
});

/** To “I’d be interested”, which a pencil asks alone. */
export const askedAboutDays = (callOut: CallOut): Message =>
  message({
    title: 'The dates are fixed here',
    body: [paragraph(`“See days and reply” on its card takes your answer: ${callOut.project.theme}.`)],
  });

/** After the call-out has closed it cannot be taken back with a press, so it is asked first. */
export const confirmCannotCome = ({ project }: CallOut, invitation: string): Message =>
  message({
    title: 'You can’t come after all?',
    body: [
      paragraph(
        `${project.theme}, in ${project.region}. ${project.manager.name} may be counting on you, so I’ll tell them at once, and they can ask somebody else.`,
      ),
      paragraph('You don’t have to say why, and it never counts against you.'),
    ],
    actions: [button(routes.cannotCome, 'I can’t come', { invitation }, 'primary')],
  });

const noComing = ({ project }: CallOut, after: string): Card => ({
  title: 'Thank you for telling us: you can’t come',
  body: [paragraph(`${project.theme}, in ${project.region}.`), paragraph(after)],
});
/** Once a call-out has closed, of a no that came before as of one that came late. */
export const cannotComeCard = (callOut: CallOut): Card =>
  noComing(
    callOut,
    `It never counts against you. If you can come after all, please write to ${callOut.project.manager.name}.`,
  );
/** To a late one. */
export const toldCannotCome = (callOut: CallOut): Card =>
  noComing(
    callOut,
    `${callOut.project.manager.name} is told. If you can come after all, please write to them.`,
  );
