import { writeProfile } from '../../src/directory/profile.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { answerHost, decide, fillPool, putForward, replyYes, sendCallOut } from './availability-scene.ts';

export const HOST = 'Secretshire District Council';
export const ELSEWHERE = 'Who at the host gets it?';
export const HERE = 'Or somebody at the host who’s here';
export const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
export const all = (person: SimulatedPerson) => person.chat.join('\n');

/** A manager, three peers who are clear, and two people of the host, one on each platform. */
export interface HostScene {
  network: Network;
  pm: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  cat: SimulatedPerson;
  hal: SimulatedPerson;
  ivy: SimulatedPerson;
  idOf(name: string): Promise<string>;
  placementOf(name: string): Promise<{ id: string; state: string; projectId: string }>;
  /** To these, whose names stand in the fields one after the other; what the second screen says. */
  handOver(...here: string[]): Promise<string>;
  /** Ticked in the reading form by whoever answers for the host. */
  answer(person: SimulatedPerson, said: { agreed?: string[]; other?: string[] }): Promise<void>;
  later(minutes: number): Promise<void>;
}

export async function openHostScene(
  first: 'slack' | 'teams' = 'slack',
  organisation: string | undefined = HOST,
): Promise<HostScene> {
  const network = await startNetwork();
  const { prisma } = network.database;
  const person = (platform: 'slack' | 'teams', key: string, name: string) =>
    platform === 'slack'
      ? network.slack.person(`U-${key.toUpperCase()}`, { name })
      : network.teams.person(`t-${key}`, { name });
  const second = first === 'slack' ? 'teams' : 'slack';
  const pm = person('slack', 'pm', 'Priya Manager');
  const ann = person('slack', 'ann', 'Ann Peer');
  const bob = person('teams', 'bob', 'Bob Peer');
  const cat = person('teams', 'cat', 'Cat Peer');
  const hal = person(first, 'hal', 'Hal Host');
  const ivy = person(second, 'ivy', 'Ivy Host');
  const idOf = async (name: string) => (await prisma.member.findFirstOrThrow({ where: { name } })).id;
  await fillPool(network, pm, [ann, bob, cat]);
  await network.enrol(hal, ivy);
  if (organisation !== undefined) await workAt(network, ['Hal Host', 'Ivy Host'], organisation);
  await sendCallOut(network, pm, 3);
  const peers = [ann, bob, cat];
  for (const peer of peers) await replyYes(network, peer);
  await putForward(
    network,
    pm,
    peers.map(({ name }) => name),
  );
  for (const peer of peers) {
    await answerHost(network, peer);
    await decide(network, pm, peer.name);
  }
  return {
    network,
    pm,
    ann,
    bob,
    cat,
    hal,
    ivy,
    idOf,
    placementOf: (name) => prisma.placement.findFirstOrThrow({ where: { peer: { name } } }),
    async handOver(...here) {
      await pm.press('Hand names to the host');
      const fields = [HERE, 'And another there', 'And a third there'];
      await pm.fill(Object.fromEntries(here.map((name, index) => [fields[index] ?? '', name])));
      await pm.submit();
      const shown = pm.form?.text ?? '';
      await pm.submit();
      pm.dismiss();
      await network.settle();
      return shown;
    },
    async answer(who, { agreed, other }) {
      await who.press('See them');
      await who.fill({ ...(agreed && { Agreed: agreed }), ...(other && { 'Somebody else, please': other }) });
      await who.submit();
      await network.settle();
    },
    async later(minutes) {
      const then = new Date((await network.now()).getTime() + minutes * 60_000);
      await network.travelTo(then.toISOString(), 4);
    },
  };
}

/** These are of an organisation. */
export async function workAt(network: Network, names: readonly string[], organisation: string) {
  const nothing = { area: null, kinds: [], skills: [], topics: [] };
  const at = await network.now();
  await network.database.transaction(async (tx) => {
    for (const name of names) {
      const { id } = await tx.member.findFirstOrThrow({ where: { name } });
      await writeProfile(tx, id, { ...nothing, organisation }, at);
    }
  });
}
