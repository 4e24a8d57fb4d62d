import { permission } from '../../bot/permissions.ts';

export const keepOrganisations = permission('organisation.keep', 'coordinator');
