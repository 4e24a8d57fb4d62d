import { permission } from '../../bot/permissions.ts';

export const readStatus = permission('status.read', 'coordinator');
