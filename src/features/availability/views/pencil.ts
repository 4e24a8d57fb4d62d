import { type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { calledOffCard } from '../../placements/rules/called-off.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Invitation } from '../store/invitations.ts';
import { dayIn, noPromise, summary } from './words.ts';

export const takenBackCard: Card = {
  title: 'This heads-up was sent by mistake',
  body: [paragraph('Nothing is needed from you. Sorry for the interruption.')],
};

const keenButton = (label: string, invitation: string) => button(routes.beKeen, label, { invitation });
const about = ({ project }: CallOut) => paragraph(`${project.theme}, in ${project.region}.`);

/** A20: as much notice as we can give. Nothing is promised by it, on either side. */
export function pencilCard(callOut: CallOut, invitation: string): Card {
  return {
    title: 'Could this be for you? A peer project to come',
    body: [
      ...summary(callOut, 'titled'),
      paragraph(
        'Its dates aren’t fixed yet: this is only so that you know early. When they are, I ask everybody in the pool.',
      ),
      noPromise,
      small(`You can say so until the end of ${dayIn(callOut)(callOut.replyBy)}. I don’t remind you of it.`),
    ],
    actions: [
      button(routes.beKeen, 'I’d be interested', { invitation }, 'primary'),
      button(routes.decline, 'Not this time', { invitation }),
    ],
  };
}

function keenCard(callOut: CallOut, invitation: string): Card {
  return {
    title: 'You said: I’d be interested',
    body: [
      about(callOut),
      paragraph(
        'It’s no promise, neither yours nor ours. When the dates are fixed I ask everybody in the pool, and remind you that you said so.',
      ),
      small(`${callOut.project.manager.name} sees how many said so, and not who.`),
    ],
    actions: [button(routes.decline, 'Not this time after all', { invitation })],
  };
}

const notThisTimeCard = (callOut: CallOut, invitation: string): Card => ({
  title: 'Thank you for telling us: not this time',
  body: [
    about(callOut),
    paragraph('It never counts against you, and you’re asked when the dates are fixed, as everybody is.'),
  ],
  actions: [keenButton('That was a mistake', invitation)],
});

const datesFixedCard = (callOut: CallOut): Card => ({
  title: 'The dates are fixed',
  body: [
    about(callOut),
    paragraph(
      'Whoever is in the pool has a newer message from me, which asks about the days. What you said here is no answer to that.',
    ),
  ],
});

/** However the invitation to a pencil stands. */
export function invitationCard(callOut: CallOut, { id, reply }: Invitation): Card {
  if (callOut.state === 'withdrawn') return takenBackCard;
  if (callOut.project.state === 'cancelled') return calledOffCard(callOut.project);
  if (callOut.state === 'fixed') return datesFixedCard(callOut);
  if (reply === null) return pencilCard(callOut, id);
  return reply === 'no' ? notThisTimeCard(callOut, id) : keenCard(callOut, id);
}

/** To a press that comes after it has closed, or on a card of another kind. */
export const closedPencil = (callOut: CallOut): Message =>
  message(
    callOut.state === 'withdrawn'
      ? takenBackCard
      : callOut.project.state === 'cancelled'
        ? calledOffCard(callOut.project)
        : callOut.state === 'fixed'
          ? datesFixedCard(callOut)
          : {
              title: 'This heads-up has closed',
              body: [
                paragraph(
                  'Thank you for looking; it doesn’t count against you. When the dates are fixed you’re asked, whatever you said here.',
                ),
              ],
            },
  );

/** To whoever answers about days, which a pencil does not have. */
export const noDaysYet = (callOut: CallOut): Message =>
  callOut.state === 'open'
    ? message({
        title: 'There are no days to choose yet',
        body: [
          about(callOut),
          paragraph('Its dates aren’t fixed. The buttons on its card take your answer.'),
        ],
      })
    : closedPencil(callOut);
