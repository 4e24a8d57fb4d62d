import type { Sweep } from '../../bot/feature.ts';
import { tell } from '../../bot/messages/say.ts';
import { lapse } from '../placements/operations/reserve.ts';
import { isOver, nextProjectState } from '../placements/rules/project.ts';
import { lockPlacement, readAllPlaced } from '../placements/store/placements.ts';
import { lockProject, markPreparedAsked, moveProject } from '../placements/store/projects.ts';
import { notReady } from './messages.ts';
import { endProject } from './operations/ending.ts';
import { noteMoved, showProject } from './operations/running.ts';
import { dueToBegin, dueToEnd, dueToLapse, dueToPrepare } from './store/due.ts';
import { toCome } from './views/preparation.ts';

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

/** A19, A22, A24: whoever runs it hears once what isn’t ready a week before. */
export const askPrepared: Sweep = {
  name: 'projects.ask-prepared',
  due: dueToPrepare,
  async advance(work, id) {
    const project = await lockProject(work.tx, id);
    if (!project || isOver(project.state) || !(await markPreparedAsked(work.tx, id, work.now))) return;
    const all = await readAllPlaced(work.tx, id);
    const team = all.filter((one) => one.placement.state === 'confirmed' && toCome(one) !== undefined);
    if (team.length > 0) tell(work, notReady, { project, team }, 'a week before');
  },
};
