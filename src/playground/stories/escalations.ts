import type { Scene, Story } from '../story.ts';
import { beginMorning, gather, openGate } from './setting.ts';

async function play(scene: Scene): Promise<void> {
  await beginMorning(scene);
  const [ann, ben, dilys, eli] = await gather(scene, ['ann', 'ben', 'dilys', 'eli']);
  if (!ann || !ben || !dilys || !eli) return;
  await openGate(scene);
  await scene.step(
    'At joining everybody was asked whether they may be asked; these three say yes.',
    async () => {
      for (const person of [dilys, ben, eli]) {
        await person.press('Yes, in my hours');
      }
    },
  );
  await scene.step(
    'Ann makes her own list: first Dilys, who is on Teams, then Ben, then Eli. Nobody is told.',
    async () => {
      await ann.command('alongside list');
      await ann.press('Open my list');
      await ann.fill({
        'First to be asked': dilys.name,
        'Second to be asked': ben.name,
        'Third to be asked': eli.name,
      });
      await ann.submit();
      ann.dismiss();
    },
    {
      words: 'Feel confident about reaching out for support from a colleague, supervisor or manager.',
      source: 'Gathering Peer Voices',
    },
  );
  await scene.step(
    'A bad morning. Ann presses one button; the first time, it needs her number.',
    async () => {
      await ann.command('alongside talk');
      await ann.press(`Ask ${dilys.name} to call me`);
      await ann.fill({ 'Your number': '07700 900123', 'Is it safe to call you?': 'Yes' });
      await ann.submit();
      ann.dismiss();
    },
  );
  await scene.waitFor(
    'Dilys does not answer. After ten minutes Ben is asked, who learns only that a call is wanted.',
    ben,
    'Open',
  );
  await scene.step(
    'Ann presses again: that is urgent. The first two at once.',
    () => ann.press('I need someone now'),
    {
      words:
        'Have systems in place i.e. if I phone twice, I need my manager now! Use these systems when needed.',
      source: 'Gathering Peer Voices',
    },
  );
  await scene.step('Dilys opens it: the name and the number, at that moment and to her alone.', () =>
    dilys.press('Open'),
  );
  await scene.step('She calls.', async () => {
    await dilys.press('I’m calling now');
    dilys.dismiss();
  });
  await scene.step('In urgent only Ann ends it.', () => ann.press('We’ve spoken'));
}

export const escalations: Story = {
  name: 'escalations',
  title: 'If I phone twice, I need somebody now',
  about:
    'Ann presses one button, and a chain of people she chose herself is asked, on both platforms, until somebody calls.',
  people: ['ann', 'dilys', 'ben', 'eli'],
  play,
};
