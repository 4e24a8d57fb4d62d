import { permission } from '../../bot/permissions.ts';

export const readHelp = permission('help.read', 'anyone');
/** What a guest needs to come in. */
export const arrive = permission('home.arrive', 'anyone');
export const openSettings = permission('settings.own', 'members');
