import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Inbound } from '../../src/chat/inbound.ts';
import { markApart, type Namesake } from '../../src/directory/namesakes.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let cora: SimulatedPerson;
let dan: SimulatedPerson;
let ann: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const newest = (person: SimulatedPerson, words: string) =>
  person.seen.findLast(({ text }) => text.includes(words));
const memberOf = async (person: SimulatedPerson) =>
  network.database.prisma.member.findFirstOrThrow({
    where: { accounts: { some: { externalUser: person.user } } },
  });
async function rename(person: SimulatedPerson, name: string) {
  await person.command('profile');
  await person.fill({ 'What you’re called here': name });
  await person.submit();
  await network.settle();
}
async function found(by: SimulatedPerson, query: string) {
  await by.command('list');
  await by.press('Open my list');
  const names = await by.suggest('First to be asked', query);
  by.dismiss();
  return names;
}
/** The platform calls this person something else from now on. */
async function callThem({ user }: SimulatedPerson, name: string) {
  const { platform, workspace } = network.slack;
  const conversation = { platform, workspace, id: `D-${user}`, kind: 'direct' } as const;
  const sender = { platform, workspace, user, name };
  await network.bot.receive({ id: randomUUID(), sender, conversation, kind: 'home' } as Inbound);
  await network.settle();
}

const CYRILLIC = 'Аnn Аrcher';

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Carter' });
  dan = network.teams.person('t-dan', { name: 'Dan Baker' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  await network.coordinate(cora);
  await network.admit(cora, dan, ann);
  await network.database.prisma.roleGrant.create({
    data: { memberId: (await memberOf(dan)).id, role: 'coordinator', startsAt: await network.now() },
  });
});

describe('the names that are nobody’s', () => {
  it.each(['Alongside', 'Аlоngside', 'The Safeguarding Lead', 'Coordinator', 'A1ongside Support'])(
    'the bot’s and the roles’ are refused, also in letters that look alike, and what a platform says is not taken: %s',
    async (name) => {
      for (const person of [ann, dan]) {
        await person.command('profile');
        await person.fill({ 'What you’re called here': name, 'What shall I call you?': name });
        await person.submit();
        expect(Object.values(person.form?.errors ?? {})).toEqual(
          Array(2).fill(
            'That looks like my own name, or like a role here. Please use the name that people know you by.',
          ),
        );
        person.dismiss();
      }
      await callThem(ann, name);
      expect((await memberOf(ann)).name).toBe('Ann Archer');
      const stranger = network.teams.person(`t-${name}`, { name });
      await stranger.say('hello');
      expect((await memberOf(stranger)).name).toBe('Somebody');
    },
  );
});

describe('two people of one name', () => {
  it('somebody who has a member’s name may join: the asking card says so, and coordinators are asked once they are in', async () => {
    const second = network.teams.person('t-ann', { name: CYRILLIC });
    await second.say('join');
    await network.settle();
    const card = newest(cora, 'would like to join');
    expect(card?.text).toContain(`${CYRILLIC} (not a member yet) would like to join.`);
    expect(card?.text).toContain('A member has a name that looks the same.');
    await cora.press('Admit Аnn');
    await network.settle();
    expect(last(second)).toContain('Welcome');
    for (const coordinator of [cora, dan]) {
      const asked = newest(coordinator, 'Two people are called');
      expect(asked?.text).toContain(`${CYRILLIC} (on Teams) has come by this name.`);
      expect(asked?.text).toContain('Here already: Ann Archer (on Slack).');
      expect(asked?.text).toContain('They aren’t written in the same way');
      expect(asked?.preview).not.toMatch(/Archer|Аrcher/);
      await coordinator.say('home');
      expect(last(coordinator)).toContain('Two people are called');
    }
    for (const member of [ann, second]) expect(newest(member, 'has come by this name')).toBeUndefined();
  });

  it('type-ahead, lists and cards tell them apart by the organisation, or when they joined; nobody else bears a mark', async () => {
    expect(await found(dan, 'ann')).toEqual(['Ann Archer (on Slack)']);
    await network.travelTo('2027-03-03T10:00:00Z', 24 * 30);
    const third = network.slack.person('U-ANN3', { name: 'Archer, Ann' });
    await third.say('join');
    await network.settle();
    await cora.press('Admit Ann');
    await network.settle();
    await ann.command('profile');
    await ann.fill({ Organisation: 'Anytown Council' });
    await ann.submit();
    expect((await found(dan, 'ann')).toSorted()).toEqual([
      'Ann Archer (Anytown Council)',
      'Archer, Ann (joined in March 2027)',
    ]);
    expect(await found(dan, 'cora')).toEqual(['Cora Carter']);
    await cora.command('roles');
    await cora.press('Give someone a role');
    await cora.fill({ Who: 'Ann Archer (Anytown Council)', Role: 'Champion' });
    await cora.submit();
    expect(last(cora)).toContain('Make Ann Archer (Anytown Council) a champion?');
    await cora.press('Yes, give the role');
    await cora.command('roles');
    expect(last(cora)).toContain('Ann Archer (Anytown Council): champion');
  });

  it('what stands around a name makes no other one of it: nobody takes somebody’s name with somebody’s mark', async () => {
    const eve = network.slack.person('U-EVE', { name: 'Eve Evans' });
    await network.admit(cora, eve);
    await rename(eve, 'Ann Archer (Anytown Council)');
    expect(newest(cora, 'Four people are called Ann Archer (Anytown Council)')).toBeDefined();
    const names = await found(dan, 'ann');
    expect(names).toContain('Ann Archer (Anytown Council)');
    expect(names.filter((name) => name === 'Ann Archer (Anytown Council)')).toHaveLength(1);
    await rename(eve, 'Eve Evans');
    expect(newest(cora, 'Nobody else’s name looks like that one any more')).toBeDefined();
    expect(newest(dan, 'Nobody else’s name looks like that one any more')).toBeDefined();
  });

  it('“two people” is answered once for all coordinators, and nobody is told', async () => {
    const second = network.teams.person('t-ann', {});
    const before = second.seen.length;
    await cora.press('It’s fine, two people', CYRILLIC);
    await network.settle();
    expect(newest(dan, 'they’re different people, answered by Cora Carter')).toBeDefined();
    await dan.say('home');
    expect(last(dan)).not.toContain(`${CYRILLIC} (on Teams) has come`);
    expect(second.seen).toHaveLength(before);
    await callThem(second, CYRILLIC);
    await cora.say('home');
    expect(last(cora)).not.toContain(`${CYRILLIC} (on Teams) has come`);
  });

  it('“ask them” asks the person kindly, who is free not to; with something added the card is gone', async () => {
    const third = network.slack.person('U-ANN3', {});
    await dan.press('Ask them to add something to their name', 'Archer, Ann');
    await network.settle();
    const asked = newest(third, 'Could you add something to your name?');
    expect(asked?.text).toContain('you don’t have to');
    expect(asked?.preview).not.toMatch(/Ann|Archer/);
    await cora.press('Ask them to add something to their name', 'Archer, Ann').catch(() => {});
    expect(third.seen.filter(({ text }) => text.includes('Could you add something'))).toHaveLength(1);
    await rename(third, 'Ann Ophelia Archer');
    expect(await found(dan, 'ophelia')).toEqual(['Ann Ophelia Archer']);
    expect(
      await network.database.prisma.namesake.count({ where: { memberId: (await memberOf(third)).id } }),
    ).toBe(0);
  });

  it('coordinators are asked about a name that the platform gives somebody, and nobody judges their own', async () => {
    const fay = network.slack.person('U-FAY', { name: 'Fay Fox' });
    await network.admit(cora, fay);
    await callThem(fay, 'Dаn Baker');
    expect(newest(cora, 'Two people are called Dаn Baker')).toBeDefined();
    await rename(dan, 'Cora Carter');
    expect(newest(cora, 'Two people are called Cora Carter')).toBeDefined();
    expect(newest(dan, 'Two people are called Cora Carter')).toBeUndefined();
    const { id } = await memberOf(dan);
    const { looks } = await network.database.prisma.namesake.findUniqueOrThrow({ where: { memberId: id } });
    const { platform, workspace } = network.teams;
    await network.bot.receive({
      id: randomUUID(),
      sender: { platform, workspace, user: dan.user },
      kind: 'action',
      conversation: { platform, workspace, id: `D-${dan.user}`, kind: 'direct' },
      route: 'members.two-people',
      value: JSON.stringify({ member: id, looks }),
    } as Inbound);
    expect(
      (await network.database.prisma.namesake.findUniqueOrThrow({ where: { memberId: id } })).state,
    ).toBe('waiting');
  });
});

describe('what tells people apart', () => {
  const one = (member: string, about: Partial<Namesake>): Namesake => ({
    member,
    name: 'Ann',
    looks: 'ann',
    joinedAt: new Date('2027-05-03T10:00:00Z'),
    organisation: null,
    platforms: ['slack'],
    ...about,
  });

  it.each<[string, Namesake[], string[]]>([
    [
      'organisations',
      [one('a', { organisation: 'Hope' }), one('b', { organisation: 'Mind' })],
      ['Hope', 'Mind'],
    ],
    [
      'one organisation, in letters that look alike',
      [
        one('a', { organisation: 'Hope' }),
        one('b', { organisation: 'Норе', joinedAt: new Date('2027-06-03T10:00:00Z') }),
      ],
      ['joined in May 2027', 'joined in June 2027'],
    ],
    [
      'nobody’s organisation',
      [one('a', { organisation: 'Independent' }), one('b', { platforms: ['teams'] })],
      ['on Slack', 'on Teams'],
    ],
    [
      'days',
      [one('a', {}), one('b', { joinedAt: new Date('2027-05-04T10:00:00Z') })],
      ['joined on 3 May 2027', 'joined on 4 May 2027'],
    ],
    ['nothing at all', [one('a', {}), one('b', {})], ['number 1 of this name', 'number 2 of this name']],
  ])('is never the same for two: %s', (_, people, marks) => {
    expect([...markApart(people).values()]).toEqual(marks);
  });
});
