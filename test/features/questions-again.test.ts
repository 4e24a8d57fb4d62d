import { beforeAll, describe, expect, it } from 'vitest';
import * as safety from '../../src/features/members/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { holds, last, startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let dev: SimulatedPerson;
let eve: SimulatedPerson;
const NOBODY = 'About your question';
const answers = (person: SimulatedPerson) => person.form?.text ?? '';

const pass = async (person: SimulatedPerson) => {
  await person.press('Not today', 'Could you help');
  await network.settle();
};

beforeAll(async () => {
  scene = await startScene();
  ({ network, ann, bob, cat, dev, eve } = scene);
  await scene.openGate();
  await scene.makeTopic('Housing', ['Bob Reader', 'Cat Reader', 'Dev Reader']);
  await scene.makeTopic('Travel', ['Dev Reader']);
});

describe('a question that found nobody', () => {
  it('with a name, on Slack: is read again and asked again, of others than before, from its card and from home', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Who pays for the boiler?', { readers: ['Bob Reader'] });
    await pass(bob);
    expect(last(ann)).toContain('[Read it again] [Ask again] [Take it back]');
    await ann.press('Read it again', NOBODY);
    expect(answers(ann)).toContain('Who pays for the boiler?');
    ann.dismiss();
    await ann.openHome();
    expect(ann.seen.at(-1)?.buttons).toEqual(expect.arrayContaining(['Read it again', 'Ask again']));
    await ann.press('Ask again', NOBODY);
    expect(ann.form?.title).toBe('Ask again');
    expect(answers(ann)).toContain('Whoever had it the last time isn’t asked again.');
    await ann.submit();
    expect(ann.form?.title).toBe('Who may read it');
    expect(answers(ann)).not.toContain('Bob Reader');
    // Whom they left out the last time is left out until they say otherwise.
    await ann.submit();
    expect(ann.form?.errors).toHaveProperty('Ask these people');
    await ann.fill({ 'Ask these people': ['Cat Reader'] });
    await ann.submit();
    await network.settle();
    expect([holds(bob), holds(cat), holds(dev)]).toEqual([false, true, false]);
    await cat.press('Read it', 'Could you help');
    expect(answers(cat)).toContain('Who pays for the boiler?');
    cat.dismiss();
    await pass(cat);
    await ann.press('Ask again', NOBODY);
    await ann.submit();
    await ann.fill({ 'Ask these people': ['Dev Reader'] });
    await ann.submit();
    await network.settle();
    expect([holds(bob), holds(cat), holds(dev)]).toEqual([false, false, true]);
    await pass(dev);
  });

  it('without a name, on Teams: the same, by its own buttons alone; where everybody had it, of something else', async () => {
    await scene.nextDay();
    await scene.ask(eve, 'Travel', 'Do I claim the bus?', { unnamed: true });
    await pass(dev);
    await eve.openHome();
    expect(eve.seen.at(-1)?.buttons).not.toContain('Ask again');
    await eve.press('Read it again', NOBODY);
    expect(answers(eve)).toContain('Do I claim the bus?');
    eve.dismiss();
    await eve.press('Ask again', NOBODY);
    await eve.submit();
    expect(eve.form?.errors['What is it about?']).toContain('Everybody who is asked about this has had');
    await eve.fill({ 'What is it about?': 'Housing' });
    await eve.submit();
    expect(answers(eve)).toContain('Nobody can see who you are');
    expect(answers(eve)).not.toContain('Dev Reader');
    await eve.submit();
    await network.settle();
    expect(holds(dev)).toBe(false);
    const { unnamed, askerId } = await network.database.prisma.question.findFirstOrThrow({
      where: { state: 'offered' },
    });
    expect([unnamed, askerId]).toEqual([true, null]);
  });

  it('is not asked again while the gate is closed, or once its words are gone', async () => {
    await network.database.transaction((tx) => safety.unconfirmNumber(tx, 'england', 'samaritans'));
    await ann.press('Ask again', NOBODY);
    expect(last(ann)).toContain('Quick questions aren’t switched on yet');
    await ann.press('Read it again', NOBODY);
    expect(answers(ann)).toContain('Who pays for the boiler?');
    ann.dismiss();
    await scene.openGate();
    await network.travelTo('2027-04-01T10:00:00Z', 24 * 7);
    for (const label of ['Read it again', 'Ask again']) {
      await ann.press(label, NOBODY);
      expect(last(ann)).toContain('That question isn’t here any more');
    }
  });
});
