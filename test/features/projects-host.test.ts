import { beforeAll, describe, expect, it } from 'vitest';
import { all, HERE, type HostScene, last, openHostScene } from './hosts-scene.ts';

describe.each(['slack', 'teams'] as const)('a host that answers here (%s)', (platform) => {
  let scene: HostScene;
  let prisma: HostScene['network']['database']['prisma'];
  beforeAll(async () => {
    scene = await openHostScene(platform);
    ({ prisma } = scene.network.database);
  }, 60_000);

  it('A21 gets one message that names nobody, once the manager has seen exactly what goes to whom', async () => {
    const shown = await scene.handOver('Hal Host', 'Ivy Host');
    expect(shown).toContain('To Hal Host and Ivy Host:');
    expect(shown).toMatch(/Ann Peer[\s\S]*Bob Peer[\s\S]*Cat Peer/);
    expect(shown).not.toContain('isn’t listed');
    expect(all(scene.pm)).toContain('Hal Host and Ivy Host can open the names here, and answer.');
    for (const person of [scene.hal, scene.ivy]) {
      const seen = person.seen.at(-1);
      expect(seen?.preview).toMatch(/^Some names for you to look at/);
      expect(seen?.text).toContain('Housing services');
      expect(seen?.text).toContain('Priya Manager runs it');
      expect(seen?.text).toContain('delete it when the project’s over');
      expect(seen?.text).not.toMatch(/Ann|Bob|Cat|Secretshire/);
    }
  });

  it('A21 opens only what was named; that it was opened is in the log that each peer sees', async () => {
    await scene.hal.press('See them');
    expect(scene.hal.form?.text).toMatch(/Ann Peer[\s\S]*Bob Peer[\s\S]*Cat Peer/);
    expect(scene.hal.form?.text).toContain('Priya Manager sees what you choose');
    expect(scene.hal.form?.text).toContain('No reason is asked or kept.');
    scene.hal.dismiss();
    expect(await prisma.audit.count({ where: { action: 'details.opened' } })).toBe(1);
    await scene.ann.press('Who it is, and what was passed on');
    expect(scene.ann.form?.text).toMatch(/to Hal Host, on [^.]+\. They opened it on/);
    expect(scene.ann.form?.text).toContain('to Ivy Host, on');
    scene.ann.dismiss();
  });

  it('A21 says who comes and who doesn’t without a reason; it is carried out, and the manager hears of it once', async () => {
    const before = scene.pm.seen.length;
    await scene.answer(scene.hal, { agreed: ['Ann Peer'], other: ['Cat Peer'] });
    expect(all(scene.hal)).toContain('Agreed: Ann Peer.');
    expect(last(scene.ann)).toContain('You’re on the team');
    expect(last(scene.cat)).toContain('This time others go; it says nothing about you.');
    const heard = scene.pm.seen.slice(before).filter(({ text }) => text.includes('The host has answered'));
    expect(heard).toHaveLength(1);
    expect(heard[0]?.preview).not.toMatch(/Ann|Cat|Hal/);
    expect(heard[0]?.text).toContain('Agreed, and on the team: Ann Peer.');
    expect(heard[0]?.text).toContain('Somebody else, please: Cat Peer.');
    expect((await scene.placementOf('Bob Peer')).state).toBe('released');
  });

  it('the first answer stands, and the other’s message says so; the manager can still press for the host', async () => {
    await scene.pm.press('The people');
    await scene.pm.press('Host agreed to Bob');
    await scene.network.settle();
    expect((await scene.placementOf('Bob Peer')).state).toBe('confirmed');
    for (const person of [scene.hal, scene.ivy]) expect(all(person)).toContain('Thank you: that’s answered');
    await scene.ivy.press('See them');
    expect(scene.ivy.form?.text).toContain('On the team.');
    expect(scene.ivy.form?.fields ?? []).toHaveLength(0);
    scene.ivy.dismiss();
  });

  it('A26 is asked to delete what it opened about whoever is not coming, once, and the log has what it says', async () => {
    await scene.later(11);
    const asked = (person: typeof scene.hal) =>
      person.seen.filter(({ text }) => text.includes('Something to delete, please'));
    expect(asked(scene.hal)).toHaveLength(1);
    expect(asked(scene.hal)[0]?.preview).not.toContain('Cat');
    expect(asked(scene.hal)[0]?.text).toContain('Cat Peer');
    expect(asked(scene.ivy)).toHaveLength(0);
    await scene.hal.press('Deleted');
    await scene.network.settle();
    expect(all(scene.hal)).toContain('Thank you: it’s deleted');
    await scene.later(60 * 24 * 3);
    expect(asked(scene.hal).length).toBeLessThanOrEqual(1);
    await scene.cat.say('privacy');
    await scene.cat.press('Where my details went');
    expect(scene.cat.form?.text).toMatch(
      /to Hal Host[\s\S]*asked on [^.]+ to delete it\. They said on [^.]+ that it’s deleted/,
    );
    scene.cat.dismiss();
  });

  it('A26 is asked about a whole team once the project is over', async () => {
    await scene.network.travelTo('2027-03-17T10:00:00Z', 24);
    await scene.later(5);
    expect(all(scene.hal)).toContain('Something to delete, please');
    expect(all(scene.hal)).toContain('Ann Peer and Bob Peer');
    await scene.hal.press('Deleted');
    await scene.network.settle();
    const open = await prisma.release.count({
      where: { readAt: { not: null }, OR: [{ deletionId: null }, { deletion: { deletedAt: null } }] },
    });
    // Ivy opened it later, and has not said yet.
    expect(open).toBe(
      await prisma.release.count({
        where: { recipient: { member: { name: 'Ivy Host' } }, readAt: { not: null } },
      }),
    );
  });
});

describe('whom names may go to', () => {
  it('asks about somebody who is not listed at the host, and refuses peers and whoever runs it, kindly', async () => {
    const scene = await openHostScene('slack', 'Elsewhere Council');
    const { pm } = scene;
    const tryWith = async (name: string) => {
      await pm.press('Hand names to the host');
      await pm.fill({ [HERE]: name });
      await pm.submit();
    };
    await tryWith('Bob Peer');
    expect(JSON.stringify(pm.form?.errors)).toContain('was asked about this project as a peer');
    pm.dismiss();
    await pm.press('Hand names to the host');
    await pm.submit();
    expect(JSON.stringify(pm.form?.errors)).toContain('Please say who gets it');
    pm.dismiss();
    await tryWith('Hal Host');
    expect(pm.form?.text).toContain('Hal Host isn’t listed at Secretshire District Council. Is that right?');
    await pm.submit();
    await scene.network.settle();
    expect(last(scene.hal)).toContain('Some names for you to look at');
  }, 60_000);
});
