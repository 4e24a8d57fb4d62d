import type { SimulatedPerson } from '../../simulated.ts';
import { pressBeginning } from '../setting.ts';
import { answerHost, charter, type Project, sayEmployerAgreed } from './cast.ts';
import { handOver } from './choosing.ts';

async function sendPack(priya: SimulatedPerson, context?: string): Promise<void> {
  await priya.press('Pack and briefing');
  await priya.fill({
    'What of the pack has everybody had?': ['All four parts'],
    ...(context && { 'For the team alone': context }),
  });
  await priya.submit();
}

async function tickAll(peer: SimulatedPerson): Promise<void> {
  await peer.press('Your checklist');
  await peer.fill({
    'What is done?': ['All of it; and I keep what I learn to the team'],
  });
  await peer.submit();
}

/** The host agrees: two are on the team, and the others are thanked. */
export async function makeTeam(project: Project): Promise<void> {
  const { scene, priya, leila, kwame, mei, zofia, joel, morningAfter } = project;
  await scene.goOnTo('The next week the host has answered.', morningAfter(70));
  await scene.step('It agrees to both: they’re on the team.', async () => {
    await priya.press('The people');
    await priya.press('Host agreed to Leila');
    await priya.press('Host agreed to Kwame');
  });
  await scene.step(
    'Priya thanks the three who aren’t needed, and asks whether they’d be in reserve.',
    async () => {
      await pressBeginning(priya, 'Thank the 3 people');
      await pressBeginning(priya, 'Thank ');
    },
    charter(
      'We cannot therefore guarantee that any, or any amount of, services will be sought from you as a peer.',
    ),
  );
  await scene.step('Mei would.', () => mei.press('Yes, keep me in reserve'));
  await scene.quietly('So would Zofia.', () => zofia.press('Yes, keep me in reserve'));
  await scene.quietly('Joel would rather not: one press.', () => joel.press('No, thanks'));
  await scene.step(
    'Priya sends the four parts of the pack, and writes what the team alone should know.',
    () => sendPack(priya, 'Two streets are still waiting for their insurers. Feelings run high.'),
    charter(
      'Provide you with a Purchase Order, guidance on any expenses and relevant and appropriate guidance that specifies key dates, your fees (if any) and deliverables required.',
    ),
  );
  await scene.step('Leila has read it, and has been briefed: she ticks what is done.', () => tickAll(leila));
  await scene.quietly('Kwame does the same in Teams.', () => tickAll(kwame));
}

/** Somebody withdraws, and somebody in reserve steps in. */
export async function replace(project: Project): Promise<void> {
  const { scene, priya, kwame, mei, zofia, morningAfter } = project;
  await scene.goOnTo('Five weeks later.', morningAfter(105));
  await scene.step(
    'Kwame can’t come after all. He says so in two presses, without a reason.',
    async () => {
      await kwame.press('I can’t come after all');
      await kwame.press('I can’t come');
    },
    charter('When this happens we ask that you provide us with as much notice as possible.'),
  );
  await scene.step('The host has his name: Priya looks up what it got, and asks it to delete that.', () =>
    priya.press('What was handed over'),
  );
  priya.dismiss();
  await scene.step(
    'Mei, in reserve, has been asked to step in. She can’t this time, and that’s fine.',
    () => mei.press('Not this time', 'Could you step in?'),
    charter('This provides us with the opportunity to identify a replacement peer.'),
  );
  await scene.step('So Zofia is asked. She can.', () => zofia.press('Yes, I can'));
  await scene.step('She, too, is told who the host is, and says whether anything speaks against it.', () =>
    answerHost(zofia),
  );
  await scene.step('Priya clears her, and hands her name over.', async () => {
    await priya.press('Decide');
    await priya.fill({ 'What do you decide?': 'Clear to go forward' });
    await priya.submit();
    await handOver(project);
  });
  priya.dismiss();
  await scene.goOnTo('A few days later.', morningAfter(107));
  await scene.step('The host agrees to her. She gets the pack, too.', async () => {
    await priya.press('The people');
    await priya.press('Host agreed to Zofia');
    await sendPack(priya);
  });
  await scene.quietly('Zofia ticks her checklist.', () => tickAll(zofia));
}

/** The days move, and a conflict is found late. */
export async function change(project: Project): Promise<void> {
  const { scene, priya, leila, zofia, moved, morningAfter } = project;
  await scene.goOnTo('Three weeks later there is an election.', morningAfter(126));
  await scene.step(
    'The council postpones by two months. Priya moves the days: everybody concerned hears at once.',
    async () => {
      await priya.press('Move the days');
      const [first, second] = moved.dates;
      await priya.fill({ 'First day': first, 'Second day': second });
      await priya.submit();
      await priya.press('Move the days', 'Move “');
    },
    charter(
      'Provide as much notice as possible on the limited occasions that peer projects are cancelled or postponed.',
    ),
  );
  await scene.step('Zofia can come on these days as well.', () => zofia.press('Yes, all of them'));
  await scene.step('So can Leila; her employer is asked again, for its yes was to other days.', () =>
    leila.press('Yes, all of them'),
  );
  await scene.goOnTo('The next week.', morningAfter(133));
  await scene.step('It agrees to these, too. She is on the team as before.', () => sayEmployerAgreed(leila));
  await scene.goOnTo('Some weeks before the new days.', morningAfter(180));
  await scene.step(
    'Something has come up for Leila: her own council now bids against the host. She tells Priya.',
    () =>
      answerHost(
        leila,
        {
          'Your answer': 'Tell Priya something else',
          'A few words': 'We now bid for the same flood money as they do.',
        },
        'Something’s changed',
      ),
    charter(
      'We ask that you advise us of any political activity or other issue that may cause a conflict of interest with your involvement with the peer project.',
    ),
  );
  await scene.step(
    'Priya decides anew: Leila stays on the team, and leaves the money to Zofia.',
    async () => {
      await priya.press('Decide');
      await priya.fill({
        'What do you decide?': 'Clear, with conditions',
        Conditions: 'Leila leaves all that is about funding to Zofia.',
        Why: 'Both bid for one fund; the rest of the project is not about it.',
      });
      await priya.submit();
    },
  );
  await scene.step('Leila reads it. It’s fine with her.', () =>
    leila.press('Who it is, and what was passed on'),
  );
  leila.dismiss();
}
