import type { Guard } from '../../../bot/on.ts';
import { forSomebodyElse } from '../../../bot/words.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { isDeputy } from '../../placements/rules/deputy.ts';
import {
  lockPlacement,
  type Placed,
  readAllPlaced,
  readPlacement,
} from '../../placements/store/placements.ts';
import { lockProject, type Project, readProject } from '../../placements/store/projects.ts';

type ByRunner<In, Seen> = Guard<In, Seen, 'its project manager' | 'its deputy', Say>;

/** Whoever runs a project: its manager, and who stands in. */
const runners = <Seen>(of: (seen: Seen) => Project): ByRunner<never, Seen>['stands'] => ({
  'its project manager': (seen, { actor }) => of(seen).managerId === actor.member,
  'its deputy': (seen, { actor }) => isDeputy(of(seen), actor.member),
});

/** A project that somebody runs, locked. */
export const ownProject: ByRunner<{ project: string }, Project> = {
  lock: ({ tx }, { project }) => lockProject(tx, project),
  stands: runners((project) => project),
  refuse: say(forSomebodyElse),
};

/** The same to look at. */
export const readOwnProject: ByRunner<{ project: string }, Project> = {
  ...ownProject,
  lock: ({ tx }, { project }) => readProject(tx, project),
};

export interface People {
  project: Project;
  all: readonly Placed[];
}

/** The same, with everybody on it. */
export const ownPeople: ByRunner<{ project: string }, People> = {
  async lock({ tx }, { project: id }) {
    const project = await lockProject(tx, id);
    return project && { project, all: await readAllPlaced(tx, id) };
  },
  stands: runners(({ project }) => project),
  refuse: say(forSomebodyElse),
};
export const readOwnPeople: ByRunner<{ project: string }, People> = {
  ...ownPeople,
  async lock({ tx }, { project: id }) {
    const project = await readProject(tx, id);
    return project && { project, all: await readAllPlaced(tx, id) };
  },
};

/** Somebody on a project that somebody runs. */
export const readPlacedByManager: ByRunner<{ placement: string }, Placed> = {
  lock: ({ tx }, { placement }) => readPlacement(tx, placement),
  stands: runners(({ project }) => project),
  refuse: say(forSomebodyElse),
};
/** The same to change: the project, whose card counts them, is locked before they are read. */
export const placedByManager: ByRunner<{ placement: string }, Placed> = {
  ...readPlacedByManager,
  lock: ({ tx }, { placement }) => lockPlacement(tx, placement),
};
