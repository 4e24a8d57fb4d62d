import { dateIn } from '../calendar.ts';
import type { Scene, Story } from '../story.ts';
import { beginMorning, EVERYONE, fillProfiles, pressBeginning } from './setting.ts';

/** Fay is a manager: no call-out comes to her. */
const PEERS = EVERYONE.filter((key) => key !== 'fay');

async function play(scene: Scene): Promise<void> {
  const { stage } = scene;
  await beginMorning(scene);
  const priya = await scene.coordinator();
  await fillProfiles(scene);
  for (const key of PEERS) {
    const peer = await scene.member(key);
    const show = key === PEERS[0] ? scene.step : scene.quietly;
    await show(`${peer.name} joins the peer pool.`, async () => {
      await peer.openHome();
      await peer.press('Call-outs');
      await peer.press('Join the peer pool');
    });
  }
  const now = await stage.now();
  const [first, second] = [dateIn(now, 43), dateIn(now, 44)];
  await scene.step(
    'Priya calls out for peers. The host stays sealed.',
    async () => {
      await priya.command('availability new');
      await priya.fill({
        'What is it about?': 'How housing services listen to tenants',
        'Kind of council': 'district council',
        Region: 'the East of England',
        Where: 'on site',
        'First day': second,
        'Second day': first,
        'How many peers?': '2',
        'Reply by': dateIn(now, 11),
        'The host, in confidence': 'Fenbridge District Council',
      });
      await priya.submit();
    },
    {
      words:
        'Provide as much notice as possible of potential peer projects to maximise the chance of you being available.',
      source: 'Peer charter',
    },
  );
  await scene.step('The days were in the wrong order; she mends them and looks at the preview.', async () => {
    await priya.fill({ 'First day': first, 'Second day': second });
    await priya.submit();
  });
  await scene.step('She sends it. Each peer is asked where they are.', () =>
    pressBeginning(priya, 'Send to '),
  );
  const [ann, ben, dilys, eli] = PEERS.map((key) => scene.someone(key));
  if (!ann || !ben || !dilys || !eli) return;
  const days = (await daysOffered(ann)).map(String);
  await scene.step(
    'Ann answers in Slack: yes, both days.',
    async () => {
      await ann.fill({ 'Are you interested?': 'Yes, I’m interested', 'Which days suit you?': days });
      await ann.submit();
    },
    {
      words:
        'Respond promptly to confirm your interest and availability when we contact you about a potential peer project.',
      source: 'Peer charter',
    },
  );
  await scene.step('Dilys answers in Teams: maybe, the second day.', async () => {
    await daysOffered(dilys);
    await dilys.fill({ 'Are you interested?': 'Maybe', 'Which days suit you?': days.slice(1) });
    await dilys.submit();
  });
  await scene.step('Ben says not this time: one tap, no reason.', () => ben.press('Not this time'));
  await scene.waitFor(
    'Half-way: one reminder, only to those who have not answered, Eli among them.',
    eli,
    'See days and reply',
  );
  await scene.step(
    'Priya names the host to those who are interested.',
    async () => {
      await priya.press('Name the host');
      await priya.press('Tell 2 people');
    },
    {
      words:
        'We will always check your availability and willingness to do the peer project before we pass your details onto the organisation we are working with.',
      source: 'Peer charter',
    },
  );
  await scene.step('Ann opens it in confidence: no conflict.', async () => {
    await ann.press('See who it is, and answer');
    await ann.fill({ 'Your answer': 'No conflict: yes' });
    await ann.submit();
  });
  await scene.step('Dilys tells Priya something, sealed.', async () => {
    await dilys.press('See who it is, and answer');
    await dilys.fill({
      'Your answer': 'Tell Priya something',
      'A few words': 'My sister is a councillor there.',
    });
    await dilys.submit();
  });
  await scene.step('Only Priya can read it.', () => priya.press('Read what was said'));
  priya.dismiss();
  await scene.waitFor('The reply-by day is over: it closes by itself.', priya, /\bclosed\b/);
  await scene.step('Eli answers late, and is told kindly.', () =>
    eli.press('See days and reply', 'Could you help'),
  );
}

async function daysOffered(person: {
  press(label: string): Promise<void>;
  form: { text: string } | undefined;
}): Promise<string[]> {
  await person.press('See days and reply');
  return [...(person.form?.text ?? '').matchAll(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+/g)]
    .map(([found]) => found)
    .slice(0, 2);
}

export const availability: Story = {
  name: 'availability',
  title: 'A call-out, answered from Slack and from Teams',
  about:
    'Priya asks the pool for help with a peer challenge. Ann answers in Slack, Dilys in Teams; the host stays sealed until it may be named.',
  people: ['priya', 'ann', 'dilys', 'ben', 'eli', 'fay'],
  play,
};
