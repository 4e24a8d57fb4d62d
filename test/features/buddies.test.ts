import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let coordinator: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const HOPES = 'Somebody who knows how lonely a ward round is';

async function join(person: SimulatedPerson, organisation: string, area: string, interests: string[]) {
  await network.admit(coordinator, person);
  await person.say('buddy join');
  const name = person.form?.fields.includes('If it’s not in the list')
    ? 'If it’s not in the list'
    : 'Your organisation';
  await person.fill({ [name]: organisation, 'Your area': area, 'What you enjoy': interests });
  await person.fill({ 'What do you hope for?': HOPES });
  await person.submit();
  await network.settle();
}

beforeAll(async () => {
  network = await startNetwork({ publicUrl: 'https://peers.example.org' });
  coordinator = network.slack.person('U-COO', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Volunteer' });
  cat = network.teams.person('t-cat', { name: 'Cat Lonely' });
  await network.coordinate(coordinator);
  await join(ann, 'Mind in Camden', 'Camden', ['walking', 'music']);
  await join(bob, 'Hackney Hub', 'Hackney', ['walking', 'cooking']);
  await join(cat, 'Hackney  hub', 'Hackney', ['art']);
});

describe('a round of pairs', () => {
  it('C4 C5 proposes pairs with their reasons to the coordinator alone', async () => {
    await coordinator.command('buddy match');
    await network.settle();
    expect(last(coordinator)).toContain('Buddies: 1 pair to look at');
    expect(last(coordinator)).not.toContain('Ann');
    await coordinator.press('See the pairs and why');
    expect(coordinator.form?.text).toContain('Ann Peer (Mind in Camden, Camden)');
    expect(coordinator.form?.text).toContain('Different areas');
    expect(coordinator.form?.text).toContain(HOPES);
    await coordinator.submit();
    await network.settle();
    expect(last(ann)).not.toContain('suggestion');
  });
});
