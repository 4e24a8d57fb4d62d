import { isLive, type PlacementState } from '../../placements/rules/placement.ts';
import { isOver, type ProjectState } from '../../placements/rules/project.ts';
import type { Placed } from '../../placements/store/placements.ts';

/** Whom words about a project go to: each holds the one before. */
export const AUDIENCES = ['team', 'put-forward', 'reserve'] as const;
export type Audience = (typeof AUDIENCES)[number];

const isOnTeam = (state: PlacementState): boolean => state === 'confirmed' || state === 'completed';

const IS_IN: Record<Audience, (state: PlacementState) => boolean> = {
  team: isOnTeam,
  'put-forward': (state) => isOnTeam(state) || isLive(state),
  reserve: (state) => isOnTeam(state) || isLive(state) || state === 'reserve' || state === 'offered',
};

export const audienceOf = (all: readonly Placed[], to: Audience): Placed[] =>
  all.filter(({ placement }) => IS_IN[to](placement.state));

/** Those that hold somebody, and somebody more than the one before. */
export const audiencesOf = (all: readonly Placed[]): { to: Audience; count: number }[] =>
  AUDIENCES.map((to) => ({ to, count: audienceOf(all, to).length })).filter(
    ({ count }, index, every) => count > (every[index - 1]?.count ?? 0),
  );

/** Once it is over, to whoever took part; where it was called off everybody has been told. */
export const mayWrite = (state: ProjectState): boolean => !isOver(state) || state === 'ended';
