import type { Sweep } from '../../bot/feature.ts';
import { lapse } from '../placements/operations/reserve.ts';
import { nextProjectState } from '../placements/rules/project.ts';
import { lockPlacement } from '../placements/store/placements.ts';
import { lockProject, moveProject } from '../placements/store/projects.ts';
import { endProject } from './operations/ending.ts';
import { noteMoved, showProject } from './operations/running.ts';
import { dueToBegin, dueToEnd, dueToLapse } from './store/due.ts';

/** Its first day has come. */
export const begin: Sweep = {
  name: 'projects.begin',
  due: dueToBegin,
  async advance(work, id) {
    const project = await lockProject(work.tx, id);
    const to = project && nextProjectState(project.state, 'begin');
    if (project && to) await showProject(work, await moveProject(work.tx, project, to));
  },
};

/** Its last day is over. */
export const end: Sweep = {
  name: 'projects.end',
  due: dueToEnd,
  async advance(work, id) {
    const project = await lockProject(work.tx, id);
    if (project) await endProject(work, project);
  },
};

/** A13: somebody else is asked. */
export const lapseOffers: Sweep = {
  name: 'projects.lapse-offers',
  due: dueToLapse,
  async advance(work, id) {
    const placed = await lockPlacement(work.tx, id);
    if (placed?.placement.state !== 'offered') return;
    await lapse(work, [placed]);
    await noteMoved(work, placed.project.id);
  },
};
