import { permission } from '../../bot/permissions.ts';

/** A3, A6: how often who was asked is for whoever may run projects alone. */
export const reviewPool = permission('pool.review', 'project-manager');
export const answerInvitation = permission('pool-invitation.answer', 'members', {
  'whom a meeting might interest': 'always',
});
/** A26: what is kept of somebody is theirs, also once they have left. */
export const readShared = permission('shared.own', 'anyone');
