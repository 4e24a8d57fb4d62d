import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeProfile } from '../../src/directory/profile.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import { enterPool } from '../../src/features/pool/store/callable.ts';
import { nameKey } from '../../src/text/name.ts';
import { type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { last, on } from '../support/stage.ts';

const TITLE = 'A meeting with a title as long as any meeting’s title may ever be in here, I say'.slice(0, 80);
const NAME = `Aaron ${'Longname '.repeat(10)}`.slice(0, 80).trim();
let scene: MembersScene;

/** A pool in which everything is as long as it may be. */
beforeAll(async () => {
  scene = await startMembersScene();
  const { database, peer } = scene;
  const at = await scene.now();
  for (const person of [peer.slack, peer.teams]) {
    const member = await scene.idOf(person);
    await scene.write(async (tx) => {
      const words = { organisation: null, area: 'A'.repeat(80), kinds: ['volunteer' as const], topics: [] };
      await writeProfile(tx, member, { ...words, skills: ['Finance'] }, at);
      await confirmSaid(tx, member);
      await enterPool(tx, member, at);
    });
  }
  const all = Array.from({ length: 150 }, (_, index) => ({ id: randomUUID(), index }));
  const nameOf = (index: number) => (index === 0 ? NAME : `Crowd ${index} <!channel> & *co*`);
  await database.prisma.member.createMany({
    data: all.map(({ id, index }) => ({
      id,
      name: nameOf(index),
      nameKey: nameKey(nameOf(index)),
      nameLooks: id,
      standing: 'member',
      createdAt: at,
      joinedAt: at,
    })),
  });
  await database.prisma.profile.createMany({
    data: all.map(({ id, index }) => ({
      memberId: id,
      confirmed: ['peer'],
      skills: [`${index} ${'Şkill & <!here> '.repeat(4)}`.slice(0, 39), 'Housing'],
      area: `${index}, ${'Ä'.repeat(70)}`,
      updatedAt: at,
    })),
  });
  await database.prisma.poolPeer.createMany({ data: all.map(({ id }) => ({ memberId: id, joinedAt: at })) });
  await database.prisma.forumEvent.create({
    data: {
      organiserId: await scene.idOf(scene.lead.slack),
      title: TITLE,
      purpose: 'To talk',
      audience: 'everyone',
      place: 'Hub',
      learningMinutes: 30,
      socialMinutes: 0,
      state: 'announced',
      startsAt: new Date('2027-03-16T12:00:00Z'),
      nextAt: new Date('2027-03-16T12:30:00Z'),
      createdAt: at,
      announcedAt: at,
    },
  });
});

describe('over the real platforms', () => {
  it.each(on)('every page and form fits, with all of it at its limits (%s)', async (_, platform) => {
    const pm = scene.lead[platform];
    const peer = scene.peer[platform];
    const refusals = () => [...scene.stage.slack.refusals, ...scene.stage.teams.refusals];
    await pm.say('home');
    await pm.press('The pool');
    expect(pm.form?.text).toContain('152 people are in the pool.');
    for (const label of ['All of these skills', 'More', 'Back']) await pm.press(label);
    expect(pm.form?.title).toBe('Skills that few have');
    pm.dismiss();
    await pm.say('home');
    await pm.press('The pool');
    await pm.press('All of these areas');
    for (let turns = 0; turns < 3; turns += 1) await pm.press('More');
    expect(pm.form?.title).toBe('Areas with few people');
    pm.dismiss();
    await pm.say('home');
    await pm.press('The pool');
    await pm.press('Not asked yet');
    await pm.press('More');
    expect(pm.form?.title).toBe('Not asked this year');
    pm.dismiss();

    await pm.say('home');
    await pm.press('The pool');
    await pm.press('Invite some to a meeting');
    await scene.send(pm, { 'Among whom?': 'By name', 'Which skill, area or name?': 'crowd' });
    const crowd = Array.from({ length: 19 }, (_one, index) => `Crowd ${100 + index} <!channel> & *co*`);
    await scene.send(pm, { People: crowd });
    expect(last(pm)).toContain('This goes to 19 people');
    await scene.act(pm, 'Change');
    pm.dismiss();

    // One of those whom it really reaches.
    await pm.say('home');
    await pm.press('The pool');
    await pm.press('Invite some to a meeting');
    await scene.send(pm, {
      'Among whom?': 'By name',
      'Which skill, area or name?': peer.name.split(' ')[1] ?? '',
    });
    await scene.send(pm, { People: [peer.name] });
    await scene.act(pm, 'Send');
    const came = peer.seen.findLast(({ text }) => text.includes('thought this might interest you'));
    expect(came?.text).toContain(`thought this might interest you: ${TITLE}, Tue 16 March.`);
    expect(came?.preview).not.toMatch(/Cora|Tess|meeting with/);
    await scene.act(peer, 'See the event', 'This might interest you');
    const opened = peer.seen.map(({ text }) => text).join('\n');
    expect(opened).toContain(`${TITLE}: Tue 16 March, 12:00, Hub`);
    await scene.act(peer, 'See the event', 'This might have interested you');
    await peer.command('alongside privacy');
    await peer.press('Where my details went');
    expect(peer.form?.text).toContain('Nothing about you was handed to anybody.');
    peer.dismiss();
    expect(refusals()).toEqual([]);
    expect(scene.logs.filter(({ error }) => error)).toEqual([]);
  });

  it.each(on)('not for me closes the card and leads to nothing else (%s)', async (_, platform) => {
    const [pm, peer] = [scene.lead[platform], scene.peer[platform]];
    await scene.database.prisma.poolInvitation.deleteMany();
    const event = await scene.database.prisma.forumEvent.findFirstOrThrow();
    const by = await scene.idOf(pm);
    await pm.say('home');
    await pm.press('The pool');
    await pm.press('Invite some to a meeting');
    await scene.send(pm, { 'Among whom?': 'Whoever has a skill', 'Which skill, area or name?': 'FINANCE' });
    await scene.send(pm, { People: [peer.name] });
    await scene.act(pm, 'Send');
    const before = pm.seen.length;
    await scene.act(peer, 'Not for me', 'This might interest you');
    expect(last(peer)).toContain('There’s nothing to do, and nobody is told.');
    expect(pm.seen.slice(before)).toEqual([]);
    const rows = await scene.database.prisma.poolInvitation.findMany();
    expect(rows).toMatchObject([{ eventId: event.id, byId: by, closed: true }]);
    expect(await scene.database.prisma.audit.count({ where: { action: { contains: 'not-for-me' } } })).toBe(
      0,
    );
  });
});
