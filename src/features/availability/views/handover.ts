import type { Held } from '../store/handover.ts';

const STATES: Record<Held['state'], string> = {
  draft: 'not sent yet',
  open: 'open for replies',
  closed: 'closed, with the project still to come',
  withdrawn: 'taken back',
  fixed: 'with its dates fixed',
};

export const heldWords = ({ theme, kind, state }: Held): string =>
  `${kind === 'pencil' ? 'Pencil' : 'Call-out'} “${theme}”, ${STATES[state]}`;

export const giveToManager = 'Only project managers and coordinators run call-outs. Please choose one.';
export const notTheirs = 'Somebody else has it by now. Nothing was changed.';
export const isAsked = 'They were asked by this call-out themselves. Please choose somebody else.';
