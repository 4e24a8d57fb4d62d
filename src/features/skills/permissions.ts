import { permission } from '../../bot/permissions.ts';

export const keepSkills = permission('skill.keep', 'coordinator');
