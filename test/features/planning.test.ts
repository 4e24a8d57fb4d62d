import { beforeAll, describe, expect, it } from 'vitest';
import { draft, gathering, last, openScene, type Scene, tuesday } from './forum-scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await draft(scene, gathering, tuesday);
  await scene.olu.press('Announce to 5 people');
  await scene.network.settle();
});

const items = () =>
  scene.network.database.prisma.forumItem.findMany({
    orderBy: { place: 'asc' },
    select: { place: true, title: true, presenter: true },
  });

async function add(what: string, presenter: string): Promise<void> {
  const { olu } = scene;
  await olu.press('Agenda', 'Coming: 0');
  await olu.fill({ Kind: 'Workshop', 'What about?': what, 'Who presents it?': presenter, Minutes: '30' });
  await olu.submit();
}

describe('an agenda (D7)', () => {
  it('takes items off, and puts what is added behind the last', async () => {
    const { olu } = scene;
    await add('Lone working', 'Sam');
    await add('Boundaries', 'ann peer');
    expect(last(olu)).toContain('It has 2 items.');
    await olu.press('Agenda', 'Coming: 0');
    expect(olu.form?.text).toContain('So far 60 of 180 minutes.');
    await olu.fill({ 'Take off': ['Workshop: Lone working'] });
    await olu.submit();
    expect(last(olu)).toContain('It has 1 item.');
    await add('Ways to rest', 'Sam');
    expect(await items()).toEqual([
      { place: 2, title: 'Boundaries', presenter: 'ann peer' },
      { place: 3, title: 'Ways to rest', presenter: 'Sam' },
    ]);
  });

  it('names nobody as presenter who was forgotten', async () => {
    const { ann, network } = scene;
    await ann.say('privacy');
    await ann.press('Forget me');
    await ann.press('Yes, forget me');
    await network.travelTo('2027-02-10T10:00:00Z', 24);
    expect((await items()).map(({ presenter }) => presenter)).toEqual([null, 'Sam']);
  });
});
