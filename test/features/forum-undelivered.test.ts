import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { homeOf } from '../support/homes.ts';
import {
  draft,
  everything,
  gathering,
  openScene,
  type Scene,
  screen,
  tick,
  tuesday,
  twoTimes,
} from './forum-scene.ts';

let scene: Scene;
const open = { ...gathering, 'For whom?': 'Everyone in the network' };
const bells = (person: SimulatedPerson, words: string) =>
  person.seen.filter(({ kind, text }) => kind === 'message' && text.startsWith(words)).length;

async function chooseHours(person: SimulatedPerson, hours: string): Promise<void> {
  await person.say('settings');
  await person.press(hours);
}

beforeAll(async () => {
  scene = await openScene();
  await chooseHours(scene.ann, 'Evenings and weekends');
  await chooseHours(scene.cat, 'Only when I look');
});

describe('help', () => {
  it('lists setting up a meeting to those alone who may', async () => {
    await scene.bob.say('help');
    expect(scene.bob.chat.at(-1)).toContain('forum');
    expect(scene.bob.chat.at(-1)).not.toContain('forum new');
    await scene.olu.say('help');
    expect(scene.olu.chat.at(-1)).toContain('forum new');
    expect(scene.olu.chat.at(-1)).toContain('forum here');
  });
});

describe('what does not arrive about a meeting', () => {
  it('D14 an announcement that is taken back asks those again whose question their hours had held', async () => {
    const { network, olu, ann, bob } = scene;
    await draft(scene, gathering, twoTimes);
    await olu.press('Ask 5 people');
    await network.settle();
    expect(bells(ann, 'When should we meet?')).toBe(0);
    await tick(olu, 'Tue 16 March, 12:00');
    await network.settle();
    await olu.press('Choose Tue 16 March, 12:00');
    await olu.press('Announce to 5 people');
    await network.settle();
    await olu.press('That was a mistake');
    await network.settle();
    expect(bells(bob, 'When should we meet?')).toBe(1);
    expect(bob.chat.filter((text) => text.startsWith('When should we meet?'))).toHaveLength(1);
    expect(screen(olu, 'your answer is in')).toContain('Tue 16 March, 12:00');
    expect(bells(olu, 'When should we meet?')).toBe(1);
    await network.travelTo('2027-02-01T18:30:00Z', 9);
    expect(bells(ann, 'When should we meet?')).toBe(1);
    expect(everything(ann)).not.toContain('A time has been chosen');
    await tick(ann, 'Thu 18 March, 18:30');
  });

  it('D16 a place that came by itself, a move and a cancellation are on home for who looks for themselves', async () => {
    const { network, olu, bob, cat } = scene;
    await network.travelTo('2027-02-02T10:00:00Z', 24);
    await draft(
      scene,
      { ...open, 'What shall it be called?': 'Small lunch' },
      { ...tuesday, 'How many places are there?': '1' },
    );
    await olu.press('Announce to 6 people');
    await network.settle();
    await bob.press('Both parts', 'Small lunch');
    expect(await homeOf(cat)).toContain('Small lunch');
    await cat.press('Both parts', 'Small lunch');
    expect(await homeOf(cat)).toContain('On the waiting list: Small lunch: Tue 16 March, 12:00');
    await bob.press('Change my answer');
    await bob.press('Can’t make it', 'Small lunch');
    await network.settle();
    expect(await homeOf(cat)).toContain('Coming up\nSmall lunch: Tue 16 March, 12:00');
    expect(await homeOf(bob)).not.toContain('Small lunch: ');
    await olu.press('Cancel it', 'Small lunch');
    await olu.press('Cancel it and tell 6 people');
    await network.settle();
    expect(await homeOf(cat)).toContain('Cancelled: Small lunch: Tue 16 March, 12:00');
    expect(await homeOf(bob)).not.toContain('Cancelled');
    await network.travelTo('2027-03-17T10:00:00Z', 24 * 20);
    expect(await homeOf(cat)).not.toContain('Small lunch');
  });

  it('D16 the organiser is told, once, when a channel could not be told that it is off', async () => {
    const { network, olu } = scene;
    const late = { 'First day': '2027-04-13', 'First time': '12:00' };
    await draft(scene, { ...open, 'What shall it be called?': 'Open tea' }, late);
    await olu.press('Announce to 6 people');
    await olu.command('forum here Tea room', { channel: 'C-1' });
    await olu.command('forum');
    await olu.press('Post in Tea room');
    await olu.press('Post in Tea room', 'This goes to everybody');
    await network.settle();
    expect(network.slack.ledger.filter(({ user }) => user === '#C-1')).toHaveLength(1);
    await olu.press('Cancel it', 'Open tea');
    network.slack.fail({ kind: 'refused', times: 20 });
    await olu.press('Cancel it and tell 6 people');
    await network.settle();
    const { prisma } = network.database;
    const notices = await prisma.outbox.findMany({ where: { kind: 'forum:not-posted' } });
    expect(notices).toHaveLength(1);
    const [event] = await prisma.forumEvent.findMany({ where: { title: 'Open tea' } });
    expect(notices[0]?.record).toBe(event?.id);
  });
});
