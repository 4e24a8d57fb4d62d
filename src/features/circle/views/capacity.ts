import { homeButton } from '../../../bot/home.ts';
import type { Coming } from '../../../bot/messages/declare.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Button, type Card, type Message, message, paragraph } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import type { Capacity } from '../../../directory/capacity.ts';
import { spokenDateAt, spokenTime } from '../../../time/spoken.ts';
import * as routes from '../routes/call-consent.ts';
import { beAsked } from './call-consent.ts';

const CAPACITY_WORDS: Record<Capacity['level'], string> = {
  space: 'yes',
  stretched: 'a little stretched',
  'not-now': 'not just now',
};
const until = ({ backAt }: Capacity, timeZone: string): string =>
  backAt ? `, until ${spokenBack(backAt, timeZone)}` : '';

/** The day, and the time where one was named. */
function spokenBack(at: Date, timeZone: string): string {
  const time = spokenTime(at, 'time', timeZone);
  return time === '00:00' ? spokenDateAt(at, timeZone) : `${time} on ${spokenDateAt(at, timeZone)}`;
}
export const timePassed = 'Please choose a time that is still to come.';

const haveSpace = button(routes.sayCapacity, 'I have space', { able: 'space' });
/** The other two stay, for each leads to the day on which it ends. */
const capacityButtons = ({ level }: Capacity) => [
  ...(level === 'space' ? [] : [haveSpace]),
  button(routes.sayCapacity, 'A little stretched', { able: 'stretched' }),
  button(routes.sayCapacity, 'Not just now', { able: 'not-now' }),
];

/** On home. */
export const capacityButton: Button = button(routes.openCapacity, 'Space to listen', {});

/** D28: no reason is asked, and there is no place to give one. */
export const capacityCard = (capacity: Capacity, timeZone: string): Card => ({
  title: 'Have you space to listen to somebody?',
  body: [paragraph(`At the moment: ${CAPACITY_WORDS[capacity.level]}${until(capacity, timeZone)}.`)],
  actions: capacityButtons(capacity),
});

export function capacityPage(capacity: Capacity, timeZone: string): Message {
  const { actions = [], ...card } = capacityCard(capacity, timeZone);
  return message({ ...card, actions: [...actions, homeButton] });
}

/** On home, while it lasts. Without a day nothing is coming up. */
export function capacityEnds({ level, backAt }: Capacity, timeZone: string): Coming | undefined {
  if (level === 'space' || backAt === null) return undefined;
  const end = spokenBack(backAt, timeZone);
  const line =
    level === 'stretched' ? `You’re a little stretched until ${end}.` : `I won’t ask you until ${end}.`;
  return { at: backAt, line, open: haveSpace };
}

export function capacitySaid(capacity: Capacity, timeZone: string): Message {
  if (capacity.level === 'space')
    return message({
      title: 'Thank you for saying so',
      body: [paragraph('Questions and calls may come to you, in your hours.')],
      actions: [button(routes.sayCapacity, 'Not just now', { able: 'not-now' }), beAsked],
    });
  const title =
    capacity.level === 'stretched' ? 'Others will be asked before you' : 'I won’t ask you for now';
  const choose = capacity.level === 'stretched' ? 'Choose a day for this to end' : 'Choose a day to be back';
  const end = capacity.backAt
    ? `That holds until ${spokenBack(capacity.backAt, timeZone)}; then you may be asked again.`
    : 'That holds until you say otherwise.';
  return message({
    title,
    body: [paragraph(`${end} You don’t have to say why, and nobody is told.`)],
    actions: [button(routes.openBackAt, choose, { able: capacity.level }), haveSpace],
  });
}

export function backAtForm(level: 'stretched' | 'not-now'): Form {
  return form(
    routes.saveBackAt,
    { able: level },
    {
      title: level === 'stretched' ? 'When this ends' : 'When you’re back',
      submit: 'Save',
      body: [paragraph('From then on you may be asked as before. You don’t have to say why.')],
      fields: [
        field.date('day', level === 'stretched' ? 'Until' : 'Back on'),
        field.time('time', 'At', { optional: true, hint: 'Leave it empty for the beginning of that day.' }),
      ],
    },
  );
}
