import { enterPool } from '../../src/features/availability/store/pool.ts';
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
