import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { readExpectedToLookAt, readToLookAt, TO_LOOK_AT, type ToLookAt } from './store.ts';
import { waitingCard } from './views.ts';

const { card } = messagesOf('organisations');

/** All that coordinators are to look at is one card, which nobody is sent: it stands on home alone. */
export const toLookAtCard = card<ToLookAt>('to-look-at', {
  record: () => TO_LOOK_AT,
  to: ({ coordinators }) => coordinators.map((member) => ({ member })),
  preview: 'title',
  draw: ({ count }) => waitingCard(count),
  // Nobody waits for it.
  waits: ({ count }) => (count > 0 ? { rank: RANK.upkeep } : undefined),
  read: ({ tx, now }, _records, reader) => readToLookAt(tx, reader, now),
  expected: readExpectedToLookAt,
  lost: 'home',
});

export const MESSAGES = [toLookAtCard];
