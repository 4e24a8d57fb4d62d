export type RoundState = 'proposed' | 'sent' | 'discarded' | 'withdrawn';
export type RoundStep = 'send' | 'discard' | 'take-back';

/** A round is proposed, looked through, and sent; one that was sent by mistake is taken back. */
const ROUND: Record<RoundState, Partial<Record<RoundStep, RoundState>>> = {
  proposed: { send: 'sent', discard: 'discarded' },
  sent: { 'take-back': 'withdrawn' },
  discarded: {},
  withdrawn: {},
};
export const nextRound = (from: RoundState, step: RoundStep): RoundState | undefined => ROUND[from][step];

export interface RoundCounts {
  /** Still to be sent, or sent. */
  pairs: number;
  /** Looking, and in no pair. */
  left: number;
  /** Of the left, those whose organisation is not known. */
  homeless: number;
  /** Of those who were asked. */
  unreached: number;
}

export const pairs = (count: number): string => (count === 1 ? '1 pair' : `${count} pairs`);
export const pairsAsked = (count: number): string => `${pairs(count)} ${count === 1 ? 'was' : 'were'} asked.`;
