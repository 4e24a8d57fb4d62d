import { permission } from '../../bot/permissions.ts';

export const useBuddies = permission('buddy.own', 'members');
export const runBuddyRound = permission('buddy-round.run', 'coordinator');
/** C6, C14: what the two do is theirs. */
export const answerBuddyOffer = permission('buddy-offer.answer', 'members', {
  'one of the pair': ['offered'],
});
export const useBuddyPair = permission('buddy-pair.use', 'members', {
  'one of the pair': ['active', 'paused', 'ended'],
});
/** C17: a note is its writer's; coordinators read it while it is shared. */
export const writeBuddyNote = permission('buddy-note.write', 'members', {
  'one of the pair': ['active', 'paused', 'ended'],
});
export const readSharedNotes = permission('buddy-note.read', 'coordinator');
