import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';

const round = z.object({ round: z.uuid() });

export const match = command('buddy match', z.string(), may.runBuddyRound, {
  summary: 'Propose buddy pairs, and send them.',
});
const page = round.extend({ page: z.int().min(0) });
export const openProposals = formAction('buddies.proposals', page, may.runBuddyRound);
export const dropProposals = submission(
  'buddies.drop',
  page,
  z.object({ drop: z.array(z.uuid()).default([]) }),
  may.runBuddyRound,
);
export const askToSend = action('buddies.ask-send', round, may.runBuddyRound);
export const send = action('buddies.send', round, may.runBuddyRound);
export const keepRound = action('buddies.keep-round', nothing, may.runBuddyRound, { reads: true });
export const discard = action('buddies.discard', round, may.runBuddyRound);
