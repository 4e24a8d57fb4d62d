import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  answerHost,
  brief,
  decide,
  fillPool,
  putForward,
  replyYes,
  sendCallOut,
} from '../features/availability-scene.ts';
import { guess } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const all = (person: SimulatedPerson) => person.chat.join('\n');
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const stateOf = async (name: string) =>
  (await network.database.prisma.placement.findFirstOrThrow({ where: { peer: { name } } })).state;

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
  await sendCallOut(network, pm, 3);
  for (const peer of [ann, bob]) await replyYes(network, peer);
});

/** Put forward, clear, and with the host. */
async function handOver(...peers: readonly SimulatedPerson[]): Promise<void> {
  await putForward(
    network,
    pm,
    peers.map(({ name }) => name),
  );
  for (const peer of peers) {
    await answerHost(network, peer);
    await decide(network, pm, peer.name);
  }
  await pm.press('Hand names to the host');
  await pm.fill({ 'Who at the host gets it?': 'Jo Field' });
  await pm.submit();
  await pm.submit();
  pm.dismiss();
  await network.settle();
}

describe('a call-out that has closed', () => {
  it('opens again with a later day, so that whoever had not answered can, and nobody else is asked again', async () => {
    await pm.press('Close now');
    await network.settle();
    expect(all(cat)).toContain('Could you help with a peer challenge?');
    const before = { ann: ann.seen.length, rings: cat.seen.filter(({ kind }) => kind === 'message').length };
    await pm.press('Open it again');
    await pm.fill({ 'Reply by': '2027-03-16' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({ 'Reply by': expect.stringContaining('before the first day') });
    await pm.fill({ 'Reply by': '2027-03-05' });
    await pm.submit();
    await network.settle();
    expect(all(pm)).toContain('Replies are welcome until Fri 5 March');
    expect(all(pm)).toContain('1 person hasn’t answered, and can reply until then.');
    expect(cat.seen.filter(({ kind }) => kind === 'message')).toHaveLength(before.rings);
    expect(all(cat)).toContain('Reply by Fri 5 March');
    expect(ann.seen.slice(before.ann).every(({ kind }) => kind === 'edit')).toBe(true);
    await replyYes(network, cat);
    expect(all(cat)).toContain('You replied: yes');
    await network.travelTo('2027-03-06T10:00:00Z', 24);
    expect((await network.database.prisma.callOut.findFirstOrThrow()).state).toBe('closed');
  });
});

describe('a project that is called off', () => {
  it('tells everybody concerned at once, thanks first, and closes the open call-out', async () => {
    await handOver(ann);
    await pm.press('The people');
    await pm.press('Host agreed to Ann');
    await network.settle();
    await pm.press('Call it off');
    expect(last(pm)).toContain(
      '2 people who said yes or maybe, or are on the team, hear at once, with thanks.',
    );
    await pm.press('Call it off', 'Call the whole project off?');
    await network.settle();
    for (const peer of [ann, bob]) {
      const rung = peer.seen.at(-1);
      expect(rung?.text).toContain('This project has been called off');
      expect(rung?.text.indexOf('Thank you for offering your time')).toBeLessThan(
        rung?.text.indexOf('pays for nothing') ?? 0,
      );
    }
    expect(all(cat)).toContain('This project has been called off');
    expect(all(cat)).not.toContain('Could you help with a peer challenge?');
    expect((await network.database.prisma.callOut.findFirstOrThrow()).state).toBe('closed');
    await pm.press('The people');
    expect(pm.seen.at(-1)?.text).not.toContain('Host agreed');
  });

  it('twice is once: nobody hears again', async () => {
    const { id } = await network.database.prisma.project.findFirstOrThrow();
    await pm.press('Call it off');
    await pm.press('Call it off', 'Call the whole project off?');
    await network.settle();
    const before = ann.seen.length;
    const again = await guess(network, pm, 'project.cancel', { project: id });
    expect(JSON.stringify(again)).toContain('This project is over');
    await network.settle();
    expect(ann.seen).toHaveLength(before);
  });
});

describe('what was handed to the host', () => {
  it('and did not go after all is noted as such, and can go again', async () => {
    await handOver(ann);
    await pm.press('The people');
    await pm.press('Ann’s name didn’t go');
    await network.settle();
    expect(await stateOf('Ann Peer')).toBe('chosen');
    const log = await network.database.prisma.release.findMany();
    expect(log.map(({ takenBackAt }) => takenBackAt !== null)).toEqual([true]);
    await ann.press('Change my answer');
    ann.dismiss();
    expect(all(pm)).toContain('Clear, not with the host yet: 1');
  });

  it('is not enough for a place once something has changed: the answer is asked for again first', async () => {
    await handOver(ann);
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await network.settle();
    expect(ann.seen.at(-1)?.text).toContain('One question again');
    await pm.press('The people');
    await pm.press('Host agreed to Ann');
    expect(last(pm)).toContain('Ann Peer can’t be confirmed yet');
    expect(last(pm)).toContain('they haven’t answered about the host');
    expect(await stateOf('Ann Peer')).toBe('released');
    await answerHost(network, ann);
    await decide(network, pm, 'Ann Peer');
    await pm.press('The people');
    await pm.press('Host agreed to Ann');
    expect(await stateOf('Ann Peer')).toBe('confirmed');
  });

  it('has to be deleted by the host once its person is forgotten, and the project manager is told so without a name', async () => {
    await handOver(ann);
    await ann.say('privacy');
    await ann.press('Forget me');
    await ann.press('Yes, forget me');
    await network.travelTo('2027-02-10T10:00:00Z', 24);
    const news = pm.seen.findLast(({ text }) => text.includes('A host has to delete something'));
    expect(news?.text).toContain('Please ask the host to delete what they got');
    expect(news?.text).not.toContain('Ann');
    expect(await network.database.prisma.release.count()).toBe(0);
    expect(await network.database.prisma.placement.count({ where: { peer: { name: 'Ann Peer' } } })).toBe(0);
  });
});

describe('somebody on the team who is forgotten', () => {
  it('leaves a place behind: the project is chosen for again, and its card says so', async () => {
    await network.database.prisma.project.updateMany({ data: { peersWanted: 1 } });
    await handOver(ann);
    await pm.press('The people');
    await pm.press('Host agreed to Ann');
    await network.settle();
    const stateNow = async () => (await network.database.prisma.project.findFirstOrThrow()).state;
    expect(await stateNow()).toBe('confirmed');
    await ann.say('privacy');
    await ann.press('Forget me');
    await ann.press('Yes, forget me');
    await network.travelTo('2027-02-10T10:00:00Z', 24);
    expect(await stateNow()).toBe('choosing');
    expect(all(pm)).toContain('Housing services: 0 of 1 place filled');
  });
});

describe('somebody who is on another project that day', () => {
  it('is named before they are asked: it is said, and nobody guesses', async () => {
    await handOver(ann);
    await pm.press('The people');
    await pm.press('Host agreed to Ann');
    await network.settle();
    await pm.command('availability new');
    await pm.fill({ ...brief, 'What is it about?': 'Libraries' });
    await pm.submit();
    await network.settle();
    await pm.press('Send to 3 people');
    await network.settle();
    await ann.press('See days and reply', 'Libraries');
    await ann.fill({ 'Are you interested?': 'Maybe', 'Which days suit you?': ['Tue 16 March'] });
    await ann.submit();
    await network.settle();
    await pm.press('Choose people', 'Your call-out: Libraries');
    await pm.fill({ 'Whom would you like to put forward?': ['Ann Peer: maybe, free that day'] });
    await pm.submit();
    expect(last(pm)).toContain('Ann Peer is on another project on one of these days. Please ask them first.');
  });
});

describe('the host’s own people', () => {
  it('are not called out, whatever way the host’s name is written, and the preview counts without them', async () => {
    await belong(cat, 'Secretshire District Council');
    await pm.command('availability new');
    await pm.fill({
      ...brief,
      'What is it about?': 'Libraries',
      'The host, in confidence': 'SECRETSHIRE  district council.',
    });
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('This goes to 2 people in the peer pool.');
    await pm.press('Send to 2 people');
    await network.settle();
    expect(all(bob)).toContain('Libraries');
    expect(all(cat)).not.toContain('Libraries');
  });
});

async function belong(person: SimulatedPerson, name: string): Promise<void> {
  const { prisma } = network.database;
  const { id } = await prisma.organisation.create({
    data: { name, key: name.toLowerCase(), state: 'confirmed' },
  });
  await prisma.profile.updateMany({ where: { member: { name: person.name } }, data: { organisationId: id } });
}
