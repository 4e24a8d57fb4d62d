import { isStale, oldestCheck } from '../../../directory/own-helplines.ts';
import type { Safety, SafetyPerson } from '../../../directory/safety.ts';
import { isAway } from '../../../directory/safety-gate.ts';

/** What is not as it should be with a seat; undefined: somebody is there to stay, or nobody was named yet. */
export type SeatTrouble = 'empty' | 'left' | 'leaving' | 'away';

export function seatTrouble(
  person: SafetyPerson | undefined,
  { wasOn }: Pick<Safety, 'wasOn'>,
  now: Date,
): SeatTrouble | undefined {
  if (!person) return wasOn ? 'empty' : undefined;
  if (person.hasLeft) return 'left';
  if (person.leavesAt) return 'leaving';
  return isAway(person, now) ? 'away' : undefined;
}

const troublesOf = (safety: Safety, now: Date): SeatTrouble[] =>
  [safety.lead, safety.deputy].flatMap((one) => seatTrouble(one, safety, now) ?? []);

/** It waits on coordinators' homes: the gate is shut, or something is not as it should be with a seat. */
export const asksForSetUp = (safety: Safety, now: Date): boolean =>
  !safety.open || troublesOf(safety, now).length > 0;

/** When time alone mends it: everybody who is missing is back from their break. */
export function mendsItselfAt(safety: Safety, now: Date): Date | undefined {
  const { lead, deputy, steps } = safety;
  const isBreakAlone =
    troublesOf(safety, now).every((one) => one === 'away') && steps.every((step) => step === 'somebody');
  const back = [lead, deputy].flatMap((one) => (one && isAway(one, now) ? (one.pausedUntil ?? []) : []));
  return isBreakAlone ? back.sort((a, b) => b.getTime() - a.getTime())[0] : undefined;
}

/** The oldest of all numbers was confirmed more than half a year ago; they stay where people see them. */
export const areNumbersOld = (safety: Safety, now: Date): boolean =>
  safety.open && isStale(oldestCheck(safety), now);
