import { permission } from '../../bot/permissions.ts';

export const runBuddyRound = permission('buddy-round.run', 'coordinator');
