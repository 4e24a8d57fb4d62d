import type { Dice } from '../../support/mutate.ts';
import type { Act, Done } from './act.ts';
import { brokenAtEnd } from './ending.ts';
import { INVARIANTS, type Step } from './invariants.ts';
import { LIFE_ACTS, runOut } from './life-acts.ts';
import { MANAGER_ACTS } from './manager-acts.ts';
import { PEER_ACTS } from './peer-acts.ts';
import type { View } from './view.ts';
import { openWorld, type World } from './world.ts';

/** Every act there is. */
const ACTS: readonly Act[] = [...MANAGER_ACTS, ...PEER_ACTS, ...LIFE_ACTS];
const LOT: readonly Act[] = ACTS.flatMap((act) => Array.from({ length: act.weight }, () => act));

/** How far the sequences have come, so that they do not pass by doing nothing. */
export interface Tally {
  released: number;
  confirmed: number;
  completed: number;
  /** By a host, in the bot. */
  answered: number;
  acts: number;
}

interface Sequence {
  seed: number;
  dice: Dice;
  acts: number;
  tally: Tally;
}

/** The last of so many acts are told where something is broken. */
const TOLD = Number(process.env.PROJECTS_TOLD ?? 25);

function plan(world: World, view: View): Done {
  for (;;) {
    const act = world.dice.pick(LOT);
    const done = act.plan(world, view);
    if (done) return { ...done, says: `${act.name}: ${done.says}` };
  }
}

/** One thing, or in one of ten two at once: the same one twice, or two that do not know of each other. */
function planSome(world: World, view: View): Done[] {
  const one = plan(world, view);
  if (world.dice.below(10) > 0) return [one];
  return world.dice.below(2) === 0 ? [one, one] : [one, plan(world, view)];
}

function count(tally: Tally, { recorded, done }: Step): void {
  tally.acts += done.length;
  tally.released += recorded.passed.filter(({ what }) => what === 'release').length;
  tally.confirmed += recorded.passed.filter(({ what }) => what === 'agree').length;
  tally.completed += recorded.changes.filter(({ to }) => to === 'completed').length;
}

async function check(step: Step, number: number): Promise<string[]> {
  const all: string[] = [];
  for (const { holds, every, broken } of INVARIANTS)
    if (number % every === 0) all.push(...(await broken(step)).map((words) => `${holds}: ${words}`));
  return all;
}

/** Plays one sequence to its end. Throws with its seed, and what was done last, where something does not hold. */
export async function play({ seed, dice, acts, tally }: Sequence): Promise<void> {
  const world = await openWorld(dice);
  const told: string[] = [];
  const judge = (broken: readonly string[]): void => {
    if (broken.length === 0) return;
    throw new Error(`PROJECTS_SEED=${seed}\n${broken.join('\n')}\nafter\n${told.slice(-TOLD).join('\n')}`);
  };
  let view = await world.look();
  const act = async (done: readonly Done[], number: number): Promise<void> => {
    told.push(`${number}. ${done.map(({ says }) => says).join(' AND AT ONCE ')}`);
    const before = view;
    await Promise.all(done.map(({ run }) => run()));
    view = await world.look();
    const step = { world, before, after: view, recorded: await world.recorder.take(), done };
    count(tally, step);
    judge(await check(step, number));
  };
  for (let number = 1; number <= acts; number += 1) await act(planSome(world, view), number);
  await act([{ says: 'everything runs out', run: () => runOut(world) }], 0);
  judge(await brokenAtEnd(world));
  const { prisma } = world.network.database;
  tally.answered += await prisma.audit.count({ where: { action: 'host.answered' } });
  await world.network.bot.stop();
}
