import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';

const brief = {
  'What is it about?': 'Housing services',
  'Kind of council': 'district council',
  Region: 'the East',
  Where: 'on site',
  'First day': '2027-03-16',
  'Second day': '2027-03-17',
  'How many peers?': '2',
  'Reply by': '2027-02-12',
  'The host, in confidence': 'Secretshire District Council',
};

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await network.coordinate(pm);
  for (const peer of [ann, bob, cat]) {
    await network.admit(pm, peer);
    await peer.say('home');
    await peer.press('Join the peer pool');
  }
});

describe('a call-out across both platforms', () => {
  it('A4 shows the brief to its writer first, with how many people it goes to', async () => {
    await pm.command('availability new');
    await pm.fill(brief);
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('This goes to 3 people in the peer pool.');
    expect(last(pm)).not.toContain('Secretshire');
  });

  it('A3 A9 asks each peer where they are, without promise or host', async () => {
    await pm.press('Send to 3 people');
    await network.settle();
    for (const peer of [ann, bob, cat]) {
      expect(last(peer)).toContain('Could you help with a peer challenge?');
      expect(last(peer)).toContain('saying no never counts against you');
      expect(last(peer)).not.toContain('Secretshire');
    }
  });

  it('A9 takes interest and days, and the manager’s one card counts them', async () => {
    await ann.press('See days and reply');
    await ann.fill({
      'Are you interested?': 'Yes, I’m interested',
      'Which days suit you?': ['Tue 16 March'],
    });
    await ann.submit();
    await bob.press('Not this time');
    await network.settle();
    expect(last(ann)).toContain('You replied: yes');
    expect(last(pm)).toContain('Yes: 1');
    expect(last(pm)).toContain('Tue 16 March: 1 can come');
    expect(pm.chat.filter((card) => card.startsWith('Your call-out'))).toHaveLength(1);
  });
});
