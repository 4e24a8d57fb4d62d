import { permission } from '../../bot/permissions.ts';

/** My list, my consent to be asked, how to reach me, support notes: each person's own. */
export const keepCircle = permission('circle.own', 'members');
