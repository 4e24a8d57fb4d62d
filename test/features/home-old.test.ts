import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { fillPool, sendCallOut } from './availability-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let bob: SimulatedPerson;
let ann: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';

/** Presses what stood on a home that was shown before, and reads the answer. */
async function pressOld(person: SimulatedPerson, label: string): Promise<string> {
  const before = person.seen.length;
  await person.press(label, 'Hello');
  await network.settle();
  return person.seen
    .slice(before)
    .map(({ text }) => text)
    .join('\n');
}

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  bob = network.slack.person('U-BOB', { name: 'Bob Baker' });
  ann = network.teams.person('t-ann', { name: 'Ann Archer' });
  await fillPool(network, cora, [bob, ann]);
  await network.answerUsual(cora, bob, ann);
});

describe('a home that was shown before', () => {
  it('says of a call-out that has closed since when it did, and not when it would have', async () => {
    await sendCallOut(network, cora, 2);
    await homeOf(ann);
    await cora.press('Close now');
    await network.settle();
    for (const label of ['See days and reply', 'Not this time']) {
      const told = await pressOld(ann, label);
      expect(told).toContain('It closed early, on Mon 1 February.');
      expect(told).toContain('it doesn’t count against you');
    }
  });

  it('tells who has no role any more whose that is, why, whom to ask, and where their own things are', async () => {
    await cora.command('roles');
    await cora.press('Give someone a role');
    await cora.fill({ Who: bob.name, Role: 'Coordinator' });
    await cora.submit();
    await cora.press('Yes, give the role');
    const eve = network.slack.person('U-EVE', { name: 'Eve Ellis' });
    await eve.say('join');
    await network.settle();
    await homeOf(bob);
    await cora.command('roles');
    await cora.press(`End ${bob.name}’s role as coordinator`);
    await cora.press('Yes, end it');
    await network.settle();
    for (const [label, whose, whom] of [
      ['Admit Eve', 'coordinators', 'ask one of your network’s coordinators'],
      [
        'Call out for peers',
        'project managers',
        'ask one of the project managers; a coordinator can tell you who',
      ],
    ] as const) {
      const told = await pressOld(bob, label);
      expect(told, label).toContain(`That is for ${whose}`);
      expect(told).toContain('Nothing was changed. Your role may have ended since I showed you that.');
      expect(told).toContain(whom);
    }
    await bob.press('What’s waiting for me');
    expect(last(bob)).not.toContain('Admit Eve');
    await eve.say('home');
    expect(last(eve)).toContain('A coordinator will look at it');
  });
});
