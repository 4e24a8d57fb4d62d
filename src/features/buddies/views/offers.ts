import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import type { Pair } from '../store/pairs.ts';
import { buddyName, whyYou } from './words.ts';

/** Titles stay vague: lock screens show them. */
export function offerCard(pair: Pair, member: string): Card {
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

export function offerReminder(pair: Pair, member: string): Card {
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
export const acceptedCard = (pair: Pair, member: string): Card => ({
  title: 'Thank you, that’s noted',
  body: [
    paragraph(
      `You said yes to being introduced to ${buddyName(pair, member)}. I’ll write to you as soon as there’s something to know.`,
    ),
  ],
  actions: [button(routes.decline, 'Not this time after all', { pair: pair.id })],
});

export const declinedCard = (pair: Pair, member: string): Card => ({
  title: 'Thank you for telling me',
  body: [
    paragraph(
      `In ten minutes ${buddyName(pair, member)} will hear only “not a match this time”. You don’t have to say why, and you stay on the list for the next round.`,
    ),
  ],
  actions: [
    button(routes.undoDecline, 'That was a mistake', { pair: pair.id }),
    button(routes.leave, 'Leave buddies', {}),
  ],
});

export const notAMatch: Message = message({
  title: 'Not a match this time',
  body: [
    paragraph(
      'This happens for all sorts of reasons; we don’t ask why. You stay on the list, among the first for the next round.',
    ),
  ],
  actions: [button(routes.leave, 'Leave buddies', {})],
});
export const offerClosed: Message = message({
  title: 'This suggestion has passed',
  body: [
    paragraph(
      'Nothing is needed from you, and it counts for nothing. You stay on the list for the next round.',
    ),
  ],
  actions: [button(routes.leave, 'Leave buddies', {})],
});
export const offerMistake: Message = message({
  title: 'A suggestion was sent by mistake',
  body: [
    paragraph(
      'Nothing is needed from you. Sorry for the interruption. You stay on the list for the next round.',
    ),
  ],
});
export const bothSaidYes: Message = message({
  title: 'You both said yes',
  body: [paragraph('You’ll find the next step in the newest message.')],
  actions: [button(routes.openOverview, 'Open buddies', {})],
});
/** To those for whom a round had nobody (C21). */
export const firstNextTime: Message = message({
  title: 'You’re first in the next round',
  body: [
    paragraph(
      'Pairs were made today, and this time there was nobody left who fits. It’s no reflection on you: numbers are often uneven.',
    ),
    paragraph('You stay on the list and come first next time.'),
  ],
  actions: [button(routes.leave, 'Leave buddies', {})],
});
