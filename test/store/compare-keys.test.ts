import { describe, expect, it } from 'vitest';
import { searchMembers } from '../../src/directory/people.ts';
import { openDatabase } from '../../src/store/database.ts';
import { freshDatabase } from '../support/database.ts';

/** A database as the rules of before left it, opened by those of today. */
async function openOld() {
  const { database, connection } = await freshDatabase();
  const { prisma } = database;
  await prisma.meta.deleteMany({ where: { key: 'compare-keys' } });
  const createdAt = new Date('2027-01-01T00:00:00Z');
  const organisation = (name: string, state = 'confirmed') =>
    prisma.organisation.create({ data: { name, state, key: name.toLowerCase() } });
  const straight = await organisation("St Mary's Trust", 'proposed');
  const curly = await organisation('St Mary’s Trust');
  await organisation('self-employed', 'proposed');
  await organisation('Anytown Council');
  await prisma.organisationAlias.createMany({
    data: [
      { key: 'st. mary’s trust', name: 'St. Mary’s Trust', organisationId: curly.id },
      { key: 'anytown‑borough', name: 'Anytown‑Borough', organisationId: curly.id },
    ],
  });
  await prisma.questionTopic.createMany({
    data: [
      { name: 'Carers’ rights', key: 'carers’ rights' },
      { name: "Carers' rights", key: "carers' rights" },
    ],
  });
  const member = (name: string) => prisma.member.create({ data: { name, standing: 'member', createdAt } });
  await member('Zoë\nExample');
  const ann = await member('Ann Archer');
  await prisma.profile.create({
    data: { memberId: ann.id, organisationId: straight.id, updatedAt: createdAt },
  });
  const open = async () => {
    const opened = await openDatabase(connection, { kind: 'test', log: () => {} });
    await opened.close();
  };
  await open();
  return { database, prisma, open, straight, curly, ann };
}

describe('names that are kept', () => {
  it('are compared by the rules of today from the next start on, and nothing is lost where two become one', async () => {
    const { prisma, database, open, straight, curly, ann } = await openOld();
    const keyOf = async ({ id }: { id: string }) =>
      (await prisma.organisation.findUniqueOrThrow({ where: { id } })).key;
    expect(await keyOf(curly)).toBe('st marys trust');
    expect(await keyOf(straight)).toMatch(/^st marys trust\u2063/);
    expect(await prisma.organisationAlias.findMany({ select: { key: true } })).toEqual([
      { key: 'anytown borough' },
    ]);
    expect(await prisma.organisation.count({ where: { state: 'proposed' } })).toBe(1);
    const topics = await prisma.questionTopic.findMany({ select: { key: true }, orderBy: { key: 'asc' } });
    expect(topics.map(({ key }) => key.split('\u2063')[0])).toEqual(["carers' rights", "carers' rights"]);
    expect((await prisma.profile.findFirstOrThrow()).organisationId).toBe(straight.id);
    const found = await database.transaction((tx) => searchMembers(tx, 'example zoe', ann.id, 5));
    expect(found.map(({ name }) => name)).toEqual(['Zoë Example']);
    const before = await prisma.organisation.findMany({ orderBy: { id: 'asc' } });
    await open();
    await prisma.meta.deleteMany({ where: { key: 'compare-keys' } });
    await open();
    expect(await prisma.organisation.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  it('are looked for among ten thousand, by every word, and no sign stands for others', async () => {
    const { database } = await freshDatabase();
    await database.prisma.$executeRaw`
      INSERT INTO member (id, name, name_key, standing, created_at)
      SELECT gen_random_uuid(), 'Person ' || n, 'person ' || n, 'member', '2027-01-01' FROM generate_series(1, 10000) AS n`;
    const nobody = '00000000-0000-4000-8000-000000000000';
    const look = (typed: string) => database.transaction((tx) => searchMembers(tx, typed, nobody, 15));
    expect(await look('9999 person')).toHaveLength(1);
    expect(await look('person')).toHaveLength(15);
    expect(await look('%')).toEqual([]);
    expect(await look('_')).toEqual([]);
    expect(await look('’')).toEqual([]);
  });
});
