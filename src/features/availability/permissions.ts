import { permission } from '../../bot/permissions.ts';

export const beginCallOut = permission('call-out.begin', 'project-manager');
/** A10: what peers replied is for whoever runs the project alone. */
export const runCallOut = permission('call-out.run', 'project-manager', {
  'its project manager': 'always',
  'its deputy': 'always',
});
export const answerInvitation = permission('invitation.answer', 'members', { 'the invited peer': 'always' });
export const usePool = permission('pool.own', 'members');
