import type { PlacementState } from '../../placements/rules/placement.ts';

/** How many people of a project stand where. */
export interface ProjectProgress {
  /** Said yes or maybe, and not chosen. */
  interested: number;
  /** Said yes or maybe, or would stand in. */
  choosable: number;
  /** Not needed once the places are filled, and not told so. */
  toThank: number;
  /** Asked about the host, and no answer yet. */
  open: number;
  /** Of those put forward, whom the last message did not reach. */
  unreached: number;
  /** Answered, and the project manager has not decided. */
  toRule: number;
  /** Answered, and their employer has not said yes. */
  awaitsEmployer: number;
  /** May be handed to the host. */
  ready: number;
  released: number;
  /** On the team, or took part. */
  confirmed: number;
  declined: number;
  withdrawn: number;
  reserve: number;
  /** Asked to step in, and no answer yet. */
  offered: number;
  /** Put forward, and not said yet whether they can come on the new days. */
  daysAsked: number;
}

/** As many are confirmed as there are places. */
export const isFilled = (
  { peersWanted }: { peersWanted: number },
  all: readonly { placement: { state: PlacementState } }[],
): boolean => all.filter(({ placement }) => placement.state === 'confirmed').length >= peersWanted;

/** Places that nobody is confirmed for. */
export const placesLeft = (project: { peersWanted: number }, { confirmed }: ProjectProgress): number =>
  Math.max(0, project.peersWanted - confirmed);
