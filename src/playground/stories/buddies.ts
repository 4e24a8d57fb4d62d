import type { Scene, Story } from '../story.ts';
import { beginMorning, fillProfiles, gather } from './setting.ts';

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
    await dilys.press('Open form').catch(() => {});
    await dilys.fill({ 'Your area': 'Leeds', 'What you enjoy': ['walking', 'cooking'] });
    await dilys.submit();
    dilys.dismiss();
  });
  await scene.step('Priya opens a round and looks at the pairs.', () => priya.command('buddy match'));
  await scene.step('She sends it, from a second screen.', async () => {
    await priya.press('Send');
    await priya.press('Send', 'This goes to');
  });
  await scene.step('Ann says yes; nothing is opened yet.', () => ann.press('Yes, introduce us'));
  await scene.step('Dilys says yes too: they are introduced, across platforms.', () =>
    dilys.press('Yes, introduce us'),
  );
  const today = (await scene.stage.now()).toISOString().slice(0, 10);
  await scene.step('They have met.', async () => {
    await ann.press('We’ve met');
    await ann.fill({ When: today, How: 'In person, one to two hours' });
    await ann.submit();
    ann.dismiss();
  });
  await scene.wait('Four weeks later: one nudge, with the other way of meeting.', 28, '10:30');
  await scene.step('Dilys skips this month: nobody is blamed.', () => dilys.press('Skip this month'));
}

export const buddies: Story = { name: 'buddies', title: 'A buddy pair across platforms', play };
