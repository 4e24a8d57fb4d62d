import { isLive, type PlacementState } from './placement.ts';

/** A25: who is asked again when the days of a project move: whoever is counted on, and whoever offered. */
export const isAsked = ({ placement: { state } }: { placement: { state: PlacementState } }): boolean =>
  isLive(state) || state === 'interested' || state === 'reserve';
