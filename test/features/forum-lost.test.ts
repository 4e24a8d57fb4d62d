import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { draft, gathering, openScene, type Scene, screen, tick, twoTimes } from './forum-scene.ts';

let scene: Scene;
const TUE = 'Tue 16 March, 12:00';
const COUNTED = 'Could not be reached: 1';

beforeAll(async () => {
  scene = await openScene();
});

/** How many of the meeting's people could not be reached, as far as the records say. */
const unreached = async (): Promise<number> => {
  const { id } = await scene.event();
  return scene.network.database.prisma.forumInvitation.count({ where: { eventId: id, undelivered: true } });
};
const isLost = (person: SimulatedPerson) =>
  (person.user.startsWith('t-') ? scene.network.teams : scene.network.slack).fail({
    kind: 'refused',
    user: person.user,
    times: 1,
  });
const forgetCounts = () =>
  scene.network.database.prisma.forumInvitation.updateMany({ data: { undelivered: false } });
const failed = async (kind: string): Promise<number> =>
  scene.network.database.prisma.outbox.count({ where: { kind: `forum:${kind}`, state: 'failed' } });

describe('somebody whom a message about a meeting does not reach', () => {
  it('is counted on the organiser’s card, without a name, until they answer the vote after all', async () => {
    const { network, olu, bob } = scene;
    await draft(scene, gathering, { ...twoTimes, 'How many places are there?': '2' });
    isLost(bob);
    await olu.press('Ask 5 people');
    await network.settle();
    expect(screen(olu, 'Asked: 5')).toContain(COUNTED);
    expect(screen(olu, 'Asked: 5')).not.toContain('Bob');
    await bob.openHome();
    await tick(bob, TUE);
    await network.settle();
    expect(screen(olu, 'Answered: 1')).not.toContain('Could not be reached');
  });

  it('is counted when the card of the event is lost', async () => {
    const { network, olu, cat } = scene;
    await olu.press(`Choose ${TUE}`);
    await olu.press('Announce to 5 people');
    await network.settle();
    isLost(cat);
    await olu.press('Move it');
    await olu.fill({ Day: '2027-03-17' });
    await olu.submit();
    await olu.press('Move it and tell 5 people');
    await network.settle();
    expect(screen(olu, 'Coming: 0 of 2 places')).toContain(COUNTED);
  });

  it('is counted when nobody could tell them that a place came to them', async () => {
    const { network, olu, ann, bob, cat } = scene;
    await ann.press('Both parts');
    await bob.press('Both parts');
    await cat.openHome();
    await cat.press('Both parts');
    await network.settle();
    expect(await unreached()).toBe(0);
    await bob.press('Change my answer');
    scene.network.teams.fail({ kind: 'refused', user: cat.user, times: 2 });
    await bob.press('Can’t make it');
    await network.settle();
    expect(await failed('admitted')).toBe(1);
    expect(screen(olu, 'Coming: 2 of 2 places')).toContain(COUNTED);
  });

  it('is counted when a question who may read what they need is lost', async () => {
    const { network, olu, ann, bob } = scene;
    await ann.press('What I need to take part');
    await ann.fill({
      'I need': ['Step-free access'],
      'May Olu Organiser see your name with it?': 'No, only what is needed',
    });
    await ann.submit();
    await forgetCounts();
    await olu.command('roles');
    await olu.press('Give someone a role');
    await olu.fill({ Who: 'Bob Peer', Role: 'Coordinator' });
    await olu.submit();
    await olu.press('Yes, give the role');
    await network.settle();
    await olu.say('privacy');
    await olu.press('Forget me');
    await olu.press('Yes, forget me');
    await network.travelTo('2027-02-07T10:00:00Z', 24);
    isLost(ann);
    await network.travelTo('2027-02-10T10:00:00Z', 24);
    expect(screen(bob, 'A meeting is yours now')).not.toBe('');
    expect(await failed('may-read')).toBe(1);
    expect(screen(bob, 'Coming: 2 of 2 places')).toContain(COUNTED);
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).toContain('Bob Peer is looking after “Spring gathering” now.');
  });

  it('is counted when a reminder is refused', async () => {
    const { network, bob, ann, cat } = scene;
    await forgetCounts();
    await cat.say('settings');
    await cat.press('Evenings and weekends');
    await network.travelTo('2027-03-16T09:30:00Z', 24);
    isLost(ann);
    await network.travelTo('2027-03-16T10:30:00Z');
    expect(await failed('reminder')).toBe(1);
    await bob.command('forum');
    expect(screen(bob, 'Coming: 2 of 2 places')).toContain(COUNTED);
  });

  it('is counted when they cannot be asked what next', async () => {
    const { network, ann } = scene;
    await network.travelTo('2027-03-17T14:30:00Z');
    await forgetCounts();
    network.slack.fail({ kind: 'refused', user: ann.user, times: 2 });
    await network.travelTo('2027-03-17T15:30:00Z');
    expect(await failed('feedback')).toBe(1);
    expect(await unreached()).toBe(1);
  });

  it('is not counted when only a reminder came too late to be of use', async () => {
    const { network } = scene;
    await forgetCounts();
    await network.travelTo('2027-03-17T19:30:00Z');
    const late = { kind: 'forum:reminder', state: 'expired' };
    expect(await network.database.prisma.outbox.count({ where: late })).toBe(1);
    expect(await unreached()).toBe(0);
  });
});
