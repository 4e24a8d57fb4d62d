import { randomUUID } from 'node:crypto';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { toColumn } from '../../src/store/seal.ts';
import { type Network, startNetwork } from '../support/network.ts';

/** A project that has ended: its manager, a peer on each platform who took part, one who did not, an evaluation lead. */
export interface AfterwardsScene {
  network: Network;
  /** A coordinator too. */
  cora: SimulatedPerson;
  pm: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  cat: SimulatedPerson;
  eve: SimulatedPerson;
  idOf(name: string): Promise<string>;
  followUpOf(name: string): Promise<{ id: string; claim: string; gaveFeedback: boolean; edition: number }>;
  placementOf(name: string): Promise<{ id: string; projectId: string }>;
  grant(name: string, role: string): Promise<void>;
  act(person: SimulatedPerson, label: string, on?: string): Promise<void>;
  send(person: SimulatedPerson, values: Record<string, string>): Promise<void>;
}

export const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
export const all = (person: SimulatedPerson) => person.chat.join('\n');
export const rung = (person: SimulatedPerson, words: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.includes(words));
export const CARD = 'Thank you for taking part in Housing services';

/** The bot as it is on the morning after, a Wednesday. */
export async function openAfterwardsScene(): Promise<AfterwardsScene> {
  const network = await startNetwork();
  const { prisma } = network.database;
  const pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  const cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  const ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  const bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  const cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  const eve = network.teams.person('t-eve', { name: 'Eve Evaluates' });
  const idOf = async (name: string) => (await prisma.member.findFirstOrThrow({ where: { name } })).id;
  const grant = async (name: string, role: string) => {
    await prisma.roleGrant.create({
      data: { memberId: await idOf(name), role, startsAt: new Date('2027-01-01') },
    });
  };
  await network.coordinate(cora);
  await network.enrol(pm, ann, bob, cat, eve);
  await grant('Priya Manager', 'project-manager');
  await grant('Eve Evaluates', 'evaluation-lead');
  const scene: AfterwardsScene = {
    network,
    cora,
    pm,
    ann,
    bob,
    cat,
    eve,
    idOf,
    grant,
    placementOf: (name) => prisma.placement.findFirstOrThrow({ where: { peer: { name } } }),
    followUpOf: (name) => prisma.followUp.findFirstOrThrow({ where: { placement: { peer: { name } } } }),
    async act(person, label, on) {
      await person.press(label, on);
      await network.settle();
    },
    async send(person, values) {
      await person.fill(values);
      await person.submit();
      await network.settle();
    },
  };
  const peers = { 'Ann Peer': 'confirmed', 'Bob Peer': 'confirmed', 'Cat Peer': 'declined' };
  await addProject(network, { theme: 'Housing services', managerId: await idOf('Priya Manager'), peers });
  await network.travelTo('2027-03-17T10:00:00Z', 1);
  return scene;
}

/** A project whose only day is, unless told, the 16th of March: the bot itself ends it. */
export async function addProject(
  { database, vault }: Pick<Network, 'database' | 'vault'>,
  about: {
    theme: string;
    managerId: string;
    peers: Readonly<Record<string, string>>;
    day?: string;
    state?: string;
    endedAt?: Date;
  },
): Promise<string> {
  const { managerId, day = '2027-03-16', state = 'confirmed', endedAt } = about;
  return database.transaction(async (tx) => {
    const id = randomUUID();
    const names = Object.keys(about.peers);
    const people = await tx.member.findMany({ where: { name: { in: names } } });
    const place = { member: managerId, table: 'project', column: 'host_sealed', row: id };
    const hostSealed = toColumn(await vault.seal<string>(tx, place, 'Secretshire'));
    const data = {
      id,
      managerId,
      theme: about.theme,
      councilKind: 'district',
      region: 'the East',
      placeKind: 'on-site',
      peersWanted: 2,
      hostSealed,
      createdAt: new Date('2027-01-04T10:00:00Z'),
      state,
      ...(endedAt && { endedAt }),
      days: { create: [{ day }] },
    };
    await tx.project.create({ data });
    for (const { id: peerId, name } of people)
      await tx.placement.create({ data: { projectId: id, peerId, state: about.peers[name] ?? '' } });
    return id;
  });
}
