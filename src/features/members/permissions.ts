import { permission } from '../../bot/permissions.ts';

export const askToJoin = permission('member.ask', 'anyone');
export const keepProfile = permission('profile.own', 'members');
export const admitMember = permission('member.admit', 'coordinator');
