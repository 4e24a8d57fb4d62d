import { beforeAll, describe, expect, it } from 'vitest';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { holds, last, startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let cora: SimulatedPerson;
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
  ({ network, cora, ann, bob, cat, dev, eve } = scene);
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

/** How many questions, words of theirs and published answers there are. */
async function counts(): Promise<number[]> {
  const { question, questionPost, publishedAnswer } = network.database.prisma;
  return [await question.count(), await questionPost.count(), await publishedAnswer.count()];
}
const messages = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message').length;
/** Nobody is there for safety any more, though somebody was. */
const closeGate = () =>
  network.database.prisma.safety.update({
    where: { id: 1 },
    data: { wasSetUp: true, leadName: null, leadNumber: null, deputyName: null, deputyNumber: null },
  });

/** The page has such a button for every topic. */
async function retire(name: string, retired: boolean): Promise<void> {
  const topic = await network.database.prisma.questionTopic.findFirstOrThrow({ where: { name } });
  const { platform, workspace } = network.slack;
  await network.bot.receive({
    kind: 'action',
    id: crypto.randomUUID(),
    route: 'questions.retire',
    value: JSON.stringify({ topic: topic.id, retired }),
    sender: { platform, workspace, user: cora.user, name: cora.name },
    conversation: { platform, workspace, id: `D-${cora.user}`, kind: 'direct' },
  });
  await network.settle();
}

describe('a press on what has moved on meanwhile', () => {
  it('adds nothing to a question that found nobody', async () => {
    await scene.nextDay();
    await scene.ask(eve, 'Travel', 'Is the ferry paid?', { unnamed: true });
    await eve.press('Add to it', 'Sent to Dev');
    await pass(dev);
    const before = await counts();
    await eve.fill({ 'What would you like to add?': 'And the bus there?' });
    await eve.submit();
    expect(last(eve)).toContain('Nothing was added. You can ask a new one at any time');
    await eve.press('Add to it', 'Sent to Dev');
    expect(last(eve)).toContain('Nobody has your question now');
    expect(await counts()).toEqual(before);
  });

  it('sends nothing again of one that somebody has taken after all, and takes none back that is answered', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', 'Is rent in advance usual?', { readers: ['Bob Reader'] });
    await pass(bob);
    await bob.press('Read it after all');
    await bob.submit();
    await network.settle();
    const before = await counts();
    await ann.press('Ask again', NOBODY);
    expect(last(ann)).toContain('Your question isn’t over');
    expect(last(ann)).toContain('Nothing was sent.');
    expect(await counts()).toEqual(before);
    await bob.fill({ 'Your answer': 'A month, often.' });
    await bob.submit();
    await network.settle();
    await ann.press('Take it back', NOBODY);
    expect(last(ann)).toContain(
      'It can’t be taken back any more. It’s deleted by itself; until then only you',
    );
    await ann.press('Read it', 'There’s an answer for you');
    expect(answers(ann)).toContain('A month, often.');
    ann.dismiss();
  });

  it('sends nothing when a topic was retired, or everybody who looks after safety left, while the form was open', async () => {
    await scene.nextDay();
    await scene.makeTopic('Tides', ['Cat Reader']);
    const open = async () => {
      await ann.command('ask');
      await ann.fill({ 'What is it about?': 'Tides', 'Your question': 'Is the causeway open?' });
      await ann.submit();
      expect(ann.form?.title).toBe('Who may read it');
    };
    const before = await counts();
    await open();
    await retire('Tides', true);
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('It has changed since you opened the form. Nothing was sent.');
    await retire('Tides', false);
    await open();
    await closeGate();
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('They’re on again when a coordinator has seen to who people turn to');
    expect(last(ann)).toContain('Nothing was sent.');
    expect(last(ann)).toContain('116\u00a0123');
    expect([await counts(), holds(cat)]).toEqual([before, false]);
    await scene.openGate();
    await open();
    await ann.submit();
    await network.settle();
    expect(holds(cat)).toBe(true);
  });

  it('whoever is worried by a question reads whom to turn to, and that nobody of the network is there while that is so', async () => {
    await cat.press('Read it', 'Could you help');
    await cat.press('What to do');
    expect(answers(cat)).toContain('For safeguarding:');
    expect(answers(cat)).toMatch(/Lena Lead, 020[\s\S]*Dan Deputy, 020/);
    cat.dismiss();
    await closeGate();
    await cat.press('Read it', 'Could you help');
    await cat.press('What to do');
    expect(answers(cat)).toContain('Nobody of this network is there for safeguarding just now');
    expect(answers(cat)).not.toMatch(/Lena|Dan Deputy/);
    expect(answers(cat)).toMatch(/999[\s\S]*116\u00a0123/);
    cat.dismiss();
    await scene.openGate();
    await pass(cat);
  });

  it('asks nobody about a topic that was retired before they said yes', async () => {
    await scene.inviteTo('Ferries', ['Dev Reader']);
    await retire('Ferries', true);
    await dev.press('Yes', '“Ferries”');
    expect(dev.seen.at(-1)?.text).toContain('That isn’t asked any more\nThere’s nothing you need to do.');
    await retire('Ferries', false);
    await cora.command('ask topics');
    expect(last(cora)).toContain('Ferries: nobody yet, so it isn’t offered');
    await ann.command('ask');
    await expect(ann.fill({ 'What is it about?': 'Ferries' })).rejects.toThrow('has no option');
    ann.dismiss();
  });
});

describe('what is for the asker, or whoever answered, to decide', () => {
  const suggestEve = async (words: string) => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', words, { readers: ['Bob Reader'] });
    await bob.press('Suggest someone', 'Could you help');
    expect(answers(bob)).toContain('The person you suggest is asked only after their yes.');
    await bob.fill({ 'Who could help?': 'Eve Elsewhere' });
    await bob.submit();
    await network.settle();
    expect(last(ann)).toContain('If you do nothing, Eve Elsewhere isn’t asked.');
  };
  const kept = () => network.database.prisma.questionReader.count({ where: { suggestedId: { not: null } } });

  it('a suggestion is kept until it is decided; after a no nobody is asked, and nobody is told', async () => {
    await suggestEve('Who knows about boats?');
    expect(await kept()).toBe(1);
    const before = [messages(bob), messages(eve)];
    await Promise.all([1, 2].map(() => ann.press('No', 'May I ask Eve Elsewhere?')));
    await network.settle();
    const told = ann.seen.map(({ text }) => text).join('\n');
    expect(told).toContain('Eve Elsewhere isn’t asked, and nobody is told.');
    expect(told).toContain('That has been decided already\nNothing was changed.');
    expect(await kept()).toBe(0);
    await network.travelTo('2027-04-20T10:00:00Z', 24);
    expect([messages(bob), messages(eve), holds(eve)]).toEqual([...before, false]);
  });

  it('and while nobody decides the person is not asked; it goes with the question', async () => {
    await suggestEve('Who knows about rafts?');
    const before = messages(eve);
    await network.travelTo(new Date((await network.now()).getTime() + 20 * 86_400_000).toISOString(), 24 * 5);
    expect([await kept(), messages(eve), holds(eve)]).toEqual([1, before, false]);
    await network.travelTo(new Date((await network.now()).getTime() + 20 * 86_400_000).toISOString(), 24 * 5);
    expect([await kept(), messages(eve)]).toEqual([0, before]);
  });

  it('an answer is shown to nobody else when who gave it keeps it, or who asked thinks better of it first', async () => {
    for (const last of ['keep', 'mind'] as const) {
      await scene.nextDay();
      await scene.ask(ann, 'Housing', `Do quiet moorings cost more ${last}?`, { readers: ['Bob Reader'] });
      await scene.answer(bob, 'They do.');
      await ann.press('Yes', 'May others see');
      await network.settle();
      const told = messages(ann);
      if (last === 'keep') await bob.press('No, keep it private');
      else {
        await bob.press('Edit it first');
        await ann.press('I’ve changed my mind', 'Others see it only if');
        await bob.submit();
        expect(bob.seen.at(-1)?.text).toContain('Nothing was shown to anyone.');
      }
      await network.settle();
      if (last === 'keep')
        expect(bob.chat.join('\n')).toContain('Nobody else sees it. You don’t have to say why.');
      expect([messages(ann), (await counts())[2]]).toEqual([told, 0]);
    }
  });
});
