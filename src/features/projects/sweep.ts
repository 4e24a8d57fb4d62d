import type { Sweep } from '../../bot/feature.ts';
import { nextProjectState } from '../placements/rules/project.ts';
import { lockProject, moveProject } from '../placements/store/projects.ts';
import { endProject } from './operations/ending.ts';
import { showProject } from './operations/running.ts';
import { dueToBegin, dueToEnd } from './store/due.ts';

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
