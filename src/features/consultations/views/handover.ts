import type { Held } from '../store/erasure.ts';

const STATES: Record<Held['state'], string> = {
  draft: 'not sent yet',
  open: 'open for answers',
  closed: 'closed, with what came of it still to tell',
  'told-back': 'told back',
  withdrawn: 'taken back',
};

export const heldWords = ({ title, state }: Held): string => `To the peer pool: “${title}”, ${STATES[state]}`;

export const giveToWriter = 'Only project managers and coordinators write to the pool. Please choose one.';
export const notTheirs = 'Somebody else has it by now. Nothing was changed.';
