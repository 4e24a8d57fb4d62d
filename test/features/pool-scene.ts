import type { Kind } from '../../src/directory/participant-kinds.ts';
import { readProfile, writeProfile } from '../../src/directory/profile.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool } from './availability-scene.ts';

/** A project manager on one platform, and peers on both who are in the pool. */
export interface PoolScene {
  network: Network;
  pm: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  cat: SimulatedPerson;
  idOf(person: SimulatedPerson): Promise<string>;
  /** What somebody says of themselves, confirmed where it has to be. */
  says(person: SimulatedPerson, about: Said): Promise<void>;
  /** The page of the pool, as its words are now. */
  page(): Promise<string>;
  /** One of the lists behind it. */
  list(label: string): Promise<string>;
}
export interface Said {
  kinds?: readonly Kind[];
  area?: string;
  skills?: readonly string[];
  organisation?: string;
}

export const on = [['slack'], ['teams']] as const;
export const last = (person: SimulatedPerson): string => person.seen.at(-1)?.text ?? '';
export const everything = (person: SimulatedPerson): string => person.seen.map(({ text }) => text).join('\n');

export async function openPoolScene(managerOn: 'slack' | 'teams' = 'slack'): Promise<PoolScene> {
  const network = await startNetwork();
  const { slack, teams, database } = network;
  const [its, other] = managerOn === 'slack' ? [slack, teams] : [teams, slack];
  const pm = its.person(managerOn === 'slack' ? 'U-PM' : 't-pm', { name: 'Priya Manager' });
  const cat = other.person(managerOn === 'slack' ? 't-cat' : 'U-CAT', { name: 'Cat Peer' });
  const ann = slack.person('U-ANN', { name: 'Ann Peer' });
  const bob = teams.person('t-bob', { name: 'Bob Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
  await network.settle();
  const idOf = async ({ user }: SimulatedPerson) =>
    (await database.prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;
  const page = async () => {
    await pm.command('pool');
    const text = pm.form?.text ?? '';
    pm.dismiss();
    return text;
  };
  return {
    network,
    pm,
    ann,
    bob,
    cat,
    idOf,
    async says(person, { kinds = ['volunteer'], area = null, skills = [], organisation = null }: SaidWhole) {
      const member = await idOf(person);
      await database.transaction(async (tx) => {
        const { topics } = await readProfile(tx, member);
        await writeProfile(tx, member, { organisation, area, kinds, skills, topics }, await network.now());
        await confirmSaid(tx, member);
      });
    },
    page,
    async list(label) {
      await pm.command('pool');
      await pm.press(label);
      const text = pm.form?.text ?? '';
      pm.dismiss();
      return text;
    },
  };
}
interface SaidWhole extends Omit<Said, 'area' | 'organisation'> {
  area?: string | null;
  organisation?: string | null;
}

const tenDaysBefore = (day: string): string =>
  new Date(Date.parse(day) - 10 * 86_400_000).toISOString().slice(0, 10);

/** A call-out to as many, with what it asks for. */
export async function callOut(
  { network, pm }: PoolScene,
  about: { people: number; day?: string; skills?: string; region?: string },
): Promise<void> {
  await pm.command('availability new');
  await pm.fill({
    ...brief,
    ...(about.day && { 'First day': about.day, 'Reply by': tenDaysBefore(about.day) }),
    ...(about.region && { Region: about.region }),
    ...(about.skills && { 'Other skills and experience, in your own words': about.skills }),
  });
  await pm.submit();
  await network.settle();
  await pm.press(`Send to ${about.people === 1 ? '1 person' : `${about.people} people`}`);
  await network.settle();
}

export const talk = {
  'What shall it be called?': 'Chairing well',
  'What is it for?': 'To practise chairing',
  'For whom?': 'Everyone in the network',
  'Place or link': 'Southside Community Centre',
};

/** A meeting that the manager announces. */
export async function announce(
  { network, pm }: PoolScene,
  people: number,
  about: Record<string, string> = {},
): Promise<string> {
  await pm.command('forum new');
  await pm.fill({ ...talk, ...about });
  await pm.submit();
  await pm.fill({ 'First day': '2027-03-16', 'First time': '12:00' });
  await pm.submit();
  await network.settle();
  await pm.press(`Announce to ${people === 1 ? '1 person' : `${people} people`}`);
  await network.settle();
  return (await network.database.prisma.forumEvent.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })).id;
}

/** Both forms, up to the second screen. */
export async function choose(
  { network, pm }: PoolScene,
  among: Record<string, string>,
  names: readonly string[],
): Promise<void> {
  await pm.command('pool');
  await pm.press('Invite some to a meeting');
  await pm.fill(among);
  await pm.submit();
  await pm.fill({ People: names });
  await pm.submit();
  await network.settle();
}
