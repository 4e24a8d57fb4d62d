import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import type { Network } from '../support/network.ts';
import { last, startScene } from './questions-scene.ts';

const SECRET = 'my flat on Larch Road is damp';
const REPLY = 'ring environmental health about the mould';

let scene: Awaited<ReturnType<typeof startScene>>;
let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
let eve: SimulatedPerson;

beforeAll(async () => {
  scene = await startScene();
  ({ network, cora, ann, bob, cat, eve } = scene);
  await scene.openGate();
  await scene.makeTopic('Housing', ['Bob Reader', 'Ann Asker', 'Cat Reader']);
  await network.settle();
});

describe('without a name, when nothing can be brought to them', () => {
  /** What they write to reaches nobody for a while. */
  const lose = (user: string, times: number) => network.slack.fail({ kind: 'refused', user, times });

  it('an answer that could not be delivered is on their own home, and on nobody else’s', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', SECRET, { unnamed: true, readers: ['Bob Reader'] });
    // That it is being answered, and the answer.
    lose('U-ANN', 2);
    await scene.answer(bob, REPLY);
    expect(last(ann)).not.toContain('has answered');
    for (const other of [bob, cat, cora, eve]) expect(await homeOf(other)).not.toContain('has answered');
    expect(await homeOf(ann)).toContain('Bob Reader has answered.');
    await ann.press('Read it', 'Bob Reader has answered.');
    expect(ann.form?.text).toContain(REPLY);
    ann.dismiss();
    expect(await homeOf(ann)).toContain('Bob Reader has answered.');
    const { prisma } = network.database;
    const { id } = await prisma.member.findFirstOrThrow({ where: { name: 'Ann Asker' } });
    const account = await prisma.account.findFirstOrThrow({ where: { memberId: id } });
    const rows = [await prisma.question.findMany(), await prisma.questionReader.findMany()];
    const letters = await prisma.outbox.findMany({ where: { destination: { startsWith: 'unnamed:' } } });
    expect(letters.length).toBeGreaterThan(1);
    const minutes = letters.flatMap(({ enqueuedAt, dueAt, begunAt, settledAt }) =>
      [enqueuedAt, dueAt, begunAt, settledAt].map((at) => at?.toISOString().slice(13) ?? ':00:00.000Z'),
    );
    expect(new Set(minutes)).toEqual(new Set([':00:00.000Z']));
    expect(account.lastSeenAt.toISOString().slice(13)).toBe(':00:00.000Z');
    const plain = JSON.stringify([rows, letters.map(({ seq: _, ...letter }) => letter), network.logs]);
    for (const name of [id, account.id, 'U-ANN', 'Ann Asker']) expect(plain).not.toContain(name);
  });

  it('whoever answered hears of it only once it is deleted, and only where nobody has read it', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', `${SECRET} again`, { unnamed: true, readers: ['Cat Reader'] });
    // That it is being answered, and the answer.
    lose('U-ANN', 2);
    await scene.answer(cat, REPLY);
    const before = cat.chat.length;
    await network.travelTo(new Date((await network.now()).getTime() + 40 * 86_400_000).toISOString(), 24 * 8);
    expect(last(cat)).toContain('An answer of yours did not arrive');
    expect(cat.chat.length).toBe(before + 1);
    expect(bob.chat.join('\n')).not.toContain('did not arrive');
    expect(await homeOf(ann)).not.toContain('has answered');
  });

  it('the news that nobody could answer is on home as well', async () => {
    await scene.nextDay();
    await scene.ask(ann, 'Housing', `${SECRET} more`, { unnamed: true, readers: ['Bob Reader'] });
    lose('U-ANN', 1);
    await bob.press('Not today', 'Could you help');
    await network.settle();
    expect(await homeOf(ann)).toContain('nobody could answer this time');
    await cora.command('status');
    expect(cora.seen.at(-1)?.text).toContain('Questions found nobody lately about “Housing”.');
    expect(await homeOf(bob)).not.toContain('nobody could answer this time');
  });

  it('with whom it is, and a suggestion, wait there too; nothing says in a plain row that they do', async () => {
    await scene.nextDay();
    // Who has it, and what that person suggests.
    lose('U-ANN', 2);
    await scene.ask(ann, 'Housing', `${SECRET} still`, { unnamed: true, readers: ['Cat Reader'] });
    expect(await homeOf(ann)).toContain('Sent to Cat Reader.');
    expect(await homeOf(eve)).not.toContain('Sent to Cat Reader.');
    await cat.press('Suggest someone', 'Could you help');
    await cat.fill({ 'Who could help?': 'Eve Elsewhere' });
    await cat.submit();
    await network.settle();
    expect(ann.chat.join('\n')).not.toContain('May I ask Eve Elsewhere?');
    expect(await homeOf(ann)).toContain('May I ask Eve Elsewhere?');
    const { card } = network.database.prisma;
    expect(
      await card.count({ where: { member: { name: 'Ann Asker' }, kind: { startsWith: 'questions:' } } }),
    ).toBe(0);
    await ann.press('No', 'May I ask Eve Elsewhere?');
    await network.settle();
    expect(await homeOf(ann)).not.toContain('May I ask Eve Elsewhere?');
  });

  it('D50 who is messaged only when they look is told before sending that the answer needs other hours', async () => {
    await scene.nextDay();
    await ann.say('settings');
    await ann.press('Only when I look');
    await ann.command('ask');
    const typed = { 'What is it about?': 'Housing', 'Your question': SECRET };
    await ann.fill({ ...typed, 'Your name': 'Without my name' });
    await ann.submit();
    expect(ann.form?.text).toContain('its answer can only come in other hours');
    await ann.submit();
    expect(ann.form?.errors['When may I bring you the answer?']).toContain('Please choose one');
    await ann.fill({
      'Ask these people': ['Bob Reader'],
      'When may I bring you the answer?': 'Work hours',
    });
    await ann.submit();
    await network.settle();
    await scene.answer(bob, REPLY);
    expect(last(ann)).toContain('Bob Reader has answered.');
    const { contactHours } = await network.database.prisma.member.findFirstOrThrow({
      where: { name: 'Ann Asker' },
    });
    expect(contactHours).toBe('work');
  });
});
