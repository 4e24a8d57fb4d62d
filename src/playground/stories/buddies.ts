import { dateIn } from '../calendar.ts';
import type { Scene, Story } from '../story.ts';
import { beginMorning, fillProfiles, gather, openForm } from './setting.ts';

async function play(scene: Scene): Promise<void> {
  await beginMorning(scene);
  const [ann, dilys] = await gather(scene, ['ann', 'dilys']);
  if (!ann || !dilys) return;
  const priya = await scene.coordinator();
  await fillProfiles(scene);
  await scene.step('Ann would like a buddy: a short form.', async () => {
    await ann.command('buddy join');
    await ann.fill({ 'Your area': 'Camden', 'What you enjoy': ['walking', 'music'] });
    await ann.submit();
    ann.dismiss();
  });
  await scene.quietly('So would Dilys, on Teams.', async () => {
    await dilys.command('buddy join');
    await openForm(dilys);
    await dilys.fill({ 'Your area': 'Leeds', 'What you enjoy': ['walking', 'cooking'] });
    await dilys.submit();
    dilys.dismiss();
  });
  await scene.step('Priya opens a round and looks at the pairs.', () => priya.command('buddy match'), {
    words:
      'Matching of buddies will be facilitated by GLV, initially through a short form capturing each potential buddy’s motivations, skills and interests.',
    source: 'Peer Buddying Programme',
  });
  await scene.step('She sends it, from a second screen.', async () => {
    await priya.press('Ask these 2 people');
    await priya.press('Send', 'This goes to');
  });
  await scene.step('Ann says yes; nothing is opened yet.', () => ann.press('Yes, introduce us'));
  await scene.step(
    'Dilys says yes too: they are introduced, across platforms.',
    () => dilys.press('Yes, introduce us'),
    {
      words:
        'the opportunity to form a one-to-one, confidential relationship with a peer worker from another London borough or organisation',
      source: 'Peer Buddying Programme',
    },
  );
  const today = dateIn(await scene.stage.now());
  await scene.step('They have met.', async () => {
    await ann.press('We’ve met');
    await ann.fill({ When: today, How: 'In person, one to two hours' });
    await ann.submit();
    ann.dismiss();
  });
  await scene.waitFor(
    'Four weeks later: one nudge, with the other way of meeting.',
    dilys,
    'Skip this month',
    {
      words:
        'Each buddying relationship will work on a 1-2-1 level, through alternate face to face and telephone meetings.',
      source: 'Peer Buddying Programme',
    },
  );
  await scene.step('Dilys skips this month: nobody is blamed.', () => dilys.press('Skip this month'));
}

export const buddies: Story = {
  name: 'buddies',
  title: 'A buddy pair across platforms',
  about:
    'Ann is on Slack, Dilys on Teams. They are matched, meet, and are asked once when it is time to meet again.',
  people: ['ann', 'dilys', 'priya'],
  play,
};
