import { beforeEach, describe, expect, it } from 'vitest';
import { enterPool } from '../../src/features/pool/store/callable.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  brief,
  fillPool,
  fixDates,
  pencilBrief,
  replyYes,
  sendCallOut,
  sendPencil,
} from '../features/availability-scene.ts';
import { beKinds } from '../features/forum-scene.ts';
import { guess, guessForm } from '../support/guess.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let pm: SimulatedPerson;
let dee: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const rung = (person: SimulatedPerson, title: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(title));
const idOf = async (name: string) =>
  (await network.database.prisma.member.findFirstOrThrow({ where: { name } })).id;
const pencil = () =>
  network.database.prisma.callOut.findFirstOrThrow({
    where: { kind: 'pencil' },
    orderBy: { openedAt: 'desc' },
  });
const on = [
  ['Slack', () => ann],
  ['Teams', () => bob],
] as const;

async function beManager(name: string): Promise<void> {
  const startsAt = new Date('2027-01-01');
  await network.database.prisma.roleGrant.create({
    data: { memberId: await idOf(name), role: 'project-manager', startsAt },
  });
}

/** Once its own closing day has passed. */
async function fixLater(): Promise<void> {
  await pm.press('Dates are fixed');
  await pm.fill({ 'First day': '2027-04-20', 'Reply by': '2027-03-19' });
  await pm.submit();
  await pm.press('Send to 2 people');
  await network.settle();
}

beforeEach(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  dee = network.teams.person('t-dee', { name: 'Dee Deputy' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  await fillPool(network, pm, [ann, bob]);
  await network.enrol(dee);
});

describe('a brief that is a pencil', () => {
  it('takes days or words, not neither and not both, and says so beside the field', async () => {
    await pm.command('availability new');
    await pm.fill({ ...pencilBrief, 'No dates yet? Roughly when': '   ' });
    await pm.submit();
    expect(pm.form?.errors['First day'] ?? pm.form?.errors['No dates yet? Roughly when']).toMatch(
      /say roughly when|fill this in/,
    );
    await pm.fill({ 'No dates yet? Roughly when': 'x'.repeat(81) });
    await pm.submit();
    expect(pm.form?.errors['No dates yet? Roughly when']).toContain('80 characters');
    await pm.fill({ 'No dates yet? Roughly when': 'in spring', 'First day': '2027-03-16' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({ 'No dates yet? Roughly when': expect.stringContaining('not both') });
    await pm.fill({ 'First day': '' });
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('Your pencil, before it goes');
    expect(await network.database.prisma.projectDay.count()).toBe(0);
  });

  it('becomes a call-out, and a pencil again, as long as it has not gone', async () => {
    const { prisma } = network.database;
    await pm.command('availability new');
    await pm.fill(pencilBrief);
    await pm.submit();
    await network.settle();
    await pm.press('Change');
    await pm.fill({ 'No dates yet? Roughly when': '', 'First day': '2027-03-16' });
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('Your call-out, before it goes');
    expect(await prisma.callOut.findFirstOrThrow()).toMatchObject({ kind: 'call-out' });
    expect(await prisma.project.findFirstOrThrow()).toMatchObject({ state: 'calling', roughly: null });
    await pm.press('Change');
    await pm.fill({ 'No dates yet? Roughly when': 'some time in spring', 'First day': '' });
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('Your pencil, before it goes');
    await pm.press('Throw away');
    await network.settle();
    expect(await prisma.project.count()).toBe(0);
  });

  it('that nobody can be sent to offers no button, and a press on one of before sends nothing', async () => {
    await network.database.prisma.poolPeer.updateMany({ data: { leftAt: await network.now() } });
    await pm.command('availability new');
    await pm.fill(pencilBrief);
    await pm.submit();
    await network.settle();
    expect(last(pm)).toContain('so there is nobody to send it to.');
    expect(last(pm)).not.toContain('[Send to');
    const { id: callOut } = await network.database.prisma.callOut.findFirstOrThrow();
    await guess(network, pm, 'availability.send', { callOut });
    await network.settle();
    expect((await network.database.prisma.callOut.findFirstOrThrow()).state).toBe('draft');
  });
});

describe('dates that are fixed', () => {
  it('are days to come, in order, with a reply-by before the first', async () => {
    await sendPencil(network, pm, 2);
    await pm.press('Dates are fixed');
    await pm.submit();
    expect(pm.form?.errors).toEqual({
      'First day': 'Please give a date, such as 2027-03-16.',
      'Reply by': 'Please give a date, such as 2027-03-16.',
    });
    await pm.fill({ 'First day': '2027-01-20', 'Reply by': '2027-01-10' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({
      'First day': 'Please choose a day after today.',
      'Reply by': 'Please choose today or a later day.',
    });
    await pm.fill({ 'First day': '2027-03-16', 'Second day': '2027-03-15', 'Reply by': '2027-03-16' });
    await pm.submit();
    expect(pm.form?.errors).toEqual({
      'Second day': expect.stringContaining('in order'),
      'Reply by': 'Please choose a day before the first day of the project.',
    });
    await pm.fill({ 'Second day': '', 'Reply by': '2027-03-05' });
    await pm.submit();
    await network.travelTo('2027-03-06T11:00:00Z', 24);
    await pm.press('Send to 2 people');
    expect(last(pm)).toContain('Those dates don’t fit any more');
    expect(await network.database.prisma.callOut.count()).toBe(1);
    for (const one of [ann, bob]) expect(all(one)).not.toContain('Reply by');
  });

  it('twice are fixed once, and nobody is asked again', async () => {
    await sendPencil(network, pm, 2);
    const { id: callOut } = await pencil();
    await fixDates(network, pm, 2);
    const about = { callOut, days: ['2027-04-20'], replyBy: '2027-03-20' };
    const again = await guess(network, pm, 'availability.fixed', about);
    expect(JSON.stringify(again)).toContain('Its dates are fixed already');
    const form = await guess(network, pm, 'availability.fix', { callOut });
    expect(JSON.stringify(form)).toContain('Its dates are fixed already');
    await network.settle();
    expect(await network.database.prisma.callOut.count({ where: { kind: 'call-out' } })).toBe(1);
    for (const one of [ann, bob]) expect(rung(one, 'Could you help')).toHaveLength(1);
    // Nor does a call-out have any to fix.
    const { id } = await network.database.prisma.callOut.findFirstOrThrow({ where: { kind: 'call-out' } });
    const other = await guess(network, pm, 'availability.fixed', { ...about, callOut: id });
    expect(JSON.stringify(other)).toContain('There are no dates to fix here');
  });

  it('by two who run it at the same moment are fixed once', async () => {
    await sendPencil(network, pm, 2);
    const { id: callOut } = await pencil();
    const about = { callOut, days: ['2027-03-16'], replyBy: '2027-02-20' };
    await Promise.all([1, 2, 3].map(() => guess(network, pm, 'availability.fixed', about)));
    await network.settle();
    expect(await network.database.prisma.callOut.count({ where: { kind: 'call-out' } })).toBe(1);
  });

  it('with nobody left in the pool are not fixed, and the pencil stays as it is', async () => {
    await sendPencil(network, pm, 2);
    await network.database.prisma.poolPeer.updateMany({ data: { leftAt: await network.now() } });
    await pm.press('Dates are fixed');
    await pm.fill({ 'First day': '2027-03-16', 'Reply by': '2027-02-12' });
    await pm.submit();
    expect(last(pm)).toContain('There’s nobody to send it to');
    expect((await pencil()).state).toBe('open');
  });

  it('by mistake are taken back within ten minutes: the pencil stands as it stood, and can be fixed again', async () => {
    const { prisma } = network.database;
    await sendPencil(network, pm, 2);
    await ann.press('I’d be interested');
    await network.settle();
    await fixDates(network, pm, 2);
    await replyYes(network, bob);
    await pm.press('That was a mistake', 'Your call-out');
    await network.settle();
    for (const one of [ann, bob]) expect(all(one)).toContain('This call-out was sent by mistake');
    expect(await prisma.project.findFirstOrThrow()).toMatchObject({ state: 'pencilled' });
    expect(await prisma.placement.count()).toBe(0);
    expect(await prisma.projectDay.count()).toBe(0);
    expect(all(ann)).toContain('You said: I’d be interested');
    await fixDates(network, pm, 2);
    expect(rung(ann, 'You said you’d be interested: the dates are fixed.')).toHaveLength(2);
    await replyYes(network, bob);
    expect(await prisma.placement.findMany()).toMatchObject([{ state: 'interested', days: ['2027-03-16'] }]);
    expect(all(pm)).toContain('Notice given: 43 days');
  });

  it('are not moved before they are there', async () => {
    await sendPencil(network, pm, 2);
    const { projectId: project } = await pencil();
    for (const reply of [
      await guess(network, pm, 'project.move', { project }),
      await guessForm(network, pm, 'project.move-preview', { project }, { day1: '2027-05-04' }),
      await guess(network, pm, 'project.moved', { project, days: ['2027-05-04'], moved: 0 }),
    ])
      expect(JSON.stringify(reply)).toContain('It has no dates yet');
    expect(await network.database.prisma.projectDay.count()).toBe(0);
  });
});

describe('what a peer says to a pencil', () => {
  it.each(on)('can be changed until it closes, and is taken back by a press (%s)', async (_, who) => {
    const peer = who();
    const reply = async () =>
      (await network.database.prisma.invitation.findFirstOrThrow({ where: { peer: { name: peer.name } } }))
        .reply;
    await sendPencil(network, pm, 2);
    await peer.press('Not this time');
    expect(await reply()).toBe('no');
    await peer.press('That was a mistake');
    expect(await reply()).toBe('keen');
    await peer.press('Not this time after all');
    expect(await reply()).toBe('no');
    await network.travelTo('2027-02-15T11:00:00Z', 24);
    await peer.press('That was a mistake');
    expect(last(peer)).toContain('This heads-up has closed');
    expect(last(peer)).toContain('When the dates are fixed you’re asked, whatever you said here.');
    expect(await reply()).toBe('no');
    await fixLater();
    expect(rung(peer, 'Could you help with a peer challenge?')).toHaveLength(1);
  });

  it.each(on)('is no answer to a call-out, nor the other way round (%s)', async (_, who) => {
    const peer = who();
    const { prisma } = network.database;
    await sendPencil(network, pm, 2);
    const about = {
      invitation: (await prisma.invitation.findFirstOrThrow({ where: { peer: { name: peer.name } } })).id,
    };
    for (const reply of [
      await guess(network, peer, 'availability.see', about),
      await guessForm(network, peer, 'availability.reply', about, {
        interest: 'yes',
        days: ['2027-03-16'],
      } as never),
    ])
      expect(JSON.stringify(reply)).toContain('There are no days to choose yet');
    await fixDates(network, pm, 2);
    const stale = await guess(network, peer, 'availability.keen', about);
    expect(JSON.stringify(stale)).toContain('The dates are fixed');
    const asked = await prisma.invitation.findFirstOrThrow({
      where: { peer: { name: peer.name }, callOut: { kind: 'call-out' } },
    });
    const keen = await guess(network, peer, 'availability.keen', { invitation: asked.id });
    expect(JSON.stringify(keen)).toContain('takes your answer');
    expect(await prisma.invitation.count({ where: { reply: { not: null } } })).toBe(0);
    expect(await prisma.placement.count()).toBe(0);
  });
});

describe('a pencil and whoever runs it', () => {
  it('waits on their home until its dates are fixed, and may be given more time', async () => {
    await sendPencil(network, pm, 2);
    expect(await homeOf(pm)).toContain('Your pencil: Housing services');
    await network.travelTo('2027-02-15T11:00:00Z', 24);
    expect(await homeOf(pm)).toContain('Your pencil has closed: Housing services');
    await pm.press('Open it again', 'Your pencil has closed');
    await pm.fill({ 'Reply by': '2027-03-01' });
    await pm.submit();
    await network.settle();
    await bob.press('I’d be interested');
    await network.travelTo('2027-02-26T11:00:00Z', 24);
    expect([...rung(ann, 'Still time'), ...rung(bob, 'Still time')]).toEqual([]);
    await fixLater();
    expect(await homeOf(pm)).not.toContain('Your pencil');
    await network.audit();
    expect(network.logs.filter(({ event }) => event === 'auditor.found')).toEqual([]);
  });

  it('is for nobody whose role has ended, and goes whole to whoever takes it over', async () => {
    const flo = network.teams.person('t-flo', { name: 'Flo Manager' });
    await network.enrol(flo);
    for (const name of ['Dee Deputy', 'Flo Manager']) await beManager(name);
    await sendPencil(network, dee, 2);
    await ann.press('I’d be interested');
    await network.settle();
    const { id: callOut } = await pencil();
    await pm.command('roles');
    await pm.press('End Dee Deputy’s role as project manager');
    await pm.press('Yes, end it');
    await network.settle();
    const about = { callOut, days: ['2027-03-16'], replyBy: '2027-02-20' };
    const refused = JSON.stringify(await guess(network, dee, 'availability.fixed', about));
    expect(refused).not.toContain('Housing');
    expect(await network.database.prisma.callOut.count()).toBe(1);
    const other = JSON.stringify(await guess(network, pm, 'availability.fixed', about));
    expect(other).toContain('for somebody else');

    const label = all(pm)
      .match(/\[(Give to somebody: [^\]]*)\]/g)
      ?.map((one) => one.slice(1, -1));
    expect(label).toEqual([expect.stringContaining('Pencil “Housing services”')]);
    await pm.press(label?.[0] ?? '');
    await pm.fill({ 'Who takes it over': 'Flo Manager' });
    await pm.submit();
    await network.settle();
    expect(all(flo)).toContain('Would be interested: 1');
    await fixDates(network, flo, 2);
    expect(rung(ann, 'You said you’d be interested: the dates are fixed.')).toHaveLength(1);
    expect(rung(bob, 'Could you help with a peer challenge?')).toHaveLength(1);
  });

  it.each(on)(
    'is called off where they are forgotten and nobody can have it: whoever was interested hears (%s)',
    async (_, who) => {
      await beManager('Dee Deputy');
      // Whoever else runs projects is asked by it themselves.
      await beKinds(network, pm, ['volunteer']);
      await network.database.transaction(async (tx) =>
        enterPool(tx, await idOf('Priya Manager'), await network.now()),
      );
      await sendPencil(network, dee, 3);
      await who().press('I’d be interested');
      await network.settle();
      await dee.say('privacy');
      await dee.press('Forget me');
      await dee.press('Yes, forget me');
      await network.travelTo('2027-02-10T11:00:00Z', 24);
      expect((await network.database.prisma.project.findFirstOrThrow()).state).toBe('cancelled');
      expect(rung(who(), 'This project has been called off')).toHaveLength(1);
      expect(rung(pm, 'This project has been called off')).toEqual([]);
    },
  );

  it('goes to another project manager where they are forgotten, and a peer who is forgotten leaves no answer', async () => {
    const { prisma } = network.database;
    await beManager('Dee Deputy');
    await sendPencil(network, dee, 2);
    for (const peer of [ann, bob]) await peer.press('I’d be interested');
    await network.settle();
    await network.travelTo('2027-02-15T11:00:00Z', 24);
    const { id: callOut } = await pencil();
    for (const person of [dee, ann]) {
      await person.say('privacy');
      await person.press('Forget me');
      await person.press('Yes, forget me');
    }
    await network.travelTo('2027-02-24T11:00:00Z', 24);
    expect(all(pm)).toContain('A pencil is yours now');
    expect(all(pm)).toContain('Would be interested: 1');
    expect(await prisma.invitation.findMany({ where: { callOutId: callOut } })).toMatchObject([
      { peerId: await idOf('Bob Peer'), reply: 'keen' },
    ]);
    await pm.press('Dates are fixed');
    await pm.fill({ 'First day': '2027-04-20', 'Reply by': '2027-03-19' });
    await pm.submit();
    await pm.press('Send to 1 person');
    await network.settle();
    expect(rung(bob, 'You said you’d be interested: the dates are fixed.')).toHaveLength(1);
  });

  it('of which nobody has fixed the dates for a year is called off by itself', async () => {
    await sendPencil(network, pm, 2);
    await bob.press('I’d be interested');
    await network.travelTo('2028-02-21T11:00:00Z', 24);
    expect((await network.database.prisma.project.findFirstOrThrow()).state).toBe('cancelled');
    expect(rung(bob, 'This project has been called off')).toHaveLength(1);
    expect(rung(ann, 'This project has been called off')).toEqual([]);
    expect(all(pm)).toContain('The project was called off.');
  });
});

describe('the notice that we gave', () => {
  it('is an average of the projects that begin this year, without those that were called off or have no dates', async () => {
    const { prisma } = network.database;
    await pm.say('status');
    expect(last(pm)).not.toContain('Notice that we gave');
    await sendPencil(network, pm, 2);
    await pm.say('status');
    expect(last(pm)).not.toContain('Notice that we gave');
    await sendCallOut(network, pm, 2);
    await pm.command('availability new');
    await pm.fill({ ...brief, 'First day': '2027-03-18' });
    await pm.submit();
    await network.settle();
    await pm.press('Send to 2 people');
    await network.settle();
    await pm.say('status');
    expect(last(pm)).toContain('Notice that we gave: on average 44 days (2 projects this year)');
    const next = await prisma.projectDay.findFirstOrThrow({ where: { day: '2027-03-18' } });
    await prisma.projectDay.updateMany({ where: next, data: { day: '2028-03-18' } });
    await pm.say('status');
    expect(last(pm)).toContain('on average 43 days (1 project this year)');
    await prisma.project.updateMany({
      where: { state: 'calling' },
      data: { state: 'cancelled', endedAt: new Date() },
    });
    await pm.say('status');
    expect(last(pm)).not.toContain('Notice that we gave');
  });
});
