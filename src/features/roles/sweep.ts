import type { Sweep } from '../../bot/feature.ts';
import { settleEnd } from './operations/roles.ts';
import { unsettled } from './store/roles.ts';

/** What a role's end brings with it. Its access ends by itself, at that minute: every press reads who holds what. */
export const settleRoles: Sweep = { name: 'members.roles-ended', due: unsettled, advance: settleEnd };
