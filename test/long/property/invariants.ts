import {
  nextPlacementState,
  PLACEMENT_STATES,
  type PlacementState,
  type PlacementStep,
} from '../../../src/features/placements/rules/placement.ts';
import {
  nextProjectState,
  type ProjectState,
  type ProjectStep,
} from '../../../src/features/placements/rules/project.ts';
import type { ProjectProgress } from '../../../src/features/projects/rules/progress.ts';
import { readProgress } from '../../../src/features/projects/store/progress.ts';
import type { Done } from './act.ts';
import { brokenCards } from './card.ts';
import { countAgain } from './counts.ts';
import type { Change, Passed, Recorded } from './recorder.ts';
import { isRunning, type PlacementRow, type View } from './view.ts';
import { PREFIX, SECRET, type World } from './world.ts';

/** What has just happened. */
export interface Step {
  world: World;
  before: View;
  after: View;
  recorded: Recorded;
  done: readonly Done[];
}

export interface Invariant {
  holds: string;
  /** Looked at after each so many acts. */
  every: number;
  /** What does not hold. */
  broken(step: Step): string[] | Promise<string[]>;
}

const STEPS: Record<PlacementStep, true> = {
  'say-yes': true,
  'say-no': true,
  choose: true,
  decline: true,
  exclude: true,
  clear: true,
  release: true,
  recall: true,
  agree: true,
  thank: true,
  'stand-by': true,
  'let-go': true,
  offer: true,
  accept: true,
  lapse: true,
  withdraw: true,
  cancel: true,
  complete: true,
  end: true,
};
const PROJECT_STEPS: Record<ProjectStep, true> = {
  fix: true,
  unfix: true,
  choose: true,
  fill: true,
  reopen: true,
  begin: true,
  'put-off': true,
  end: true,
  cancel: true,
};

const isPlacementEdge = (from: PlacementState, to: string): boolean =>
  Object.keys(STEPS).some((step) => nextPlacementState(from, step as PlacementStep) === to);
const isProjectEdge = (from: ProjectState, to: string): boolean =>
  Object.keys(PROJECT_STEPS).some((step) => nextProjectState(from, step as ProjectStep) === to);

/** Whoever withdrew goes back to where they stood; a place that was filled meanwhile is one with the host. */
const isWayBack = ({ from, to, before }: Change): boolean =>
  from === 'withdrawn' && (to === before || (before === 'confirmed' && to === 'released'));

function isEdge(change: Change): boolean {
  const { table, from, to } = change;
  if (table === 'call_out') return true;
  if (table === 'project') return from === null ? to === 'calling' : isProjectEdge(from as ProjectState, to);
  const isState = PLACEMENT_STATES.some((state) => state === to);
  if (from === null) return to === 'interested';
  return isState && (isPlacementEdge(from as PlacementState, to) || isWayBack(change));
}

function missing({
  answer,
  reopened,
  ruling,
  daysAsked,
  suits,
  officer,
  employer,
  project,
}: Passed): string[] {
  const all: readonly (readonly [boolean, string])[] = [
    [project === 'ended' || project === 'cancelled', 'the project is over'],
    [answer !== 'none' && answer !== 'told', `the answer is ${answer}`],
    [reopened, 'the answer is asked again'],
    [ruling !== 'clear' && ruling !== 'conditions', `the ruling is ${ruling}`],
    [daysAsked, 'the days are asked anew'],
    [!suits, 'no day of the project is one that they said suits them'],
    [officer && !employer, 'their employer has not said yes to these days'],
  ];
  return all.flatMap(([is, words]) => (is ? [words] : []));
}

const gate: Invariant = {
  holds: 'nobody passes the gate without an answer, a ruling, their days and their employer',
  every: 1,
  broken: ({ recorded }) => [
    ...recorded.passed.flatMap((one) => missing(one).map((words) => `${one.what} of ${one.id}: ${words}`)),
    ...recorded.ruled.filter(({ byRunner }) => !byRunner).map(({ id }) => `${id} was ruled by a stranger`),
  ],
};

/** Two places of one person on one day, as one name. */
function clashes({ placements, projects }: View): string[] {
  const running = new Map(projects.filter(isRunning).map((one) => [one.id, one]));
  const confirmed = placements.filter(
    ({ state, project, daysAsked }) => state === 'confirmed' && !daysAsked && running.has(project),
  );
  const daysOf = ({ project }: PlacementRow) => running.get(project)?.days ?? [];
  return confirmed.flatMap((one) =>
    confirmed
      .filter((other) => other.peer === one.peer && other.id > one.id)
      .filter((other) => daysOf(one).some((day) => daysOf(other).includes(day)))
      .map((other) => `${one.name}: ${one.id} and ${other.id}`),
  );
}

const oneTeam: Invariant = {
  holds: 'nobody is on two teams on one day but where somebody said so knowingly',
  every: 1,
  broken({ before, after, done }) {
    if (done.some(({ knows }) => knows)) return [];
    const were = new Set(clashes(before));
    return clashes(after).filter((one) => !were.has(one));
  },
};

const edges: Invariant = {
  holds: 'every change of state is an edge of its table, and nobody excluded is on a team',
  every: 1,
  broken: ({ recorded, after }) => [
    ...recorded.changes.filter((one) => !isEdge(one)).map((one) => JSON.stringify(one)),
    ...after.placements
      .filter(
        ({ state, ruling }) => ruling === 'excluded' && ['confirmed', 'released', 'chosen'].includes(state),
      )
      .map(({ id, state }) => `${id} is ${state} and excluded`),
  ],
};

const readers: Invariant = {
  holds: 'nobody is answered with sealed words that are not theirs to read (table F)',
  every: 1,
  broken({ world, before, after }) {
    const all = world.said.splice(0).flatMap(({ who, doing, reply }) => {
      const words = new Set(JSON.stringify(reply).match(SECRET) ?? []);
      return [...words].flatMap((word) => {
        const secret = world.secrets.find((one) => one.word === word);
        const may = [before, after].some((view) =>
          secret?.may(view, view.members.has(who.member) ? who.member : undefined),
        );
        return may ? [] : [`${who.person.name} read ${secret?.what} (${word}) by ${doing}`];
      });
    });
    return all;
  },
};

const payloads: Invariant = {
  holds: 'no message on its way carries sealed words',
  every: 1,
  async broken({ world }) {
    const rows = await world.network.database.prisma.$queryRaw<{ kind: string }[]>`
      SELECT kind FROM outbox WHERE payload IS NOT NULL AND payload::text LIKE ${`%${PREFIX}%`}`;
    return rows.map(({ kind }) => `a ${kind} carries them`);
  },
};

/** Every table as text, what people were shown, what was logged. */
const plain: Invariant = {
  holds: 'sealed words stand in no column, no screen and no line of the log',
  every: 50,
  async broken({ world: { network } }) {
    const { prisma } = network.database;
    const tables = await prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    const asked = tables.map(
      ({ name }) =>
        `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM "${name}" t WHERE t::text LIKE '%${PREFIX}%')`,
    );
    const found = await prisma.$queryRawUnsafe<{ name: string }[]>(asked.join(' UNION ALL '));
    const screens = [network.slack, network.teams]
      .flatMap(({ ledger }) => ledger)
      .filter(({ text, preview }) => `${text} ${preview}`.includes(PREFIX));
    const lines = network.logs.filter((line) => JSON.stringify(line).includes(PREFIX));
    return [
      ...found.map(({ name }) => `table ${name}`),
      ...screens.map(({ user, kind }) => `a ${kind} to ${user}`),
      ...lines.map((line) => JSON.stringify(line)),
    ];
  },
};

const counts: Invariant = {
  holds: 'what whoever runs a project is told is what is there',
  every: 5,
  async broken({ world, after }) {
    const ids = after.projects.map(({ id }) => id);
    const read = await world.network.database.transaction((tx) => readProgress(tx, ids));
    return after.projects.flatMap(({ id, theme }) => {
      const again = countAgain(after.placements.filter(({ project }) => project === id));
      const keys = Object.keys(again) as (keyof ProjectProgress)[];
      return keys
        .filter((key) => read.get(id)?.[key] !== again[key])
        .map((key) => `${theme}: ${key} is read as ${read.get(id)?.[key]} and is ${again[key]}`);
    });
  },
};

const cards: Invariant = {
  holds: 'the card of whoever runs a project, where it stands, says what is there',
  every: 5,
  broken: ({ world, after }) => brokenCards(world, after),
};

const quiet: Invariant = {
  holds: 'nothing breaks',
  every: 1,
  broken: ({ world: { network } }) =>
    network.logs.filter(({ error }) => error !== undefined).map((line) => JSON.stringify(line)),
};

export const INVARIANTS: readonly Invariant[] = [
  gate,
  oneTeam,
  edges,
  readers,
  payloads,
  plain,
  counts,
  cards,
  quiet,
];
