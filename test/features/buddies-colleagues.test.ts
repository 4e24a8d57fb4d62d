import { beforeAll, describe, expect, it } from 'vitest';
import { last, type Scene, seen, startScene } from './buddies-scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
  const { ann, bob, join } = scene;
  await join(ann, { organisation: 'Mind in Camden', area: 'Camden' });
  await join(bob, { organisation: 'Mind in Camden', area: 'Camden' });
});

/** As it is kept, past the form: two rows from before, or one, are the same to whoever makes pairs. */
const belong = async (names: readonly [string, string]) => {
  const { prisma } = scene.network.database;
  for (const [index, person] of [scene.ann, scene.bob].entries()) {
    const name = names[index] ?? '';
    const data = { name, key: `${name} ${index}` };
    const { id } = await prisma.organisation.upsert({ where: { key: data.key }, create: data, update: data });
    await prisma.profile.updateMany({
      where: { memberId: await scene.memberOf(person) },
      data: { organisationId: id },
    });
  }
};
const match = async () => {
  await scene.cora.command('buddy match');
  await scene.network.settle();
};

describe('colleagues', () => {
  it.each([
    ["St Mary's Trust", 'St Mary’s Trust'],
    ['Café Hope', 'Cafe\u0301 Hope'],
    ['Stoke-on-Trent Council', 'Stoke–on–Trent  council'],
    ['Hope & Co.', 'Hope and Co'],
    ['Anytown Council', '\u202aANYTOWN\u00a0Council\u202c'],
  ] as const)(
    'C4 are never paired, however each writes their organisation: %s and %s',
    async (one, other) => {
      await belong([one, other]);
      await match();
      expect(last(scene.cora)).toContain('No pair is possible at the moment');
    },
  );

  it.each([
    ['independent', 'Independent'],
    ['self-employed', 'self-employed'],
    ['None', 'none'],
    ['Freelance', 'freelancer'],
    ['n/a', 'N/A'],
  ] as const)('are not made of people who are on their own: %s and %s may be a pair', async (one, other) => {
    await belong([one, other]);
    await match();
    expect(last(scene.cora)).toContain('1 pair');
    await scene.cora.press('Throw away');
    await scene.network.settle();
  });

  it('who is on their own writes so in the form, and reads nothing that isn’t so', async () => {
    const { ann, bob, cora, memberOf, network } = scene;
    const { prisma } = network.database;
    for (const person of [ann, bob]) {
      const where = { memberId: await memberOf(person) };
      await prisma.profile.updateMany({ where, data: { organisationId: null } });
      await person.command('buddy');
      await person.press('Change my answers');
      const label = ['If it’s not in the list', 'Your organisation'].find((one) =>
        person.form?.fields.includes(one),
      );
      await person.fill({ [label ?? '']: person === ann ? 'independent' : 'Self-employed.' });
      await person.submit();
      const { organisation } = await prisma.profile.findFirstOrThrow({
        where,
        include: { organisation: true },
      });
      expect(organisation).toMatchObject({ name: 'Independent', state: 'confirmed' });
    }
    await cora.command('home');
    expect(seen(cora)).not.toContain('new organisation');
    await scene.sendRound();
    for (const person of [ann, bob]) expect(last(person)).toContain('ou’re not in the same organisation');
  });
});

describe('two organisations that became one by how they are written', () => {
  it('are shown to coordinators until they are made one', async () => {
    const { cora, network } = scene;
    const { prisma } = network.database;
    const kept = await prisma.organisation.create({
      data: { name: 'Hackney Hub', key: 'hackney hub', state: 'confirmed' },
    });
    const twin = { name: 'Hackney‑Hub', key: 'hackney hub\u2063twin', state: 'confirmed' };
    await prisma.organisation.create({ data: twin });
    await cora.command('organisations');
    expect(seen(cora)).toContain('The same name, written in another way, is Hackney Hub');
    await cora.press('The same as Hackney Hub');
    await cora.press('Rather make them Hackney‑Hub');
    await cora.press('Make them Hackney‑Hub');
    const left = await prisma.organisation.findMany({ where: { key: { startsWith: 'hackney' } } });
    expect(left.map(({ name, key }) => [name, key])).toEqual([['Hackney‑Hub', 'hackney hub']]);
    expect(left.map(({ id }) => id)).not.toContain(kept.id);
    await cora.command('organisations');
    expect(seen(cora)).not.toContain('written in another way');
  });
});
