import type { Guard } from '../../../bot/on.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { type Placed, readAllPlaced, readPlacement } from '../store/placements.ts';
import { lockProject, type Project, readProject } from '../store/projects.ts';
import { notYours } from '../views/manager.ts';
import { overNow } from '../views/placement.ts';

type ByManager<In, Seen> = Guard<In, Seen, 'its project manager', Say>;

/** The manager’s own project, locked. */
export const ownProject: ByManager<{ project: string }, Project> = {
  lock: ({ tx }, { project }) => lockProject(tx, project),
  stands: { 'its project manager': ({ managerId }, { actor }) => managerId === actor.member },
  refuse: say(notYours),
};

/** The same to look at. */
export const readOwnProject: ByManager<{ project: string }, Project> = {
  ...ownProject,
  lock: ({ tx }, { project }) => readProject(tx, project),
};

export interface People {
  project: Project;
  all: readonly Placed[];
}

/** The same, with everybody on it. */
export const ownPeople: ByManager<{ project: string }, People> = {
  async lock({ tx }, { project: id }) {
    const project = await lockProject(tx, id);
    return project && { project, all: await readAllPlaced(tx, id) };
  },
  stands: { 'its project manager': ({ project }, { actor }) => project.managerId === actor.member },
  refuse: say(notYours),
};
export const readOwnPeople: ByManager<{ project: string }, People> = {
  ...ownPeople,
  async lock({ tx }, { project: id }) {
    const project = await readProject(tx, id);
    return project && { project, all: await readAllPlaced(tx, id) };
  },
};

/** Somebody on the manager’s own project. */
export const readPlacedByManager: ByManager<{ placement: string }, Placed> = {
  lock: ({ tx }, { placement }) => readPlacement(tx, placement),
  stands: { 'its project manager': ({ project }, { actor }) => project.managerId === actor.member },
  refuse: say(notYours),
};
/** The same to change: the project, whose card counts them, is locked before they are read. */
export const placedByManager: ByManager<{ placement: string }, Placed> = {
  ...readPlacedByManager,
  async lock({ tx, actor }, { placement }) {
    const before = await readPlacement(tx, placement);
    if (before?.project.managerId !== actor.member) return undefined;
    await lockProject(tx, before.project.id);
    return readPlacement(tx, placement);
  },
};

type ByPeer = Guard<{ placement: string }, Placed, 'the peer put forward', Say>;

/** The peer’s own place on a project, to look at. */
export const readOwnPlacement: ByPeer = {
  lock: ({ tx }, { placement }) => readPlacement(tx, placement),
  stands: { 'the peer put forward': ({ placement }, { actor }) => placement.peerId === actor.member },
  state: ({ placement }) => placement.state,
  refuse: say(notYours),
  refuseNow: say(overNow),
};
/** The same to change. */
export const ownPlacement: ByPeer = {
  ...readOwnPlacement,
  async lock({ tx, actor }, { placement }) {
    const before = await readPlacement(tx, placement);
    if (before?.placement.peerId !== actor.member) return undefined;
    await lockProject(tx, before.project.id);
    return readPlacement(tx, placement);
  },
};
