import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { brief, fillPool } from './availability-scene.ts';

let network: Network;
let pm: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dan: SimulatedPerson;
const last = ({ seen }: SimulatedPerson) => seen.at(-1)?.text ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n');
const problems = () => Object.values(pm.form?.errors ?? {}).join(' ');
const asked = (person: SimulatedPerson, from: number) =>
  person.seen.slice(from).filter(({ text, kind }) => kind === 'message' && text.includes('peer challenge'))
    .length;
let from: Map<SimulatedPerson, number>;
const whoWasAsked = () =>
  [ann, bob, cat, dan].filter((one) => asked(one, from.get(one) ?? 0) > 0).map(({ name }) => name);

beforeAll(async () => {
  network = await startNetwork();
  pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  cat = network.teams.person('t-cat', { name: 'Cat Peer' });
  dan = network.slack.person('U-DAN', { name: 'Dan Peer' });
  await fillPool(network, pm, [ann, bob, cat, dan]);
  await network.enrol(network.slack.person('U-OUT', { name: 'Una Outside' }));
  const profiles: Record<string, { skills: string[]; area: string }> = {
    'Ann Peer': { skills: ['Scrutiny', 'Housing'], area: 'The East' },
    'Bob Peer': { skills: ['SCRUTINY'], area: 'East' },
    'Cat Peer': { skills: ['Housing'], area: 'North West' },
    'Dan Peer': { skills: [], area: 'North West' },
  };
  const { prisma } = network.database;
  for (const [name, data] of Object.entries(profiles))
    await prisma.profile.updateMany({ where: { member: { name } }, data });
});

beforeEach(async () => {
  await network.database.prisma.project.deleteMany();
  from = new Map([ann, bob, cat, dan].map((one) => [one, one.seen.length]));
  await pm.command('availability new');
  await pm.fill(brief);
  await pm.submit();
  await network.settle();
  expect(last(pm)).toContain('This goes to 4 people in the peer pool.');
});

const choose = async (values: Record<string, string | string[]>) => {
  await pm.press('Choose whom to ask');
  await pm.fill(values);
  await pm.submit();
};

describe('whom a call-out goes to', () => {
  it('is some of the pool, by skill and area however they were typed, with how many there are; the rest hear nothing', async () => {
    await pm.press('Choose whom to ask');
    const optionsOf = async (label: string) =>
      String(await pm.fill({ [label]: ['?'] }).catch((error) => error));
    const skills = await optionsOf('If some: with one of these skills');
    const areas = await optionsOf('If some: from one of these areas');
    expect(skills).toContain('Housing (2)');
    expect(areas).toContain('North West (2)');
    expect(skills + areas).not.toMatch(/Ann|Bob|Cat|Dan/);
    const skill = /scrutiny ?\(2\)/i.exec(skills)?.[0] ?? '';
    const area = /(the )?east \(2\)/i.exec(areas)?.[0] ?? '';
    await pm.fill({
      'Whom of the peer pool?': 'Some, by skill and area',
      'If some: with one of these skills': [skill],
      'If some: from one of these areas': [area],
    });
    await pm.submit();
    expect(last(pm)).toContain('It goes to 2 people');
    expect(last(pm)).toMatch(/2 people in the peer pool, those with scrutiny in (the )?east\./i);
    expect(last(pm)).toContain('None of them was asked in the last year.');
    await pm.press('Send to 2 people');
    await network.settle();
    expect(whoWasAsked()).toEqual(['Ann Peer', 'Bob Peer']);
    expect(pm.chat.join('\n')).toMatch(
      /It asked 2 people of the pool, those with scrutiny in (the )?east\./i,
    );
  });

  it.each(['slack', 'teams'] as const)(
    'is people who were named, and nobody keeps whom a draft named once it was sent (%s)',
    async (platform) => {
      const peer = platform === 'slack' ? ann : bob;
      await choose({ 'Whom of the peer pool?': 'People I name', 'If people you name: who?': peer.name });
      expect(last(pm)).toContain('1 person in the peer pool, chosen by name.');
      await pm.press('Send to 1 person');
      await network.settle();
      expect(whoWasAsked()).toEqual([peer.name]);
      expect(await network.database.prisma.callOutNamed.count()).toBe(0);
    },
  );

  it('never names somebody who isn’t in the pool, takes a break or is the host’s own, and never says which', async () => {
    const { prisma } = network.database;
    await prisma.member.updateMany({
      where: { name: 'Dan Peer' },
      data: { pausedUntil: new Date('2027-06-01T00:00:00Z') },
    });
    const key = 'secretshire district council';
    const { id: organisationId } = await prisma.organisation.create({
      data: { name: 'Secretshire District Council', key, state: 'confirmed' },
    });
    await prisma.profile.updateMany({ where: { member: { name: 'Cat Peer' } }, data: { organisationId } });
    const named = { 'Whom of the peer pool?': 'People I name' };
    await choose({ ...named, 'If people you name: who?': 'Una Outside' });
    const outside = problems();
    pm.dismiss();
    await choose({ ...named, 'If people you name: who?': 'Dan Peer' });
    expect(problems()).toBe(outside);
    expect(outside).not.toBe('');
    pm.dismiss();
    await choose({ ...named, 'If people you name: who?': 'Cat Peer' });
    expect(problems()).not.toBe('');
    pm.dismiss();
    // Neither by a skill: Cat has one of these, and so has Ann.
    await choose({
      'Whom of the peer pool?': 'Some, by skill and area',
      'If some: with one of these skills': ['Housing (1)'],
    });
    expect(last(pm)).toContain('It goes to 1 person');
    await prisma.profile.updateMany({ data: { organisationId: null } });
    await prisma.member.updateMany({ where: { name: 'Dan Peer' }, data: { pausedUntil: null } });
  });

  it('that are all gone by the time it is sent goes to nobody, and says what to do', async () => {
    await choose({ 'Whom of the peer pool?': 'People I name', 'If people you name: who?': 'Ann Peer' });
    const leftAt = await network.now();
    await network.database.prisma.poolPeer.updateMany({
      where: { member: { name: 'Ann Peer' } },
      data: { leftAt },
    });
    await pm.press('Send to 1 person');
    await network.settle();
    expect(whoWasAsked()).toEqual([]);
    expect(last(pm)).toContain(
      'Nobody whom you named can be asked just now. Please name others, or choose everybody.',
    );
    await network.database.prisma.poolPeer.updateMany({ data: { leftAt: null } });
  });

  it('is counted as it is chosen: of nobody it says so, and sends nothing', async () => {
    await pm.press('Choose whom to ask');
    const skill = { 'If some: with one of these skills': ['Housing (2)'] };
    await pm.fill({ 'Whom of the peer pool?': 'Some, by skill and area', ...skill });
    await pm.fill({ 'If some: from one of these areas': ['North West (2)'] });
    await network.database.prisma.member.updateMany({
      where: { name: 'Cat Peer' },
      data: { pausedUntil: new Date('2027-06-01T00:00:00Z') },
    });
    await pm.submit();
    expect(last(pm)).toContain('Nobody like that can be asked just now');
    expect(last(pm)).toContain('Please choose others, or everybody. Nothing was sent.');
    expect(pm.seen.at(-1)?.buttons).toEqual(['Choose whom to ask']);
    await network.database.prisma.member.updateMany({
      where: { name: 'Cat Peer' },
      data: { pausedUntil: null },
    });
  });

  it('has nobody else to ask once everybody has it', async () => {
    await choose({ 'Whom of the peer pool?': 'People I name', 'If people you name: who?': 'Ann Peer' });
    await pm.press('Send to 1 person');
    await network.settle();
    const pausedUntil = new Date('2027-06-01T00:00:00Z');
    await network.database.prisma.member.updateMany({
      where: { name: { not: 'Ann Peer' } },
      data: { pausedUntil },
    });
    await pm.press('Ask everybody else too');
    expect(last(pm)).toContain('There’s nobody else to ask just now');
    await network.database.prisma.member.updateMany({ data: { pausedUntil: null } });
  });

  it('says kindly what is missing, and that nobody is like that, with what to do', async () => {
    await choose({ 'Whom of the peer pool?': 'Some, by skill and area' });
    expect(problems()).toContain('Please choose a skill or an area, or “Everybody”.');
    pm.dismiss();
    await choose({ 'Whom of the peer pool?': 'People I name' });
    expect(problems()).toContain('Please name somebody');
    pm.dismiss();
    await choose({
      'Whom of the peer pool?': 'Some, by skill and area',
      'If some: with one of these skills': ['Housing (2)'],
    });
    await network.database.prisma.poolPeer.updateMany({
      where: { member: { name: { in: ['Ann Peer', 'Cat Peer'] } } },
      data: { leftAt: await network.now() },
    });
    await pm.press('Send to 2 people');
    await network.settle();
    expect(whoWasAsked()).toEqual([]);
    expect(last(pm)).toContain('Just now there’s nobody like that to send it to.');
    await network.database.prisma.poolPeer.updateMany({ data: { leftAt: null } });
  });

  it('is widened to everybody else after a second screen, once; whoever has it hears nothing new', async () => {
    await choose({ 'Whom of the peer pool?': 'People I name', 'If people you name: who?': 'Ann Peer' });
    await pm.press('Send to 1 person');
    await network.settle();
    await pm.press('Ask everybody else too');
    expect(last(pm)).toContain('Ask 3 more people?');
    await pm.press('Send to 3 people');
    await network.settle();
    expect(whoWasAsked()).toEqual(['Ann Peer', 'Bob Peer', 'Cat Peer', 'Dan Peer']);
    expect(asked(ann, from.get(ann) ?? 0)).toBe(1);
    expect(pm.seen.at(-1)?.buttons).not.toContain('Ask everybody else too');
    for (const one of [ann, bob, cat, dan]) expect(asked(one, from.get(one) ?? 0)).toBe(1);
    expect(await network.database.prisma.invitation.count()).toBe(4);
  });

  it('tells whoever runs it how many of them weren’t asked in the last year, and never who was asked often (A3)', async () => {
    await choose({ 'Whom of the peer pool?': 'People I name', 'If people you name: who?': 'Ann Peer' });
    await pm.press('Send to 1 person');
    await network.settle();
    await pm.command('availability new');
    await pm.fill({ ...brief, 'What is it about?': 'Planning' });
    await pm.submit();
    await network.settle();
    await choose({
      'Whom of the peer pool?': 'Some, by skill and area',
      'If some: with one of these skills': ['Housing (2)'],
    });
    expect(last(pm)).toContain('1 of them wasn’t asked in the last year.');
    expect(last(pm)).not.toMatch(/Ann|Cat/);
  });

  it('means the same once a coordinator calls a skill by another name', async () => {
    await choose({
      'Whom of the peer pool?': 'Some, by skill and area',
      'If some: with one of these skills': ['Housing (2)'],
    });
    await pm.command('skills');
    await pm.press('Change one');
    await pm.fill({ 'Which one?': 'housing', 'What would you like to do?': 'Write it another way' });
    await pm.submit();
    await pm.fill({ 'The skill, in a few words': 'homes and tenants' });
    await pm.submit();
    await network.settle();
    expect(all(pm)).toContain('This goes to 2 people in the peer pool, those with homes and tenants.');
    await pm.press('Send to 2 people');
    await network.settle();
    expect(whoWasAsked()).toEqual(['Ann Peer', 'Cat Peer']);
  });

  it('is some for a pencil too, which says so; whoever left meanwhile is not among them', async () => {
    await pm.command('availability new');
    const { 'First day': _, ...pencil } = brief;
    await pm.fill({ ...pencil, 'No dates yet? Roughly when': 'some time in spring' });
    await pm.submit();
    await network.settle();
    const area = { 'If some: from one of these areas': ['North West (2)'] };
    await choose({ 'Whom of the peer pool?': 'Some, by skill and area', ...area });
    expect(last(pm)).toContain('2 people in the peer pool, those in North West.');
    const leftAt = await network.now();
    const where = { member: { name: 'Dan Peer' } };
    await network.database.prisma.poolPeer.updateMany({ where, data: { leftAt } });
    await pm.press('Send to 2 people');
    await network.settle();
    expect(all(pm)).toContain('It asked 1 person of the pool, those in North West.');
    expect(await network.database.prisma.invitation.findMany({ include: { peer: true } })).toMatchObject([
      { peer: { name: 'Cat Peer' } },
    ]);
    await network.database.prisma.poolPeer.updateMany({ data: { leftAt: null } });
  });

  it('can’t be changed any more once it was sent', async () => {
    await pm.press('Choose whom to ask');
    const form = pm.form;
    expect(form?.title).toBe('Choose whom to ask');
    await network.database.prisma.callOut.updateMany({
      data: { state: 'open', openedAt: await network.now() },
    });
    await pm.fill({ 'Whom of the peer pool?': 'People I name', 'If people you name: who?': 'Ann Peer' });
    await pm.submit();
    expect(last(pm)).toContain('This has been sent already');
    expect(await network.database.prisma.callOutNamed.count()).toBe(0);
  });
});
