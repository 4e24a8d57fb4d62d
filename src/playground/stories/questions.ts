import type { Scene, Story } from '../story.ts';
import { beginMorning, gather, openForm, openGate } from './setting.ts';

async function play(scene: Scene): Promise<void> {
  await beginMorning(scene);
  const [ann, ben, dilys, eli] = await gather(scene, ['ann', 'ben', 'dilys', 'eli']);
  if (!ann || !ben || !dilys || !eli) return;
  const priya = await scene.coordinator();
  await openGate(scene);
  await scene.step('Priya makes a topic, and invites people to it, in order.', async () => {
    await priya.command('ask topics');
    await priya.press('New topic');
    await priya.fill({ Topic: 'Benefits', 'First to be asked': dilys.name, 'Second to be asked': ben.name });
    await priya.submit();
    priya.dismiss();
  });
  await scene.step('Each says yes; before that nobody sees their name beside it.', async () => {
    for (const person of [dilys, ben]) await person.press('Yes', '“Benefits”');
  });
  await scene.step(
    'Eli asks on Teams, without his name, and sees who may read it.',
    async () => {
      await eli.command('ask');
      await openForm(eli);
      await eli.fill({
        'What is it about?': 'Benefits',
        'Your question': 'How do I appeal when PIP is refused?',
        'Your name': 'Without my name',
      });
      await eli.submit();
    },
    {
      words: 'Being able to reach out easily with quick questions, especially when new.',
      source: 'Gathering Peer Voices',
    },
  );
  await scene.step(
    'He sends it. Dilys is offered it; no word of it, and no name, is in the message.',
    async () => {
      await eli.submit();
      eli.dismiss();
    },
  );
  await scene.step('Dilys has no time today: one tap. Ben, on Slack, is next.', () =>
    dilys.press('Not today'),
  );
  await scene.step('Ben reads it, takes it, and answers.', async () => {
    await ben.press('Read it');
    await ben.submit();
    await ben.fill({ 'Your answer': 'Ask for a mandatory reconsideration first; you have a month.' });
    await ben.submit();
    ben.dismiss();
  });
  await scene.step('Eli reads the answer behind a button.', async () => {
    await eli.press('Read it');
    eli.dismiss();
  });
  await scene.step('He says thank you, to Ben alone.', () => eli.press('Yes, thank Ben'));
}

export const questions: Story = {
  name: 'questions',
  title: 'A question without a name',
  about: 'Eli asks on Teams and says nowhere who he is. The question finds somebody who has time, on Slack.',
  people: ['eli', 'ben', 'dilys', 'priya'],
  play,
};
