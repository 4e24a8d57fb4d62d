import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import * as store from './store.ts';
import * as forms from './views/forms.ts';
import * as views from './views/policies.ts';

const { card, news } = messagesOf('policies');

/** To each who is to read a version: they read the one before, or had begun what needs it. */
export const toReadCard = card<store.ToRead>('to-read', {
  record: ({ policy }) => policy.id,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw({ policy, readBefore, isRead }) {
    if (isRead) return views.acknowledgedCard(undefined);
    return readBefore ? views.changedCard(policy) : views.addedCard(policy);
  },
  waits: ({ isRead }) => (isRead ? undefined : { rank: RANK.upkeep }),
  read: ({ tx, features }, policies, reader) => store.readToRead(tx, features, policies, reader),
  personal: true,
  expected: store.readExpectedToRead,
  lost: 'home',
  slot: ({ record, reader }) => `members:policy:${record}:${reader}`,
});

interface Due {
  policy: store.Policy;
  coordinators: readonly MemberId[];
}

/** E24: coordinators hear once that its review date has come. */
export const reviewDue = news<Due>('review-due', {
  record: ({ policy }) => policy.id,
  to: ({ coordinators }) => coordinators.map((member) => ({ member })),
  preview: 'title',
  draw: ({ policy }) => forms.reviewDueCard(policy),
  lost: 'nothing',
  key: ({ record, reader }) => `members:review:${record}:${reader}`,
});

export const MESSAGES = [toReadCard, reviewDue];
