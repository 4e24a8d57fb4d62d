import { type ConflictAnswer, isLive, type PlacementState, type Ruling } from './placement.ts';
import { isOver, type ProjectState } from './project.ts';

/** What stands between somebody and the host (A21). */
export type Missing = 'project-over' | 'not-chosen' | 'answer' | 'ruling' | 'employer' | 'days' | 'excluded';

/** All that the gate looks at. */
export interface AtGate {
  project: { state: ProjectState };
  placement: {
    state: PlacementState;
    ruling: Ruling | null;
    /** The days have moved, and they have not said whether they can come on these (A25). */
    daysAsked: boolean;
  };
  /** What they said about conflicts with the host; undefined while that waits for an answer, or for one again. */
  answer: ConflictAnswer | undefined;
  /** Their employer’s yes is there, or not needed (A1). */
  isReleasable: boolean;
}

/**
 * What is missing before somebody’s details may go to the host: their own yes to this project and this host, the
 * project manager’s ruling on it, and of an officer their employer’s yes (A1, A10, A21). Nothing passes but through here.
 */
export function missingAtGate({ project, placement, answer, isReleasable }: AtGate): readonly Missing[] {
  if (isOver(project.state)) return ['project-over'];
  if (placement.ruling === 'excluded' || placement.state === 'excluded') return ['excluded'];
  if (!isLive(placement.state) || answer === 'declined') return ['not-chosen'];
  const missing: Missing[] = [];
  if (answer === undefined) missing.push('answer');
  else if (placement.ruling === null) missing.push('ruling');
  if (placement.daysAsked) missing.push('days');
  if (!isReleasable) missing.push('employer');
  return missing;
}

/** May be handed to the host now. */
export const mayRelease = (at: AtGate): boolean =>
  at.placement.state === 'chosen' && missingAtGate(at).length === 0;

/** May take the place: the host has agreed to somebody about whom nothing has changed since. */
export const mayConfirm = (at: AtGate): boolean =>
  at.placement.state === 'released' && missingAtGate(at).length === 0;
