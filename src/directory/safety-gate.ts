/** `somebody`: both seats were filled once, and neither has anybody in it who is there now. */
export type GateStep = 'lead' | 'deputy' | 'somebody' | 'out-of-hours' | 'numbers';

/** Somebody who looks after safety: a member, or a name and a number, who does not leave by themself. */
export interface Seat {
  hasLeft?: true;
  /** Their break ends then. */
  pausedUntil?: Date;
}

/** Whether people can turn to whoever is named here now. */
export const isThere = <S extends Seat>(seat: S | undefined, now: Date): seat is S =>
  seat !== undefined && !seat.hasLeft && !isAway(seat, now);
export const isAway = ({ pausedUntil }: Seat, now: Date): boolean =>
  pausedUntil !== undefined && now < pausedUntil;

interface SetUp {
  lead?: Seat;
  deputy?: Seat;
  outOfHours?: string;
  numbersCheckedAt?: Date;
  /** It was complete when somebody left their seat: from then on one of the two is enough. */
  wasSetUp?: boolean;
}

/**
 * What is still to do before questions, escalations and wellbeing are switched on (D49). Opening takes a lead and a
 * deputy; it stays open while one of the two is there.
 */
export function stepsToOpen(safety: SetUp, now: Date): GateStep[] {
  const { lead, deputy } = safety;
  const steps: GateStep[] = [];
  if (!safety.wasSetUp && !lead) steps.push('lead');
  if (!safety.wasSetUp && !deputy) steps.push('deputy');
  if (steps.length === 0 && !isThere(lead, now) && !isThere(deputy, now)) steps.push('somebody');
  if (!safety.outOfHours) steps.push('out-of-hours');
  if (!safety.numbersCheckedAt) steps.push('numbers');
  return steps;
}

/** Whether all of it was ever done: both seats filled, and the rest as it is now. */
export const isComplete = ({ lead, deputy, outOfHours, numbersCheckedAt, wasSetUp }: SetUp): boolean =>
  wasSetUp === true || (lead && deputy && outOfHours && numbersCheckedAt) !== undefined;

/** A seat as people know it. */
export const SEATS: Record<SafetySeat, string> = { lead: 'safeguarding lead', deputy: 'safeguarding deputy' };
/** A seat for safety. */
export type SafetySeat = 'lead' | 'deputy';
