import { moveClock } from '../../../src/store/database.ts';
import { type Act, choose, presser, runner } from './act.ts';
import { isRunning } from './view.ts';
import { projectOf, type Somebody, type World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** So many ask to be forgotten in one sequence, so that somebody is left. */
const MOST_FORGOTTEN = 2;

const travel = (name: string, weight: number, unitMs: number, most: number): Act => ({
  name,
  weight,
  plan(world) {
    const units = 1 + world.dice.below(most);
    return {
      says: `${units}`,
      async run() {
        const { network } = world;
        const target = (await network.now()).getTime() + units * unitMs;
        await network.travelTo(new Date(target).toISOString());
      },
    };
  },
});

const settle: Act = {
  name: 'time to do what is due',
  weight: 10,
  plan: ({ network }) => ({ says: 'now', run: () => network.settle() }),
};

const coordinator = (world: World): Somebody => world.everybody[0] as Somebody;
const otherThan = ({ managers }: World, member: string): Somebody =>
  managers.find((one) => one.member !== member) ?? (managers[0] as Somebody);

/** The coordinator ends a role, gives what it left open to the other manager, and gives the role back. */
const handOver: Act = {
  name: 'hands a project to the other manager',
  weight: 2,
  plan(world, view) {
    const project = choose(world.dice, view.projects, isRunning);
    if (!project) return undefined;
    const from = project.manager;
    const [by, to] = [coordinator(world), otherThan(world, from)];
    const about = { member: from, role: 'project-manager' };
    return {
      says: `${project.theme} to ${to.person.name}`,
      async run() {
        await world.press(by, 'members.end-role', about);
        await world.network.settle();
        const grant = await world.network.database.prisma.roleGrant.findFirst({
          where: { memberId: from, role: 'project-manager', leftOpen: true },
          orderBy: { endsAt: 'desc' },
        });
        const left = { grant: grant?.id, feature: 'availability', item: project.callOut };
        if (grant) await world.submit(by, 'members.give', left, { to: to.member });
        await world.press(by, 'members.give-role', about);
      },
    };
  },
};

const nameDeputy: Act = {
  name: 'names the other manager as deputy',
  weight: 4,
  plan(world, view) {
    const project = choose(world.dice, view.projects, (one) => isRunning(one) && one.deputy === null);
    if (!project) return undefined;
    const who = runner(world, project);
    const member = otherThan(world, project.manager).member;
    return {
      says: project.theme,
      run: () => world.submit(who, 'project.deputy-named', { project: project.id }, { member }),
    };
  },
};

const endDeputy: Act = {
  name: 'does without a deputy',
  weight: 1,
  plan(world, view) {
    const project = choose(world.dice, view.projects, (one) => one.deputy !== null);
    if (!project) return undefined;
    const who = runner(world, project);
    return {
      says: project.theme,
      run: () => world.press(who, 'project.end-deputy', { project: project.id }),
    };
  },
};

const onSeat = (name: string, weight: number, states: string[], route: string): Act => ({
  name,
  weight,
  plan(world, view) {
    const seat = choose(world.dice, view.seats, ({ state }) => states.includes(state));
    if (!seat) return undefined;
    const who = presser(world, seat.member);
    return {
      says: `${who.person.name}, of ${projectOf(view, seat.project)?.theme}`,
      run: () => world.press(who, route, { seat: seat.id }),
    };
  },
});

const changeProfile: Act = {
  name: 'changes their profile',
  weight: 2,
  plan(world) {
    const { dice } = world;
    const who = dice.pick(world.peers);
    const kinds = [dice.pick(['officer', 'volunteer', 'councillor'])];
    const values = {
      kinds,
      organisationName: `Council ${dice.below(4)}`,
      area: dice.pick(['Eastshire', 'Westshire']),
    };
    return {
      says: `${who.person.name}: ${JSON.stringify(values)}`,
      run: () => world.submit(who, 'members.save-profile', {}, values),
    };
  },
};

const forget: Act = {
  name: 'asks to be forgotten',
  weight: 1,
  plan(world) {
    const { dice, leaving } = world;
    const who = dice.below(6) === 0 ? dice.pick(world.managers) : dice.pick(world.peers);
    if (leaving.size >= MOST_FORGOTTEN && !leaving.has(who.member)) return undefined;
    leaving.add(who.member);
    return { says: who.person.name, run: () => world.press(who, 'members.forget-me', {}) };
  },
};

/** Which pages show sealed words, opened by anybody about anything. */
const LOOKS = [
  ['placement.see-host', 'placement'],
  ['placement.details', 'placement'],
  ['placement.show', 'placement'],
  ['placement.checklist', 'placement'],
  ['placement.note', 'placement'],
  ['placement.agreed', 'placement'],
  ['placement.employer', 'placement'],
  ['project.rule', 'placement'],
  ['project.note', 'placement'],
  ['project.needs', 'placement'],
  ['project.handed-over', 'placement'],
  ['project.people', 'project'],
  ['project.show', 'project'],
  ['project.host', 'project'],
  ['project.preparation', 'project'],
  ['project.release', 'project'],
  ['availability.show', 'callOut'],
  ['availability.change', 'callOut'],
  ['availability.replies', 'callOut'],
  ['members.my-data', 'none'],
] as const;

const look: Act = {
  name: 'opens a page',
  weight: 12,
  plan(world, view) {
    const { dice } = world;
    const [route, of] = dice.pick(LOOKS);
    const placed = view.placements.length > 0 ? dice.pick(view.placements) : undefined;
    const project = placed ? projectOf(view, placed.project) : undefined;
    if (!placed || !project) return undefined;
    const mine = route.startsWith('placement.') ? placed.peer : project.manager;
    const who = dice.below(2) === 0 ? dice.pick(world.everybody) : presser(world, mine);
    const value =
      of === 'placement'
        ? { placement: placed.id }
        : of === 'project'
          ? { project: project.id }
          : of === 'callOut'
            ? { callOut: project.callOut }
            : {};
    return { says: `${who.person.name}: ${route}`, run: () => world.press(who, route, value) };
  },
};

export const LIFE_ACTS: readonly Act[] = [
  settle,
  travel('minutes pass', 4, MINUTE_MS, 20),
  travel('hours pass', 4, HOUR_MS, 12),
  travel('days pass', 3, DAY_MS, 3),
  travel('weeks pass', 1, 7 * DAY_MS, 2),
  handOver,
  nameDeputy,
  onSeat('takes up what they were offered', 4, ['offered'], 'seat.accept'),
  onSeat('would rather not stand in', 1, ['offered'], 'seat.decline'),
  onSeat('steps out', 1, ['accepted'], 'seat.leave'),
  onSeat('takes their yes back', 1, ['accepted'], 'seat.undo'),
  endDeputy,
  changeProfile,
  forget,
  look,
];

/** Past the last day of everything that is not over, and until what was said at the end is said no more. */
export async function runOut(world: World): Promise<void> {
  const { network } = world;
  for (let more = 0; more < 10; more += 1) {
    const { now, projects } = await world.look();
    const last = projects
      .filter(isRunning)
      .flatMap(({ days }) => days)
      .sort()
      .at(-1);
    if (last === undefined) break;
    await network.travelTo(new Date(Math.max(Date.parse(last), now.getTime()) + 2 * DAY_MS).toISOString(), 6);
    await network.settle();
  }
  await moveClock(network.database, 20 * DAY_MS);
  await network.settle();
  await network.settle();
}
