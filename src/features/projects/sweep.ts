import type { Sweep } from '../../bot/feature.ts';
import { endProject } from './operations/ending.ts';
import { takeMoment } from './operations/moments.ts';
import { showProject } from './operations/placing.ts';
import { nextProjectState } from './rules/project.ts';
import { dueMoments, dueToBegin, dueToEnd } from './store/due.ts';
import { lockPlacement } from './store/placements.ts';
import { lockProject, moveProject } from './store/projects.ts';

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

/** A11: a fortnight and three days before. */
export const remindTeam: Sweep = {
  name: 'projects.remind-team',
  due: dueMoments,
  async advance(work, id) {
    const placed = await lockPlacement(work.tx, id);
    if (placed) await takeMoment(work, placed);
  },
};
