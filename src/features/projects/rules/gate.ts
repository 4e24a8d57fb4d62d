import { type ConflictAnswer, isLive, type PlacementState, type Ruling } from './placement.ts';
import { isOver, type ProjectState } from './project.ts';

/** What stands between somebody and the host (A21). */
export type Missing = 'project-over' | 'not-chosen' | 'answer' | 'ruling' | 'excluded';

/** All that the gate looks at. */
export interface AtGate {
  project: { state: ProjectState };
  placement: { state: PlacementState; ruling: Ruling | null };
  /** What they said about conflicts with the host; undefined while that waits for an answer, or for one again. */
  answer: ConflictAnswer | undefined;
}

/**
 * What is missing before somebody’s details may go to the host: their own yes to this project and this host, and the
 * project manager’s ruling on it (A10, A21). Nothing passes but through here.
 */
export function missingAtGate({ project, placement, answer }: AtGate): readonly Missing[] {
  if (isOver(project.state)) return ['project-over'];
  if (placement.ruling === 'excluded' || placement.state === 'excluded') return ['excluded'];
  if (!isLive(placement.state) || answer === 'declined') return ['not-chosen'];
  if (answer === undefined) return ['answer'];
  return placement.ruling === null ? ['ruling'] : [];
}

/** May be handed to the host now. */
export const mayRelease = (at: AtGate): boolean =>
  at.placement.state === 'chosen' && missingAtGate(at).length === 0;

/** May take the place: the host has agreed to somebody about whom nothing has changed since. */
export const mayConfirm = (at: AtGate): boolean =>
  at.placement.state === 'released' && missingAtGate(at).length === 0;
