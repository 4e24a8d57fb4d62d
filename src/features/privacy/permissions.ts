import { permission } from '../../bot/permissions.ts';

/** What is kept of somebody is theirs, a guest's too. */
export const keepPrivacy = permission('privacy.own', 'anyone');
/** How the network is run is for coordinators; what is between people is not. */
export const readAudit = permission('audit.read', 'coordinator');
/** What a member may be asked about, and by whom. */
export const readAskable = permission('askable.read', 'members');
