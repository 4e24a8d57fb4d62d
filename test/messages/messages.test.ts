import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Feature } from '../../src/bot/feature.ts';
import { messagesOf } from '../../src/bot/messages/declare.ts';
import { listAllFor } from '../../src/bot/messages/mend.ts';
import { close, list, refresh, show, showAll, tell, unlist, untell } from '../../src/bot/messages/say.ts';
import { checkMessages, onLost } from '../../src/bot/messages/undelivered.ts';
import { dropStale } from '../../src/bot/messages/waiting.ts';
import { lockPerson } from '../../src/directory/people.ts';
import { features as ours } from '../../src/features/index.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { readMigrations } from '../../src/store/migrate.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { type Errand, errandsFeature, workIn } from './errands.ts';

const { feature, records, losses, errand, dated, note } = errandsFeature();
let network: Network;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
const ids = new Map<SimulatedPerson, string>();
let does: ReturnType<typeof workIn>;
let made = 0;

beforeAll(async () => {
  network = await startNetwork({ features: [feature] });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('bob', { name: 'Bob Baker' });
  await network.coordinate(ann);
  await network.admit(ann, bob);
  for (const person of [ann, bob]) {
    const { id } = await network.database.prisma.member.findFirstOrThrow({ where: { name: person.name } });
    ids.set(person, id);
  }
  does = workIn(network, [feature]);
});
beforeEach(() => {
  losses.length = 0;
});

const to = (...people: SimulatedPerson[]) => people.map((one) => ({ member: ids.get(one) ?? '' }));
function anErrand(about: Partial<Errand> = {}): Errand {
  made += 1;
  const title = `Errand ${made}`;
  const one: Errand = { id: crypto.randomUUID(), title, readers: to(bob), state: 'open', moved: 0, ...about };
  records.set(one.id, one);
  return one;
}
const done = (one: Errand): Errand => {
  const ended: Errand = { ...one, state: 'done' };
  records.set(one.id, ended);
  return ended;
};
const cardsOf = ({ title }: Errand, person = bob) =>
  person.seen.filter(({ kind, text }) => (kind === 'message' || kind === 'edit') && text.includes(title));

describe('a card that is declared', () => {
  it('said again changes what was shown, and rings no bell', async () => {
    const one = anErrand();
    await does((work) => show(work, errand, one));
    await network.settle();
    await does((work) => show(work, errand, done(one)));
    await network.settle();
    expect(cardsOf(one).map(({ kind, text }) => [kind, text.split('\n')[0]])).toEqual([
      ['message', `${one.title}, open`],
      ['edit', `${one.title}, done`],
    ]);
  });

  it('that only changes what was seen is no message to whoever has not seen it, and takes back what waits', async () => {
    const [seen, unseen] = [anErrand(), anErrand()];
    await does((work) => show(work, errand, seen));
    await network.settle();
    await does((work) => show(work, errand, unseen));
    await does((work) => showAll(work, errand, [done(seen), done(unseen)], { only: 'seen' }));
    await network.settle();
    expect(cardsOf(seen).at(-1)?.text).toContain(`${seen.title}, done`);
    expect(cardsOf(unseen)).toEqual([]);
  });

  it('follows what was sent: it changes where it was seen, comes as it is now where it waits, and to nobody else', async () => {
    const [seen, waiting, unsent] = [anErrand(), anErrand(), anErrand()];
    await does((work) => show(work, errand, seen));
    await network.settle();
    await does((work) => show(work, errand, waiting));
    await does((work) => refresh(work, errand, [done(seen), done(waiting), done(unsent)]));
    await network.settle();
    const titles = (one: Errand) => cardsOf(one).map(({ kind, text }) => `${kind}: ${text.split('\n')[0]}`);
    expect(titles(seen).at(-1)).toBe(`edit: ${seen.title}, done`);
    expect(titles(waiting)).toEqual([`message: ${waiting.title}, done`]);
    expect(titles(unsent)).toEqual([]);
  });

  it('that is closed says of which records nothing was ever seen, changes the others, and is on home no more', async () => {
    const [seen, unseen] = [anErrand(), anErrand()];
    await does((work) => show(work, errand, seen));
    await network.settle();
    await does((work) => show(work, errand, unseen));
    expect(await homeOf(bob)).toContain(unseen.title);
    const never = await does((work) =>
      close(work, errand, [seen, unseen], { title: `${seen.title}: over`, body: [] }),
    );
    await network.settle();
    expect(never).toEqual(new Set([unseen.id]));
    expect(cardsOf(seen).at(-1)).toMatchObject({ kind: 'edit', text: `${seen.title}: over` });
    expect(cardsOf(unseen)).toEqual([]);
    const home = await homeOf(bob);
    expect(home).not.toContain(seen.title);
    expect(home).not.toContain(unseen.title);
  });

  it.each([3, 300])(
    'of %d records is closed in two statements, and written with what is enqueued',
    async (count) => {
      const all = Array.from({ length: count }, () => anErrand());
      await does((work) => showAll(work, errand, all));
      const spy = vi.spyOn(pg.Client.prototype, 'query');
      try {
        await does(async (work) => {
          spy.mockClear();
          expect((await close(work, errand, all)).size).toBe(count);
          expect(spy.mock.calls).toHaveLength(2);
        });
      } finally {
        spy.mockRestore();
      }
      for (const { id } of all) records.delete(id);
    },
  );

  it('with another edition is a new card, and the one before says that it has moved', async () => {
    const one = anErrand();
    await does((work) => show(work, dated, one));
    await network.settle();
    const moved = { ...one, moved: 1 };
    records.set(one.id, moved);
    await does((work) => show(work, dated, moved));
    await network.settle();
    expect(cardsOf(one).map(({ kind, text }) => [kind, text.split('\n')[0]])).toEqual([
      ['message', `${one.title}, open`],
      ['edit', `${one.title} has moved`],
      ['message', `${one.title}, open`],
    ]);
    expect((await homeOf(bob)).match(new RegExp(`${one.title}, open`, 'g'))).toHaveLength(1);
    await does((work) => close(work, dated, [{ ...moved, state: 'done' }]));
  });

  it('goes to everybody whom it is for, or to some of them', async () => {
    const one = anErrand({ readers: to(ann, bob) });
    await does((work) => show(work, errand, one, { to: to(ann) }));
    await network.settle();
    expect([cardsOf(one, ann).length, cardsOf(one, bob).length]).toEqual([1, 0]);
    await does((work) => show(work, errand, one));
    await network.settle();
    expect(cardsOf(one, bob)).toHaveLength(1);
    await does((work) => close(work, errand, [done(one)]));
  });
});

describe('news that is declared', () => {
  it('is sent once for each occasion, and taken back by record and occasion while it waits', async () => {
    const one = anErrand();
    await does((work) => {
      tell(work, note, one, 'Monday');
      tell(work, note, one, 'Tuesday');
    });
    await does((work) => tell(work, note, one, 'Monday'));
    await does((work) => untell(work, note, [one.id], 'Tuesday'));
    await network.settle();
    expect(cardsOf(one)).toHaveLength(1);
    await does((work) => untell(work, note, [one.id]));
    await does((work) => tell(work, note, one, 'Wednesday'));
    await network.settle();
    expect(cardsOf(one)).toHaveLength(2);
  });

  it('shows of itself on a lock screen what its declaration allows', async () => {
    const one = anErrand();
    await does((work) => tell(work, note, one, 'once'));
    await network.settle();
    const seen = cardsOf(one).at(-1);
    expect(seen?.preview).toMatch(/^You have a message\./);
    expect(seen?.preview).not.toContain(one.title);
    expect(seen?.text).toContain(one.title);
  });
});

describe('a message that will not arrive', () => {
  it('is told to its feature with its record, its reader, and whether anything of it was seen', async () => {
    const one = anErrand();
    await does((work) => show(work, errand, one));
    network.teams.fail({ kind: 'refused', user: bob.user });
    await network.settle();
    expect(losses).toEqual([
      { kind: 'errand', record: one.id, edition: 0, reader: ids.get(bob), outcome: 'failed', wasSeen: false },
    ]);
    await does((work) => show(work, errand, one));
    await network.settle();
    await does((work) => show(work, errand, done(one)));
    network.teams.fail({ kind: 'refused', user: bob.user });
    await network.settle();
    expect(losses.at(-1)).toMatchObject({ record: one.id, wasSeen: true });
  });

  it('has the person as its reader who has the account now', async () => {
    const one = anErrand();
    await does((work) => tell(work, note, one, 'once'));
    network.teams.fail({ kind: 'refused', user: bob.user });
    await network.settle();
    expect(losses).toMatchObject([{ kind: 'note', record: one.id, reader: ids.get(bob) }]);
  });

  it('of a kind that the code no longer knows is said in the log, without its record, and nothing breaks', async () => {
    const one = anErrand();
    await does((work) => tell(work, note, one, 'once'));
    await network.database.prisma.outbox.updateMany({
      where: { record: one.id },
      data: { kind: 'errands:gone' },
    });
    network.teams.fail({ kind: 'refused', user: bob.user });
    await network.settle();
    expect(losses).toEqual([]);
    expect(network.logs.filter(({ event }) => event === 'message.kind-unknown')).toEqual([
      expect.objectContaining({ kind: 'errands:gone' }),
    ]);
    expect(JSON.stringify(network.logs)).not.toContain(one.id);
  });
});

describe('a message from before there were declarations', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const other = '00000000-0000-4000-8000-000000000002';

  it.each([
    [`availability:invitation:${id}`, 'availability:invitation', id, null],
    [`availability:host:${id}:again:1800000000000`, 'placements:placement', id, null],
    [`buddies:again:${id}:${other}#${other}`, 'buddies:reminder', id, null],
    [`buddies:paused:${id}:1800000000000:${other}`, 'buddies:paused', id, null],
    [`buddies:date:${id}:3:${other}`, 'buddies:date', id, 3],
    [`escalations:ask:${id}`, 'escalations:ask', id, null],
    [`forum:event:${id}:2`, 'forum:event', id, 2],
    [`forum:post:${id}:${other}:4`, 'forum:post', id, 4],
    [`forum:may-read:${id}:${other}`, 'forum:may-read', `${id}:${other}`, null],
    [`questions:answer:${id}#${other}`, 'questions:answer', id, null],
    [`members:decline:${id}`, null, null, null],
  ])('and that is on its way, %s, is known by what it is about', async (key, kind, record, edition) => {
    const { prisma } = network.database;
    const at = new Date();
    const { id: row } = await prisma.outbox.create({
      data: {
        key,
        destination: 'account:x',
        class: 'quiet',
        feature: 'x',
        originId: id,
        payload: { text: 'x' },
        dueAt: at,
        enqueuedAt: at,
      },
    });
    const sqlOf = async (name: string) =>
      (await readMigrations()).find((one) => one.name.endsWith(name))?.sql ?? '';
    await prisma.$executeRawUnsafe(await sqlOf('_declared_messages'));
    // What was of call-outs, of projects since, and has a room of its own now.
    for (const name of ['_placements', '_rooms_of_projects']) {
      const renamed = await sqlOf(name);
      await prisma.$executeRawUnsafe(renamed.slice(renamed.indexOf('UPDATE "outbox"')));
    }
    expect(await prisma.outbox.delete({ where: { id: row } })).toMatchObject({ kind, record, edition });
    const all = ours.flatMap(({ messages = [] }) => messages.map((one) => one.kind));
    if (kind !== null) expect(all).toContain(kind);
  });
});

describe('home', () => {
  it('shows what waits, the lowest rank first, and what is coming up by its day', async () => {
    const now = await network.now();
    const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const late = anErrand({ rank: 60 });
    const early = anErrand({ rank: 2 });
    const far = anErrand({ state: 'done', day: day(9) });
    const near = anErrand({ state: 'done', day: day(2) });
    await does((work) => list(work, errand, [late, early, far, near]));
    const home = await homeOf(bob);
    const places = [early, late, near, far].map(({ title }) => home.indexOf(title));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await does((work) => unlist(work, errand, [late, early, far, near]));
    expect(await homeOf(bob)).not.toContain(late.title);
  });

  it('leaves out what time has passed, without a write, and what has gone or says nothing any more, for good', async () => {
    const now = await network.now();
    const brief = anErrand({ until: new Date(now.getTime() + 3_600_000) });
    const [gone, ended] = [anErrand(), anErrand()];
    await does((work) => list(work, errand, [brief, gone, ended]));
    expect(await homeOf(bob)).toContain(brief.title);
    records.delete(gone.id);
    records.set(ended.id, { ...ended, state: 'done' });
    const page = await homeOf(bob);
    for (const { id, title } of [gone, ended]) {
      expect(page).not.toContain(title);
      expect(await network.database.prisma.card.count({ where: { record: id } })).toBe(0);
    }
    await network.travelTo(new Date(now.getTime() + 3_700_000).toISOString());
    expect(await homeOf(bob)).not.toContain(brief.title);
  });

  it('is built from the records for whoever joins or takes a role, and mended by the auditor', async () => {
    records.clear();
    const one = anErrand();
    expect(await homeOf(bob)).not.toContain(one.title);
    await does((work) => listAllFor(work, ids.get(bob) ?? ''));
    expect(await homeOf(bob)).toContain(one.title);
    await network.database.prisma.card.deleteMany({ where: { record: one.id } });
    await network.database.prisma.auditor.updateMany({ data: { nextAt: new Date(0) } });
    await network.bot.engine.tick();
    expect(await homeOf(bob)).toContain(one.title);
  });

  it('is given a card while somebody else is changing them, and neither waits for the other', async () => {
    const one = anErrand();
    await network.database.transaction(async (tx) => {
      await lockPerson(tx, ids.get(bob) ?? '');
      await does((work) => list(work, errand, [one]));
    });
    expect(await homeOf(bob)).toContain(one.title);
  }, 10_000);

  it('loses what is no longer theirs, waits no more or was moved, when it is looked through', async () => {
    records.clear();
    const [open, ended, gone, coming] = [anErrand(), anErrand(), anErrand(), anErrand()];
    const moved = anErrand();
    await does((work) => {
      list(work, errand, [open, ended, gone, { ...coming, day: new Date('2099-01-01') }]);
      list(work, dated, [moved]);
    });
    records.set(ended.id, { ...ended, state: 'done' });
    records.delete(gone.id);
    records.set(coming.id, { ...coming, state: 'done', day: new Date('2099-01-01') });
    records.set(moved.id, { ...moved, moved: 1 });
    await does((work) => dropStale(work, ids.get(bob) ?? ''));
    const all = [open, ended, gone, coming, moved].map(({ id }) => id);
    const left = await network.database.prisma.card.findMany({ where: { record: { in: all } } });
    expect(left.map(({ record }) => record).sort()).toEqual([open.id, coming.id].sort());
  });

  it('draws nothing of a kind that the code no longer knows', async () => {
    const one = anErrand();
    await does((work) => list(work, errand, [one]));
    await network.database.prisma.card.updateMany({
      where: { record: one.id },
      data: { kind: 'errands:gone' },
    });
    expect(await homeOf(bob)).not.toContain(one.title);
    await network.database.prisma.card.deleteMany({ where: { record: one.id } });
  });
});

describe('a bot does not start', () => {
  const { card } = messagesOf('errands');
  const says = (lost: 'handled' | 'home') => card<Errand>('errand', { ...errand.said, lost });
  const withMessages = (one: Partial<Feature>): Feature => ({ name: 'errands', bindings: [], ...one });
  const lost = [onLost(errand, async () => {})];

  it.each<[string, Partial<Feature>, string]>([
    ['with two messages of one name', { messages: [says('home'), says('home')] }, 'is declared twice'],
    [
      'when a loss is to be handled and nothing handles it',
      { messages: [says('handled')] },
      'bind onLost(...)',
    ],
    [
      'when a loss is handled that is said not to be',
      { messages: [says('home')], delivery: { lost } },
      'write lost',
    ],
    ['when the loss of an unknown message is handled', { messages: [], delivery: { lost } }, 'add it there'],
    [
      'with a message of another feature',
      { name: 'chores', messages: [says('home')] },
      'declare it with messagesOf',
    ],
  ])('%s, and says what to do', (_what, about, says) => {
    expect(() => checkMessages([withMessages(about)])).toThrow(says);
  });
});
