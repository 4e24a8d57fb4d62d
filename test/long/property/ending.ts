import { homeOf } from '../../support/homes.ts';
import { isRunning, type View } from './view.ts';
import type { World } from './world.ts';

const ENDS = ['completed', 'not-needed', 'cancelled', 'declined', 'excluded', 'withdrawn', 'thanked'];

/** What is not as it should be once every day is over and everything was said. */
export async function brokenAtEnd(world: World): Promise<string[]> {
  const { network } = world;
  const { prisma } = network.database;
  await network.audit();
  // What asks nothing any more leaves home when that is drawn.
  for (const { person, member } of world.everybody) if (!world.leaving.has(member)) await homeOf(person);
  const view: View = await world.look();
  const waiting = await prisma.card.findMany({
    where: {
      rank: { not: null },
      OR: [{ until: null }, { until: { gt: view.now } }],
      AND: {
        OR: ['placements:', 'projects:', 'availability:'].map((kind) => ({ kind: { startsWith: kind } })),
      },
    },
  });
  const findings = await prisma.finding.findMany();
  return [
    ...view.projects.filter(isRunning).map(({ theme, state }) => `${theme} is ${state}`),
    ...view.placements
      .filter(({ state }) => !ENDS.includes(state))
      .map(({ name, state }) => `${name} is ${state} for ever`),
    ...waiting.map(({ kind, record, memberId }) => `${kind} ${record} waits on the home of ${memberId}`),
    ...findings.map(({ kind, record }) => `the auditor found ${kind} ${record}`),
    ...network.logs.filter(({ error }) => error !== undefined).map((line) => JSON.stringify(line)),
  ];
}
