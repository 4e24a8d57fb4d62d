import { permission } from '../../bot/permissions.ts';

export const beginCallOut = permission('call-out.begin', 'project-manager');
/** A10: what peers replied, and conflict words, are for the project's own manager alone. */
export const runCallOut = permission('call-out.run', 'project-manager', { 'its project manager': 'always' });
export const answerInvitation = permission('invitation.answer', 'members', { 'the invited peer': 'always' });
export const usePool = permission('pool.own', 'members');
