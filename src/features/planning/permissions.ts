import { permission } from '../../bot/permissions.ts';

/** What usually works for somebody is their own. */
export const keepUsual = permission('usual-times.own', 'members');
export const changeAgenda = permission('agenda.change', 'members', { 'its organiser': 'always' });
