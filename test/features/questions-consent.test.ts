import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { holds, last, startScene } from './questions-scene.ts';

let scene: Awaited<ReturnType<typeof startScene>>;
let on: Record<'slack' | 'teams', SimulatedPerson>;
const PLATFORMS = ['slack', 'teams'] as const;

beforeAll(async () => {
  scene = await startScene();
  await scene.openGate();
  on = { slack: scene.cat, teams: scene.bob };
});

/** One topic at a time: a button of the page is then the one that is meant. */
beforeEach(async () => {
  const { prisma } = scene.network.database;
  await prisma.questionTopic.deleteMany({ where: { questions: { none: {} } } });
  await prisma.questionTopic.updateMany({ data: { retired: true } });
});

/** What a coordinator sees of all topics, and of this one in its form. */
async function pagesOf(topic: string): Promise<string> {
  const { cora } = scene;
  await cora.command('ask topics');
  const page = last(cora);
  await cora.press('Change', topic);
  const { form } = cora;
  cora.dismiss();
  return JSON.stringify([page, form?.title, form?.text, form?.fields]);
}

/** The topics that somebody can choose when they ask. */
async function offered(): Promise<string> {
  const { ann } = scene;
  await ann.command('ask');
  if (!ann.form) return last(ann);
  const refused = await ann.fill({ 'What is it about?': 'nothing' }).catch(String);
  ann.dismiss();
  return `${refused}`;
}

async function change(topic: string, values: Record<string, string | string[]>): Promise<void> {
  const { cora, network } = scene;
  await cora.command('ask topics');
  await cora.press('Change', topic);
  await cora.fill(values);
  await cora.submit();
  cora.dismiss();
  await network.settle();
}

const invitations = (person: SimulatedPerson, topic: string) =>
  person.seen.filter(
    ({ kind, text }) => kind === 'message' && text.includes('wonders whether') && text.includes(`“${topic}”`),
  );

describe('somebody whom a coordinator would like on a topic', () => {
  it.each(PLATFORMS)(
    'is nowhere on it before their own yes; a no looks like no answer (%s)',
    async (platform) => {
      const { network, inviteTo } = { ...scene, inviteTo: scene.inviteTo.bind(scene) };
      const person = on[platform];
      const topic = `Panic attacks ${platform}`;
      await inviteTo(topic, [person.name]);
      expect(invitations(person, topic)).toHaveLength(1);
      expect(invitations(person, topic)[0]?.preview).toContain('This is for you alone');
      const [open, before] = [await offered(), await pagesOf(topic)];
      expect(open).toContain('There’s nobody to ask here yet');
      expect(before).not.toContain(person.name);
      await person.press('Not me', topic);
      await network.settle();
      expect(await offered()).toBe(open);
      expect(await pagesOf(topic)).toBe(before);
      await network.travelTo(new Date((await network.now()).getTime() + 86_400_000).toISOString(), 24);
      await change(topic, { 'First to be asked': person.name });
      expect(await pagesOf(topic)).toBe(before);
      expect(invitations(person, topic)).toHaveLength(1);
      await person.press('That was a mistake: yes', 'You won’t be invited to it again');
      await network.settle();
      expect(await offered()).toContain(topic);
      expect(await pagesOf(topic)).toContain(person.name);
      await person.press('Please take me off', topic);
      await network.settle();
      expect(await offered()).toBe(open);
    },
  );

  it.each(PLATFORMS)(
    'without an answer is invited once, however often they are chosen (%s)',
    async (platform) => {
      const person = on[platform];
      const topic = `Sick pay ${platform}`;
      await scene.inviteTo(topic, [person.name]);
      const before = await pagesOf(topic);
      expect(before).toContain('nobody yet, so it isn’t offered. Invited, and no yes so far: 1');
      await change(topic, { 'First to be asked': person.name });
      await change(topic, { 'Third to be asked': person.name });
      expect(await pagesOf(topic)).toBe(before);
      expect(invitations(person, topic)).toHaveLength(1);
      await person.openHome();
      expect(person.seen.at(-1)?.text).toContain(
        `wonders whether you’d answer quick questions about “${topic}”`,
      );
      await person.command('settings');
      expect(person.seen.at(-1)?.text).not.toContain('Members may ask you');
    },
  );

  it('has said yes when it is the coordinator, who put themselves down', async () => {
    const { cora, network, memberOf } = scene;
    const { workspace } = network.slack;
    await network.bot.receive({
      kind: 'submission',
      id: crypto.randomUUID(),
      route: 'questions.topic',
      state: '{}',
      sender: { platform: 'slack', workspace, user: cora.user, name: cora.name },
      conversation: { platform: 'slack', workspace, id: `D-${cora.user}`, kind: 'direct' },
      values: { name: 'Payroll', person1: await memberOf(cora.name) },
    });
    await network.settle();
    expect(await pagesOf('Payroll')).toContain('Payroll: Cora Ordinator');
    expect(invitations(cora, 'Payroll')).toHaveLength(0);
  });

  it.each([
    ['Housing', 'HOUSING', true],
    ['Debt advice', 'debt  advice', true],
    ['Carers', 'Carers of people with psychosis', false],
    ['Benifits', 'Benefits', false],
    ['Leave', 'Long-term sick leave', false],
  ])('said yes to a name: “%s” called “%s” is the same for them: %s', async (name, next, isSame) => {
    const { cat, dev, network } = scene;
    await scene.makeTopic(name, [cat.name]);
    await change(name, { 'Second to be asked': dev.name });
    await dev.press('Not me', `“${name}”`);
    await network.settle();
    await change(name, { Topic: next });
    const spelt = next.replace(/\s+/g, ' ');
    expect((await offered()).includes(spelt)).toBe(isSame);
    expect(invitations(cat, spelt)).toHaveLength(isSame && spelt !== name ? 0 : 1);
    expect(invitations(dev, spelt)).toHaveLength(0);
    if (isSame) return;
    expect(await offered()).toContain('nobody to ask here yet');
    await cat.press('Yes', `“${next}”`);
    await network.settle();
    expect(await offered()).toContain(next);
  });

  it('who was put on one before anybody was asked is invited once, and on it with their yes alone', async () => {
    const { network, eve, memberOf } = scene;
    const { prisma } = network.database;
    await scene.inviteTo('Parking', [eve.name]);
    await prisma.outbox.deleteMany({ where: { slot: { startsWith: 'questions:invited:' } } });
    const row = { memberId: await memberOf(eve.name), topic: { name: 'Parking' } };
    await prisma.questionTopicPerson.updateMany({ where: row, data: { invited: false } });
    await network.settle();
    await network.settle();
    const asked = invitations(eve, 'Parking');
    expect(asked.map(({ text }) => text.includes('A coordinator wonders'))).toEqual([false, true]);
    expect(await offered()).not.toContain('Parking');
    await eve.press('Yes', '“Parking”');
    expect(await offered()).toContain('Parking');
  });

  it('is not invited to a topic that was retired meanwhile, and is when it comes back', async () => {
    const { cora, dev, network } = scene;
    await network.travelTo('2027-02-20T10:00:00Z', 24 * 5);
    await scene.inviteTo('Saturdays', [dev.name]);
    await cora.command('ask topics');
    await cora.press('Retire', 'Saturdays');
    await network.travelTo('2027-02-22T10:00:00Z', 24);
    expect(invitations(dev, 'Saturdays')).toHaveLength(0);
    await cora.command('ask topics');
    await cora.press('Bring back', 'Saturdays');
    await network.settle();
    expect(invitations(dev, 'Saturdays')).toHaveLength(1);
  });

  it('is not asked what was sent while they had not answered', async () => {
    const { network, bob, dev, eve, ann } = scene;
    await scene.nextDay();
    // What somebody would like to be asked about brings them none by itself.
    await eve.command('profile');
    expect(eve.form?.text).toContain('Topics bring you no questions by themselves');
    await eve.fill({ 'Topics you’d like to be asked about': 'Travel' });
    await eve.submit();
    await scene.makeTopic('Travel', [bob.name]);
    await change('Travel', { 'Second to be asked': dev.name });
    await scene.ask(ann, 'Travel', 'Who pays for taxis?');
    expect(last(ann)).not.toContain(dev.name);
    await bob.press('Not today', 'Could you help');
    await network.settle();
    expect([holds(dev), holds(eve)]).toEqual([false, false]);
    expect(invitations(eve, 'Travel')).toHaveLength(0);
    expect(last(ann)).toContain('nobody could answer this time');
  });
});
