import { Temporal } from 'temporal-polyfill';
import type { PlacementState } from '../../placements/rules/placement.ts';
import { lastDay } from '../../placements/rules/project.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';

/** Whoever said yes or maybe, and is not off it again: how somebody came off it is nothing for a sheet of paper. */
const LISTED: readonly PlacementState[] = [
  'interested',
  'chosen',
  'released',
  'confirmed',
  'thanked',
  'reserve',
  'offered',
  'completed',
];
export const isListed = ({ placement }: Placed): boolean => LISTED.includes(placement.state);

/** A sheet of paper is looked after by nobody but whoever printed it: four weeks after the last day it has served. */
const KEPT_DAYS = 28;

/** The local date by which a list is to be deleted. Without days yet, it counts from today. */
export const deleteBy = ({ days }: Pick<Project, 'days'>, today: string): string =>
  Temporal.PlainDate.from(days.length > 0 ? lastDay({ days }) : today)
    .add({ days: KEPT_DAYS })
    .toString();
