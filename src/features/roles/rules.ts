import type { Button, MemberId } from '../../chat/message.ts';
import { button } from '../../chat/route.ts';
import type { SeatState } from '../../directory/seats.ts';
import { askToLeaveSeat } from './routes.ts';

export const hasStarted = ({ startsAt }: { startsAt: Date }, now: Date): boolean => startsAt <= now;

/** A network never ends up without a coordinator, also not on the day when somebody's term ends. */
export const keepsCoordinator = (
  grants: readonly { member: MemberId; startsAt: Date; endsAt: Date | null }[],
  member: MemberId,
  now: Date,
): boolean =>
  grants.some((grant) => grant.member !== member && grant.endsAt === null && hasStarted(grant, now));

export type SeatStep = 'accept' | 'decline' | 'undo' | 'end';

/** Offered, and taken up or not. A yes can be taken back while it is young; a no can become a yes. */
const SEAT_TRANSITIONS: Record<SeatState, Partial<Record<SeatStep, SeatState>>> = {
  offered: { accept: 'accepted', decline: 'declined', end: 'ended' },
  accepted: { undo: 'offered', end: 'ended' },
  declined: { accept: 'accepted' },
  ended: {},
};

export const nextSeatState = (from: SeatState, step: SeatStep): SeatState | undefined =>
  SEAT_TRANSITIONS[from][step];

/** For whoever has taken it on. */
export const stepOutButton = (seat: string): Button => button(askToLeaveSeat, 'Step out', { seat });
