import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import type { Network } from '../support/network.ts';
import { startScene } from './questions-scene.ts';

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

const standing = (name: string) =>
  network.database.prisma.card.count({ where: { member: { name }, kind: 'questions:status' } });

/** Nothing of what was asked before waits for anybody, or stands in the way of a button. */
const clear = async () => {
  await network.database.prisma.question.deleteMany();
  await network.database.prisma.card.deleteMany({ where: { kind: { startsWith: 'questions:' } } });
};

describe('an own question', () => {
  const UNDER_WAY = /Your question about “Housing”: with (Bob|Cat) Reader until/;
  const firstOf = (home: string) => home.split('\n')[1];

  it('is on its asker’s home alone, with its buttons, with whoever has it, until it is answered', async () => {
    await clear();
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the gate?');
    const home = await homeOf(ann);
    expect(home).toContain(
      'Your question is on its way\nYour question about “Housing”: with Bob Reader until',
    );
    expect(ann.seen.at(-1)?.buttons).toEqual(expect.arrayContaining(['Add to it', 'Take it back']));
    for (const person of [cora, bob, cat, dev, eve]) expect(await homeOf(person)).not.toMatch(UNDER_WAY);
    await scene.press(bob, 'Not today', 'Could you help');
    expect(await homeOf(ann)).toContain('Your question about “Housing”: with Cat Reader until');
    await cat.press('Read it', 'Could you help');
    await cat.submit();
    await network.settle();
    expect(await homeOf(ann)).toContain('Your question is being answered');
    await cat.fill({ 'Your answer': 'The landlord.' });
    await cat.submit();
    await network.settle();
    const answered = await homeOf(ann);
    expect(answered).not.toMatch(UNDER_WAY);
    expect(answered).toContain('There’s an answer for you\nCat Reader has answered.\n[Read it]');
  });

  it('whose answer was read gives way to what is new, and stays within reach until it is deleted', async () => {
    await scene.ask(ann, 'Housing', 'Who pays for the fence?', { readers: ['Bob Reader'] });
    expect(firstOf(await homeOf(ann))).toBe('There’s an answer for you');
    await ann.press('Read it', 'Cat Reader has answered');
    expect(ann.form?.text).toContain('The landlord.');
    ann.dismiss();
    const home = await homeOf(ann);
    expect(firstOf(home)).toBe('Your question is on its way');
    expect(home).toContain('Cat Reader has answered.');
    await scene.press(ann, 'Yes, thank Cat', 'Cat Reader has answered');
    expect(await homeOf(ann)).toContain('Cat Reader has answered.');
  });

  it('goes on with all that was written when more is needed, as one card', async () => {
    await ann.press('I need more', 'Cat Reader has answered');
    await ann.fill({ 'What else do you need?': 'And the hinges?' });
    await ann.submit();
    await network.settle();
    const home = await homeOf(ann);
    expect(home.match(/Your question is on its way/g)).toHaveLength(1);
    expect(home).toContain('nobody could answer this time');
    expect(home).not.toContain('Cat Reader has answered.');
  });

  it('leaves home while it is taken back, and for good once it is deleted', async () => {
    await clear();
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the path?', { readers: ['Bob Reader'] });
    expect(await homeOf(ann)).toMatch(UNDER_WAY);
    await scene.press(ann, 'Take it back', 'with Bob Reader until');
    expect([await homeOf(ann), await standing('Ann Asker')]).toEqual([
      expect.not.stringMatching(UNDER_WAY),
      0,
    ]);
    await scene.press(ann, 'That was a mistake');
    expect(await homeOf(ann)).toMatch(UNDER_WAY);
    await scene.press(ann, 'Take it back', 'with Bob Reader until');
    await scene.later(11);
    expect(await network.database.prisma.question.count()).toBe(0);
    expect(await standing('Ann Asker')).toBe(0);
  });

  it('that nobody could answer is there after all else, with its words and ways on', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the well?', { readers: ['Bob Reader'] });
    await scene.press(bob, 'Not today', 'Could you help');
    await scene.ask(ann, 'Housing', 'Who pays for the pump?', { readers: ['Cat Reader'] });
    const home = await homeOf(ann);
    expect(firstOf(home)).toBe('Your question is on its way');
    expect(home).toContain('of those you chose, nobody could answer this time');
    expect(ann.seen.at(-1)?.buttons).toEqual(expect.arrayContaining(['Read it again', 'Ask again']));
    await scene.press(ann, 'Take it back', 'Sent to Cat');
  });

  it('without a name has no row at all, from the first step to the last, and is on nobody’s home', async () => {
    const rows = () => network.database.prisma.card.count({ where: { kind: 'questions:status' } });
    await clear();
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who may I tell?', { unnamed: true, readers: ['Bob Reader'] });
    const quiet = async (step: string) => {
      for (const person of [ann, cora, cat])
        expect(await homeOf(person), step).not.toMatch(/Your question|has answered/);
      expect(await rows(), step).toBe(0);
    };
    await quiet('asked');
    await scene.answer(bob, 'Whom you like.');
    await quiet('answered');
    await ann.press('Read it', 'Bob Reader has answered');
    ann.dismiss();
    await scene.press(ann, 'Yes, thank Bob');
    await quiet('read and thanked');
    await scene.ask(ann, 'Housing', 'And who not?', { unnamed: true, readers: ['Bob Reader'] });
    await scene.press(ann, 'Take it back', 'Sent to Bob');
    await scene.press(ann, 'That was a mistake');
    await scene.press(bob, 'Not today', 'Could you help');
    await quiet('restored, and nobody could answer');
  });

  it('is put back where it is missing, by the auditor and by whatever builds a home', async () => {
    await clear();
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the shed?', { readers: ['Bob Reader'] });
    await scene.ask(ann, 'Housing', 'Who pays for the bins?', { readers: ['Cat Reader'] });
    await scene.answer(cat, 'You do.');
    const { prisma } = network.database;
    const builders = [
      () => prisma.auditor.updateMany({ data: { nextAt: new Date(0) } }),
      () => network.confirm(cora, ann, 'Volunteer'),
    ];
    for (const build of builders) {
      await prisma.card.deleteMany({ where: { kind: 'questions:status' } });
      await build();
      await network.settle();
      const home = await homeOf(ann);
      expect(home).toMatch(UNDER_WAY);
      expect(home).toContain('Cat Reader has answered.');
      expect(await prisma.finding.count()).toBe(0);
    }
  });

  it('whose answer went with whoever gave it says no longer that there is one', async () => {
    await clear();
    await scene.nextDay();
    await scene.makeTopic('Gardens', ['Dev Reader']);
    await scene.ask(ann, 'Gardens', 'Who waters the roses?');
    await scene.answer(dev, 'I do.');
    expect(await homeOf(ann)).toContain('Dev Reader has answered.');
    const now = await network.now();
    const { id: memberId } = await network.database.prisma.member.findFirstOrThrow({
      where: { name: 'Dev Reader' },
    });
    // The week in which they may change their mind is over.
    await network.database.prisma.erasure.create({
      data: { memberId, state: 'asked', askedAt: now, dueAt: now },
    });
    await network.settle();
    expect(await homeOf(ann)).not.toContain('There’s an answer for you');
  });

  it('is nobody’s to see who is no member any more', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the bench?', { readers: ['Bob Reader'] });
    const set = (standing: string) =>
      network.database.prisma.member.updateMany({ where: { name: 'Ann Asker' }, data: { standing } });
    await set('guest');
    expect(await homeOf(ann)).not.toMatch(UNDER_WAY);
    await set('member');
    await scene.press(ann, 'Take it back', 'Sent to Bob');
  });
});

describe('what is about what can be asked', () => {
  it('is on coordinators’ status and in their own settings, and on nobody’s home', async () => {
    const pageOf = async (person: SimulatedPerson, page: string) => {
      await person.command(page);
      return person.seen.at(-1)?.text ?? '';
    };
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the kerb?', { readers: ['Bob Reader'] });
    await scene.press(bob, 'Not today', 'Could you help');
    const found = 'Questions found nobody lately about “Housing”. I can’t show them to you.';
    const asked = 'Members may ask you about “Housing”.';
    expect(await pageOf(cora, 'status')).toContain(found);
    expect(await pageOf(bob, 'settings')).toContain(asked);
    for (const page of ['home', 'settings', 'status'])
      for (const person of [cora, ann, bob, eve]) {
        const text = await pageOf(person, page);
        if (person !== cora || page !== 'status')
          expect(text, `${person.name}, ${page}`).not.toContain(found);
        if (person !== bob || page !== 'settings')
          expect(text, `${person.name}, ${page}`).not.toContain(asked);
      }
  });
});
