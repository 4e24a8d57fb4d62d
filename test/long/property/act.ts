import type { Dice } from '../../support/mutate.ts';
import { type PlacementRow, type ProjectRow, projectsRun, type View } from './view.ts';
import { type Somebody, type World, whois } from './world.ts';

/** What somebody does: chosen at once from what is there, done later, whatever has changed meanwhile. */
export interface Done {
  /** For the failure message. */
  says: string;
  run(): Promise<unknown>;
  /** It carried `sure`, or somebody said of themselves that days suit them: they know where else they are. */
  knows?: boolean;
}

export interface Act {
  name: string;
  /** How often it is done, beside the others. */
  weight: number;
  /** `undefined`: there is nothing to do it with. */
  plan(world: World, view: View): Done | undefined;
}

/** Mostly one to which it fits, and now and then any: a stale card. */
export function choose<T>(
  { below, pick }: Dice,
  all: readonly T[],
  fits: (one: T) => boolean,
): T | undefined {
  const fitting = all.filter(fits);
  const from = below(8) === 0 ? all : fitting;
  return from.length > 0 ? pick(from) : undefined;
}

/** So many of these, in their order. */
export const some = <T>({ below }: Dice, all: readonly T[], most: number): T[] => {
  const left = [...all];
  const count = 1 + below(Math.max(1, Math.min(most, left.length)));
  return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
};

const isOdd = ({ dice }: World): boolean => dice.below(14) === 0;
/** Whose card it is; now and then somebody else, who guessed. */
export const presser = (world: World, member: string): Somebody =>
  isOdd(world) ? world.dice.pick(world.everybody) : whois(world, member);
/** Whoever runs it, one of the two; now and then somebody else. */
export function runner(world: World, project: ProjectRow): Somebody {
  if (isOdd(world)) return world.dice.pick(world.everybody);
  return whois(world, project.deputy && world.dice.below(3) === 0 ? project.deputy : project.manager);
}

export const dayAfter = (date: Date | string, days: number): string =>
  new Date(new Date(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);

type OfPlacement = (world: World, placed: PlacementRow, view: View) => Omit<Done, 'says'> & { says?: string };

/** Something that is done with one person's place on a project, in any state, but mostly in these. */
export const onPlacement = (
  name: string,
  weight: number,
  states: readonly string[],
  of: OfPlacement,
  fits: (placed: PlacementRow) => boolean = () => true,
): Act => ({
  name,
  weight,
  plan(world, view) {
    const running = new Set(projectsRun(view));
    const placed = choose(
      world.dice,
      view.placements,
      (one) => running.has(one.project) && states.includes(one.state) && fits(one),
    );
    if (!placed) return undefined;
    const done = of(world, placed, view);
    return { ...done, says: `${placed.name} (${placed.state})${done.says ? `, ${done.says}` : ''}` };
  },
});

type OfProject = (world: World, project: ProjectRow, view: View) => Omit<Done, 'says'> & { says?: string };

/** Something that is done with a whole project, mostly in these states and where there is something to do. */
export const onProject = (
  name: string,
  weight: number,
  states: readonly string[],
  of: OfProject,
  fits: (project: ProjectRow, view: View) => boolean = () => true,
): Act => ({
  name,
  weight,
  plan(world, view) {
    const project = choose(world.dice, view.projects, (one) => states.includes(one.state) && fits(one, view));
    if (!project) return undefined;
    const done = of(world, project, view);
    return { ...done, says: `${project.theme} (${project.state})${done.says ? `, ${done.says}` : ''}` };
  },
});
