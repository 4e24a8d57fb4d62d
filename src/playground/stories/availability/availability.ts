import { type Press, pressesBy } from '../../presses.ts';
import type { Scene, Story } from '../../story.ts';
import { beginMorning } from '../setting.ts';
import { go, lookBack } from './afterwards.ts';
import { beginProject } from './cast.ts';
import { callForPeers, putForward } from './choosing.ts';
import { change, makeTeam, replace } from './team.ts';

/** Plays it, and gives what was pressed for the project, once everybody was in the pool. */
export async function playProject(scene: Scene): Promise<readonly Press[]> {
  await beginMorning(scene);
  const project = await beginProject(scene);
  const before = scene.presses.length;
  for (const chapter of [callForPeers, putForward, makeTeam, replace, change, go, lookBack]) {
    await chapter(project);
  }
  const presses = scene.presses.slice(before);
  const counts = pressesBy(presses);
  const { priya, leila, zofia } = project;
  const pressed = ({ name }: { name: string }) => counts.get(name) ?? 0;
  await scene.step(
    `From the pencil to the thanks: Priya pressed ${pressed(priya)} times, Leila ${pressed(leila)} and Zofia ${pressed(zofia)}, every tick counted.`,
    async () => {},
  );
  return presses;
}

export const availability: Story = {
  name: 'availability',
  title: 'A peer project, from a pencil to the thanks',
  about:
    'Eight months: twelve are asked and two go. One withdraws, the days move, and a conflict comes up late; Priya runs it in Slack, and peers are in both.',
  people: ['priya', 'leila', 'kwame', 'zofia', 'mei', 'joel'],
  play: async (scene) => {
    await playProject(scene);
  },
};
