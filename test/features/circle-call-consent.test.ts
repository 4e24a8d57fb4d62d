import pg from 'pg';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { emptyDatabase } from '../support/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
const PLATFORMS = ['slack', 'teams'] as const;
type On = (typeof PLATFORMS)[number];

beforeAll(async () => {
  network = await startNetwork({ join: 'open' });
  await network.coordinate(network.slack.person('U-CORA', { name: 'Cora Coordinator' }));
});

/** Somebody who joins on that platform. Two of one name differ in nothing that a screen shows. */
async function join(platform: On, user: string, name: string): Promise<SimulatedPerson> {
  const person = network[platform].person(user, { name });
  await person.say('join');
  await network.settle();
  return person;
}
const idOf = async ({ user }: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;

/** Puts these on `owner`'s list through the router, by their ids: names are alike here. */
async function list(platform: On, owner: SimulatedPerson, people: readonly SimulatedPerson[]) {
  const before = await network.database.prisma.listPerson.findMany({
    where: { ownerId: await idOf(owner) },
    orderBy: { place: 'asc' },
  });
  const ids = await Promise.all(people.map(idOf));
  const { workspace } = network[platform];
  await network.bot.receive({
    kind: 'submission',
    id: crypto.randomUUID(),
    route: 'members.save-list',
    sender: { platform, workspace, user: owner.user, name: owner.name },
    conversation: { platform, workspace, id: `D-${owner.user}`, kind: 'direct' },
    state: JSON.stringify({ shown: before.map(({ memberId }) => memberId) }),
    values: {
      ...Object.fromEntries(ids.map((id, index) => [`person${index + 1}`, id])),
      off: before.map(({ memberId }) => memberId).filter((id) => !ids.includes(id)),
    },
  });
  await network.settle();
}

/** Everything that somebody ever saw, without its times. */
const ledgerOf = (platform: On, { user }: SimulatedPerson) =>
  network[platform].ledger
    .filter((one) => one.user === user)
    .map(({ kind, text, preview, buttons }) => ({ kind, text, preview, buttons }));

/** Opens each screen that could say something of lists, and does what one does there. */
async function lookEverywhere(person: SimulatedPerson) {
  for (const words of ['home', 'help', 'hours', 'status', 'talk', 'hello there']) await person.say(words);
  for (const label of ['My list', 'Not this person', 'How to reach me', 'Being asked']) {
    await person.say('settings');
    await person.press(label);
    person.dismiss();
  }
}

describe('being on a list', () => {
  it.each(PLATFORMS)(
    'shows on no screen and in no message, however many lists somebody is on (%s)',
    async (platform) => {
      const [listed, other] = [
        await join(platform, `${platform}-listed`, 'Sam Same'),
        await join(platform, `${platform}-other`, 'Sam Same'),
      ];
      const owners = [
        await join('slack', `${platform}-o1`, 'Olga Owner'),
        await join('teams', `${platform}-o2`, 'Ossie Owner'),
      ];
      const { prisma } = network.database;
      const audits = await prisma.audit.count();
      for (const act of [
        async () => {},
        () => list('slack', owners[0] as SimulatedPerson, [listed]),
        () => list('teams', owners[1] as SimulatedPerson, [listed]),
        () => list('slack', owners[0] as SimulatedPerson, [owners[1] as SimulatedPerson, listed]),
      ]) {
        await act();
        await lookEverywhere(listed);
        await lookEverywhere(other);
        expect(ledgerOf(platform, listed)).toEqual(ledgerOf(platform, other));
      }
      for (const person of [listed, other]) await person.press('Yes, in my hours');
      await lookEverywhere(listed);
      await lookEverywhere(other);
      expect(ledgerOf(platform, listed)).toEqual(ledgerOf(platform, other));
      expect(await prisma.audit.count()).toBe(audits);
      expect(JSON.stringify(ledgerOf(platform, listed))).not.toMatch(/Olga|Ossie/);
    },
  );
});

describe('a list', () => {
  it.each(PLATFORMS)(
    'says nothing of what one person on it answered: only that fewer than two may be asked, whatever the reason (%s)',
    async (platform) => {
      const owner = await join(platform, `${platform}-lister`, 'Lena Lister');
      const one = await join('teams', `${platform}-one`, 'Una Uncertain');
      const two = await join('slack', `${platform}-two`, 'Yan Yes');
      const three = await join('teams', `${platform}-three`, 'Yve Yes');
      const pageOf = async () => {
        await owner.say('list');
        await owner.press('Open my list');
        const { form } = owner;
        owner.dismiss();
        return JSON.stringify([form?.title, form?.text, form?.fields]);
      };
      const away = async (...presses: readonly string[]) => {
        await one.say('home');
        for (const press of presses) await one.press(press);
      };
      /** What somebody may be, and whether they may be asked then. */
      const states: readonly [string, boolean, () => Promise<void>][] = [
        ['has not answered', false, async () => {}],
        ['said no', false, () => one.press('Not me')],
        ['said yes', true, () => one.press('I can be asked after all')],
        ['has no space just now', false, () => away('Space to listen', 'Not just now')],
        ['is a little stretched', true, () => away('Space to listen', 'A little stretched')],
        [
          'is on a break',
          false,
          async () => {
            await one.say('hours');
            await one.press('Take a break');
            await one.fill({ 'Which day are you back?': '2027-03-16' });
            await one.submit();
            one.dismiss();
          },
        ],
        ['is back', true, () => away('I’m back')],
        ['said no after all', false, async () => one.press('I’d rather not after all')],
      ];
      const pages = {
        alone: new Set<string>(),
        withOne: [] as [boolean, string][],
        withTwo: new Set<string>(),
      };
      for (const person of [two, three]) await person.press('Yes, in my hours');
      for (const [name, mayBeAsked, act] of states) {
        await act();
        await list(platform, owner, [one]);
        pages.alone.add(await pageOf());
        await list(platform, owner, [one, two]);
        pages.withOne.push([mayBeAsked, await pageOf()]);
        await list(platform, owner, [one, two, three]);
        pages.withTwo.add(await pageOf());
        expect([name, pages.alone.size, pages.withTwo.size]).toEqual([name, 1, 1]);
      }
      expect([...pages.alone][0]).toContain('Your list is short: add another.');
      expect([...pages.withTwo][0]).not.toContain('short');
      for (const [mayBeAsked, page] of pages.withOne)
        expect(page.includes('Your list is short: add another.')).toBe(!mayBeAsked);
      expect(new Set(pages.withOne.map(([, page]) => page)).size).toBe(2);
      expect([...pages.alone, ...pages.withTwo].join()).not.toMatch(
        /hasn’t said|isn’t being asked|agreed to/,
      );
    },
  );
});

describe('who had joined before everybody was asked', () => {
  it('is asked with all the others at once, in the same words, and never again', async () => {
    const { prisma } = network.database;
    const people: [On, SimulatedPerson][] = [
      ['slack', await join('slack', 'U-OLD1', 'Old Hand')],
      ['teams', await join('teams', 't-old2', 'Old Hand')],
      ['slack', await join('slack', 'U-OLD3', 'Old Hand')],
    ];
    const answered = await join('teams', 't-old4', 'Old Hand');
    await list('slack', people[0]?.[1] as SimulatedPerson, [people[1]?.[1] as SimulatedPerson]);
    for (const [, person] of people)
      await prisma.responder.create({ data: { memberId: await idOf(person), asked: false } });
    await answered.press('Not me');
    const before = answered.seen.length;
    await network.settle();
    const asked = people.map(([, person]) =>
      person.seen.filter(
        ({ kind, text }) => kind === 'message' && text.startsWith('Something I ask everybody'),
      ),
    );
    expect(asked.map((cards) => cards.length)).toEqual([1, 1, 1]);
    expect(new Set(asked.map(([card]) => JSON.stringify([card?.text, card?.preview])))).toHaveProperty(
      'size',
      1,
    );
    expect(asked[0]?.[0]?.preview).toContain('This is for you alone');
    const slots = { slot: { startsWith: 'members:may-ask:' } };
    const times = await prisma.outbox.findMany({ where: slots, select: { dueAt: true } });
    expect(new Set(times.map(({ dueAt }) => dueAt.getTime())).size).toBe(1);
    await network.travelTo('2027-02-04T10:00:00Z', 24);
    const [, first] = people[0] as [On, SimulatedPerson];
    await first.press('Yes, in my hours', 'Something I ask everybody');
    await network.settle();
    expect(first.chat.join()).toContain('Thank you: I may ask you to ring somebody');
    expect(first.chat.join()).not.toContain('Something I ask everybody');
    const messages = people.map(([, { seen }]) => seen.filter(({ kind }) => kind === 'message').length);
    expect(messages).toEqual([1, 1, 1]);
    expect(answered.seen).toHaveLength(before);
  });

  it('keeps a yes and a no, and is asked where there was none; nobody stays on a topic without a yes of their own', async () => {
    const client = new pg.Client(await emptyDatabase());
    await client.connect();
    onTestFinished(() => client.end());
    const all = await readMigrations();
    const from = all.findIndex(({ name }) => name.endsWith('_consent'));
    await migrate(client, all.slice(0, from));
    await client.query(`
      INSERT INTO member (id, name, standing, created_at)
      SELECT ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'Somebody', CASE WHEN n < 5 THEN 'member' ELSE 'guest' END, now()
      FROM generate_series(1, 5) n;
      INSERT INTO responder (member_id, asked_at, answer, out_of_hours, monthly_cap) VALUES
        ('00000000-0000-4000-8000-000000000001', now(), 'yes', true, 2),
        ('00000000-0000-4000-8000-000000000002', now(), 'no', false, NULL),
        ('00000000-0000-4000-8000-000000000003', now(), NULL, false, NULL);
      INSERT INTO question_topic (id, name, key) VALUES ('00000000-0000-4000-8000-00000000000a', 'Benefits', 'benefits');
      INSERT INTO question_topic_person (topic_id, member_id, place) VALUES
        ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 1)`);
    await migrate(client, all);
    const { rows } = await client.query(
      'SELECT right(member_id::text, 1) AS id, answer, asked, out_of_hours, monthly_cap FROM responder ORDER BY 1',
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['1', 'yes', true, true, 2],
      ['2', 'no', true, false, null],
      ['3', null, false, false, null],
      ['4', null, false, false, null],
    ]);
    const people = await client.query('SELECT answer, invited FROM question_topic_person');
    expect(people.rows).toEqual([{ answer: null, invited: false }]);
  });
});
