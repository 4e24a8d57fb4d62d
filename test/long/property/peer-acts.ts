import { type Act, choose, dayAfter, onPlacement, presser, some } from './act.ts';
import type { View } from './view.ts';
import { projectOf, type Secret, type World, writtenTo } from './world.ts';

const LIVE = ['chosen', 'released', 'confirmed'];
const daysOf = (view: View, project: string): readonly string[] => projectOf(view, project)?.days ?? [];

/** An invitation, mostly of a call-out that is open, with its days. */
function invited({ dice }: World, view: View) {
  const open = view.projects.filter((one) => one.callOutState === 'open').map(({ callOut }) => callOut);
  const one = choose(
    dice,
    view.invitations,
    ({ callOut, reply }) => open.includes(callOut) && reply === null,
  );
  const project = one && view.projects.find(({ callOut }) => callOut === one.callOut);
  return one && project && { ...one, project };
}

/** Several, one after another, as they do after a call-out. */
const reply: Act = {
  name: 'reply yes or maybe',
  weight: 20,
  plan(world, view) {
    const one = invited(world, view);
    if (!one) return undefined;
    const { dice } = world;
    const { days } = one.project;
    const others = view.invitations.filter(
      ({ callOut, reply: said }) => callOut === one.callOut && said === null,
    );
    const all = [one, ...some(dice, others, 4)].map(({ id, peer }) => {
      const suits = dice.below(4) === 0 ? some(dice, days, days.length) : days;
      const interest = dice.pick(['yes', 'yes', 'maybe']);
      return { who: presser(world, peer), invitation: id, values: { interest, days: [...suits] } };
    });
    return {
      says: `${one.project.theme}: ${all.map(({ who }) => who.person.name).join(', ')}`,
      knows: true,
      async run() {
        for (const { who, invitation, values } of all)
          await world.submit(who, 'availability.reply', { invitation }, values);
      },
    };
  },
};

const sayNo: Act = {
  name: 'says no, early or late',
  weight: 3,
  plan(world, view) {
    const one = invited(world, view);
    if (!one) return undefined;
    const route = world.dice.pick(['availability.decline', 'availability.cannot-come']);
    const who = presser(world, one.peer);
    return {
      says: `${who.person.name} to ${one.project.theme}: ${route}`,
      run: () => world.press(who, route, { invitation: one.id }),
    };
  },
};

/** The form names a reader; it may have stood open since somebody else ran the project. */
const named = (world: World, view: View, project: string): string => {
  const manager = projectOf(view, project)?.manager ?? '';
  return world.dice.below(10) === 0 ? world.dice.pick(world.managers).member : manager;
};

const toldTo =
  (project: string, writer: string, reader: string): Secret['may'] =>
  (view, by) => {
    const placed = view.placements.find((one) => one.project === project && one.peer === writer);
    const isLet =
      placed?.mayRead !== undefined && placed.mayRead === by && projectOf(view, project)?.manager === by;
    const isNamed = by === reader && projectOf(view, project)?.manager === by;
    return by === writer || isNamed || isLet;
  };

const answerHost = onPlacement(
  'answers about the host',
  30,
  LIVE,
  (world, placed, view) => {
    const { dice } = world;
    const answer = dice.pick(['none', 'none', 'none', 'none', 'political', 'other', 'declined']);
    const reader = named(world, view, placed.project);
    const who = presser(world, placed.peer);
    const words = world.plant('conflict', toldTo(placed.project, placed.peer, reader));
    return {
      says: answer,
      async run() {
        await world.press(who, 'placement.see-host', { placement: placed.id });
        const typed = { answer, ...(answer !== 'none' && { words }) };
        await world.submit(who, 'placement.conflict', { placement: placed.id, reader }, typed);
      },
    };
  },
  ({ isOpen }) => isOpen,
);

const changeAnswer = { ...answerHost, name: 'changes what they answered', weight: 3 } satisfies Act;

const employerAgrees = onPlacement(
  'says that their employer agreed',
  16,
  LIVE,
  (world, placed, view) => {
    const { dice } = world;
    const scope = dice.pick(['project', 'project', 'any']);
    const last = daysOf(view, placed.project).at(-1) ?? dayAfter(view.now, 1);
    const until = dayAfter(last, dice.below(3) * 20);
    const by = world.plant('who agreed', (_view, reader) => reader === placed.peer);
    const who = presser(world, placed.peer);
    const values = { by, on: dayAfter(view.now, 0), scope, ...(scope === 'any' && { until }) };
    return { run: () => world.submit(who, 'placement.save-agreed', { placement: placed.id }, values) };
  },
  ({ needsEmployer }) => needsEmployer,
);

const writeNote = onPlacement('adds a note to their withdrawal', 3, ['withdrawn'], (world, placed, view) => {
  const reader = named(world, view, placed.project);
  const words = world.plant('note', writtenTo(placed.project, placed.peer, reader));
  const who = presser(world, placed.peer);
  return {
    run: () => world.submit(who, 'placement.write-note', { placement: placed.id, reader }, { words }),
  };
});

const tick = onPlacement('ticks what they have seen to', 5, ['confirmed'], (world, placed, view) => {
  const { dice } = world;
  const all = ['confidentiality', 'pack', 'briefing', 'insurance', 'terms'];
  const done = some(dice, all, 4);
  const reader = named(world, view, placed.project);
  const needs = world.plant('needs', writtenTo(placed.project, placed.peer, reader));
  const who = presser(world, placed.peer);
  const values = {
    done,
    ...(dice.below(2) === 0 && { needs }),
    insuredUntil: dayAfter(view.now, dice.below(90)),
  };
  return { run: () => world.submit(who, 'placement.tick', { placement: placed.id, reader }, values) };
});

const saveDays = onPlacement(
  'says which of the new days suit',
  4,
  LIVE,
  (world, placed, view) => {
    const days = some(world.dice, daysOf(view, placed.project), 5);
    const who = presser(world, placed.peer);
    return {
      knows: true,
      run: () => world.submit(who, 'placement.save-days', { placement: placed.id }, { days }),
    };
  },
  ({ daysAsked }) => daysAsked,
);

const letRead = onPlacement(
  'says whether somebody else may read it',
  3,
  [...LIVE, 'declined'],
  (world, placed) => {
    const { dice } = world;
    const value = {
      placement: placed.id,
      reader: dice.pick(world.managers).member,
      may: dice.below(2) === 0,
    };
    const who = presser(world, placed.peer);
    return { run: () => world.press(who, 'placement.let-read', value) };
  },
);

/** One button of their card. */
const button = (
  name: string,
  weight: number,
  states: readonly string[],
  route: string,
  about: { value?: object; knows?: boolean; fits?: Parameters<typeof onPlacement>[4] } = {},
): Act =>
  onPlacement(
    name,
    weight,
    states,
    (world, placed) => {
      const who = presser(world, placed.peer);
      return {
        ...(about.knows && { knows: true }),
        run: () => world.press(who, route, { placement: placed.id, ...about.value }),
      };
    },
    about.fits,
  );

const leavePool: Act = {
  name: 'leaves the pool, or joins it again',
  weight: 1,
  plan(world) {
    const who = world.dice.pick(world.peers);
    const route = world.dice.pick([
      'availability.leave-pool',
      'availability.join-pool',
      'availability.join-pool',
    ]);
    return { says: `${who.person.name}: ${route}`, run: () => world.press(who, route, {}) };
  },
};

export const PEER_ACTS: readonly Act[] = [
  reply,
  sayNo,
  answerHost,
  changeAnswer,
  button('would rather not', 1, LIVE, 'placement.rather-not'),
  employerAgrees,
  letRead,
  button('would stand in', 5, ['thanked', 'not-needed'], 'placement.stand-by', { value: { willing: true } }),
  button('would not stand in', 2, ['thanked', 'reserve', 'offered'], 'placement.stand-by', {
    value: { willing: false },
  }),
  button('steps in', 4, ['offered', 'reserve'], 'placement.step-in'),
  button('withdraws', 3, LIVE, 'placement.withdraw'),
  button('comes back', 3, ['withdrawn'], 'placement.come-back'),
  writeNote,
  button('can come on the new days', 14, [...LIVE, 'interested', 'reserve'], 'placement.days-suit', {
    knows: true,
    fits: ({ daysAsked }) => daysAsked,
  }),
  saveDays,
  tick,
  button('still comes', 2, ['confirmed'], 'placement.still-comes'),
  leavePool,
];
