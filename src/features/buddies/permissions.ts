import { permission } from '../../bot/permissions.ts';
import type { PairState } from './rules/pair.ts';

export const useBuddies = permission('buddy.own', 'members');
/** C6: that pairs exist, and totals. */
export const readBuddyPairs = permission('buddy-pairs.read', 'coordinator');
export const takeBackBuddyRound = permission('buddy-round.take-back', 'coordinator');

/** C6, C14: what the two do is theirs. */
const byThePair = (name: string, states: readonly PairState[]) =>
  permission(name, 'members', { 'one of the pair': states });
export const answerBuddyOffer = byThePair('buddy-offer.answer', ['offered']);
export const runBuddyPair = byThePair('buddy-pair.run', ['active', 'paused']);
/** What a pause puts aside, a number among it. */
export const meetBuddy = byThePair('buddy-pair.meet', ['active']);
export const resumeBuddyPair = byThePair('buddy-pair.resume', ['paused']);
export const reopenBuddyPair = byThePair('buddy-pair.reopen', ['ended']);
/** Somebody to talk to, for whoever is or was in the pair. */
export const talkAboutBuddy = byThePair('buddy-pair.talk', ['active', 'paused', 'ended']);

/** C17: a note is its writer's, also after the pairing has ended; coordinators read it while it is shared. */
export const writeBuddyNote = byThePair('buddy-note.write', ['active', 'paused', 'ended']);
export const readSharedNotes = permission('buddy-note.read', 'coordinator');
