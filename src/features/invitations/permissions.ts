import { permission } from '../../bot/permissions.ts';

export const answerInvitation = permission('list-invitation.answer', 'anyone');
export const bringPeople = permission('list.bring', 'coordinator');
