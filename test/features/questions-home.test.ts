import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import type { Network } from '../support/network.ts';
import { startScene } from './questions-scene.ts';

const OFFERED = 'Could you help with a question?';
const SUGGESTED = 'May I ask Eve Elsewhere?';
const TO_SHARE = 'May others see an answer of yours?';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dev: SimulatedPerson;
let eve: SimulatedPerson;

beforeAll(async () => {
  scene = await startScene();
  ({ network, cora, ann, bob, cat, dev, eve } = scene);
  await scene.openGate();
  await scene.makeTopic('Housing', ['Bob Reader', 'Cat Reader']);
});

const suggestEve = async (by: SimulatedPerson) => {
  await by.press('Suggest someone', 'Could you help');
  await by.fill({ 'Who could help?': 'Eve Elsewhere' });
  await by.submit();
  await network.settle();
};
/** The week in which they may change their mind is over. */
const forget = async (name: string) => {
  const now = await network.now();
  const memberId = await scene.memberOf(name);
  await network.database.prisma.erasure.create({
    data: { memberId, state: 'asked', askedAt: now, dueAt: now },
  });
  await network.settle();
};
const standing = (name: string, kind = '') =>
  network.database.prisma.card.count({
    where: { member: { name }, kind: { startsWith: `questions:${kind}` } },
  });

describe('what waits on home of a question', () => {
  it('is with whoever has it, and with nobody who had it before, until it is answered', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the boiler?');
    expect([await homeOf(bob), await homeOf(cat)]).toEqual([
      expect.stringContaining(OFFERED),
      expect.not.stringContaining(OFFERED),
    ]);
    await scene.press(bob, 'Not today', 'Could you help');
    expect([await homeOf(bob), await homeOf(cat)]).toEqual([
      expect.not.stringContaining(OFFERED),
      expect.stringContaining(OFFERED),
    ]);
    await cat.press('Read it', 'Could you help');
    await cat.submit();
    await network.settle();
    expect(await homeOf(cat)).toContain('You’re answering a question');
    await cat.fill({ 'Your answer': 'The landlord.' });
    await cat.submit();
    await network.settle();
    expect(await homeOf(cat)).not.toMatch(/You’re answering|Could you help/);
  });

  it('goes with a question that is taken back, and comes back with it', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the roof?');
    await scene.press(ann, 'Take it back', 'Sent to Bob');
    expect(await homeOf(bob)).not.toContain(OFFERED);
    await scene.press(ann, 'That was a mistake');
    expect(await homeOf(bob)).toContain(OFFERED);
    await scene.press(ann, 'Take it back', 'Sent to Bob');
  });

  it('goes on with it at the end of a turn, and where somebody cannot be reached', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the stairs?');
    await scene.later(140);
    expect([await homeOf(bob), await homeOf(cat)]).toEqual([
      expect.not.stringContaining(OFFERED),
      expect.stringContaining(OFFERED),
    ]);
    await scene.press(ann, 'Take it back', 'has moved on');
    await scene.nextDay();
    network.teams.fail({ kind: 'refused', user: bob.user });
    await scene.ask(ann, 'Housing', 'Who pays for the door?');
    await network.settle();
    expect([await homeOf(bob), await homeOf(cat)]).toEqual([
      expect.not.stringContaining(OFFERED),
      expect.stringContaining(OFFERED),
    ]);
    await scene.press(ann, 'Take it back', 'has moved on');
  });

  it('is shown to members alone', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the lift?');
    const { prisma } = network.database;
    const set = (standing: string) =>
      prisma.member.updateMany({ where: { name: 'Bob Reader' }, data: { standing } });
    await set('guest');
    expect(await homeOf(bob)).not.toContain(OFFERED);
    await set('member');
    await scene.press(ann, 'Take it back', 'Sent to Bob');
  });
});

describe('what waits for whoever asked with their name', () => {
  it('a suggestion waits until it is decided, and not while the question is taken back', async () => {
    // Of what was asked before no other “No” stands on home.
    await network.database.prisma.question.deleteMany();
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who knows about boats?', { readers: ['Bob Reader'] });
    await suggestEve(bob);
    expect(await homeOf(ann)).toContain(SUGGESTED);
    await scene.press(ann, 'Take it back', 'waits for you');
    expect([await homeOf(ann), await standing('Ann Asker', 'suggested')]).toEqual([
      expect.not.stringContaining(SUGGESTED),
      0,
    ]);
    await scene.press(ann, 'That was a mistake');
    expect(await homeOf(ann)).toContain(SUGGESTED);
    await scene.press(ann, 'No', SUGGESTED);
    expect(await homeOf(ann)).not.toContain(SUGGESTED);
  });

  it('it goes with its question, and so does the wish to show an answer to others', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who knows about rafts?', { readers: ['Bob Reader'] });
    await suggestEve(bob);
    await scene.ask(ann, 'Housing', 'Do moorings cost more?', { readers: ['Cat Reader'] });
    await scene.answer(cat, 'They do.');
    await scene.press(ann, 'Yes', 'May others see');
    expect([await homeOf(ann), await homeOf(cat)]).toEqual([
      expect.stringContaining(SUGGESTED),
      expect.stringContaining(TO_SHARE),
    ]);
    const later = new Date((await network.now()).getTime() + 40 * 86_400_000);
    await network.travelTo(later.toISOString(), 24 * 8);
    expect(await network.database.prisma.question.count()).toBe(0);
    expect([await standing('Ann Asker'), await standing('Cat Reader')]).toEqual([0, 0]);
    expect(await homeOf(cat)).not.toContain(TO_SHARE);
  });
});

describe('what waits for whoever answered', () => {
  it('the wish to show it to others waits until either has said no, or it is published', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'What is a party wall?', { readers: ['Bob Reader'] });
    await scene.answer(bob, 'A shared one.');
    expect(await homeOf(bob)).not.toContain(TO_SHARE);
    await scene.press(ann, 'Yes', 'May others see');
    expect(await homeOf(bob)).toContain(TO_SHARE);
    await scene.press(ann, 'I’ve changed my mind', 'Others see it only if');
    expect(await homeOf(bob)).not.toContain(TO_SHARE);
    await scene.press(ann, 'I’ve changed my mind', 'It stays between');
    expect(await homeOf(bob)).toContain(TO_SHARE);
    await scene.press(bob, 'No, keep it private');
    expect(await homeOf(bob)).not.toContain(TO_SHARE);
  });
});

describe('an invitation to a topic', () => {
  const invited = (topic: string) => `wonders whether you’d answer quick questions about “${topic}”`;

  it('waits until it is answered', async () => {
    await scene.inviteTo('Parking', ['Dev Reader', 'Eve Elsewhere']);
    expect(await homeOf(dev)).toContain(invited('Parking'));
    await scene.press(dev, 'Yes', '“Parking”');
    expect(await homeOf(dev)).not.toContain(invited('Parking'));
    await scene.press(eve, 'Not me', '“Parking”');
    expect(await homeOf(eve)).not.toContain(invited('Parking'));
  });

  it('goes with a topic that is retired, and comes back with it, without another message to whoever has seen it', async () => {
    const { prisma } = network.database;
    await scene.inviteTo('Ferries', ['Dev Reader']);
    expect(await homeOf(dev)).toContain(invited('Ferries'));
    await prisma.questionTopic.updateMany({ where: { name: { not: 'Ferries' } }, data: { retired: true } });
    await cora.command('ask topics');
    await scene.press(cora, 'Retire', 'Ferries');
    expect([await homeOf(dev), await standing('Dev Reader')]).toEqual([
      expect.not.stringContaining(invited('Ferries')),
      0,
    ]);
    const before = dev.chat.length;
    await prisma.questionTopic.updateMany({ where: { name: 'Housing' }, data: { retired: false } });
    await prisma.questionTopic.deleteMany({ where: { name: 'Parking' } });
    await cora.command('ask topics');
    await scene.press(cora, 'Bring back', 'Ferries');
    expect(dev.chat.length).toBe(before);
    expect(await homeOf(dev)).toContain(invited('Ferries'));
  });
});

describe('when somebody is forgotten', () => {
  it('who has a question: it waits on the home of the next; what they suggested waits no longer', async () => {
    await scene.nextDay();
    await scene.makeTopic('Rivers', ['Cat Reader', 'Dev Reader']);
    await scene.ask(ann, 'Rivers', 'Who knows about locks?', { readers: ['Cat Reader'] });
    await suggestEve(cat);
    expect(await homeOf(ann)).toContain(SUGGESTED);
    await scene.ask(ann, 'Rivers', 'Who knows about weirs?');
    expect(await homeOf(cat)).toContain(OFFERED);
    await forget('Cat Reader');
    expect([await homeOf(dev), await standing('Ann Asker', 'suggested')]).toEqual([
      expect.stringContaining(OFFERED),
      0,
    ]);
    expect(await homeOf(ann)).not.toContain(SUGGESTED);
  });

  it('who asked: nothing of it waits for anybody', async () => {
    expect(await homeOf(dev)).toContain(OFFERED);
    await forget('Ann Asker');
    expect(await homeOf(dev)).not.toContain(OFFERED);
  });
});
