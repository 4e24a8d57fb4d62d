import { messagesOf } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import type { Responder } from '../../directory/responder.ts';
import { answeredCard, mayAskCard as mayAsk } from './views/call-consent.ts';
import { sharedCard as shared } from './views/support.ts';

const { card } = messagesOf('circle');

/** One living card for each who had joined before everybody was asked; home has the question too, in a row. */
export const mayAskCard = card<{ member: MemberId; responder: Responder }>('may-ask', {
  record: ({ member }) => member,
  to: ({ member }) => [{ member }],
  preview: 'vague',
  draw: ({ responder }) => (responder.answer === null ? mayAsk : answeredCard(responder, true)),
  lost: 'home',
  slot: ({ record }) => `members:may-ask:${record}`,
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

export const MESSAGES = [mayAskCard, sharedCard];
