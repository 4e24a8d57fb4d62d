import { permission } from '../../bot/permissions.ts';

export const grantRole = permission('role.grant', 'coordinator');
