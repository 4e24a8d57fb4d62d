import { describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { replyYes } from '../features/availability-scene.ts';
import { callOut, everything, last, on, openPoolScene } from '../features/pool-scene.ts';

describe.each(on)('the pool over a year, its manager on %s', (platform) => {
  it('A6 is looked over once a quarter: what few have, who was never asked or often, profiles and employers’ yeses that are old, on a page for whoever runs projects, and nobody else hears of it', async () => {
    const scene = await openPoolScene(platform);
    const { network, pm, ann, bob, cat, says, page, list } = scene;
    const { prisma } = network.database;
    const zoe = network.teams.person('t-zoe', { name: 'Zoe Second' });
    await network.enrol(zoe);
    const startsAt = new Date('2027-01-01');
    await prisma.roleGrant.create({
      data: { memberId: await scene.idOf(zoe), role: 'project-manager', startsAt },
    });
    await says(ann, { skills: ['Finance', 'Lived experience of psychosis'], area: 'The North West' });
    await says(bob, { skills: ['finance', 'Housing'], area: 'Leeds' });
    await says(cat, { kinds: ['officer'], skills: ['Housing', 'FINANCE'], organisation: 'Leeds Together' });
    await callOut(scene, { people: 3, skills: 'Estates, finance', region: 'the East' });
    await ann.press('Not this time');
    await replyYes(network, bob);
    await network.settle();

    // Employers' yeses: one to another employer, which holds no more, and one that runs out within the month.
    const sealed = { agreedBySealed: 'x', agreedOn: '2027-01-10' };
    const yes = async (person: SimulatedPerson, until: string) => {
      const memberId = await scene.idOf(person);
      await prisma.releasePermission.create({ data: { ...sealed, memberId, until } });
    };
    await yes(cat, '2027-12-01');
    // Ann came in the meantime as an officer who is employed by nobody here.
    await says(ann, {
      kinds: ['officer'],
      skills: ['Finance', 'Lived experience of psychosis'],
      area: 'The North West',
    });
    await yes(ann, '2027-05-20');

    // A quarter from when the first of them joined: Saturday 1 May, and a bank holiday after it.
    await network.travelTo('2027-04-30T12:00:00Z', 24 * 90);
    expect(everything(pm)).not.toContain('Time to look over the pool');
    await network.travelTo('2027-05-04T10:00:00Z', 12);
    await prisma.profile.updateMany({
      where: { member: { name: bob.name } },
      data: { updatedAt: new Date('2026-05-03T10:00:00Z') },
    });
    const eve = network.slack.person('U-EVE', { name: 'Eve Late' });
    await network.enrol(eve);
    await says(eve, { area: 'north west', skills: ['Housing'] });
    await eve.command('availability');
    await eve.press('Join the peer pool');
    await network.settle();
    for (const manager of [pm, zoe]) {
      const rung = manager.seen.filter(({ preview }) => preview.startsWith('Time to look over the pool'));
      expect(rung).toHaveLength(1);
      expect(rung[0]?.text).toContain('On Sat 1 May there were 3 people in the pool.');
      expect(rung[0]?.text).not.toMatch(/Ann|Bob|Cat|Eve/);
    }
    await pm.press('Look it over');
    expect(pm.form?.text).toContain('4 people are in the pool.');
    pm.dismiss();
    const seen = await page();
    // Counted as it is compared, whatever it is about, and called what most call it.
    expect(seen).toContain('Skills that few have: Estates: nobody; Lived experience of psychosis: 1 person.');
    expect(seen).toContain(
      'Areas with few people: the East: nobody; Leeds: 1 person; The North West: 2 people.',
    );
    expect(seen).toContain(
      'Asked in the last twelve months: never 1 person, once 3 people, twice 0 people, three times or more 0 people.',
    );
    expect(seen).toContain('last looked over more than a year ago: 1 person.');
    expect(seen).toContain('holds no longer for 1 person, and runs out within a month for 1 person.');
    expect(seen).not.toMatch(/Ann|Bob|Cat|Eve/);
    const never = await list('Not asked yet');
    expect(never).toContain('Eve Late');
    expect(never).not.toMatch(/Ann|Bob|Cat/);

    // Asked often: three projects within the year.
    for (const [day, people] of [
      ['2027-07-06', 4],
      ['2027-07-07', 4],
    ] as const)
      await callOut(scene, { people, day });
    const often = await list('Asked often');
    for (const name of [ann.name, bob.name, cat.name]) expect(often).toContain(name);
    expect(often).not.toContain('Eve');
    // Nothing anywhere says who answered what, or did not, or when.
    for (const text of [seen, never, often, await page()])
      expect(text).not.toMatch(
        /declined|said no|not this time|silen|withdr|hours|days|answered (in|within|after)/i,
      );

    // One of them has looked: it says so to both, stands on neither home, and goes back.
    await pm.press('It’s been looked over', 'On Sat 1 May');
    await network.settle();
    expect(last(zoe)).toContain('Priya has looked it over, for the quarter up to Sat 1 May.');
    await zoe.say('home');
    expect(last(zoe)).not.toContain('It’s been a quarter');
    await pm.press('That was a mistake', 'Priya has looked it over');
    await network.settle();
    expect(last(zoe)).toContain('It’s been a quarter');
    await zoe.say('home');
    expect(last(zoe)).toContain('It’s been a quarter');
    await zoe.press('It’s been looked over', 'On Sat 1 May');
    await network.settle();
    expect(everything(pm)).toContain('Zoe has looked it over');

    // The page opens at any time, from home; each quarter brings one card, and the one before says so.
    await pm.say('home');
    await pm.press('The pool');
    expect(pm.form?.title).toBe('The pool');
    pm.dismiss();
    await network.travelTo('2027-08-02T12:00:00Z', 24 * 30);
    const rung = pm.seen.filter(({ preview }) => preview.startsWith('Time to look over the pool'));
    expect(rung).toHaveLength(2);
    expect(rung[1]?.text).toContain('On Sun 1 August there were 4 people in the pool.');
    expect(everything(pm)).toContain('There’s a newer card from me about it in this chat.');
    for (const peer of [ann, bob, cat, eve]) expect(everything(peer)).not.toMatch(/looked over|quarter/);
    await network.audit();
    expect(network.logs.filter(({ event }) => event === 'auditor.found')).toEqual([]);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });
});

describe('how often who was asked', () => {
  it('A3 is shown to whoever runs projects alone, as counts and the names of the never asked; a no or silence changes nothing of who is listed or how often they are asked', async () => {
    const scene = await openPoolScene();
    const { network, pm, ann, bob, cat, page, list } = scene;
    const nobody = 'never 3 people, once 0 people, twice 0 people, three times or more 0 people.';
    expect(await page()).toContain(nobody);
    expect(await list('Not asked yet')).toMatch(/Ann Peer[\s\S]*Bob Peer[\s\S]*Cat Peer/);
    await callOut(scene, { people: 3 });
    expect(everything(ann)).toContain(
      'It’s not a promise of a place, and saying no never counts against you.',
    );
    const asked = await page();
    expect(asked).toContain('never 0 people, once 3 people, twice 0 people');
    // A yes, a no, and nothing at all until it has closed.
    await replyYes(network, ann);
    await bob.press('Not this time');
    await network.settle();
    expect(await page()).toBe(asked);
    await network.travelTo('2027-02-15T10:00:00Z', 24 * 20);
    expect(await network.database.prisma.callOut.count({ where: { state: 'closed' } })).toBe(1);
    expect(await page()).toBe(asked);
    // All three are asked as before, and stand alike.
    for (const day of ['2027-04-06', '2027-04-07']) await callOut(scene, { people: 3, day });
    expect(await page()).toContain('once 0 people, twice 0 people, three times or more 3 people.');
    expect(await list('Asked often')).toMatch(/Ann Peer\nBob Peer\nCat Peer/);
    // Whom it did not reach was not asked by it; nor was anybody by what was sent by mistake.
    const where = { peerId: await scene.idOf(cat) };
    const [one] = await network.database.prisma.invitation.findMany({ where, take: 1 });
    await network.database.prisma.invitation.update({
      where: { id: one?.id ?? '' },
      data: { undelivered: true },
    });
    expect(await page()).toContain('twice 1 person, three times or more 2 people.');
    await callOut(scene, { people: 3, day: '2027-04-08' });
    await pm.press('That was a mistake');
    await network.settle();
    expect(await page()).toContain('twice 1 person, three times or more 2 people.');
    // What lies more than a year back is over.
    await network.travelTo('2028-03-01T10:00:00Z', 24 * 400);
    expect(await page()).toContain(nobody);
    // Nobody in the pool sees any of it.
    for (const peer of [ann, bob]) {
      await peer.command('pool');
      expect(last(peer)).toContain('That is for project managers');
      expect(everything(peer)).not.toContain('Asked in the last twelve months');
    }
  });
});
