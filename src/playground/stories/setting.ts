import { nextMorning } from '../calendar.ts';
import { RESIDENTS } from '../residents.ts';
import type { SimulatedPerson } from '../simulated.ts';
import type { Scene } from '../story.ts';

/** Everybody of the cast but the coordinator. */
export const EVERYONE = ['ann', 'ben', 'dilys', 'eli', 'fay'] as const;

/** Who is in the peer pool from the start, besides those who join it in a story. */
export const IN_POOL = [
  'hamid',
  'ines',
  'zofia',
  'kwame',
  'noor',
  'rosa',
  'jude',
  'conor',
  'amara',
  'mei',
  'joel',
  'leila',
] as const;

/** More than there ever are: whoever rings them all comes to an end. */
const MOST_NUMBERS = 20;

/** A working day at 10:00, so that whatever is quiet arrives at once. The morning that it is already is as good. */
export async function beginMorning(scene: Scene): Promise<void> {
  const now = await scene.stage.now();
  const morning = nextMorning(now);
  if (morning > now) await scene.goOnTo('A working morning.', morning);
}

/** The cast comes in, and what several stories need is done. */
export async function settleCast(scene: Scene): Promise<void> {
  await beginMorning(scene);
  await fillProfiles(scene);
  await openGate(scene);
  await gatherPool(scene);
  for (const key of ['priya', ...EVERYONE, ...IN_POOL]) (await scene.member(key)).dismiss();
  await scene.stage.settle();
}

export async function gather(scene: Scene, keys: readonly string[] = EVERYONE): Promise<SimulatedPerson[]> {
  const people = [];
  for (const key of keys) people.push(await scene.member(key));
  return people;
}

/** Questions and support stay off until somebody is named for safeguarding and every number was rung. */
export function openGate(scene: Scene): Promise<void> {
  return scene.once('safety', async () => {
    const priya = await scene.coordinator();
    await scene.quietly(
      'Priya names who safeguards, says who answers at night, and rings every number.',
      async () => {
        await priya.command('alongside safety');
        await priya.press('Name the safeguarding lead');
        await priya.fill({ 'Or somebody else: their name': 'Grace Adeyemi', Number: '020 7946 0001' });
        await priya.submit();
        await priya.press('Name the deputy');
        await priya.fill({ 'Or somebody else: their name': 'Tom Price', Number: '020 7946 0002' });
        await priya.submit();
        await priya.press('Say who answers out of hours');
        await priya.fill({ 'Who answers out of hours?': 'nobody' });
        await priya.submit();
        for (let left = MOST_NUMBERS; left > 0; left -= 1) {
          const label = buttonsOf(priya).find((one) => one.startsWith('I have '));
          if (label === undefined) return;
          await priya.press(label);
        }
        throw new Error(`There are more than ${MOST_NUMBERS} numbers to ring.`);
      },
    );
  });
}

/** The buttons of the newest screen that has any. */
export const buttonsOf = (person: SimulatedPerson): readonly string[] =>
  person.seen.filter(({ buttons }) => buttons.length > 0).at(-1)?.buttons ?? [];

/** Everybody says where they are and what they are here, and Priya confirms it. */
export function fillProfiles(scene: Scene): Promise<void> {
  return scene.once('profiles', async () => {
    await scene.quietly('Everybody says where they are, and what they are here.', async () => {
      for (const key of ['priya', ...EVERYONE]) await fillProfile(await scene.member(key), key);
      await scene.stage.settle();
      const priya = await scene.coordinator();
      for (const key of EVERYONE)
        await priya.press(`Confirm ${(await scene.member(key)).name.split(' ')[0]}`);
    });
  });
}

export async function joinPool(person: SimulatedPerson): Promise<void> {
  await person.openHome();
  await person.press('Call-outs');
  await person.press('Join the peer pool');
}

/** Twelve peers whom Priya confirmed, in the pool. */
export function gatherPool(scene: Scene): Promise<void> {
  return scene.once('pool', async () => {
    const priya = await scene.coordinator();
    await scene.quietly('Twelve peers say who they are, and join the peer pool.', async () => {
      for (const key of IN_POOL) await fillProfile(await scene.member(key), key);
      await scene.stage.settle();
      // Whoever says that they are a peer is confirmed, as far as the bot asks for it.
      const asked = new Set(priya.seen.flatMap(({ buttons }) => buttons));
      for (const key of IN_POOL) {
        const peer = await scene.member(key);
        const label = `Confirm ${peer.name.split(' ')[0]}`;
        if (asked.has(label)) await priya.press(label);
        await scene.stage.settle();
        await joinPool(peer);
      }
    });
  });
}

/** Where the form that was asked for is behind a button: private ones are on Teams, on Slack they open at once. */
export async function openForm(person: SimulatedPerson, label = 'Open form'): Promise<void> {
  if (buttonsOf(person).includes(label)) await person.press(label);
}

/** What a resident says of themselves, in the form that the bot offers for it. */
export async function fillProfile(person: SimulatedPerson, key: string): Promise<void> {
  const about = RESIDENTS[key];
  if (!about) throw new Error(`Nobody in the network is called ${key}.`);
  await person.command(about.platform === 'slack' ? 'alongside profile' : 'profile');
  await openForm(person, 'Open my profile');
  const field = ['If it isn’t in that list: its name', 'Organisation'].find((one) =>
    person.form?.fields.includes(one),
  );
  await person.fill({
    [field ?? 'Organisation']: about.organisation,
    Area: about.area,
    'Your role here: tick all that fit': [about.kind],
  });
  await person.submit();
  person.dismiss();
}

/** Presses the newest button that begins so: how many people it names depends on the network. */
export async function pressBeginning(person: SimulatedPerson, start: string): Promise<void> {
  const labels = person.seen.findLast(({ buttons }) => buttons.some((one) => one.startsWith(start)))?.buttons;
  await person.press(labels?.find((one) => one.startsWith(start)) ?? start);
}
