import type { Form } from '../../../chat/form.ts';
import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { EMERGENCY, helplineFootnote, SAMARITANS } from '../../../directory/helplines.ts';
import type { SafetyPerson } from '../../../directory/safety.ts';
import { cut } from '../../../text/cut.ts';
import * as routes from '../routes.ts';
import type { Pair } from '../store/pairs.ts';
import { buddyName, openBuddies } from './words.ts';

const talk = (pair: Pair, lead: SafetyPerson | undefined) =>
  button(routes.openTalk, lead ? cut(`Talk to ${lead.name}`, 75) : 'Talk to someone', { pair: pair.id });

export const askToEnd = (pair: Pair, member: string, lead: SafetyPerson | undefined): Message =>
  message({
    title: 'End this pairing?',
    body: [
      paragraph(
        `You don’t have to say why. ${buddyName(pair, member)} will hear only that the pairing has ended. You won’t be paired again.`,
      ),
      paragraph('A pause is possible too, for as long as you like.'),
    ],
    actions: [
      button(routes.end, 'Yes, end it', { pair: pair.id }, 'danger'),
      button(routes.pause, 'Pause', { pair: pair.id }),
      button(routes.keepPair, 'Keep it', {}),
      talk(pair, lead),
    ],
  });
export const kept = plain('Nothing was changed', 'Your pairing goes on as before.');

export const ended = (pair: Pair, member: string, lead: SafetyPerson | undefined): Message =>
  message({
    title: 'That’s fine. You don’t have to say why',
    body: [
      paragraph(
        `In ten minutes ${buddyName(pair, member)} will hear only that the pairing has ended, which happens often. You won’t be paired again. From now on, neither of you can open how to reach the other.`,
      ),
      paragraph('If something worried you, there’s a person to talk to:'),
      small(helplineFootnote),
    ],
    actions: [
      talk(pair, lead),
      button(routes.undoEnd, 'That was a mistake', { pair: pair.id }),
      button(routes.wishAgain, 'I’d like a new buddy', { wish: 'yes' }),
    ],
  });
export const endUndone: Message = message({
  title: 'That’s undone',
  body: [paragraph('Your pairing goes on as before, and nobody was told.')],
  actions: [openBuddies],
});

/** The same to both, wherever it stands: nothing says who wanted it. */
export const endedCard = (pair: Pair, member: string): Card => ({
  title: 'A change, to let you know',
  body: [
    paragraph(bold(`Your pairing with ${buddyName(pair, member)} has come to an end.`)),
    paragraph('This happens for all sorts of reasons; we don’t ask why. Would you like a new buddy?'),
  ],
  actions: [
    button(routes.wishAgain, 'Yes', { wish: 'yes' }),
    button(routes.wishAgain, 'Not now', { wish: 'not-now' }),
  ],
});

/** Never names the buddy as the one to talk to: see `leadFor`. */
export function talkPage(lead: SafetyPerson | undefined, outOfHours: string | undefined): Form {
  const whom = lead
    ? [paragraph(bold(lead.name), ' looks after safeguarding in this network: ', bold(lead.number), '.')]
    : [
        paragraph(
          'Please turn to one of your network’s coordinators, or to whoever leads on safeguarding where you work.',
        ),
      ];
  return readingView(
    'Someone to talk to',
    ...whom,
    ...(lead && outOfHours ? [paragraph(`Out of hours: ${outOfHours}`)] : []),
    paragraph(
      'Life at risk, or you’re in danger: ',
      bold(EMERGENCY),
      '. Samaritans ',
      bold(SAMARITANS),
      ', free, any time.',
    ),
    small('Nobody is told that you opened this.'),
  );
}
