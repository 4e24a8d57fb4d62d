import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { fillPool, fixDates, pencilBrief, replyYes, sendPencil } from '../features/availability-scene.ts';
import { guess } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const newest = (person: SimulatedPerson, title: string) =>
  person.chat.findLast((text) => text.startsWith(title));
const rung = (person: SimulatedPerson, title: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(title));
const NO_PROMISE = 'It’s not a promise of a place, and saying no never counts against you.';
const peers = [
  ['Slack', () => ann, () => bob],
  ['Teams', () => bob, () => ann],
] as const;

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
});

describe('a pencil', () => {
  it.each(peers)(
    'A20 is a heads-up before dates are fixed, which asks for interest alone; fixed, it calls out to the whole pool, and only whoever was interested reads that they were (%s)',
    async (_, keen, other) => {
      const { prisma } = network.database;
      await pm.command('availability new');
      await pm.fill(pencilBrief);
      await pm.submit();
      await network.settle();
      expect(last(pm)).toContain('Your pencil, before it goes');
      expect(last(pm)).toContain('Roughly when: some time in spring, on site. 2 peers.');
      expect(last(pm)).toContain('This goes to 3 people in the peer pool.');
      await pm.press('Send to 3 people');
      await network.settle();
      for (const peer of [ann, bob, cat]) {
        expect(last(peer)).toContain('Could this be for you? A peer project to come');
        expect(last(peer)).toContain('Roughly when: some time in spring');
        expect(last(peer)).toContain(NO_PROMISE);
        expect(last(peer)).not.toMatch(/Secretshire|See days|Reply by/);
      }

      await keen().press('I’d be interested');
      await other().press('Not this time');
      await network.settle();
      expect(last(keen())).toContain('You said: I’d be interested');
      expect(last(keen())).toContain('It’s no promise, neither yours nor ours.');
      expect(last(other())).toContain('It never counts against you');
      expect(last(pm)).toContain('Would be interested: 1');
      expect(last(pm)).not.toMatch(/Yes:|Maybe:|Peer/);
      // No yes: nobody stands on the project by it, and nobody can be chosen.
      expect(await prisma.placement.count()).toBe(0);
      const { id: project } = await prisma.project.findFirstOrThrow();
      expect(JSON.stringify(await guess(network, pm, 'project.choose', { project }))).toContain(
        'There’s nobody to choose just now',
      );
      const { id: callOut } = await prisma.callOut.findFirstOrThrow();
      expect(JSON.stringify(await guess(network, pm, 'availability.replies', { callOut }))).toContain(
        'Who it is stays with them',
      );

      await network.travelTo('2027-02-03T11:00:00Z', 24);
      await fixDates(network, pm, 3);
      expect((await prisma.project.findFirstOrThrow()).state).toBe('calling');
      expect(
        rung(keen(), 'You said you’d be interested: the dates are fixed. Reply by Fri 12 February'),
      ).toHaveLength(1);
      for (const peer of [other(), cat])
        expect(rung(peer, 'Could you help with a peer challenge? Reply by Fri 12 February')).toHaveLength(1);
      for (const person of [other(), cat, pm]) {
        expect(all(person)).not.toContain('You said you’d be interested');
        expect(all(person)).not.toContain(keen().name);
      }
      expect(newest(keen(), 'You said you’d be interested')).toContain(NO_PROMISE);
      expect(all(other())).toContain('What you said here is no answer to that.');
      // A yes is a yes to these days alone.
      expect(all(pm)).toContain('Not answered yet: 3');
      await replyYes(network, cat);
      await pm.press('Choose people');
      await expect(
        pm.fill({ 'Whom would you like to put forward?': [`${keen().name}: yes, free that day`] }),
      ).rejects.toThrow();
      await pm.fill({ 'Whom would you like to put forward?': ['Cat Peer: yes, free that day'] });
      pm.dismiss();
    },
  );

  it('A20 the notice that we gave counts from the pencil to the first day, from when the days moved where they did, and coordinators see the average', async () => {
    await sendPencil(network, pm, 3);
    await network.travelTo('2027-02-08T11:00:00Z', 24);
    expect(last(pm)).not.toContain('Notice given');
    await fixDates(network, pm, 3);
    // From Monday 1 February to Tuesday 16 March.
    expect(newest(pm, 'Your call-out: ')).toContain('Notice given: 43 days');
    await pm.say('status');
    expect(last(pm)).toContain('Notice that we gave: on average 43 days (1 project this year)');
    await replyYes(network, ann);
    await pm.press('Close now', 'Your call-out');
    await network.settle();
    expect(rung(pm, 'Your call-out has closed: 1 yes')[0]?.text).toContain('Notice given: 43 days');
    await pm.press('Move the days');
    await pm.fill({ 'First day': '2027-03-20' });
    await pm.submit();
    await pm.press('Move the days', 'Move “');
    await network.settle();
    // Told on Monday 8 February, for Saturday 20 March.
    expect(all(pm)).toContain('Notice given: 40 days');
    await pm.say('status');
    expect(last(pm)).toContain('on average 40 days (1 project this year)');
  });

  it('is taken back within ten minutes, and called off at any time: whoever was interested hears', async () => {
    await sendPencil(network, pm, 3);
    await pm.press('That was a mistake');
    await network.settle();
    for (const peer of [ann, bob, cat]) expect(all(peer)).toContain('This heads-up was sent by mistake');
    expect(last(pm)).toContain('Your pencil was taken back');

    await sendPencil(network, pm, 3);
    for (const peer of [ann, bob]) await peer.press('I’d be interested');
    await network.settle();
    await network.travelTo('2027-02-15T11:00:00Z', 24);
    expect(rung(pm, 'Your pencil has closed: 2 people would be interested')).toHaveLength(1);
    expect(rung(cat, 'Still time to reply')).toEqual([]);
    await pm.press('Call it off');
    expect(last(pm)).toContain('is pencilled: whoever said they’d be interested hears at once, with thanks.');
    await pm.press('Call it off', 'Call the whole project off?');
    await network.settle();
    for (const peer of [ann, bob]) expect(rung(peer, 'This project has been called off')).toHaveLength(1);
    expect(rung(cat, 'This project has been called off')).toEqual([]);
    expect(all(cat)).toContain('Housing services, some time in spring.');
  });
});
