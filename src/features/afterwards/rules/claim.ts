import { mayUndo } from '../../../bot/undo.ts';

export type ClaimState = 'to-claim' | 'sent' | 'approved' | 'returned' | 'nothing';
export type ClaimStep = 'send' | 'close' | 'take-back' | 'approve' | 'return' | 'reopen';

/**
 * A23: expenses as far as they are known here, which is how they stand. The peer sends, closes and takes back; whoever runs
 * the project approves or returns, and opens it again where that was a mistake.
 */
const TRANSITIONS: Record<ClaimState, Partial<Record<ClaimStep, ClaimState>>> = {
  'to-claim': { send: 'sent', close: 'nothing' },
  sent: { approve: 'approved', return: 'returned', 'take-back': 'to-claim' },
  returned: { send: 'sent', close: 'nothing', reopen: 'sent' },
  approved: { reopen: 'sent' },
  nothing: { 'take-back': 'to-claim' },
};

export const nextClaimState = (from: ClaimState, step: ClaimStep): ClaimState | undefined =>
  TRANSITIONS[from][step];

/** A decision may be undone for ten minutes. */
export const mayReopen = (
  { claim, claimMovedAt }: { claim: ClaimState; claimMovedAt: Date | null },
  now: Date,
): boolean => nextClaimState(claim, 'reopen') !== undefined && mayUndo(claimMovedAt, now);
