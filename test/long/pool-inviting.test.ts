import { describe, expect, it } from 'vitest';
import { announce, choose, everything, last, on, openPoolScene } from '../features/pool-scene.ts';
import { guess } from '../support/guess.ts';

const CARD = 'This might interest you';

describe.each(on)('a meeting that might interest some, its manager on %s', (platform) => {
  it('A17 is told to chosen people, after a second screen, once each; it’s expected of nobody, and nobody learns what they make of it', async () => {
    const scene = await openPoolScene(platform);
    const { network, pm, ann, bob, cat, says, idOf } = scene;
    const { prisma } = network.database;
    await says(ann, { skills: ['Finance'] });
    await says(bob, { skills: ['Housing finance'] });
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    expect(last(pm)).toContain('There’s no meeting to invite to just now');
    const event = await announce(scene, 4);

    // From what few have, straight to who has it: whom and to what are chosen in two steps.
    await pm.command('pool');
    await pm.press('All of these skills');
    await pm.press('Invite', 'Finance');
    expect(pm.form?.text).toContain('Your organisation’s IT team may be able to see');
    expect(pm.form?.text).toMatch(/116\s123/);
    await pm.submit();
    expect(pm.form?.text).toContain('Chairing well, Tue 16 March.');
    expect(pm.form?.text).not.toContain('Cat');
    await pm.submit();
    expect(pm.form?.errors).toEqual({ People: 'Please choose at least one person.' });
    await pm.fill({ People: ['Ann Peer', 'Bob Peer'] });
    await pm.submit();
    expect(last(pm)).toContain('This goes to 2 people');
    expect(last(pm)).toContain(
      'Ann Peer and Bob Peer: each reads that you thought “Chairing well”, Tue 16 March, might interest them.',
    );
    expect(everything(ann)).not.toContain(CARD);
    // Nobody by a press on the first screen; and the choice can be changed.
    await pm.press('Change');
    await pm.fill({ People: ['Ann Peer'] });
    await pm.submit();
    await pm.press('Send', 'This goes to 1 person');
    await network.settle();
    const rung = ann.seen.filter(({ preview }) => preview.startsWith(CARD));
    expect(rung).toHaveLength(1);
    expect(rung[0]?.preview).not.toMatch(/Priya|Chairing/);
    expect(rung[0]?.text).toContain(
      'Priya Manager thought this might interest you: Chairing well, Tue 16 March.',
    );
    expect(rung[0]?.text).toContain('It’s not expected of you, and nobody is told whether you come.');
    expect(everything(bob)).not.toContain(CARD);

    // By name, and whoever was never asked; nobody is there twice.
    await choose(scene, { 'Among whom?': 'By name', 'Which skill, area or name?': 'peer' }, [
      'Bob Peer',
      'Cat Peer',
    ]);
    expect(last(pm)).not.toContain('Ann');
    await pm.press('Send', 'This goes to 2 people');
    await network.settle();
    const again = await guess(network, pm, 'pool.send', { event, peers: [await idOf(ann)] });
    expect(JSON.stringify(again)).toContain('Nothing was sent');
    await pm.command('pool');
    await pm.press('Invite some to a meeting');
    await pm.submit();
    expect(pm.form?.errors).toEqual({
      'Among whom?': expect.stringContaining('3 people have been invited to it already.'),
    });
    pm.dismiss();
    await network.settle();
    expect(ann.seen.filter(({ preview }) => preview.startsWith(CARD))).toHaveLength(1);

    // It stands on home until they look, or would rather not; which of the two it was is kept nowhere.
    const others = everything(pm).length;
    for (const peer of [ann, bob, cat]) {
      await peer.say('home');
      expect(last(peer)).toContain(CARD);
    }
    await ann.press('See the event', 'It’s not expected of you');
    expect(last(ann)).toContain('Chairing well: Tue 16 March, 12:00, Southside Community Centre');
    await ann.press('Both parts');
    await bob.press('Not for me');
    await network.settle();
    expect(last(bob)).toContain('There’s nothing to do, and nobody is told.');
    const rows = await prisma.poolInvitation.findMany({
      where: { peer: { name: { in: [ann.name, bob.name] } } },
    });
    const kept = rows.map(({ id: _, peerId: __, at: ___, ...row }) => JSON.stringify(row));
    expect(new Set(kept).size).toBe(1);
    for (const peer of [ann, bob]) {
      await peer.say('home');
      expect(last(peer)).not.toContain(CARD);
    }
    // It is still open to whoever thinks again.
    await bob.press('See the event', 'This might have interested you');
    expect(last(bob)).toContain('Chairing well: Tue 16 March, 12:00');
    // Whoever invited hears nothing but the meeting's own totals, and nobody is reminded.
    const said = everything(pm).slice(others);
    expect(said).not.toMatch(/Ann|Bob|Not for me|rather not/);
    await network.travelTo('2027-03-14T10:00:00Z', 24 * 14);
    for (const peer of [ann, bob, cat])
      expect(peer.seen.filter(({ preview }) => preview.startsWith(CARD))).toHaveLength(1);
    await network.audit();
    expect(network.logs.filter(({ event: what }) => what === 'auditor.found')).toEqual([]);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });
});
