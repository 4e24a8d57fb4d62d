import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { holds, last, startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;

const WORDS = 'Ask me twice on Mondays';
const messagesTo = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message').length;
const fillForm = async (
  person: SimulatedPerson,
  button: string,
  values: Record<string, string | string[]>,
) => {
  await person.command('settings');
  await person.press(button);
  await person.fill(values);
  await person.submit();
  const text = person.form?.text ?? '';
  const errors = Object.values(person.form?.errors ?? {}).join();
  person.dismiss();
  await network.settle();
  return text + errors;
};
const keepAway = (person: SimulatedPerson, other: SimulatedPerson) =>
  fillForm(person, 'Not this person', { 'Who should I never ask?': other.name });
const share = (person: SimulatedPerson, other: SimulatedPerson) =>
  fillForm(person, 'Who may read it', { 'Share it with': other.name });
const takeBack = (person: SimulatedPerson, other: SimulatedPerson) =>
  fillForm(person, 'Who may read it', { 'Take it back from': [other.name] });
const readShared = async (person: SimulatedPerson) => {
  await person.command('settings');
  await person.press('Shared with me');
  const text = person.form?.text ?? '';
  person.dismiss();
  return text;
};

beforeAll(async () => {
  scene = await startScene();
  ({ network, ann, bob, cat } = scene);
  await scene.openGate();
  await scene.makeTopic('Housing', ['Cat Reader', 'Bob Reader']);
  await fillForm(ann, 'How I like to be supported', { 'In your own words': WORDS });
});

describe('not this person', () => {
  it('what is shared, taken back and shared again rings once', async () => {
    const before = messagesTo(bob);
    for (let n = 0; n < 5; n += 1) {
      await share(ann, bob);
      await takeBack(ann, bob);
    }
    await share(ann, bob);
    expect(messagesTo(bob)).toBe(before + 1);
    expect(await readShared(bob)).toContain(WORDS);
  });

  it('nothing that somebody shares comes to whoever keeps them away, and they see what they always see', async () => {
    await keepAway(cat, ann);
    const before = cat.seen.length;
    expect(await share(ann, cat)).toContain('You let these read it now: Bob Reader and Cat Reader.');
    expect(cat.seen).toHaveLength(before);
    expect(await readShared(cat)).toContain('Nobody has shared with you');
  });

  it('a question without a name passes over whoever keeps its writer away, when it is first offered and never later', async () => {
    await scene.ask(ann, 'Housing', 'Is my door safe?', { unnamed: true });
    expect([holds(cat), holds(bob)]).toEqual([false, true]);
    expect(last(ann)).toContain('Sent to Bob Reader.');
    // Whoever adds one after the other sees no difference, so that nothing tells who asked.
    await bob.press('Read it', 'Could you help');
    const open = bob.form?.text;
    bob.dismiss();
    for (const other of [scene.dev, scene.eve, ann]) {
      await keepAway(bob, other);
      await bob.press('Read it', 'Could you help');
      expect(bob.form?.text).toBe(open);
      bob.dismiss();
    }
    await scene.answer(bob, 'Change the lock');
    await ann.press('Yes, thank Bob');
    await network.settle();
    expect(last(bob)).toContain('Your answer helped');
  });

  it('what was shared before is shut from then on, in words that do not tell', async () => {
    expect(await readShared(bob)).toContain('Nobody has shared with you');
    await bob.press('Open', 'Somebody would like you to know something');
    expect(bob.form).toBeUndefined();
    expect(last(bob)).toContain('There’s nothing here to read just now');
    expect(await share(ann, bob)).toContain('You let these read it now: Bob Reader');
  });

  it('with a name neither the question nor thanks come to whoever keeps its writer away', async () => {
    await scene.ask(scene.dev, 'Housing', 'A question by name', { readers: ['Cat Reader'] });
    await scene.answer(cat, 'By name, too');
    await keepAway(cat, scene.dev);
    const before = cat.seen.length;
    await scene.dev.press('Yes, thank Cat');
    await scene.dev.press('Yes');
    await network.settle();
    expect(cat.seen).toHaveLength(before);
    expect(last(scene.dev)).not.toMatch(/can’t|couldn’t/);
    await scene.ask(scene.dev, 'Housing', 'Another by name', { readers: ['Cat Reader'] });
    expect(cat.seen).toHaveLength(before);
  });

  it('takes back what its owner had shared with them, and asks for nothing else of them', async () => {
    await scene.dev.command('settings');
    await fillForm(scene.dev, 'How I like to be supported', { 'In your own words': 'Ring, don’t write' });
    await share(scene.dev, scene.eve);
    expect(await readShared(scene.eve)).toContain('Ring, don’t write');
    await keepAway(scene.dev, scene.eve);
    expect(await readShared(scene.eve)).toContain('Nobody has shared with you');
    expect(
      await network.database.prisma.supportShare.count({ where: { member: { name: 'Eve Elsewhere' } } }),
    ).toBe(0);
    expect(await share(scene.dev, scene.eve)).toContain('They’re on your “Not this person” list.');
  });
});
