import { type Act, choose, dayAfter, onProject, runner } from './act.ts';
import { isRunning, type View } from './view.ts';
import { placedOn, running, type World } from './world.ts';

const RUNNING = ['calling', 'choosing', 'confirmed', 'under-way'];
const MOST_AT_ONCE = 3;
const HOST_KNOWN = ['chosen', 'declined', 'released', 'confirmed', 'completed'];

/** From a few days, so that projects meet on them. */
export function someDays({ dice }: World, view: View): string[] {
  const first = dayAfter(view.now, 8 + dice.below(12));
  return [0, 1, 2].slice(0, 1 + dice.below(3)).map((more) => dayAfter(first, more));
}
export const asFields = (days: readonly string[]): Record<string, string> =>
  Object.fromEntries(days.map((day, index) => [`day${index + 1}`, day]));

const callOut: Act = {
  name: 'calls out',
  weight: 16,
  plan(world, view) {
    const { dice, network } = world;
    if (view.projects.filter(isRunning).length >= MOST_AT_ONCE) return undefined;
    const who = dice.pick(world.managers);
    const theme = `Theme ${String(view.projects.length + 1).padStart(2, '0')}`;
    const days = someDays(world, view);
    let id = '';
    const host = world.plant('host', (now, reader) => {
      const placed = placedOn(now, id, reader);
      return running(id)(now, reader) || HOST_KNOWN.includes(placed?.state ?? '');
    });
    const brief = {
      theme,
      councilKind: 'district',
      region: 'the East',
      placeKind: 'on-site',
      ...asFields(days),
      peers: String(1 + dice.below(3)),
      replyBy: dayAfter(days[0] ?? '', -1 - dice.below(5)),
      host,
    };
    return {
      says: `${who.person.name} for ${theme} on ${days}`,
      async run() {
        await world.submit(who, 'availability.brief', {}, brief);
        const draft = await network.database.prisma.callOut.findFirst({ where: { project: { theme } } });
        id = draft?.projectId ?? '';
        if (draft) await world.press(who, 'availability.send', { callOut: draft.id });
      },
    };
  },
};

const onCallOut = (name: string, weight: number, states: string[], route: string): Act => ({
  name,
  weight,
  plan(world, view) {
    const project = choose(
      world.dice,
      view.projects,
      (one) => states.includes(one.callOutState) && isRunning(one),
    );
    if (!project) return undefined;
    const who = runner(world, project);
    return {
      says: `${who.person.name}, of ${project.theme}`,
      run: () => world.press(who, route, { callOut: project.callOut }),
    };
  },
});

const extend = onProject('gives more time to reply', 3, RUNNING, (world, project, view) => {
  const replyBy = dayAfter(view.now, world.dice.below(12));
  const who = runner(world, project);
  return { run: () => world.submit(who, 'availability.extended', { callOut: project.callOut }, { replyBy }) };
});

export const CALL_OUT_ACTS: readonly Act[] = [
  callOut,
  extend,
  onCallOut('closes the call-out', 2, ['open'], 'availability.close'),
  onCallOut('takes the call-out back', 1, ['open', 'closed'], 'availability.take-back'),
];
