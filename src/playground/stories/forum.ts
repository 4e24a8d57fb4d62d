import { dateIn } from '../calendar.ts';
import type { Scene, Story } from '../story.ts';
import { beginMorning, buttonsOf, fillProfiles, gather, pressBeginning } from './setting.ts';

async function play(scene: Scene): Promise<void> {
  await beginMorning(scene);
  const [ann, ben, dilys, eli] = await gather(scene);
  if (!ann || !ben || !dilys || !eli) return;
  const priya = await scene.coordinator();
  await fillProfiles(scene);
  const now = await scene.stage.now();
  await scene.step(
    'Priya plans a gathering for peers only, in two short forms: what, then when.',
    async () => {
      await priya.command('forum new');
      await priya.fill({
        'What shall it be called?': 'Peer gathering',
        'What is it for?': 'To talk about lone working',
        'What will people take away?': 'Three ways to stay safe',
        'For whom?': 'Peers only',
        'Place or link': 'Southside Community Centre',
      });
      await priya.submit();
      await priya.fill({
        'First day': dateIn(now, 29),
        'First time': '12:00',
        'Second day': dateIn(now, 31),
        'Second time': '18:30',
      });
      await priya.submit();
      priya.dismiss();
    },
  );
  const times = timesOn(priya.chat.at(-1) ?? '');
  await scene.step('It goes to the peers, herself among them. Fay, a manager, never hears of it.', () =>
    pressBeginning(priya, 'Ask '),
  );
  await scene.step('Ann can manage the evening only; Ben and Dilys both times.', async () => {
    await ann.press('Choose times');
    await ann.fill({ 'Which of these could you manage?': times.slice(1) });
    await ann.submit();
    for (const person of [ben, dilys]) {
      await person.press('Choose times');
      await person.fill({ 'Which of these could you manage?': times });
      await person.submit();
      person.dismiss();
    }
    ann.dismiss();
  });
  await scene.step('None of them work for Eli, who is asked what usually does.', async () => {
    await eli.press('Choose times');
    await eli.press('None of these work for me');
    eli.dismiss();
  });
  await scene.step(
    'Priya sees how many could come to each, and how many of those couldn’t come last time; never who.',
    async () => {
      const [first = ''] = buttonsOf(priya).filter((label) => label.startsWith('Choose'));
      await priya.press(first);
    },
    {
      words: 'Peer forum held at different times as timing barrier for some.',
      source: 'Gathering Peer Voices',
    },
  );
  await scene.step('She announces it, from a second screen.', () => pressBeginning(priya, 'Announce to '));
  await scene.step('Ben comes to both parts.', () => ben.press('Both parts'));
  await scene.step('Eli can’t make it: in private, and held against nobody.', () =>
    eli.press('Can’t make it'),
  );
}

/** The times as the organiser's card names them, first to last. */
function timesOn(card: string): string[] {
  const found = card.matchAll(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+, \d\d:\d\d/g);
  return [...new Set([...found].map(([time]) => time))];
}

export const forum: Story = {
  name: 'forum',
  title: 'A time for the forum, chosen fairly',
  about: 'Everybody says which times they could manage. Priya sees how many would be left out, never who.',
  people: ['priya', 'ann', 'dilys', 'ben', 'eli'],
  play,
};
