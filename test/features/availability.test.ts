import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { guess } from '../support/guess.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief as common, fillPool } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';

const brief = { ...common, 'Second day': '2027-03-17' };

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
});

describe('a call-out across both platforms', () => {
  it('shows the brief to its writer first, with how many people it goes to', async () => {
    await pm.command('availability new');
    await pm.fill(brief);
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('This goes to 3 people in the peer pool.');
    expect(last(pm)).not.toContain('Secretshire');
  });

  it('asks each peer where they are, without promise or host', async () => {
    await pm.press('Send to 3 people');
    await network.settle();
    for (const peer of [ann, bob, cat]) {
      expect(last(peer)).toContain('Could you help with a peer challenge?');
      expect(last(peer)).toContain('saying no never counts against you');
      expect(last(peer)).not.toContain('Secretshire');
    }
  });

  it('takes interest and days, and the manager’s one card counts them', async () => {
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

  it('can be changed until it closes, and a tap on "not this time" can be undone', async () => {
    expect(last(bob)).toContain('not this time');
    await bob.press('That was a mistake');
    await bob.fill({
      'Are you interested?': 'Maybe',
      'Which days suit you?': ['Tue 16 March', 'Wed 17 March'],
    });
    await bob.submit();
    await network.settle();
    expect(last(bob)).toContain('You replied: maybe');
    expect(last(pm)).toContain('Maybe: 1');
    expect(last(pm)).not.toContain('Not this time');
  });

  it('asks for a day beside its field when none was ticked, and keeps what was chosen', async () => {
    await bob.press('Change');
    await bob.fill({ 'Are you interested?': 'Yes, I’m interested', 'Which days suit you?': [] });
    await bob.submit();
    expect(bob.form?.errors).toEqual({
      'Which days suit you?': expect.stringContaining('tick at least one day'),
    });
    bob.dismiss();
  });

  it('reminds once, half-way, in their hours, and only those who have not answered', async () => {
    const before = { ann: ann.seen.length, cat: cat.seen.length };
    await network.travelTo('2027-02-08T12:00:00Z');
    expect(cat.seen.length).toBe(before.cat + 1);
    expect(cat.seen.at(-1)?.preview).toMatch(/^Still time to reply, until Fri 12 February/);
    expect(ann.seen.length).toBe(before.ann);
    await network.travelTo('2027-02-09T12:00:00Z');
    expect(cat.seen.length).toBe(before.cat + 1);
  });

  it('names the host only after interest, to those who are chosen, in confidence, and asks about conflicts', async () => {
    await pm.press('Choose people');
    await pm.fill({
      'Whom would you like to put forward?': [
        'Bob Peer: maybe, free all days',
        'Ann Peer: yes, free 1 of 2 days',
      ],
    });
    await pm.submit();
    expect(last(pm)).toContain('Put 2 people forward?');
    await pm.press('Ask 2 people');
    await network.settle();
    expect(last(ann)).toContain('We’d like to put your name forward');
    expect(last(ann)).not.toContain('Secretshire');
    await ann.press('See who it is, and answer');
    expect(ann.form?.text).toContain('In confidence, it’s Secretshire District Council.');
    expect(ann.form?.text).toContain('Only Priya Manager, the project manager, reads your answer');
    await ann.fill({ 'Your answer': 'No conflict: yes' });
    await ann.submit();
    await bob.press('See who it is, and answer');
    await bob.fill({ 'Your answer': 'Tell Priya something else' });
    await bob.submit();
    expect(bob.form?.errors).toEqual({
      'A few words': expect.stringContaining('write a few words'),
    });
    await bob.fill({ 'A few words': 'canary-my-brother-in-law' });
    await bob.submit();
    await network.settle();
    expect(pm.chat.join()).toContain('For you to decide: 2');
  });

  it('shows the words to this project manager alone, and writes down that they were opened', async () => {
    await pm.press('The people');
    await pm.press('Decide about Bob');
    expect(pm.form?.text).toContain('canary-my-brother-in-law');
    pm.dismiss();
    const opened = await network.database.prisma.audit.count({ where: { action: 'conflict.read' } });
    expect(opened).toBe(1);
  });

  it('lets nobody open the host who was not put forward', async () => {
    const { id } = await network.database.prisma.placement.findFirstOrThrow({
      where: { peer: { name: 'Ann Peer' } },
    });
    const stranger = await guess(network, cat, 'placement.see-host', { placement: id });
    expect(JSON.stringify(stranger)).toContain('That card was for somebody else');
    await network.database.prisma.placement.update({ where: { id }, data: { state: 'interested' } });
    const early = await guess(network, ann, 'placement.see-host', { placement: id });
    expect(JSON.stringify(early)).toContain('Nothing is needed here any more');
    await network.database.prisma.placement.update({ where: { id }, data: { state: 'chosen' } });
  });

  it('opens the host from a card of before, which is known by the same id', async () => {
    const { id } = await network.database.prisma.placement.findFirstOrThrow({
      where: { peer: { name: 'Ann Peer' } },
    });
    const reply = await guess(network, ann, 'availability.see-host', { invitation: id });
    expect(JSON.stringify(reply)).toContain('Secretshire');
  });

  it('closes at the end of the reply-by day, ranks the days, and is kind to who comes late', async () => {
    await network.travelTo('2027-02-12T23:00:00Z');
    expect((await network.database.prisma.callOut.findFirstOrThrow()).state).toBe('open');
    await network.travelTo('2027-02-15T09:30:00Z');
    const summary = pm.chat.find((card) => card.startsWith('Your call-out has closed: 1 yes, 1 maybe')) ?? '';
    expect(summary.indexOf('Tue 16 March: 2 can come')).toBeGreaterThan(0);
    expect(summary.indexOf('Tue 16 March')).toBeLessThan(summary.indexOf('Wed 17 March'));
    await cat.press('See days and reply', 'Could you help');
    expect(last(cat)).toContain('This call-out has closed');
    expect(last(cat)).toContain('doesn’t count against you');
    expect(
      (await network.database.prisma.invitation.findFirstOrThrow({ where: { peer: { name: 'Cat Peer' } } }))
        .reply,
    ).toBeNull();
  });

  it('lets no sealed word into a message, an outbox row, the log or the database in plain', async () => {
    const { ledger: onSlack } = network.slack;
    const messages = [...onSlack, ...network.teams.ledger].filter(({ kind }) => !kind.startsWith('form'));
    const rows = await network.database.prisma.$queryRaw`SELECT json_agg(o)::text FROM outbox o`;
    const projects = await network.database.prisma.project.findMany();
    const conflicts = await network.database.prisma.conflict.findMany();
    const everything = JSON.stringify([messages, rows, network.logs, projects, conflicts]);
    expect(everything).not.toContain('Secretshire');
    expect(everything).not.toContain('canary-my-brother-in-law');
  });
});

describe('a call-out that was a mistake', () => {
  it('is taken back within ten minutes: what nobody saw is withdrawn, what was read is answered', async () => {
    await pm.command('availability new');
    await pm.fill({ ...brief, 'Reply by': '2027-03-05' });
    await pm.submit();
    await network.settle();
    network.teams.fail({ kind: 'limited', times: 100, retryAfterSeconds: 60 });
    await pm.press('Send to 3 people');
    await network.settle();
    await pm.press('That was a mistake');
    await network.settle();
    expect(ann.chat.join('\n')).toContain('This call-out was sent by mistake');
    expect(bob.chat.join('\n')).not.toContain('sent by mistake');
    expect(last(pm)).toContain('was taken back');
  });
});

describe('leaving the pool', () => {
  it('brings no call-out any more: not one that waits for their hours, no reminder, and nothing on home', async () => {
    network.teams.mend();
    // Its limit lasts a minute of the wall's clock, which no test turns.
    await network.database.prisma.outboxLane.updateMany({ data: { nextAt: new Date(0) } });
    await network.database.prisma
      .$executeRaw`UPDATE outbox SET due_at = enqueued_at WHERE state = 'pending' AND NOT held`;
    const leavers = [ann, cat];
    for (const peer of leavers) {
      await peer.say('availability');
      if (!last(peer).includes('Leave the pool')) await peer.press('Join the peer pool');
    }
    const dates = { 'First day': '2027-04-20', 'Second day': '2027-04-21', 'Reply by': '2027-03-26' };
    await network.travelTo('2027-02-27T11:00:00Z', 24);
    await pm.command('availability new');
    await pm.fill({ ...brief, ...dates, 'What is it about?': 'Libraries' });
    await pm.submit();
    await network.settle();
    await pm.press('Send to 3 people', 'before it goes');
    await network.settle();
    // A Saturday: ann leaves before it reaches anybody, cat once she has seen it.
    await ann.say('home');
    await ann.press('Call-outs');
    await ann.press('Leave the pool');
    expect(last(ann)).toContain('No call-outs come to you any more, and no reminders.');
    await network.travelTo('2027-03-01T11:00:00Z', 4);
    const asked = (peer: SimulatedPerson) =>
      peer.seen.filter(({ kind, text }) => kind === 'message' && text.includes('Libraries'));
    expect(asked(ann)).toEqual([]);
    expect(asked(cat)).toHaveLength(1);
    await cat.say('home');
    await cat.press('Call-outs');
    await cat.press('Leave the pool');
    await cat.say('home');
    expect(last(cat)).not.toContain('Libraries');
    await network.travelTo('2027-03-17T11:00:00Z', 24);
    const reminded = (peer: SimulatedPerson) =>
      peer.chat.filter((text) => text.includes('Still time to reply') && text.includes('Libraries'));
    expect(reminded(bob)).toHaveLength(1);
    expect([...reminded(ann), ...reminded(cat)]).toEqual([]);
  });
});
