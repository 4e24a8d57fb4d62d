import { pressBeginning } from '../setting.ts';
import { answerHost, charter, HOST, type Project, sayEmployerAgreed } from './cast.ts';

/** From a heads-up without dates to those who offered. */
export async function callForPeers(project: Project): Promise<void> {
  const { scene, priya, leila, kwame, mei, zofia, joel, others, days, dateAfter, morningAfter } = project;
  await scene.step(
    'A council may want peers in about five months. Priya writes a pencil: there are no dates yet.',
    async () => {
      await priya.command('availability new');
      await priya.fill({
        'What is it about?': 'How a council plans for floods with its residents',
        'Kind of council': 'unitary council',
        Region: 'the South West',
        Where: 'on site',
        'No dates yet? Roughly when': 'in about five months',
        'How many peers?': '2',
        'Reply by': dateAfter(21),
        'The host, in confidence': HOST,
      });
      await priya.submit();
    },
    charter(
      'Provide as much notice as possible of potential peer projects to maximise the chance of you being available.',
    ),
  );
  await scene.step('She sends it. Everybody in the peer pool hears early.', () =>
    pressBeginning(priya, 'Send to '),
  );
  await scene.step('Leila would be interested: one press in Slack, and no promise.', () =>
    leila.press('I’d be interested'),
  );
  await scene.step('So would Mei, in Teams.', () => mei.press('I’d be interested'));
  await scene.waitFor(
    'The pencil closes by itself. Priya learns how many would be interested, and not who.',
    priya,
    /Your pencil has closed: \d+ people/,
  );
  await scene.goOnTo('A month after the pencil.', morningAfter(30));
  await scene.step(
    'The council has settled on its days. Priya fixes them, and looks at the call-out.',
    async () => {
      await priya.press('Dates are fixed');
      const [first, second] = days.dates;
      await priya.fill({ 'First day': first, 'Second day': second, 'Reply by': dateAfter(51) });
      await priya.submit();
    },
  );
  await scene.step('She sends it to the whole pool.', () => pressBeginning(priya, 'Send to '));
  await scene.step(
    'Leila says yes to both days: one press.',
    () => leila.press('Yes, all days'),
    charter(
      'Respond promptly to confirm your interest and availability when we contact you about a potential peer project.',
    ),
  );
  await scene.step('Kwame, in Teams, says the same.', () => kwame.press('Yes, all days'));
  for (const who of [mei, zofia])
    await scene.quietly(`${who.name} says yes too.`, () => who.press('Yes, all days'));
  await scene.quietly('Joel could come on the second day, perhaps.', async () => {
    await joel.press('See days and reply');
    await joel.fill({ 'Are you interested?': 'Maybe', 'Which days suit you?': days.spoken.slice(1) });
    await joel.submit();
  });
  for (const who of others.slice(0, 2))
    await scene.quietly(`${who.name} says not this time: one press, no reason.`, () =>
      who.press('Not this time'),
    );
  await scene.waitFor(
    'The reply-by day is over. Five would come; who said nothing is asked no more.',
    priya,
    /Your call-out has closed: \d yes/,
  );
}

/** From those who offered to two names with the host. */
export async function putForward(project: Project): Promise<void> {
  const { scene, priya, leila, kwame, morningAfter } = project;
  await scene.goOnTo('A few days later.', morningAfter(55));
  await scene.step(
    'Priya chooses two of the five. They alone are told who the host is.',
    async () => {
      await priya.press('Choose people');
      await priya.fill({
        'Whom would you like to put forward?': [leila, kwame].map(
          ({ name }) => `${name}: yes, free all days`,
        ),
      });
      await priya.submit();
      await pressBeginning(priya, 'Ask ');
    },
    charter('The peers we suggest to them will reflect these requirements.'),
  );
  await scene.step('Leila opens it in confidence: she has no conflict.', () => answerHost(leila));
  await scene.step(
    'She is an officer, so her employer has to agree. There are words to forward.',
    async () => {
      await leila.press('Words to forward');
    },
    charter(
      'As an officer peer seek permission from your employing organisation/local authority for you to be released as a peer to volunteer your time.',
    ),
  );
  leila.dismiss();
  await scene.step('Kwame tells Priya something about the host, sealed.', () =>
    answerHost(kwame, {
      'Your answer': 'Tell Priya something else',
      'A few words': 'My cousin works in its planning department.',
    }),
  );
  await scene.step('Priya alone can read it. He can come, with a condition that he will read.', async () => {
    await priya.press('Decide');
    await priya.fill({
      'What do you decide?': 'Clear, with conditions',
      Conditions: 'Kwame doesn’t talk to the planning department.',
      Why: 'A cousin in one department of nine.',
    });
    await priya.submit();
  });
  await scene.step('Kwame reads it. It’s fine with him.', () => kwame.press('See what it is'));
  kwame.dismiss();
  await scene.step('Leila is clear, too.', async () => {
    await priya.press('Decide about the next');
    await priya.fill({ 'What do you decide?': 'Clear to go forward' });
    await priya.submit();
  });
  await scene.goOnTo('A few days later.', morningAfter(60));
  await scene.step('Leila’s employer has agreed. Priya sees that there is a yes, and not whose.', () =>
    sayEmployerAgreed(leila),
  );
  await scene.step(
    'Priya hands two names to the host: she sees exactly what goes, first.',
    () => handOver(project),
    charter(
      'We will always check your availability and willingness to do the peer project before we pass your details onto the organisation we are working with.',
    ),
  );
  priya.dismiss();
  await scene.step('Leila sees what was passed on about her, and to whom.', () =>
    leila.press('Who it is, and what was passed on'),
  );
  leila.dismiss();
}

/** Whoever is ready goes to the host, on a page to print. */
export async function handOver({ priya }: Project): Promise<void> {
  await priya.press('Hand names to the host');
  await priya.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
  await priya.submit();
  await priya.submit();
}
