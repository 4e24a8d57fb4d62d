import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { beKinds } from './forum-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let bob: SimulatedPerson;
let ann: SimulatedPerson;
let dan: SimulatedPerson;

const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const idOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } })).memberId;
const send = (person: SimulatedPerson, doing: object) => {
  const { platform, workspace } = person.user.startsWith('t-') ? network.teams : network.slack;
  const sender = { platform, workspace, user: person.user, name: person.name };
  const conversation = { platform, workspace, id: `D-${person.user}`, kind: 'direct' };
  return network.bot.receive({ id: randomUUID(), sender, conversation, ...doing } as never);
};
const press = (person: SimulatedPerson, route: string, value: object) =>
  send(person, { kind: 'action', route, value: JSON.stringify(value) });
const submit = (person: SimulatedPerson, route: string, state: object, values: object) =>
  send(person, { kind: 'submission', route, state: JSON.stringify(state), values });

const give = async (name: string, role: string) => {
  await cora.command('roles');
  await cora.press('Give someone a role');
  await cora.fill({ Who: name, Role: role });
  await cora.submit();
  await cora.press('Yes, give the role');
  await network.settle();
};
const endNow = async (name: string, role: string) => {
  await cora.command('roles');
  await cora.press(`End ${name}’s role as ${role}`);
  await cora.press('Yes, end it');
  await network.settle();
};
/** By the value of the form, which takes anybody: its type-ahead does not offer whoever types. */
const takeOver = async (feature: string, item: string, to: SimulatedPerson) => {
  const { prisma } = network.database;
  const { id: grant } = await prisma.roleGrant.findFirstOrThrow({ where: { leftOpen: true } });
  await submit(cora, 'members.give', { grant, feature, item }, { to: await idOf(to) });
  await network.settle();
};

const project = { callOut: '', event: '' };
const placementOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.placement.findFirstOrThrow({ where: { peerId: await idOf(person) } })).id;
/** What somebody reads where they would decide about it. */
const conflictsFor = async (person: SimulatedPerson) => {
  const pages = [];
  for (const peer of [ann, dan])
    pages.push(await press(person, 'project.rule', { placement: await placementOf(peer) }));
  return JSON.stringify(pages);
};
const needsFor = async (person: SimulatedPerson) =>
  JSON.stringify(await press(person, 'forum.read-needs', { event: project.event }));

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  bob = network.slack.person('U-BOB', { name: 'Bob Baker' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  dan = network.teams.person('t-dan', { name: 'Dan Driver' });
  await network.coordinate(cora);
  await network.enrol(bob, ann, dan);
  for (const person of [cora, bob, ann, dan]) await beKinds(network, person, ['paid-peer']);
  await give('Bob Baker', 'Coordinator');
  for (const person of [ann, dan]) await press(person, 'availability.join-pool', {});
  await submit(
    bob,
    'availability.brief',
    {},
    {
      theme: 'Housing',
      councilKind: 'district',
      region: 'the East',
      placeKind: 'on-site',
      day1: '2027-03-16',
      peers: '2',
      replyBy: '2027-03-08',
      host: 'Secretshire',
    },
  );
  project.callOut = (await network.database.prisma.callOut.findFirstOrThrow()).id;
  await press(bob, 'availability.send', { callOut: project.callOut });
  await submit(
    bob,
    'forum.what',
    {},
    {
      title: 'Spring meeting',
      purpose: 'Talk',
      audience: 'everyone',
      place: 'Hub',
      learning: '30',
      social: '30',
    },
  );
  project.event = (await network.database.prisma.forumEvent.findFirstOrThrow()).id;
  await submit(bob, 'forum.when', { event: project.event }, { date1: '2027-03-16', time1: '10:00' });
  const time = (await network.database.prisma.forumTime.findFirstOrThrow()).id;
  await press(bob, 'forum.announce', { event: project.event, time });
  await network.settle();
  for (const [person, words] of [
    [ann, 'quillsister'],
    [dan, 'quillcousin'],
  ] as const) {
    const { id } = await network.database.prisma.invitation.findFirstOrThrow({
      where: { peerId: await idOf(person) },
    });
    await submit(person, 'availability.reply', { invitation: id }, { interest: 'yes', days: ['2027-03-16'] });
    await press(person, 'forum.answer', { event: project.event, parts: 'both' });
    await submit(person, 'forum.needs', { event: project.event }, { needs: [], words, named: 'yes' });
  }
  const { projectId } = await network.database.prisma.callOut.findFirstOrThrow();
  const peers = [await idOf(ann), await idOf(dan)];
  await press(bob, 'project.ask', { project: projectId, peers });
  await network.settle();
  for (const [person, words] of [
    [ann, 'quillbrother'],
    [dan, 'quillaunt'],
  ] as const) {
    await person.press('See who it is, and answer');
    expect(person.form?.text).toContain('your words only if you say yes');
    await person.fill({ 'Your answer': 'Tell Bob something else', 'A few words': words });
    await person.submit();
  }
  await network.settle();
});

describe('words that were told to one person', () => {
  it('are read by that person', async () => {
    expect(await conflictsFor(bob)).toMatch(/quillbrother[\s\S]*quillaunt|quillaunt[\s\S]*quillbrother/);
    expect(await needsFor(bob)).toMatch(/quillsister[\s\S]*quillcousin|quillcousin[\s\S]*quillsister/);
  });

  it('stay shut for a coordinator who ends a colleague’s role, takes their work and gives the role back', async () => {
    await endNow('Bob Baker', 'coordinator');
    await takeOver('availability', project.callOut, cora);
    await takeOver('forum', project.event, cora);
    for (const words of [await conflictsFor(cora), await needsFor(cora)])
      expect(words).not.toContain('quill');
    expect(await conflictsFor(cora)).toContain('shut for you unless they say yes');
    expect(await needsFor(cora)).toContain('2 people told whoever organised this before you');
    await give('Bob Baker', 'Coordinator');
    for (const words of [await conflictsFor(cora), await needsFor(cora)])
      expect(words).not.toContain('quill');
    const audit = await network.database.prisma.audit.findMany({
      where: { actor: await idOf(cora), action: { in: ['conflict.read', 'forum.needs-read'] } },
    });
    expect(audit.flatMap(({ about }) => about)).toEqual([]);
  });

  it('bring each writer one kind question, without a name on a lock screen, and on home again', async () => {
    for (const person of [ann, dan]) {
      const asked = person.chat.filter((text) => text.includes('Somebody else looks after this now'));
      expect(asked).toHaveLength(2);
      expect(asked[0]).toContain('May Cora Coordinator read what you told Bob Baker?');
      const rings = person.seen.filter(({ text }) => text.includes('Somebody else looks after this now'));
      for (const { preview } of rings) expect(preview).not.toMatch(/Cora|Bob|Housing|Spring/);
      await person.openHome();
      expect(last(person)).toContain('May Cora Coordinator read what you told Bob Baker?');
    }
  });

  it('look the same to the next one while nobody has answered and after a no', async () => {
    const before = [await conflictsFor(cora), await needsFor(cora)];
    await ann.press('No, keep it shut', '“Housing”');
    expect(last(ann)).toContain('It stays shut');
    await network.settle();
    expect([await conflictsFor(cora), await needsFor(cora)]).toEqual(before);
  });

  it('open for the next one once their writer says yes, and shut again when they think better of it', async () => {
    const id = await placementOf(dan);
    const reader = await idOf(cora);
    await press(dan, 'placement.let-read', { placement: id, reader, may: true });
    await press(dan, 'forum.let-read', { event: project.event, reader, may: true });
    expect(await conflictsFor(cora)).toContain('quillaunt');
    expect(await conflictsFor(cora)).not.toContain('quillbrother');
    expect(await needsFor(cora)).toContain('quillcousin');
    expect(await needsFor(cora)).not.toContain('quillsister');
    await press(dan, 'placement.let-read', { placement: id, reader, may: false });
    expect(await conflictsFor(cora)).not.toContain('quillaunt');
  });

  it('cannot be opened by a yes from somebody else, or for somebody who does not look after it', async () => {
    const own = await placementOf(ann);
    const value = { placement: own, reader: await idOf(cora), may: true };
    for (const person of [cora, bob, dan])
      expect(JSON.stringify(await press(person, 'placement.let-read', value))).not.toContain('open now');
    const forBob = { ...value, reader: await idOf(bob) };
    expect(JSON.stringify(await press(ann, 'placement.let-read', forBob))).not.toContain('open now');
    expect(await conflictsFor(cora)).not.toContain('quillbrother');
  });

  it('are asked about on home no more once their writer has taken them back', async () => {
    await ann.openHome();
    expect(last(ann)).toContain('Cora Coordinator is looking after “Spring meeting” now.');
    await press(ann, 'forum.answer', { event: project.event, parts: 'no' });
    await ann.openHome();
    expect(last(ann)).not.toContain('is looking after');
    expect(await network.database.prisma.card.count({ where: { kind: 'forum:may-read' } })).toBe(0);
  });

  it('are told to whom the form names when they are written again', async () => {
    const id = await placementOf(ann);
    await submit(ann, 'placement.conflict', { placement: id }, { answer: 'other', words: 'quillmother' });
    expect(await conflictsFor(cora)).toContain('quillmother');
  });

  it('open again for the one to whom they were told, when the work comes back', async () => {
    const id = await placementOf(dan);
    await give('Ann Archer', 'Coordinator');
    await ann.command('roles');
    await ann.press('End Cora Coordinator’s role as coordinator');
    await ann.press('Yes, end it');
    await network.settle();
    const { id: grant } = await network.database.prisma.roleGrant.findFirstOrThrow({
      where: { leftOpen: true },
    });
    const left = { grant, feature: 'availability', item: project.callOut };
    await submit(ann, 'members.give', left, { to: await idOf(bob) });
    await network.settle();
    const words = await conflictsFor(bob);
    expect(words).toContain('quillaunt');
    expect(words).not.toContain('quillmother');
    expect(await conflictsFor(cora)).not.toContain('quill');
    const reader = await idOf(cora);
    const late = await press(dan, 'placement.let-read', { placement: id, reader, may: true });
    expect(JSON.stringify(late)).toContain('Nothing is needed here any more');
  });
});
