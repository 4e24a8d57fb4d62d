import { permission } from '../../bot/permissions.ts';

/** A guest reads them too: some are to be acknowledged before one may join. */
export const readPolicies = permission('policy.own', 'anyone');
export const runPolicies = permission('policy.run', 'coordinator');
