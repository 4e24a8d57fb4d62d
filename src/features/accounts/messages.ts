import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { Platform } from '../../chat/inbound.ts';
import type { MemberId } from '../../chat/message.ts';
import { type NewLink, readExpectedNewLinks, readNewLinks } from './store/accounts.ts';
import { newlyLinkedCard, unlinkedThere } from './views/accounts.ts';
import * as views from './views/linking.ts';

const { card, news } = messagesOf('accounts');

/** A code that was typed, for the account where it was made. */
interface Typed {
  code: string;
  account: string;
  /** What whoever typed it is called, and where. */
  name: string;
  platform: Platform;
  until: Date;
}

/** Urgent, for they are asking for it this minute, whatever their hours; after ten it says nothing any more. */
export const isThisYou = news<Typed>('link', {
  record: ({ code }) => code,
  to: ({ account }) => [{ account }],
  class: 'urgent',
  preview: 'title',
  draw: ({ code, name, platform }) => views.askWhetherYou(code, name, platform),
  expires: ({ until }) => until,
  lost: 'nothing',
  key: ({ record }) => `members:link:${record}`,
});

/** For whoever said yes first: they read here that it has happened. */
export const joined = news<{ code: string; account: string }>('linked', {
  record: ({ code }) => code,
  to: ({ account }) => [{ account }],
  class: 'urgent',
  preview: 'title',
  draw: ({ account }) => views.joined(account),
  lost: 'home',
  key: ({ record }) => `members:linked:${record}`,
});

/** For ten days both chats say on home that accounts were joined, and how to take them apart; nothing is sent of it. */
export const newlyLinked = card<NewLink>('newly-linked', {
  record: ({ account }) => account.id,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw: newlyLinkedCard,
  waits: ({ until }) => ({ rank: RANK.person, until }),
  read: ({ tx, now }, _accounts, reader) => readNewLinks(tx, reader, now),
  personal: true,
  expected: readExpectedNewLinks,
  lost: 'home',
});

/** In the chat of the account that stands alone now. */
export const unlinked = news<{ guest: MemberId }>('unlinked', {
  record: ({ guest }) => guest,
  to: ({ guest }) => [{ member: guest }],
  preview: 'title',
  draw: () => unlinkedThere,
  lost: 'nothing',
  key: ({ record }) => `members:unlinked:${record}`,
});

export const MESSAGES = [isThisYou, joined, newlyLinked, unlinked];
