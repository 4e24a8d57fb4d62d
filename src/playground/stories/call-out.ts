import { dateIn } from '../calendar.ts';
import type { Scene, Story } from '../story.ts';
import { beginMorning, EVERYONE, fillProfiles, joinPool, pressBeginning } from './setting.ts';

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
      await joinPool(peer);
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
  const forward = async (...who: string[]) => {
    await priya.press('Choose people');
    await priya.fill({ 'Whom would you like to put forward?': who });
    await priya.submit();
    await pressBeginning(priya, 'Ask ');
  };
  await scene.step(
    'Priya puts Ann and Dilys forward: they, and nobody else, are told who the host is.',
    () => forward(`${ann.name}: yes, free all days`, `${dilys.name}: maybe, free 1 of 2 days`),
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
      'Your answer': 'Tell Priya something else',
      'A few words': 'My sister is a councillor there.',
    });
    await dilys.submit();
  });
  await scene.step('Only Priya can read it, and she decides, with a reason that is hers alone.', async () => {
    await priya.press('The people');
    await pressBeginning(priya, 'Decide about Dilys');
    await priya.fill({
      'What do you decide?': 'Clear, with conditions',
      Conditions: 'Dilys doesn’t talk to her sister’s committee.',
      Why: 'A sister on one committee of six.',
    });
    await priya.submit();
  });
  await scene.step('Dilys reads what goes with it; it’s fine with her.', () => dilys.press('See what it is'));
  dilys.dismiss();
  await scene.step('Ann is clear.', async () => {
    await priya.press('The people');
    await pressBeginning(priya, 'Decide about Ann');
    await priya.fill({ 'What do you decide?': 'Clear to go forward' });
    await priya.submit();
  });
  await scene.step(
    'Priya hands two names to the host: exactly this, to exactly whom she names.',
    async () => {
      await priya.press('Hand names to the host');
      await priya.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
      await priya.submit();
    },
    {
      words:
        'We will always check your availability and willingness to do the peer project before we pass your details onto the organisation we are working with.',
      source: 'Peer charter',
    },
  );
  await scene.step('It’s written down, and ready to print or paste.', () => priya.submit());
  priya.dismiss();
  await scene.step('Ann sees what was passed on about her, and to whom.', () =>
    ann.press('Who it is, and what was passed on'),
  );
  ann.dismiss();
  await scene.step('The host agrees to both: they’re on the team.', async () => {
    await priya.press('The people');
    await pressBeginning(priya, 'Host agreed to Ann');
    await priya.press('The people');
    await pressBeginning(priya, 'Host agreed to Dilys');
  });
  await scene.waitFor('The reply-by day is over: it closes by itself.', priya, /\bclosed\b/);
  await scene.step('Eli answers late, and is told kindly.', () =>
    eli.press('See days and reply', 'Could you help'),
  );
  await scene.step(
    'Something comes up for Ann. She says so in two presses, without a reason.',
    async () => {
      await ann.press('I can’t come after all');
      await ann.press('I can’t come');
    },
    {
      words: 'When this happens we ask that you provide us with as much notice as possible.',
      source: 'Peer charter',
    },
  );
  await scene.waitFor(
    'The project is over: Dilys is thanked, for herself.',
    dilys,
    /Thank you for giving your time/,
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

export const callOut: Story = {
  name: 'call-out',
  title: 'A call-out, answered from Slack and from Teams',
  about:
    'Priya asks the pool for help with a peer challenge. Ann answers in Slack, Dilys in Teams; the host stays sealed until it may be named.',
  people: ['priya', 'ann', 'dilys', 'ben', 'eli', 'fay'],
  play,
};
