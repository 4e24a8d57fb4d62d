import { expect, it } from 'vitest';
import { dice } from '../support/mutate.ts';
import { play, type Tally } from './property/play.ts';

/**
 * What must hold of peer projects whatever anybody does, in whatever order.
 *
 *     PROJECTS_SECONDS=600 npx vitest run --config test/long/vitest.config.ts test/long/projects-property.test.ts   for longer
 *     PROJECTS_SEED=123 …                                                                   one sequence, as it was
 */
const { PROJECTS_SECONDS, PROJECTS_SEED } = process.env;
const SECONDS = Number(PROJECTS_SECONDS ?? 60);
/** Among all tests it plays the same on every day. */
const FIRST = Number(PROJECTS_SEED ?? (PROJECTS_SECONDS === undefined ? 1 : Date.now() % 2 ** 31));
const ACTS = 200;

it(
  `whatever two managers, a coordinator and eight peers do in whatever order, nobody is handed over, confirmed or read without a yes (from PROJECTS_SEED=${FIRST})`,
  async () => {
    const until = Date.now() + SECONDS * 1_000;
    const tally: Tally = { released: 0, confirmed: 0, completed: 0, answered: 0, acts: 0 };
    for (let seed = FIRST; seed === FIRST || (PROJECTS_SEED === undefined && Date.now() < until); seed += 1)
      await play({ seed, dice: dice(seed), acts: ACTS, tally });
    if (PROJECTS_SEED === undefined) expect(Math.min(...Object.values(tally))).toBeGreaterThan(0);
  },
  SECONDS * 1_000 + 120_000,
);
