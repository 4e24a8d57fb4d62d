import type { PlacementState } from './placement.ts';

/**
 * A13: whoever was asked to step in, and let the time pass, may still say yes while it is being looked for somebody: the
 * first yes wins.
 */
export const maySayLate = ({
  project,
  placement,
}: {
  project: { seeking: boolean };
  placement: { state: PlacementState; offerUntil: Date | null };
}): boolean => placement.state === 'reserve' && placement.offerUntil !== null && project.seeking;
