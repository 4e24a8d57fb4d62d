import type { Stage } from './stage.ts';
import { availability } from './stories/availability.ts';
import { buddies } from './stories/buddies.ts';
import { escalations } from './stories/escalations.ts';
import { forum } from './stories/forum.ts';
import { questions } from './stories/questions.ts';
import { openScene, type Story } from './story.ts';

export const stories: readonly Story[] = [availability, buddies, questions, forum, escalations];

/** Plays the stories in the terminal, one after the other. @throws when a name is not a story's */
export async function playTour(
  stage: Stage,
  names: readonly string[],
  tell: (line: string) => void,
): Promise<void> {
  const unknown = names.filter((name) => !stories.some((story) => story.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no story called ${unknown.join(', ')}; there is: ${stories.map(({ name }) => name).join(', ')}.`,
    );
  const scene = openScene(stage, tell);
  for (const story of stories.filter(({ name }) => names.length === 0 || names.includes(name))) {
    tell(`\n=== ${story.title}`);
    await story.play(scene);
  }
  const refused = [...stage.slack.refusals, ...stage.teams.refusals];
  if (refused.length > 0) throw new Error(`A platform refused something:\n${refused.join('\n')}`);
}
