import { messagesOf } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import type { Invited } from './store/known.ts';
import { invitationCard } from './views.ts';

const { news } = messagesOf('invitations');

/** Somebody whom a list expects, and who they are here. */
interface Found {
  invited: Invited;
  member: MemberId;
}

/** A list expects them: would they like to join? Whoever presses or types "join" reads the same. */
export const offer = news<Found>('offer', {
  record: ({ invited }) => invited.id,
  to: ({ member }) => [{ member }],
  preview: 'title',
  draw: ({ invited }) => invitationCard(invited),
  lost: 'nothing',
  key: ({ record }) => `members:invited:${record}`,
});

export const MESSAGES = [offer];
