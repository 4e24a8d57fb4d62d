import { describe, expect, it } from 'vitest';
import { answerHost, decide, putForward, replyYes, sendCallOut } from '../features/availability-scene.ts';
import { everything, last, on, openPoolScene } from '../features/pool-scene.ts';

describe.each(on)('what is held about somebody, their manager on %s', (platform) => {
  it('A26 everybody sees what it’s for, which notice they had confirmed, where their details went, all of it as a copy, and can be forgotten', async () => {
    const scene = await openPoolScene(platform);
    const { network, pm, ann, bob, idOf } = scene;
    const { prisma } = network.database;
    const notice = async (version: number, title: string) => {
      const about = { kind: 'privacy-notice', summary: 'We keep little.', approvedBy: 'the council' };
      const dates = { approvedOn: '2027-01-20', reviewOn: '2028-01-20', publishedAt: await network.now() };
      return prisma.policy.create({ data: { ...about, ...dates, version, title } });
    };
    const agree = async (policyId: string) =>
      prisma.acknowledgement.create({
        data: { policyId, memberId: await idOf(ann), at: await network.now() },
      });
    await agree((await notice(1, 'What we keep')).id);
    await prisma.lawfulBasis.create({
      data: { id: 1, basis: 'consent', condition: 'none-held', recordedAt: await network.now() },
    });
    await sendCallOut(network, pm, 3);
    await replyYes(network, ann);
    await putForward(network, pm, [ann.name]);
    await answerHost(network, ann);
    await decide(network, pm, ann.name);
    const handOver = async (to: string) => {
      await pm.press('Hand names to the host');
      await pm.fill({ 'Who at the host gets it?': to });
      await pm.submit();
      await pm.submit();
      pm.dismiss();
      await network.settle();
    };
    // It did not go after all; and it went the next day, once she had agreed to a newer notice.
    await handOver('Jo Field, chief executive');
    await pm.press('The people');
    await pm.press('Ann’s name didn’t go');
    await network.travelTo('2027-02-02T10:00:00Z', 24);
    await agree((await notice(2, 'What we keep now')).id);
    await handOver('Sam Reed, head of housing');
    await network.travelTo('2027-02-03T10:00:00Z', 24);
    await agree((await notice(3, 'What we keep from here')).id);

    // The page, from privacy and from the settings: for themselves alone.
    for (const words of ['privacy', 'settings']) {
      await ann.say(words);
      await ann.press('Where my details went');
      expect(ann.form?.title).toBe('Where my details went');
      const [first = '', second = ''] = (ann.form?.text ?? '').split('Mon 1 February 2027: ').reverse();
      expect(first).toContain(
        'Name and organisation, to Jo Field, chief executive, by Priya Manager. It did not go after all: that was said on Mon 1 February 2027.',
      );
      expect(first).toContain(
        'you had confirmed by then: “What we keep”, version 1, on Mon 1 February 2027.',
      );
      expect(second).toContain('Tue 2 February 2027: Name and organisation, to Sam Reed, head of housing');
      expect(second).toContain(
        'you had confirmed by then: “What we keep now”, version 2, on Tue 2 February 2027.',
      );
      expect(second).not.toContain('It did not go');
      expect(ann.form?.text).toContain(
        'What for: the peer project “Housing services”, so that its host can agree to its team.',
      );
      expect(ann.form?.text).not.toContain('What we keep from here');
      expect(ann.form?.text).toContain('Data is kept here on the basis of: consent.');
      ann.dismiss();
    }
    await bob.say('privacy');
    await bob.press('Where my details went');
    expect(bob.form?.text).toContain('Nothing about you was handed to anybody.');
    bob.dismiss();
    expect(everything(bob)).not.toContain('Jo Field');
    expect(ann.seen.filter(({ kind, text }) => kind !== 'form' && text.includes('Jo Field'))).toEqual([]);

    // All of it, as a copy: the share log with its purpose and the notice.
    await ann.say('privacy');
    await ann.press('Send me my data');
    await ann.press('Pool');
    const copy = ann.form?.text ?? '';
    for (const words of [
      '"to whom": "Jo Field, chief executive"',
      '"to whom": "Sam Reed, head of housing"',
      '"did not go after all": "2027-02-01T',
      '"what for": "the peer project “Housing services”',
      '"title": "What we keep"',
      '"version": 1',
      '"by": "Priya Manager"',
    ])
      expect(copy).toContain(words);
    ann.dismiss();
    // What it is for, and how long, of everything that is held.
    await ann.say('privacy');
    expect(last(ann)).toContain(
      'What and why: what you tell me, so that people here can find and help each other.',
    );
    await ann.press('What, and how long');
    expect(ann.form?.text).toContain('Peer projects: two years after they are over.');
    expect(ann.form?.text).toContain('two weeks after the meeting');
    ann.dismiss();

    // Forgotten: the log goes with them, and whoever handed their details over is asked to have them deleted.
    await ann.press('Forget me');
    await ann.press('Yes, forget me');
    await network.settle();
    expect(await prisma.release.count()).toBeGreaterThan(0);
    await network.travelTo('2027-02-11T12:00:00Z', 24);
    expect(await prisma.release.count()).toBe(0);
    expect(await prisma.acknowledgement.count()).toBe(0);
    expect(everything(pm)).toMatch(/ask the host to delete/);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });
});
