import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import * as store from './store/expected.ts';
import * as views from './views/call-consent.ts';
import * as capacity from './views/capacity.ts';
import { sharedCard as shared } from './views/support.ts';

const { card } = messagesOf('circle');

/** Sent to each who had joined before everybody was asked; whoever joined later, and did not answer, has it on home. */
export const mayAskCard = card<store.Askable>('may-ask', {
  record: ({ member }) => member,
  to: ({ member }) => [{ member }],
  preview: 'vague',
  draw: ({ responder }) =>
    responder.answer === null ? views.mayAskCard : views.answeredCard(responder, true),
  waits: ({ responder }) => (responder.answer === null ? { rank: RANK.upkeep } : undefined),
  read: ({ tx }, _records, reader) => store.readUnanswered(tx, reader),
  personal: true,
  expected: store.readExpectedUnanswered,
  lost: 'home',
  slot: ({ record }) => `members:may-ask:${record}`,
});

/** Until when somebody has no space to listen, or little, where they named a day; nothing is sent of it. */
export const capacityCard = card<store.OwnCapacity>('capacity', {
  record: ({ member }) => member,
  to: ({ member }) => [{ member }],
  preview: 'vague',
  draw: ({ capacity: said, timeZone }) => capacity.capacityCard(said, timeZone),
  comes: ({ capacity: said, timeZone }) => capacity.capacityEnds(said, timeZone),
  read: ({ tx, now }, _records, reader) => store.readOwnCapacity(tx, reader, now),
  personal: true,
  expected: store.readExpectedCapacities,
  lost: 'home',
});

/** That somebody has shared how they like to be supported: it asks nothing, and “Shared with me” has it. */
export const sharedCard = card<{ owner: MemberId; reader: MemberId }>('shared', {
  record: ({ owner, reader }) => `${owner}:${reader}`,
  to: ({ reader }) => [{ member: reader }],
  preview: 'message',
  draw: ({ owner }) => shared(owner),
  lost: 'nothing',
  slot: ({ record }) => `members:shared:${record}`,
});

export const MESSAGES = [mayAskCard, capacityCard, sharedCard];
