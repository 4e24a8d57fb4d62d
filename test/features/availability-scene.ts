import { enterPool } from '../../src/features/pool/store/callable.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { beKinds } from './forum-scene.ts';

/** A call-out as its project manager types it. */
export const brief = {
  'What is it about?': 'Housing services',
  'Kind of council': 'district council',
  Region: 'the East',
  Where: 'on site',
  'First day': '2027-03-16',
  'How many peers?': '2',
  'Reply by': '2027-02-12',
  'The host, in confidence': 'Secretshire District Council',
};

/** A project manager, and peers whom a coordinator confirmed, all in the pool. */
export async function fillPool(
  network: Network,
  manager: SimulatedPerson,
  peers: readonly SimulatedPerson[],
): Promise<void> {
  await network.coordinate(manager);
  await network.enrol(...peers);
  for (const peer of peers) await beKinds(network, peer, ['volunteer']);
  const users = peers.map(({ user }) => user);
  const at = await network.now();
  await network.database.transaction(async (tx) => {
    for (const { memberId } of await tx.account.findMany({ where: { externalUser: { in: users } } }))
      await enterPool(tx, memberId, at);
  });
}

/** Written and sent to as many as the pool has. */
export async function sendCallOut(network: Network, manager: SimulatedPerson, pool: number): Promise<void> {
  await manager.command('availability new');
  await manager.fill(brief);
  await manager.submit();
  await network.settle();
  await manager.press(`Send to ${pool} people`);
  await network.settle();
}

export async function replyYes(network: Network, peer: SimulatedPerson): Promise<void> {
  await peer.press('See days and reply');
  await peer.fill({
    'Are you interested?': 'Yes, I’m interested',
    'Which days suit you?': ['Tue 16 March'],
  });
  await peer.submit();
  await network.settle();
}

/** Chosen from those who replied, by name, and asked about the host. `reason`: why each stands in the list. */
export async function putForward(
  network: Pick<Network, 'settle'>,
  manager: SimulatedPerson,
  names: readonly string[],
  reason = 'yes, free that day',
): Promise<void> {
  await manager.press('Choose people');
  await manager.fill({
    'Whom would you like to put forward?': names.map((name) => `${name}: ${reason}`),
  });
  await manager.submit();
  await network.settle();
  await manager.press(`Ask ${names.length === 1 ? '1 person' : `${names.length} people`}`);
  await network.settle();
}

/** What a peer says about the host. */
export async function answerHost(
  network: Pick<Network, 'settle'>,
  peer: SimulatedPerson,
  answer: Record<string, string> = { 'Your answer': 'No conflict: yes' },
): Promise<void> {
  await peer.press('See who it is, and answer');
  await peer.fill(answer);
  await peer.submit();
  await network.settle();
}

/** Decided by the manager about the first who waits for it on the people's page. */
export async function decide(
  network: Pick<Network, 'settle'>,
  manager: SimulatedPerson,
  name: string,
  ruling: Record<string, string> = { 'What do you decide?': 'Clear to go forward' },
): Promise<void> {
  await manager.press('The people');
  await manager.press(`Decide about ${name.split(' ')[0]}`);
  await manager.fill(ruling);
  await manager.submit();
  await network.settle();
}

/** Put forward, clear, handed to the host, agreed to by it: on the team. */
export async function onTheTeam(
  network: Pick<Network, 'settle'>,
  manager: SimulatedPerson,
  peers: readonly SimulatedPerson[],
  reason?: string,
): Promise<void> {
  await putForward(
    network,
    manager,
    peers.map(({ name }) => name),
    reason,
  );
  for (const peer of peers) {
    await answerHost(network, peer);
    await decide(network, manager, peer.name);
  }
  await manager.press('Hand names to the host');
  await manager.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
  await manager.submit();
  await manager.submit();
  manager.dismiss();
  await network.settle();
  for (const { name } of peers) {
    await manager.press('The people');
    await manager.press(`Host agreed to ${name.split(' ')[0]}`);
    await network.settle();
  }
}

/** The same before its dates are fixed (A20). */
export const pencilBrief = {
  ...Object.fromEntries(Object.entries(brief).filter(([field]) => field !== 'First day')),
  'No dates yet? Roughly when': 'some time in spring',
};

export async function sendPencil(network: Network, manager: SimulatedPerson, pool: number): Promise<void> {
  await manager.command('availability new');
  await manager.fill(pencilBrief);
  await manager.submit();
  await network.settle();
  await manager.press(`Send to ${pool} people`);
  await network.settle();
}

/** The dates of a pencil, and its call-out to as many as the pool has. */
export async function fixDates(network: Network, manager: SimulatedPerson, pool: number): Promise<void> {
  await manager.press('Dates are fixed');
  await manager.fill({ 'First day': '2027-03-16', 'Reply by': '2027-02-12' });
  await manager.submit();
  await manager.press(`Send to ${pool} people`);
  await network.settle();
}
