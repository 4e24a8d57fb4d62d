import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { toColumn } from '../../src/store/seal.ts';
import { cut } from '../../src/text/cut.ts';
import { nameKey } from '../../src/text/name.ts';
import { beKinds } from '../features/forum-scene.ts';
import {
  announce,
  callOut,
  choose,
  everything,
  last,
  openPoolScene,
  type PoolScene,
} from '../features/pool-scene.ts';
import { guess } from '../support/guess.ts';
import { startNetwork } from '../support/network.ts';

const CARD = 'This might interest you';
const invited = (person: PoolScene['ann']) =>
  person.seen.filter(({ preview }) => preview.startsWith(CARD)).length;
const byName = (words: string) => ({ 'Among whom?': 'By name', 'Which skill, area or name?': words });
const ALL = byName('peer');

/** So many more in the pool, whom nobody wrote to. */
async function crowd(
  { network }: Pick<PoolScene, 'network'>,
  count: number,
  nameOf: (index: number) => string,
) {
  const at = await network.now();
  const all = Array.from({ length: count }, (_, index) => ({ id: randomUUID(), name: nameOf(index), index }));
  const { prisma } = network.database;
  await prisma.member.createMany({
    data: all.map(({ id, name }) => ({
      id,
      name,
      nameKey: nameKey(name),
      nameLooks: id,
      standing: 'member',
      createdAt: at,
      joinedAt: at,
    })),
  });
  await prisma.profile.createMany({
    data: all.map(({ id, index }) => ({
      memberId: id,
      confirmed: ['peer'],
      skills: [`Skill ${index}`, 'Housing'],
      area: `Area ${index}, the county`,
      updatedAt: at,
    })),
  });
  await prisma.poolPeer.createMany({ data: all.map(({ id }) => ({ memberId: id, joinedAt: at })) });
  return all;
}

describe('who is in the pool', () => {
  it('nobody: the page says how people join it, and no quarter brings a card', async () => {
    const network = await startNetwork();
    const pm = network.teams.person('t-pm', { name: 'Priya Manager' });
    await network.coordinate(pm);
    await pm.command('pool');
    expect(pm.form?.text).toContain('Nobody is in the pool yet.');
    expect(pm.form?.text).not.toMatch(/undefined|NaN| 0 /);
    pm.dismiss();
    // Somebody joins, whose role nobody has confirmed, and has no profile: they are counted apart.
    const ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
    await network.enrol(ann);
    await ann.command('availability');
    await ann.press('Join the peer pool');
    await network.settle();
    await pm.command('pool');
    expect(pm.form?.text).toContain('Nobody is in the pool yet.');
    expect(pm.form?.text).toContain('1 person more has joined it.');
    pm.dismiss();
    await network.travelTo('2027-05-05T10:00:00Z', 24 * 31);
    expect(await network.database.prisma.poolReview.count()).toBe(0);
    expect(everything(pm)).not.toMatch(/look(ed)? (it )?over/);
  });

  it('one: said so, in words that fit', async () => {
    const scene = await openPoolScene();
    const { network, bob, cat, pm, page } = scene;
    for (const peer of [bob, cat]) {
      await peer.command('availability');
      await peer.press('Leave the pool');
    }
    const text = await page();
    expect(text).toContain('1 person is in the pool.');
    expect(text).toContain('never 1 person, once 0 people');
    await network.travelTo('2027-05-05T10:00:00Z', 24 * 31);
    expect(everything(pm)).toContain('there was 1 person in the pool.');
    await pm.press('It’s been looked over', 'there was 1 person');
    await network.settle();
    expect(last(pm)).toContain('Priya has looked it over');
  });

  it('two hundred skills, and areas with commas: the rarest first, a page at a time, each with a way to invite', async () => {
    const scene = await openPoolScene();
    await crowd(scene, 200, (index) => `Crowd ${index}`);
    const { pm } = scene;
    await pm.command('pool');
    expect(pm.form?.text).toContain('203 people are in the pool.');
    expect(pm.form?.text).toMatch(
      /Skills that few have: Skill 0: 1 person; Skill 1: 1 person; .*And 188 more\./,
    );
    await pm.press('All of these areas');
    for (let turns = 0; turns < 7; turns += 1) await pm.press('More');
    expect(pm.form?.text).toContain('Area 99, the county: 1 person.');
    await expect(pm.press('More')).rejects.toThrow();
    await pm.press('Back');
    await announce(scene, 204);
    await pm.command('pool');
    await pm.press('All of these areas');
    await pm.press('Invite', 'Area 0, the county');
    await pm.submit();
    await expect(pm.fill({ People: ['Crowd 1'] })).rejects.toThrow();
    await pm.fill({ People: ['Crowd 0'] });
    pm.dismiss();
  });

  it('twenty thousand: as many statements as with three', async () => {
    const scene = await openPoolScene();
    const { network, pm, page, list } = scene;
    await callOut(scene, { people: 3, skills: 'Estates' });
    const count = async () => {
      const spy = vi.spyOn(pg.Client.prototype, 'query');
      await page();
      await list('Asked often').catch(() => list('Not asked yet'));
      const asked = spy.mock.calls.length;
      spy.mockRestore();
      return asked;
    };
    await crowd(scene, 1, (index) => `First ${index}`);
    const few = await count();
    const { id: callOutId } = await network.database.prisma.callOut.findFirstOrThrow();
    await network.database.prisma.$executeRaw`
      WITH crowd AS (
        INSERT INTO member (id, name, name_key, name_looks, standing, created_at, joined_at)
        SELECT gen_random_uuid(), 'Crowd ' || n, 'crowd ' || n, 'crowd ' || n, 'member', ${await network.now()}, ${await network.now()}
        FROM generate_series(1, 20000) AS n RETURNING id, name),
      profiles AS (
        INSERT INTO profile (member_id, confirmed, skills, area, updated_at)
        SELECT id, '{peer}', ARRAY['Housing', 'Skill ' || name], 'Area ' || name, ${await network.now()} FROM crowd),
      asked AS (
        INSERT INTO invitation (id, call_out_id, peer_id)
        SELECT gen_random_uuid(), ${callOutId}::uuid, id FROM crowd ORDER BY name LIMIT 15000)
      INSERT INTO pool_peer (member_id, joined_at) SELECT id, ${await network.now()} FROM crowd`;
    const startedAt = performance.now();
    expect(await count()).toBe(few);
    process.stdout.write(`The pool of 20,000, twice: ${Math.round(performance.now() - startedAt)} ms\n`);
    expect(await page()).toContain('never 5001 people, once 15003 people');
    pm.dismiss();
  }, 180_000);
});

describe('whom a meeting might interest', () => {
  it('leaves out whom it isn’t for, in numbers and kind words, and whoever says first in which role they come', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, bob, cat } = scene;
    await beKinds(network, pm, ['volunteer']);
    // Bob is both; Cat is one until she is chosen, and both before it is sent.
    await beKinds(network, bob, ['volunteer', 'manager']);
    await network.settle();
    const event = await announce(scene, 4, { 'For whom?': 'Peers only' });
    await choose(scene, ALL, ['Ann Peer', 'Cat Peer']);
    expect(last(pm)).toContain('This goes to 2 people');
    await beKinds(network, cat, ['volunteer', 'manager']);
    await pm.press('Send', 'This goes to 2 people');
    await network.settle();
    expect(last(pm)).toContain('Sent to 1 person');
    expect([ann, bob, cat].map(invited)).toEqual([1, 0, 0]);
    expect(everything(bob)).not.toContain('Chairing well');
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    await pm.fill(ALL);
    await pm.submit();
    expect(pm.form?.errors['Among whom?']).toBe(
      'There’s nobody to choose there. 1 person has been invited to it already. 2 people aren’t listed: the meeting isn’t for them, or they’d first have to say in which role they come.',
    );
    pm.dismiss();
    // Ann becomes both: it is off her home, and her card leads to nothing but her own way in.
    await beKinds(network, ann, ['volunteer', 'manager']);
    await ann.say('home');
    expect(last(ann)).not.toContain(CARD);
    await ann.press('See the event', CARD);
    expect(last(ann)).toContain('This isn’t open any more');
    // A manager of projects who can’t see a meeting invites nobody to it.
    await beKinds(network, pm, ['manager']);
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    expect(last(pm)).toContain('There’s no meeting to invite to just now');
    const forced = await guess(network, pm, 'pool.send', { event, peers: [await scene.idOf(cat)] });
    expect(JSON.stringify(forced)).toContain('That meeting isn’t open any more');
    expect(await network.database.prisma.poolInvitation.count()).toBe(1);
  });

  it('one hundred and twenty: fifty are listed, a part of a name finds others, and twenty go at once', async () => {
    const scene = await openPoolScene();
    const { network, pm } = scene;
    const nameOf = (index: number) =>
      `Crowd ${index} ${'of a very long name '.repeat(4)}`.slice(0, 80).trim();
    await crowd(scene, 120, nameOf);
    await announce(scene, 124);
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    await pm.fill(byName(''));
    await pm.submit();
    expect(pm.form?.text).toContain('The first 50 of 123 by name');
    pm.dismiss();
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    await pm.fill(byName('crowd 119'));
    await pm.submit();
    await expect(pm.fill({ People: [cut(nameOf(118), 75)] })).rejects.toThrow();
    await pm.fill({ People: [cut(nameOf(119), 75)] });
    pm.dismiss();
    const peers = (await network.database.prisma.poolPeer.findMany()).map(({ memberId }) => memberId);
    const { id: event } = await network.database.prisma.forumEvent.findFirstOrThrow();
    const many = await network.bot.receive({
      id: randomUUID(),
      kind: 'submission',
      route: 'pool.preview',
      state: JSON.stringify({ event, whom: 'never' }),
      values: { peers: peers.slice(0, 21) },
      sender: { platform: 'slack', workspace: network.slack.workspace, user: pm.user, name: pm.name },
      conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D', kind: 'direct' },
    });
    expect(many).toEqual({ kind: 'invalid', fields: { peers: 'Please choose at most 20 people at once.' } });
  });

  it('two who press at once invite nobody twice, and each hears how many it went to', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, bob, cat, idOf } = scene;
    const zoe = network.teams.person('t-zoe', { name: 'Zoe Second' });
    await network.enrol(zoe);
    const startsAt = new Date('2027-01-01');
    const data = { memberId: await idOf(zoe), role: 'project-manager', startsAt };
    await network.database.prisma.roleGrant.create({ data });
    const event = await announce(scene, 5);
    const [a, b, c] = [await idOf(ann), await idOf(bob), await idOf(cat)];
    const both = await Promise.all([
      guess(network, pm, 'pool.send', { event, peers: [a, b] }),
      guess(network, zoe, 'pool.send', { event, peers: [b, a, c] }),
    ]);
    await network.settle();
    expect(await network.database.prisma.poolInvitation.count()).toBe(3);
    expect([ann, bob, cat].map(invited)).toEqual([1, 1, 1]);
    const sent = both.map((reply) => Number(/Sent to (\d)/.exec(JSON.stringify(reply))?.[1] ?? 0));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });

  it('is undone for ten minutes by whoever sent it: unseen it never comes, seen it says so, and it can be sent anew', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, bob, idOf } = scene;
    const event = await announce(scene, 4);
    await network.database.prisma.member.update({
      where: { id: await idOf(bob) },
      data: { pausedUntil: new Date('2027-02-20T00:00:00Z') },
    });
    await choose(scene, ALL, ['Ann Peer', 'Bob Peer']);
    await pm.press('Send', 'This goes to 2 people');
    await network.settle();
    // A break holds what is new until it is over.
    expect([ann, bob].map(invited)).toEqual([1, 0]);
    await pm.press('That was a mistake', 'Sent to 2 people');
    await network.settle();
    expect(last(pm)).toContain('Taken back');
    expect(last(ann)).toContain('This was sent by mistake');
    await ann.say('home');
    expect(last(ann)).not.toContain(CARD);
    await network.travelTo('2027-02-23T12:00:00Z', 24);
    expect(invited(bob)).toBe(0);
    await choose(scene, ALL, ['Ann Peer', 'Bob Peer']);
    await pm.press('Send', 'This goes to 2 people');
    await network.settle();
    expect([ann, bob].map(invited)).toEqual([2, 1]);
    const { at } = await network.database.prisma.poolInvitation.findFirstOrThrow();
    await network.travelTo('2027-02-23T12:11:00Z');
    const late = await guess(network, pm, 'pool.take-back', { event, at: at.toISOString() });
    expect(JSON.stringify(late)).toContain('That can’t be undone with a press any more');
    // Somebody else's is not theirs to take back.
    const zoe = network.slack.person('U-ZOE', { name: 'Zoe Second' });
    await network.enrol(zoe);
    const data = { memberId: await idOf(zoe), role: 'project-manager', startsAt: new Date('2027-01-01') };
    await network.database.prisma.roleGrant.create({ data });
    await guess(network, zoe, 'pool.take-back', { event, at: (await network.now()).toISOString() });
    expect(await network.database.prisma.poolInvitation.count()).toBe(2);
  });

  it('asks nothing once the meeting is off or over, and goes two weeks later', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann } = scene;
    await announce(scene, 4);
    await choose(scene, ALL, ['Ann Peer', 'Cat Peer']);
    await pm.press('Send', 'This goes to 2 people');
    await network.settle();
    await pm.press('Cancel it');
    await pm.press('Cancel it and tell 4 people');
    await network.settle();
    expect((await network.database.prisma.forumEvent.findFirstOrThrow()).state).toBe('cancelled');
    await ann.say('home');
    expect(last(ann)).not.toContain(CARD);
    await ann.press('See the event', CARD);
    expect(last(ann)).toContain('This isn’t open any more');
    await network.audit();
    expect(network.logs.filter(({ event }) => event === 'auditor.found')).toEqual([]);
    await network.travelTo('2027-03-29T12:00:00Z', 24 * 7);
    expect(await network.database.prisma.poolInvitation.count()).toBe(2);
    await network.travelTo('2027-04-02T12:00:00Z', 24);
    expect(await network.database.prisma.poolInvitation.count()).toBe(0);
  });
});

describe('whoever goes', () => {
  it('forgotten, a peer is in no list and their invitation is gone; whoever invited has no name any more', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, bob, cat } = scene;
    const { prisma } = network.database;
    const zoe = network.slack.person('U-ZOE', { name: 'Zoe Second' });
    await network.enrol(zoe);
    const data = { memberId: await scene.idOf(zoe), role: 'coordinator', startsAt: new Date('2027-01-01') };
    await prisma.roleGrant.create({ data });
    await announce(scene, 5);
    await choose(scene, ALL, ['Ann Peer', 'Bob Peer']);
    await pm.press('Send', 'This goes to 2 people');
    await network.settle();
    await ann.say('privacy');
    await ann.press('Send me my data');
    await ann.press('Pool');
    expect(ann.form?.text).toContain('"meeting": "Chairing well"');
    expect(ann.form?.text).toContain('"by": "Priya Manager"');
    ann.dismiss();
    for (const person of [ann, pm]) {
      await person.say('privacy');
      await person.press('Forget me');
      await person.press('Yes, forget me');
    }
    await network.travelTo('2027-02-10T12:00:00Z', 24);
    const rows = await prisma.poolInvitation.findMany({ include: { peer: true } });
    expect(rows.map(({ peer, byId }) => [peer.name, byId])).toEqual([['Bob Peer', null]]);
    await bob.say('home');
    expect(last(bob)).toContain('Somebody here thought this might interest you: Chairing well');
    await bob.press('Not for me', CARD);
    await zoe.command('pool');
    expect(zoe.form?.text).toContain('2 people are in the pool.');
    await zoe.press('Not asked yet');
    expect(zoe.form?.text).toMatch(/Bob Peer[\s\S]*Cat Peer/);
    expect(zoe.form?.text).not.toMatch(/Ann|left/);
    expect(everything(cat)).not.toContain(CARD);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });

  it('whose role has ended reads none of it, also with the buttons that they have; who has it from now on finds it on home', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, idOf } = scene;
    const { prisma } = network.database;
    const zoe = network.teams.person('t-zoe', { name: 'Zoe Second' });
    const roy = network.slack.person('U-ROY', { name: 'Roy Third' });
    await network.enrol(zoe, roy);
    const startsAt = new Date('2027-01-01');
    await prisma.roleGrant.create({
      data: { memberId: await idOf(zoe), role: 'project-manager', startsAt },
    });
    const event = await announce(scene, 6);
    await network.travelTo('2027-05-05T10:00:00Z', 24 * 31);
    expect(everything(zoe)).toContain('Time to look over the pool');
    await zoe.say('home');
    expect(last(zoe)).toContain('Time to look over the pool');
    await prisma.roleGrant.updateMany({
      where: { memberId: await idOf(zoe) },
      data: { endsAt: await network.now() },
    });
    await network.settle();
    await zoe.say('home');
    expect(last(zoe)).not.toContain('The pool');
    const [a] = [await idOf(ann)];
    for (const [route, value] of [
      ['pool.open', {}],
      ['pool.part', { part: 'never', page: 0 }],
      ['pool.looked-over', { day: '2027-05-01', isDone: true }],
      ['pool.invite', {}],
      ['pool.choose-again', { event, whom: 'never', peers: [a] }],
      ['pool.send', { event, peers: [a] }],
      ['pool.take-back', { event, at: '2027-05-05T10:00:00Z' }],
    ] as const)
      expect(JSON.stringify(await guess(network, zoe, route, value)), route).toContain(
        'That is for project managers',
      );
    expect(await prisma.poolInvitation.count()).toBe(0);
    expect((await prisma.poolReview.findFirstOrThrow()).lookedAt).toBeNull();
    // By the coordinator's own hand, so that their home is built.
    await pm.command('roles');
    await pm.press('Give someone a role');
    await pm.fill({ Who: 'Roy Third', Role: 'Project manager' });
    await pm.submit();
    await pm.press('Yes, give the role');
    await network.settle();
    await roy.say('home');
    expect(last(roy)).toContain('Time to look over the pool');
  });

  it('what is two years old goes, and an old quarter’s button says that there is a newer one', async () => {
    const scene = await openPoolScene();
    const { network, pm } = scene;
    await network.travelTo('2027-08-05T10:00:00Z', 24 * 40);
    const { prisma } = network.database;
    expect((await prisma.poolReview.findMany({ orderBy: { day: 'asc' } })).map(({ day }) => day)).toEqual([
      '2027-05-01',
      '2027-08-01',
    ]);
    const old = await guess(network, pm, 'pool.looked-over', { day: '2027-05-01', isDone: true });
    expect(JSON.stringify(old)).toContain('There’s a newer card from me about it in this chat.');
    expect(await prisma.poolReview.count({ where: { lookedAt: { not: null } } })).toBe(0);
    await network.travelTo('2029-06-01T10:00:00Z', 24 * 100);
    const days = (await prisma.poolReview.findMany({ orderBy: { day: 'asc' } })).map(({ day }) => day);
    expect(days[0]).toBe('2027-08-01');
    expect(days.at(-1)).toBe('2029-05-01');
  });
});

describe('what is kept of looking', () => {
  /** Every row of every table. */
  const rows = async ({ network: { database } }: PoolScene): Promise<string> => {
    const tables = await database.prisma.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('inbox', 'account') ORDER BY 1`;
    const all: string[] = [];
    for (const { name } of tables) {
      const found = await database.prisma.$queryRawUnsafe<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY 1`,
      );
      all.push(name, ...found.map(({ row }) => row));
    }
    return all.join('\n');
  };

  it('what is typed to find people is kept nowhere', async () => {
    const scene = await openPoolScene();
    const { network, pm } = scene;
    await announce(scene, 4);
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    await pm.fill(byName('quillfind'));
    await pm.submit();
    expect(pm.form?.errors['Among whom?']).toContain('There’s nobody to choose there.');
    pm.dismiss();
    await choose(scene, byName('cat p'), ['Cat Peer']);
    await pm.press('Send', 'This goes to 1 person');
    await network.settle();
    expect(await rows(scene)).not.toMatch(/quillfind|"cat p"/);
    const inbox = await network.database.prisma.inbox.findMany();
    expect(JSON.stringify([inbox, network.logs])).not.toMatch(/quillfind|cat p/);
  });

  it('is told to nobody else: neither who opened a page, nor who stands on it', async () => {
    const scene = await openPoolScene();
    const { pm, ann, bob, page, list } = scene;
    const before = await rows(scene);
    const seen = [ann.seen.length, bob.seen.length];
    await page();
    await list('Not asked yet');
    expect([ann.seen.length, bob.seen.length]).toEqual(seen);
    expect(await rows(scene)).toBe(before);
    await ann.say('privacy');
    const asked = pm.seen.length;
    await ann.press('Where my details went');
    ann.dismiss();
    expect(pm.seen).toHaveLength(asked);
    expect(await rows(scene)).toBe(before);
  });

  it('what was handed over stands there for two years after its project is over, a page at a time', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, idOf } = scene;
    const { prisma, transaction } = network.database;
    const [peerId, managerId] = [await idOf(ann), await idOf(pm)];
    const at = await network.now();
    const about = { councilKind: 'district', region: 'the East', placeKind: 'online', peersWanted: 1 };
    const sealed = { hostSealed: 'x', createdAt: at, state: 'ended', endedAt: at };
    const { id: projectId } = await prisma.project.create({
      data: { managerId, theme: 'T'.repeat(120), ...about, ...sealed },
    });
    const { id: placementId } = await prisma.placement.create({
      data: { projectId, peerId, state: 'completed' },
    });
    await transaction(async (tx) => {
      for (let index = 0; index < 12; index += 1) {
        const row = randomUUID();
        const place = { member: peerId, table: 'release', column: 'to_sealed', row };
        const toSealed = toColumn(
          await network.vault.seal<string>(tx, place, `Host ${index} `.padEnd(200, 'h')),
        );
        const fields = ['name', 'organisation', 'area', 'skills'];
        const when = { at: new Date(at.getTime() + index * 1_000), byId: index === 0 ? null : managerId };
        await tx.release.create({ data: { id: row, placementId, fields, toSealed, ...when } });
      }
    });
    await network.travelTo('2029-01-30T10:00:00Z', 24 * 400);
    await ann.say('privacy');
    await ann.press('Where my details went');
    expect(ann.form?.text).toContain('Name, organisation, area and skills, to Host 11');
    expect(ann.form?.text).toContain('You had confirmed no privacy notice by then.');
    await ann.press('More');
    expect(ann.form?.text).toContain('to Host 0');
    expect(ann.form?.text).toContain('by somebody who has left');
    await expect(ann.press('More')).rejects.toThrow();
    ann.dismiss();
    await network.travelTo('2029-02-05T10:00:00Z', 24 * 3);
    await ann.say('privacy');
    await ann.press('Where my details went');
    expect(ann.form?.text).toContain('Nothing about you was handed to anybody.');
    ann.dismiss();
  });
});
