import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import * as store from './store.ts';
import * as views from './views/hours.ts';

const { card } = messagesOf('hours');

/** One of the two questions at joining; nothing is sent of it: it stands on home until it is answered. */
export const whenCard = card<store.OwnHours>('when', {
  record: ({ member }) => member,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw: () => views.whenCard,
  waits: ({ hours }) => (hours.contactHours === 'unasked' ? { rank: RANK.upkeep } : undefined),
  read: ({ tx }, _records, reader) => store.readOwnHours(tx, reader),
  personal: true,
  expected: store.readExpectedWhen,
  lost: 'home',
});

/** Its end is coming up; nothing is sent of it. */
export const breakCard = card<store.OwnHours>('break', {
  record: ({ member }) => member,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw: ({ hours }) => views.breakCard(hours),
  comes: ({ hours }) => views.breakEnds(hours),
  read: ({ tx }, _records, reader) => store.readOwnHours(tx, reader),
  personal: true,
  expected: store.readExpectedBreaks,
  lost: 'home',
});

export const MESSAGES = [whenCard, breakCard];
