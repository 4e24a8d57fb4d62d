import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { guess, guessForm } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { answerHost, decide, fillPool, putForward, replyYes, sendCallOut } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const placementOf = (name: string) =>
  network.database.prisma.placement.findFirstOrThrow({ where: { peer: { name } } });

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan]);
  await sendCallOut(network, pm, 4);
  for (const peer of [ann, bob, cat]) await replyYes(network, peer);
  await dan.press('Not this time');
  await network.settle();
});

describe('whom to put forward', () => {
  it('lists whoever said yes or maybe, with the reason in words, and never a no', async () => {
    await pm.press('Choose people');
    const choose = (name: string) =>
      pm.fill({ 'Whom would you like to put forward?': [`${name}: yes, free that day`] });
    await expect(choose('Dan Peer')).rejects.toThrow();
    await choose('Cat Peer');
    pm.dismiss();
  });

  it('asks the chosen alone about the host, after a second screen', async () => {
    await putForward(network, pm, ['Ann Peer', 'Bob Peer']);
    expect(all(ann)).toContain('We’d like to put your name forward');
    expect(all(bob)).toContain('We’d like to put your name forward');
    expect(all(cat)).not.toContain('We’d like to put your name forward');
    expect(all(pm)).toContain('Housing services: 0 of 2 places filled');
  });
});

describe('what they say about the host', () => {
  it('rings the project manager without a name or a word, and is for them alone to decide about', async () => {
    await answerHost(network, ann, {
      'Your answer': 'Tell Priya something else',
      'A few words': 'quillbrother',
    });
    const rung = pm.seen.findLast(({ text }) => text.startsWith('Somebody told you something'));
    expect(rung?.preview).toMatch(/^Somebody told you something/);
    expect(rung?.text).not.toMatch(/Ann|quillbrother/);
    await answerHost(network, bob);
    expect(all(pm)).toContain('For you to decide: 2');
    await pm.press('The people');
    await pm.press('Decide about Ann');
    expect(pm.form?.text).toContain('quillbrother');
    pm.dismiss();
    const opened = await network.database.prisma.audit.count({ where: { action: 'conflict.read' } });
    expect(opened).toBe(1);
  });

  it('nobody is handed over before the project manager has decided', async () => {
    expect(pm.chat.at(-1)).not.toContain('Hand names to the host');
    const { projectId } = await placementOf('Ann Peer');
    const forced = await guess(network, pm, 'project.release', { project: projectId });
    expect(JSON.stringify(forced)).toContain('There’s nobody to hand over just now');
    const { id } = await placementOf('Ann Peer');
    const state = { project: projectId, peers: [id], fields: [], to: 'Jo' };
    const bypass = await guessForm(network, pm, 'project.released', state);
    expect(JSON.stringify(bypass)).toContain('Something has changed since');
    expect(await network.database.prisma.release.count()).toBe(0);
  });

  it('a decision needs a reason unless there is no conflict; conditions are shown to the peer, the reason to nobody else', async () => {
    await pm.press('The people');
    await pm.press('Decide about Ann');
    await pm.fill({ 'What do you decide?': 'Clear, with conditions' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({ Conditions: expect.stringContaining('write what goes with it') });
    await pm.fill({ Conditions: 'Ann does not interview her brother’s team.' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({ Why: expect.stringContaining('write why') });
    await pm.fill({ Why: 'quillreason' });
    await pm.submit();
    await network.settle();
    expect(last(ann)).toContain('You can go forward, with something to bear in mind');
    expect(last(ann)).not.toContain('brother');
    await ann.press('See what it is');
    expect(ann.form?.text).toContain('Ann does not interview her brother’s team.');
    expect(ann.form?.text).not.toContain('quillreason');
    ann.dismiss();
    await decide(network, pm, 'Bob Peer');
    expect(all(pm)).toContain('Clear, not with the host yet: 2');
  });
});

describe('handing names to the host', () => {
  it('shows exactly what goes, hands over that and no more, and writes down fields, recipient, time and who did it', async () => {
    await pm.press('Hand names to the host');
    await pm.fill({ 'Who at the host gets it?': 'Jo Field, chief executive' });
    await pm.submit();
    expect(pm.form?.text).toContain('To Jo Field, chief executive:');
    expect(pm.form?.text).toMatch(/Ann Peer[\s\S]*Bob Peer/);
    await pm.submit();
    await network.settle();
    expect(pm.form?.title).toBe('To print or paste');
    expect(pm.form?.text).toContain('Ann Peer');
    expect(pm.form?.text).not.toMatch(/quill|brother/);
    pm.dismiss();
    const log = await network.database.prisma.release.findMany({ include: { by: true } });
    expect(log.map(({ fields, by }) => [fields, by?.name])).toEqual([
      [['name', 'organisation'], 'Priya Manager'],
      [['name', 'organisation'], 'Priya Manager'],
    ]);
    expect(JSON.stringify(log)).not.toContain('Jo Field');
  });

  it('each peer is told, and sees what was passed on about them, and to whom', async () => {
    for (const peer of [ann, bob]) {
      expect(all(peer)).toContain('Your name is with the host');
      await peer.press('Who it is, and what was passed on');
      expect(peer.form?.text).toContain('Your name and organisation, to Jo Field, chief executive');
      peer.dismiss();
    }
    await pm.press('The people');
    await pm.press('What was handed over', 'Bob Peer');
    expect(pm.form?.text).toContain('Name and organisation, to Jo Field, chief executive');
    pm.dismiss();
  });

  it('a place is confirmed only once the host has agreed, and whoever it would rather not have is thanked', async () => {
    await pm.press('Host agreed to Ann');
    await network.settle();
    const rung = ann.seen.at(-1);
    expect(rung?.preview).toMatch(/^You’re on the team/);
    expect(last(ann)).toContain('Tue 16 March, on site.');
    await pm.press('The people');
    await pm.press('Somebody else than Bob');
    await network.settle();
    expect(last(bob)).toContain('This time others go; it says nothing about you.');
    await bob.press('Yes, keep me in reserve');
    await network.settle();
    expect(last(bob)).toContain('You’re in reserve, thank you');
    expect(all(pm)).toContain('Housing services: 1 of 2 places filled');
    expect(all(pm)).toContain('In reserve: 1');
  });
});

describe('somebody who can’t come after all', () => {
  it('A12 withdraws in two presses without a reason, the project manager hears at once how long there is, and a note is for them alone', async () => {
    await ann.press('I can’t come after all');
    expect(last(ann)).toContain('You don’t have to say why, and it never counts against you.');
    await ann.press('I can’t come');
    await network.settle();
    expect(all(ann)).toContain('Thank you for telling us');
    const news = pm.seen.findLast(({ text }) => text.includes('Somebody can’t come after all'));
    expect(news?.preview).not.toContain('Ann');
    expect(news?.text).toContain('Ann Peer: Housing services. 43 days before it begins.');
    expect(news?.text).toContain('Please ask the host to delete what they got');
    await ann.press('Add a note only Priya Manager can open');
    await ann.fill({ 'Your note': 'quillnote' });
    await ann.submit();
    await network.settle();
    await pm.press('The people');
    await pm.press('Read their note', 'Ann Peer');
    expect(pm.form?.text).toContain('quillnote');
    pm.dismiss();
  });

  it('goes back within ten minutes to where they stood, and not later', async () => {
    await ann.press('That was a mistake');
    await network.settle();
    expect((await placementOf('Ann Peer')).state).toBe('confirmed');
    expect(all(pm)).toContain('Somebody can come after all');
    await ann.press('I can’t come after all');
    await ann.press('I can’t come');
    await network.travelTo(new Date((await network.now()).getTime() + 11 * 60_000).toISOString());
    const { id } = await placementOf('Ann Peer');
    const reply = await guess(network, ann, 'placement.come-back', { placement: id });
    expect(JSON.stringify(reply)).toContain('That can’t be undone with a press any more');
    expect((await placementOf('Ann Peer')).state).toBe('withdrawn');
  });
});

describe('whoever was not chosen', () => {
  it('is thanked once the places are filled, after a second screen, and asked whether they’d stand in', async () => {
    await putForward(network, pm, ['Bob Peer']);
    expect(last(bob)).toContain('Could you step in?');
    expect(bob.seen.at(-1)?.preview).toMatch(/^Could you step in\?/);
    await answerHost(network, bob);
    await decide(network, pm, 'Bob Peer');
    await pm.press('Hand names to the host');
    await pm.fill({ 'Who at the host gets it?': 'Jo Field' });
    await pm.submit();
    await pm.submit();
    await network.settle();
    await network.database.prisma.project.updateMany({ data: { peersWanted: 1 } });
    await pm.press('The people');
    await pm.press('Host agreed to Bob');
    await network.settle();
    expect(all(pm)).toContain('Its places are filled.');
    expect(all(cat)).not.toContain('Thank you for offering');
    await pm.press('Thank the 1 person not needed');
    await pm.press('Thank 1 person');
    await network.settle();
    expect(last(cat)).toContain('The places are filled; it says nothing about you.');
    await cat.press('No, thanks');
    await network.settle();
    expect(all(cat)).toContain('Nothing more is needed from you.');
  });
});

describe('the end of a project', () => {
  it('thanks whoever took part, each for themselves, and tells its manager', async () => {
    await network.travelTo('2027-03-17T10:00:00Z', 24);
    expect(all(bob)).toContain('Thank you for giving your time');
    expect(all(ann)).not.toContain('Thank you for giving your time');
    expect(all(pm)).toContain('It’s over: Housing services');
    expect((await network.database.prisma.project.findFirstOrThrow()).state).toBe('ended');
  });

  it('shreds what was told about conflicts by whoever did not take part', async () => {
    await network.travelTo('2027-03-19T10:00:00Z', 24);
    const rows = await network.database.prisma.conflict.findMany({ where: { wordsSealed: { not: null } } });
    expect(rows).toEqual([]);
  });

  it('lets no sealed word into a message, an outbox row, the log or the database in plain', async () => {
    const messages = [...network.slack.ledger, ...network.teams.ledger].filter(
      ({ kind }) => !kind.startsWith('form'),
    );
    const { prisma } = network.database;
    const rows = await prisma.$queryRaw`SELECT json_agg(o)::text FROM outbox o`;
    const audit = await prisma.$queryRaw`SELECT json_agg(a)::text FROM audit a`;
    const tables = [await prisma.placement.findMany(), await prisma.release.findMany(), audit];
    const everything = JSON.stringify([messages, rows, network.logs, tables]);
    for (const word of ['Secretshire', 'quill', 'brother', 'Jo Field'])
      expect(everything).not.toContain(word);
  });
});
