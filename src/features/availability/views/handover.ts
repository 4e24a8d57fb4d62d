import { mayReadAnswered, mayReadCard } from '../../../bot/may-read.ts';
import type { Card } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Held } from '../store/handover.ts';

const STATES: Record<Held['state'], string> = {
  draft: 'not sent yet',
  open: 'open for replies',
  closed: 'closed, with the project still to come',
  withdrawn: 'taken back',
};

export const heldWords = ({ theme, state }: Held): string => `Call-out “${theme}”, ${STATES[state]}`;

const about = ({ project }: CallOut) => ({ about: `“${project.theme}”`, next: project.manager.name });
const answers = (callOut: CallOut, invitation: string) => {
  const reader = callOut.project.managerId;
  return {
    yes: (label: string) => button(routes.letRead, label, { invitation, reader, may: true }),
    no: (label: string) => button(routes.letRead, label, { invitation, reader, may: false }),
  };
};

/** Of what a peer told about conflicts, for whoever runs the project since. */
export const mayReadConflict = (callOut: CallOut, invitation: string, before: string | undefined): Card =>
  mayReadCard({ ...about(callOut), before }, answers(callOut, invitation));
export const mayReadConflictAnswered = (callOut: CallOut, invitation: string, may: boolean): Card =>
  mayReadAnswered({ ...about(callOut), before: undefined }, may, answers(callOut, invitation));

export const giveToManager = 'Only project managers and coordinators run call-outs. Please choose one.';
export const notTheirs = 'Somebody else has it by now. Nothing was changed.';
export const isAsked = 'They were asked by this call-out themselves. Please choose somebody else.';
/** What the next manager finds in the place of a host whose words are gone with their writer's key. */
export const hostLost = 'No longer known: please type it again';
