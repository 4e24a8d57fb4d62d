import { beforeAll, describe, expect, it } from 'vitest';
import { exportPlacements } from '../../src/features/placements/store/erasure.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import {
  answerHost,
  decide,
  fillPool,
  onTheTeam,
  putForward,
  replyYes,
  sendCallOut,
} from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const messages = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message');
const openWriting = async () => {
  await pm.press('The people');
  await pm.press('Write to them');
};

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan]);
  for (const [peer, name] of [
    [ann, 'Anytown Council'],
    [dan, 'Danby Council'],
  ] as const) {
    await peer.command('profile');
    const field = ['If it isn’t in that list: its name', 'Organisation'].find((one) =>
      peer.form?.fields.includes(one),
    );
    await peer.fill({ [field ?? '']: name });
    await peer.submit();
    await network.settle();
  }
  await sendCallOut(network, pm, 4);
  for (const peer of [ann, bob, cat, dan]) await replyYes(network, peer);
  await onTheTeam(network, pm, [ann, bob]);
});

describe('whoever runs a project writes to its people', () => {
  it('sees exactly what goes and to whom, and it rings once with each of them; nothing of it is on a lock screen', async () => {
    const before = [ann, bob, cat].map((one) => messages(one).length);
    await openWriting();
    expect(pm.form?.text).toContain('Those on the team (2)');
    expect(pm.form?.text).not.toContain('Everybody who was put forward');
    await pm.fill({ 'Your words': 'Room 2, at nine.\n\nPlease bring ID. Thank you!' });
    await pm.submit();
    expect(pm.form?.title).toBe('Is this right?');
    expect(pm.form?.text).toContain('This goes to 2 people:');
    expect(pm.form?.text).toContain('Room 2, at nine.');
    expect(pm.form?.text).toContain(
      'They are: Ann Peer and Bob Peer. Whoever joins the team later reads it on their checklist.',
    );
    expect(messages(ann)).toHaveLength(before[0] ?? 0);
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('It’s on its way to 2 people');
    for (const [index, peer] of [ann, bob].entries()) {
      expect(messages(peer)).toHaveLength((before[index] ?? 0) + 1);
      expect(last(peer)).toContain('Priya Manager writes about a project');
      expect(last(peer)).toContain('Room 2, at nine.');
      expect(last(peer)).toContain('Please bring ID. Thank you!');
      expect(messages(peer).at(-1)?.preview).not.toMatch(/Room|Housing/);
      await peer.press('See the project');
      expect(last(peer)).toContain('You’re on the team');
    }
    expect(messages(cat)).toHaveLength(before[2] ?? 0);
    const kept = await network.database.prisma.teamMessage.findMany();
    expect(kept.map(({ readers }) => readers)).toEqual([2]);
  });

  it('a second press of “Send” sends nothing again', async () => {
    const before = messages(ann).length;
    await openWriting();
    expect(pm.form?.text).toContain('Priya Manager, ');
    expect(pm.form?.text).toContain('to 2 people: “Room 2, at nine.');
    await pm.fill({ 'Your words': 'Room 2, at nine.\n\nPlease bring ID. Thank you!' });
    await pm.submit();
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('That has been sent already');
    expect(messages(ann)).toHaveLength(before);
  });

  it('words to those who were put forward, too, warn that not all of them know the host', async () => {
    await network.database.prisma.project.updateMany({ data: { peersWanted: 3 } });
    await pm.press('The people');
    await pm.press('Back to the project');
    await putForward(network, pm, ['Cat Peer']);
    await openWriting();
    await pm.fill({ 'Your words': 'We begin at ten.' });
    await pm.submit();
    await pm.submit();
    await network.settle();
    expect(all(cat)).not.toContain('We begin at ten.');
    // The same words to more of them are no second press of one button.
    await openWriting();
    await pm.fill({ 'Who gets it?': 'Everybody who was put forward (3)', 'Your words': 'We begin at ten.' });
    await pm.submit();
    expect(pm.form?.text).toContain('Not all of them know who the host is. Please don’t name it here.');
    await pm.submit();
    await network.settle();
    for (const peer of [ann, bob, cat]) expect(all(peer)).toContain('We begin at ten.');
    expect(all(dan)).not.toContain('We begin at ten.');
  });

  it('whoever joins the team later reads it on their checklist', async () => {
    await answerHost(network, cat);
    await decide(network, pm, 'Cat Peer');
    await pm.press('Hand names to the host');
    await pm.fill({ 'Who at the host gets it?': 'Jo Field' });
    await pm.submit();
    await pm.submit();
    pm.dismiss();
    await network.settle();
    await pm.press('The people');
    await pm.press('Host agreed to Cat');
    await network.settle();
    await cat.press('Your checklist');
    expect(cat.form?.text).toMatch(/Priya Manager, .*We begin at ten\.[\s\S]*Room 2, at nine\./);
    cat.dismiss();
  });

  it('somebody whom it doesn’t reach shows on the project’s card, so that they can be rung', async () => {
    network.teams.fail({ kind: 'refused', user: 't-bob', about: 'side door' });
    await openWriting();
    await pm.fill({ 'Your words': 'The hall has a side door.' });
    await pm.submit();
    await pm.submit();
    await network.settle();
    await pm.press('The people');
    expect(last(pm)).toMatch(/Bob Peer: on the team\..* I couldn’t reach them: please ring\./);
    expect(last(pm)).not.toMatch(/Ann Peer: on the team\..* I couldn’t reach them/);
    network.teams.mend();
  });
});

describe('a list to print', () => {
  it('says first that it isn’t for the host and until when it is kept; names, replies and days, an organisation of those alone who are with the host; it is written down', async () => {
    await pm.press('The people');
    await pm.press('A list to print');
    const text = pm.form?.text ?? '';
    expect(text).toContain('Not for the host. Delete by Tue 13 April 2027.');
    expect(text).toContain('Ann Peer; yes; Tue 16 March; Anytown Council');
    expect(text).toMatch(/Dan Peer; yes; Tue 16 March(\n|$)/);
    expect(text).not.toMatch(/clear|conflict|Secretshire/i);
    pm.dismiss();
    await dan.command('privacy');
    await dan.press('Who saw what about me');
    expect(`${last(dan)}${dan.form?.text}`).toContain(
      'took a list of who said yes to a project, with you on it',
    );
  });
});

describe('what was written', () => {
  it('is in its writer’s data, and goes with the project, two years after it is over', async () => {
    const { prisma } = network.database;
    expect(await prisma.teamMessage.count()).toBe(4);
    const { memberId } = await prisma.account.findFirstOrThrow({ where: { externalUser: 'U-PM' } });
    const kept = await network.database.transaction((tx) => exportPlacements(tx, network.vault, memberId));
    expect(JSON.stringify(kept)).toContain('The hall has a side door.');
    const endedAt = new Date((await network.now()).getTime() - 729 * 86_400_000);
    await prisma.project.updateMany({ data: { state: 'ended', endedAt } });
    await network.travelTo(new Date((await network.now()).getTime() + 3 * 86_400_000).toISOString(), 24);
    expect(await prisma.teamMessage.count()).toBe(0);
  });
});
