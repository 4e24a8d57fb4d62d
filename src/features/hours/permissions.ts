import { permission } from '../../bot/permissions.ts';

export const keepHours = permission('hours.own', 'members');
/** Whoever never joined can stop messages too. */
export const stopMessages = permission('messages.stop', 'anyone');
