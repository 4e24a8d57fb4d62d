import { bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import { type Pair, sideOf } from '../store/pairs.ts';
import { buddyName, leaveButton, openBuddies, whyYou } from './words.ts';

/**
 * What somebody’s offer shows: their own answer, and nothing of the other one’s, until something has come of the offer.
 * Titles stay vague: lock screens show them.
 */
export function offerNow(pair: Pair, member: string): Card {
  if (pair.state === 'declined') return notAMatch;
  if (pair.state === 'lapsed') return offerClosed;
  if (pair.state === 'withdrawn') return offerMistake;
  if (pair.state !== 'offered') return bothSaidYes;
  const answer = sideOf(pair, member)?.answer;
  if (answer === 'yes') return acceptedCard(pair, member);
  return answer === 'no' ? declinedCard(pair, member) : offerCard(pair, member);
}

/** The same on its reminder, which says so as long as there is no answer. */
export const reminderNow = (pair: Pair, member: string): Card =>
  pair.state === 'offered' && sideOf(pair, member)?.answer === null
    ? offerReminder(pair, member)
    : offerNow(pair, member);

function offerCard(pair: Pair, member: string): Card {
  const name = buddyName(pair, member);
  return {
    title: 'A suggestion for you',
    body: [
      paragraph(bold(`We think you’d get on with ${name}.`)),
      paragraph(whyYou(pair)),
      paragraph(
        'Contact details stay hidden until you both say yes. If either says no, the other hears only “not a match this time”.',
      ),
      small(
        `Once you’ve both said yes, ${name} can open what you gave under “How to reach me”, and you what ${name} gave.`,
      ),
    ],
    actions: [
      button(routes.accept, 'Yes, introduce us', { pair: pair.id }, 'primary'),
      button(routes.decline, 'Not this time', { pair: pair.id }),
    ],
  };
}

function offerReminder(pair: Pair, member: string): Card {
  const card = offerCard(pair, member);
  return {
    ...card,
    title: 'A suggestion is still here for you',
    body: [
      ...card.body,
      small('This is the only reminder. If it’s not for you, there’s no need to do anything.'),
    ],
  };
}

/** The same words whatever the other one has said so far. */
const acceptedCard = (pair: Pair, member: string): Card => ({
  title: 'Thank you, that’s noted',
  body: [
    paragraph(
      `You said yes to being introduced to ${buddyName(pair, member)}. I’ll write to you as soon as there’s something to know.`,
    ),
  ],
  actions: [button(routes.decline, 'Not this time after all', { pair: pair.id })],
});

const declinedCard = (pair: Pair, member: string): Card => ({
  title: 'Thank you for telling me',
  body: [
    paragraph(
      `In ten minutes ${buddyName(pair, member)} will hear only “not a match this time”. You don’t have to say why, and you stay on the list for the next round.`,
    ),
  ],
  actions: [button(routes.undoDecline, 'That was a mistake', { pair: pair.id }), leaveButton],
});

export const notAMatch: Card = {
  title: 'Not a match this time',
  body: [
    paragraph(
      'This happens for all sorts of reasons; we don’t ask why. You stay on the list, among the first for the next round.',
    ),
  ],
  actions: [leaveButton],
};
const offerClosed: Card = {
  title: 'This suggestion has passed',
  body: [
    paragraph(
      'Nothing is needed from you, and it counts for nothing. You stay on the list for the next round.',
    ),
  ],
  actions: [leaveButton],
};
const offerMistake: Card = {
  title: 'A suggestion was sent by mistake',
  body: [
    paragraph(
      'Nothing is needed from you. Sorry for the interruption. You stay on the list for the next round.',
    ),
  ],
};
export const bothSaidYes: Card = {
  title: 'You both said yes',
  body: [paragraph('You’ll find the next step in the newest message.')],
  actions: [openBuddies],
};
/** To those for whom a round had nobody (C21). */
export const firstNextTime: Card = {
  title: 'You’re first in the next round',
  body: [
    paragraph(
      'Pairs were made today, and this time there was nobody left who fits. It’s no reflection on you: numbers are often uneven.',
    ),
    paragraph('You stay on the list and come first next time.'),
  ],
  actions: [leaveButton],
};
