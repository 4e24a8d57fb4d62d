import { charter, type Project } from './cast.ts';

/** The last fortnight, and the days themselves. */
export async function go(project: Project): Promise<void> {
  const { scene, leila, zofia } = project;
  await scene.waitFor(
    'A fortnight before: one question, with a way out.',
    leila,
    'Yes, I’ll be there',
    charter(
      'Commit to a peer project by taking reasonable action to ensure you can remain available for the duration of the project assignment.',
    ),
  );
  await scene.step('Leila will be there.', () => leila.press('Yes, I’ll be there'));
  await scene.quietly('So will Zofia.', () => zofia.press('Yes, I’ll be there'));
  await scene.waitFor('Three days before, nothing is asked any more.', zofia, /See you on/);
  await scene.waitFor(
    'The two days have passed. Each who came is thanked, for themselves.',
    leila,
    /Thank you for giving your time/,
  );
}

/** What follows for those who took part. */
export async function lookBack(project: Project): Promise<void> {
  const { scene, priya, leila, zofia } = project;
  await scene.waitFor(
    'Afterwards: four things that may be done, and none that must.',
    leila,
    'Tell us how it went',
  );
  await scene.step(
    'Leila says how it went, without her name.',
    async () => {
      await leila.press('Tell us how it went');
      await leila.fill({
        'How did it go?': 'Well',
        'Did you get what you needed beforehand?': 'Some of it',
        'Would you do it again?': 'Yes',
      });
      await leila.submit();
    },
    charter(
      'We ask that peers be willing to provide feedback following a peer project to summarise their experience.',
    ),
  );
  await scene.step(
    'Zofia looks back, for herself alone.',
    async () => {
      await zofia.press('Look back');
      await zofia.fill({
        'What went well?': 'I listened for longer than I talked.',
        'Who may read it?': 'Only me',
      });
      await zofia.submit();
    },
    charter('Self-assess your performance after each peer project you undertake.'),
  );
  await scene.step('Leila has sent her claim for the train.', async () => {
    await leila.press('Expenses');
    await leila.press('I’ve sent my claim');
  });
  await scene.step('Priya approves it. The bot keeps no sums.', () => priya.press('Approved'));
  await scene.step(
    'Zofia would like to say in public that she was there. Until there is an answer, it’s no.',
    async () => {
      await zofia.press('May I say I was there?');
      await zofia.fill({
        'What would you like to say, and where?':
          'In our newsletter: “I was a peer on a project about floods.”',
      });
      await zofia.submit();
    },
    charter(
      'We also ask that you check with the LGA project manager before you publicly disclose the peer projects you are involved or have been involved in.',
    ),
  );
  await scene.step('Priya says yes.', async () => {
    await priya.press('Read and answer');
    await priya.fill({ 'Your answer': 'Yes' });
    await priya.submit();
  });
  await scene.step('Zofia reads the answer, and that’s all.', () => zofia.press('Read it'));
  zofia.dismiss();
  await scene.quietly('Leila has nothing more.', () => leila.press('Nothing more, thank you'));
}
