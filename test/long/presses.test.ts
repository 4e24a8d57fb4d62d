import { beforeAll, describe, expect, it } from 'vitest';
import { counting } from '../../src/playground/presses.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { answerHost, decide, fillPool, putForward, sendCallOut } from '../features/availability-scene.ts';
import { guess } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
const presses: Record<string, string[]> = {};
const peers: Record<string, SimulatedPerson> = {};
const counted = (person: SimulatedPerson): SimulatedPerson => {
  const own: string[] = [];
  presses[person.user] = own;
  return counting(itself(person), (what) => own.push(what));
};
/** Whoever stands before them acts as them: a person on paper keeps what they have to themselves. */
const itself = (person: SimulatedPerson): SimulatedPerson =>
  new Proxy(person, {
    get(of, name) {
      const value = Reflect.get(of, name, of);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  peers.slack = counted(network.slack.person('U-ANN', { name: 'Ann Peer' }));
  peers.teams = counted(network.teams.person('t-bob', { name: 'Bob Peer' }));
  await fillPool(network, pm, Object.values(peers));
  for (const own of Object.values(presses)) own.splice(0);
  await sendCallOut(network, pm, 2);
});

describe('what a project asks of a peer', () => {
  it.each(['slack', 'teams'])(
    'A9 A10 A11 the call-out, the host, the checklist and the question a fortnight before take eight presses, every tick counted (%s)',
    async (platform) => {
      const peer = peers[platform] as SimulatedPerson;
      if (platform === 'slack') await takePart();
      expect(presses[peer.user], presses[peer.user]?.join('\n')).toHaveLength(8);
      const placed = await network.database.prisma.placement.findFirstOrThrow({
        where: { peer: { name: peer.name } },
      });
      expect(placed).toMatchObject({
        state: 'confirmed',
        days: ['2027-03-16'],
        undertakenAt: expect.any(Date),
        packReadAt: expect.any(Date),
        briefedAt: expect.any(Date),
        stillComes: true,
      });
    },
  );
});

async function takePart(): Promise<void> {
  const all = Object.values(peers);
  await sayYesToOtherDays();
  for (const peer of all) await peer.press('Yes, that day');
  await network.settle();
  await putForward(
    network,
    pm,
    all.map(({ name }) => name),
  );
  for (const peer of all) {
    await answerHost(network, peer);
    await decide(network, pm, peer.name);
  }
  await pm.press('Hand names to the host');
  await pm.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
  await pm.submit();
  await pm.submit();
  pm.dismiss();
  await network.settle();
  await pm.press('The people');
  await pm.press('Host agreed to Ann');
  await pm.press('Host agreed to Bob');
  await network.settle();
  await pm.press('Pack and briefing');
  await pm.fill({ 'What of the pack has everybody had?': ['All four parts'] });
  await pm.submit();
  await network.settle();
  for (const peer of all) {
    await peer.press('Your checklist');
    await peer.fill({ 'What is done?': ['All of it; and I keep what I learn to the team'] });
    await peer.submit();
  }
  await network.travelTo('2027-03-02T12:00:00Z', 24);
  for (const peer of all) await peer.press('Yes, I’ll be there');
  await network.settle();
}

/** Of a card that was drawn before they moved: nothing is taken from it. */
async function sayYesToOtherDays(): Promise<void> {
  const peer = peers.slack as SimulatedPerson;
  const { prisma } = network.database;
  const { id: invitation } = await prisma.invitation.findFirstOrThrow({
    where: { peer: { name: peer.name } },
  });
  const shown = await guess(network, peer, 'availability.yes', { invitation, days: ['2027-03-09'] });
  expect(JSON.stringify(shown)).toContain('Tue 16 March');
  expect(await prisma.placement.count()).toBe(0);
}
