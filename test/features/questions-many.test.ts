import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from '../support/network.ts';
import { last, startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;

/** How many questions somebody was brought: each turn is a card. */
const offersOf = ({ name }: SimulatedPerson) =>
  network.database.prisma.questionReader.count({ where: { member: { name } } });
const lateWords = 'Not for now: Bob Reader, who had several questions about this lately.';
const topicOf = async (name: string) =>
  (await network.database.prisma.questionTopic.findFirstOrThrow({ where: { name } })).id;

/** The form as a client of one's own sends it, whatever it showed. */
async function send(topic: string, words: string, readers: readonly string[], as = 'unnamed') {
  const { platform, workspace } = network.slack;
  const reply = await network.bot.receive({
    id: randomUUID(),
    kind: 'submission',
    route: 'questions.send',
    state: JSON.stringify({ topic: await topicOf(topic), as }),
    values: { words, readers: await Promise.all(readers.map(scene.memberOf)) },
    sender: { platform, workspace, user: ann.user, name: ann.name },
    conversation: { platform, workspace, id: `D-${ann.user}`, kind: 'direct' },
  });
  return JSON.stringify(reply);
}

beforeAll(async () => {
  scene = await startScene();
  ({ network, ann, bob, cat } = scene);
  await scene.openGate();
  await scene.makeTopic('Housing', ['Bob Reader', 'Cat Reader']);
  await scene.makeTopic('Money', ['Bob Reader']);
  await scene.makeTopic('Debt', ['Cat Reader', 'Bob Reader']);
});

describe('many questions without a name', () => {
  it('five a week are brought to one person about one thing, however many are sent at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 9 }, (_, n) => send('Money', `About my rent, ${n}`, ['Bob Reader'])),
    );
    await network.settle();
    expect(await offersOf(bob)).toBe(5);
    expect(replies.filter((reply) => reply.includes('Not for now, please'))).toHaveLength(4);
    expect(replies.join()).toContain('You can ask with your name, ask about something else');
  });

  it('the form says so kindly before anything is sent, keeps the words, and shows other ways', async () => {
    await ann.command('ask');
    await ann.fill({
      'What is it about?': 'Money',
      'Your question': 'One more',
      'Your name': 'Without my name',
    });
    await ann.submit();
    const said = ann.form?.errors['What is it about?'];
    expect(said).toContain('Whoever answers about this has had several questions lately.');
    expect(said).toContain('ask with your name');
    expect(said).toContain('116\u00a0123');
    ann.dismiss();
  });

  it('somebody else of the topic is asked in their place, and a forged form does not reach them either', async () => {
    for (let n = 0; n < 5; n += 1) await send('Housing', `About damp, ${n}`, ['Bob Reader']);
    await network.settle();
    const before = await offersOf(bob);
    await ann.command('ask');
    await ann.fill({
      'What is it about?': 'Housing',
      'Your question': 'Damp',
      'Your name': 'Without my name',
    });
    await ann.submit();
    expect(ann.form?.text).toContain(lateWords);
    await ann.submit();
    await network.settle();
    expect(last(ann)).toContain('Sent to Cat Reader.');
    expect(last(ann)).toContain('If not, I’ll tell you, and a coordinator.');
    await send('Housing', 'Damp again', ['Bob Reader']);
    await network.settle();
    expect(await offersOf(bob)).toBe(before);
  });

  it('nobody else is held back by it, and whoever is let be is told nothing', async () => {
    expect(bob.chat.join()).not.toMatch(/several questions|a week|Not for now/);
    const before = await offersOf(bob);
    await scene.ask(scene.dev, 'Money', 'What is a budget?', { unnamed: true });
    expect(await offersOf(bob)).toBe(before + 1);
  });

  it('with a name there is no limit, nor about support, nor for words that may mean danger', async () => {
    const before = await offersOf(bob);
    await send('Money', 'My name is on it', ['Bob Reader'], 'named');
    await send('Money', 'I want to kill myself over this rent', ['Bob Reader']);
    await network.settle();
    expect(await offersOf(bob)).toBe(before + 2);
    await scene.cora.command('ask topics');
    await scene.cora.press('New topic');
    await scene.cora.fill({
      Topic: 'A bad day',
      'First to be asked': 'Bob Reader',
      'About support?': ['It’s about support or safety'],
    });
    await scene.cora.submit();
    await network.settle();
    await bob.press('Yes', '“A bad day”');
    for (let n = 0; n < 7; n += 1) await send('A bad day', `A bad day, ${n}`, ['Bob Reader']);
    expect(await offersOf(bob)).toBe(before + 9);
  });

  it('a question that moves on passes over whoever is let be', async () => {
    await send('Debt', 'For either of them', ['Cat Reader', 'Bob Reader']);
    for (let n = 0; n < 5; n += 1) await send('Debt', `For Bob, ${n}`, ['Bob Reader']);
    await network.settle();
    const before = await offersOf(bob);
    await cat.press('Not today', '“Debt”');
    await network.settle();
    expect(await offersOf(bob)).toBe(before);
    await network.settle();
    expect(last(ann)).toContain('of those you chose, nobody could answer this time');
  });

  it('what counts them names nobody, keeps no moment, and goes after a week; then they can be asked again', async () => {
    const { questionCount } = network.database.prisma;
    const rows = await questionCount.findMany();
    expect(rows.length).toBeGreaterThan(2);
    const people = await network.database.prisma.member.findMany({ select: { id: true, name: true } });
    for (const { id, name } of people) expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${id}|${name}`));
    for (const { expiresAt } of rows) expect(expiresAt.toISOString()).toMatch(/T00:00:00/);
    await network.travelTo('2027-02-10T10:00:00Z', 24 * 10);
    expect(await questionCount.count()).toBe(0);
    const before = await offersOf(bob);
    await send('Housing', 'Damp, a week on', ['Bob Reader']);
    await network.settle();
    expect(await offersOf(bob)).toBe(before + 1);
  });
});
