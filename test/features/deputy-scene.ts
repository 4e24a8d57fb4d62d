import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { answerHost, fillPool, putForward, replyYes, sendCallOut } from './availability-scene.ts';

/** A manager on one platform, somebody on the other who could stand in, and two peers who said yes to her call-out. */
export interface DeputyScene {
  network: Network;
  pm: SimulatedPerson;
  dee: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  idOf(name: string): Promise<string>;
  placementOf(name: string): Promise<{ id: string; ruling: string | null; state: string }>;
  /** Holds the role of a project manager. */
  beManager(name: string): Promise<void>;
  openNaming(): Promise<void>;
  ask(name?: string): Promise<void>;
  /** Dee was asked, and has accepted. */
  standIn(): Promise<void>;
  /** With Ann, who told something, and Bob, who said that there is no conflict. */
  withAnswers(): Promise<void>;
  /** A press on a button that this person was never shown. */
  guess(person: SimulatedPerson, route: string, value: object): Promise<string>;
  submitRaw(
    person: SimulatedPerson,
    route: string,
    state: object,
    values: Record<string, string>,
  ): Promise<string>;
}

export const FIELD = 'Who could stand in for you?';
export const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
export const all = (person: SimulatedPerson) => person.chat.join('\n');

export async function openDeputyScene(managerOn: 'slack' | 'teams' = 'slack'): Promise<DeputyScene> {
  const network = await startNetwork();
  const { prisma } = network.database;
  const pm =
    managerOn === 'slack'
      ? network.slack.person('U-PM', { name: 'Priya Manager' })
      : network.teams.person('t-pm', { name: 'Priya Manager' });
  const dee =
    managerOn === 'slack'
      ? network.teams.person('t-dee', { name: 'Dee Deputy' })
      : network.slack.person('U-DEE', { name: 'Dee Deputy' });
  const ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  const bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  const idOf = async (name: string) => (await prisma.member.findFirstOrThrow({ where: { name } })).id;
  const beManager = async (name: string) => {
    const startsAt = new Date('2027-01-01');
    await prisma.roleGrant.create({
      data: { memberId: await idOf(name), role: 'project-manager', startsAt },
    });
  };
  await fillPool(network, pm, [ann, bob]);
  await network.enrol(dee);
  await beManager('Dee Deputy');
  await sendCallOut(network, pm, 2);
  for (const peer of [ann, bob]) await replyYes(network, peer);

  const from = (person: SimulatedPerson) => {
    const { platform, workspace } = person.user.startsWith('t-') ? network.teams : network.slack;
    const where = { platform, workspace };
    return {
      id: `guess ${Math.random()}`,
      sender: { ...where, user: person.user, name: person.name },
      conversation: { ...where, id: `D-${person.user}`, kind: 'direct' as const },
    };
  };
  const openNaming = async () => {
    await pm.press('Deputy');
    await pm.press('Name a deputy');
  };
  const ask = async (name = 'Dee Deputy') => {
    await openNaming();
    await pm.fill({ [FIELD]: name });
    await pm.submit();
    await network.settle();
  };
  const standIn = async () => {
    await ask();
    await dee.press('Accept');
    await network.settle();
  };
  return {
    network,
    pm,
    dee,
    ann,
    bob,
    idOf,
    beManager,
    openNaming,
    ask,
    standIn,
    placementOf: (name) => prisma.placement.findFirstOrThrow({ where: { peer: { name } } }),
    async withAnswers() {
      await standIn();
      await putForward(network, pm, ['Ann Peer', 'Bob Peer']);
      const told = { 'Your answer': 'Tell Priya something else', 'A few words': 'quillword' };
      await answerHost(network, ann, told);
      await answerHost(network, bob);
    },
    async guess(person, route, value) {
      const doing = { ...from(person), kind: 'action', route, value: JSON.stringify(value) } as const;
      return JSON.stringify(await network.bot.receive(doing));
    },
    async submitRaw(person, route, state, values) {
      const doing = {
        ...from(person),
        kind: 'submission',
        route,
        state: JSON.stringify(state),
        values,
      } as const;
      return JSON.stringify(await network.bot.receive(doing));
    },
  };
}
