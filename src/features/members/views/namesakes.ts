import { bold, type Card, type Message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { list, plain } from '../../../chat/words.ts';
import { capital } from '../../../text/cut.ts';
import { plainly } from '../../../text/normalise.ts';
import * as routes from '../routes.ts';
import { openProfile } from '../routes.ts';
import type { SameName } from '../store/namesakes.ts';

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** To coordinators. */
export function namesakeCard({ member, looks, name, shown, others }: SameName): Card {
  const isOtherwise = others.some((other) => plainly(other.name) !== plainly(name));
  const count = COUNTS[others.length + 1] ?? `${others.length + 1}`;
  return {
    title: 'People of one name',
    body: [
      paragraph(`${capital(count)} people are called ${name}.`),
      paragraph(
        bold(shown),
        ` has come by this name. Here already: ${list(others.map((one) => one.shown))}.`,
      ),
      ...(isOtherwise
        ? [
            paragraph(
              'They aren’t written in the same way: with other letters, in another order, or with more around it.',
            ),
          ]
        : []),
      small(
        'Lists show what tells them apart, whatever you answer. One person with two accounts can type “link” to join them.',
      ),
    ],
    actions: [
      button(routes.twoPeople, `It’s fine, ${count} people`, {
        member,
        looks,
      }),
      button(routes.askForName, 'Ask them to add something to their name', { member, looks }),
    ],
  };
}

export const namesakeFine = ({ shown }: SameName, by: string): Card => ({
  title: 'People of one name',
  body: [paragraph(`${shown}: they’re different people, answered by ${by}.`)],
});
export const namesakeAsked = ({ shown }: SameName, by: string): Card => ({
  title: 'People of one name',
  body: [paragraph(`${shown} was asked by ${by} to add something to their name.`)],
});
export const namesakeSettled: Message = plain(
  'That has been answered already',
  'Or they go by another name now. Nothing was changed.',
);
export const nobodyAlike: Card = {
  title: 'People of one name',
  body: [paragraph('Nobody else’s name looks like that one any more. You don’t need to do anything.')],
};

/** To the person. */
export const couldYouAdd = (name: string): Card => ({
  title: 'Could you add something to your name?',
  body: [
    paragraph(
      `Somebody else here is called ${name}, too. So that nobody takes one of you for the other: could you add a middle name, an initial, or whatever people know you by?`,
    ),
    small(
      'It’s nobody’s mistake, and you don’t have to. Lists show something beside your names that tells you apart.',
    ),
  ],
  actions: [button(openProfile, 'My profile', {}, 'primary')],
});
