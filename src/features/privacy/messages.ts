import { messagesOf } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import * as views from './views/privacy.ts';

const { card } = messagesOf('privacy');

/** Somebody's wish to be forgotten: by a day, held up for they are the only coordinator, or taken back. */
export type Wish = { member: MemberId } & ({ is: 'asked'; day: string } | { is: 'held-up' | 'taken-back' });

/** One living card: what will be, and the way back. */
export const forgetCard = card<Wish>('forget', {
  record: ({ member }) => member,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw: (wish) => {
    if (wish.is === 'asked') return views.willForget(wish.day);
    return wish.is === 'held-up' ? views.stillLast : views.kept;
  },
  lost: 'nothing',
  slot: ({ record }) => `members:forget:${record}`,
});

/** What was shown to somebody who is forgotten, in the slot that was made for emptying it. */
export interface Shown {
  slot: string;
  account: string;
}

export const emptiedCard = card<Shown>('emptied', {
  record: ({ slot }) => slot,
  to: ({ account }) => [{ account }],
  preview: 'title',
  draw: () => views.emptied,
  lost: 'nothing',
  slot: ({ record }) => record,
});

export const MESSAGES = [forgetCard, emptiedCard];
