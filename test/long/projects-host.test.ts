import { describe, expect, it } from 'vitest';
import type { Work } from '../../src/bot/feature.ts';
import { features } from '../../src/features/index.ts';
import { decide } from '../features/availability-scene.ts';
import { all, ELSEWHERE, HERE, HOST, type HostScene, last, openHostScene } from '../features/hosts-scene.ts';
import { guess, guessForm } from '../support/guess.ts';

const ASKED = 'Something to delete, please';
const asked = (person: HostScene['hal']) => person.seen.filter(({ text }) => text.includes(ASKED));
const unreached = (scene: HostScene) =>
  scene.pm.seen.filter(({ text }) => text.includes('Somebody at the host can’t be reached here'));

/** Hal has got the names, and has opened them. */
async function opened(on: 'slack' | 'teams' = 'slack'): Promise<HostScene> {
  const scene = await openHostScene(on);
  await scene.handOver('Hal Host');
  await scene.hal.press('See them');
  scene.hal.dismiss();
  return scene;
}
async function withdraw({ network }: HostScene, person: HostScene['ann']): Promise<void> {
  await person.press('I can’t come after all');
  await person.press('I can’t come');
  await network.settle();
}
async function forget({ network }: HostScene, person: HostScene['ann']): Promise<void> {
  await person.say('privacy');
  await person.press('Forget me');
  await person.press('Yes, forget me');
  await network.settle();
  const then = (await network.now()).getTime() + (7 * 24 * 60 + 30) * 60_000;
  await network.travelTo(new Date(then).toISOString(), 24);
  await network.settle();
}
async function log(person: HostScene['ann']): Promise<string> {
  await person.say('privacy');
  await person.press('Where my details went');
  const text = person.form?.text ?? '';
  person.dismiss();
  return text;
}

describe('A21 what a host says', () => {
  it('is asked about under the same gate: kind words to the host, and what is in the way to the manager', async () => {
    const scene = await opened();
    const { network, pm, hal } = scene;
    const { projectId } = await scene.placementOf('Ann Peer');
    const peerId = await scene.idOf('Ann Peer');
    await network.database.prisma.conflict.updateMany({
      where: { projectId, peerId },
      data: { reopenedAt: await network.now() },
    });
    await scene.answer(hal, { agreed: ['Ann Peer'] });
    expect(all(hal)).toContain(
      'Not settled yet: Ann Peer. There’s something for Priya Manager to see to first',
    );
    expect(all(hal)).not.toMatch(/conflict|answered about the host|employer/);
    expect(all(pm)).toContain(
      'Agreed, and not on the team yet: Ann Peer, because they haven’t answered about the host.',
    );
    expect((await scene.placementOf('Ann Peer')).state).toBe('released');
  });

  it('that is one more than there are places waits for the manager, who has the button', async () => {
    const scene = await opened('teams');
    await scene.answer(scene.hal, { agreed: ['Ann Peer', 'Bob Peer', 'Cat Peer'] });
    expect(all(scene.hal)).toContain('Agreed: Ann Peer and Bob Peer.');
    expect(all(scene.pm)).toContain(
      'Agreed, and not on the team yet: Cat Peer, because the places are filled',
    );
    await scene.pm.press('Host agreed to Cat');
    await scene.pm.press('Yes, on the team');
    await scene.network.settle();
    expect((await scene.placementOf('Cat Peer')).state).toBe('confirmed');
  });

  it('stands once it is said: whoever says something else later hears so, and nothing changes', async () => {
    const scene = await openHostScene();
    await scene.handOver('Hal Host', 'Ivy Host');
    await scene.ivy.press('See them');
    await scene.answer(scene.hal, { agreed: ['Ann Peer'], other: ['Bob Peer'] });
    await scene.ivy.fill({ Agreed: ['Bob Peer'], 'Somebody else, please': ['Ann Peer'] });
    await scene.ivy.submit();
    await scene.network.settle();
    expect(all(scene.ivy)).toContain('2 people had been answered about already: that stands.');
    expect((await scene.placementOf('Ann Peer')).state).toBe('confirmed');
    expect((await scene.placementOf('Bob Peer')).state).toBe('thanked');
    expect(scene.pm.seen.filter(({ text }) => text.startsWith('The host has answered'))).toHaveLength(1);
  });

  it('is said in one of two lists, and nobody who is in neither is answered about', async () => {
    const scene = await opened();
    const { hal } = scene;
    await hal.press('See them');
    await hal.submit();
    expect(JSON.stringify(hal.form?.errors)).toContain('Please choose somebody');
    await hal.fill({ Agreed: ['Ann Peer'], 'Somebody else, please': ['Ann Peer'] });
    await hal.submit();
    expect(JSON.stringify(hal.form?.errors)).toContain(
      'Please choose Ann Peer in one of the two lists alone.',
    );
    hal.dismiss();
    for (const name of ['Ann Peer', 'Bob Peer', 'Cat Peer'])
      expect((await scene.placementOf(name)).state).toBe('released');
  });

  it('is for whoever got the names: a colleague, a peer and a guess read nothing and change nothing', async () => {
    const scene = await opened();
    const { network, ivy, ann, hal } = scene;
    const { prisma } = network.database;
    const recipient = (await prisma.hostRecipient.findFirstOrThrow()).id;
    const { id } = await scene.placementOf('Bob Peer');
    for (const person of [ivy, ann]) {
      expect((await guess(network, person, 'host.names', { recipient })).kind).not.toBe('form');
      await guessForm(network, person, 'host.answered', { recipient }, { agreed: [id] });
    }
    expect((await guess(network, hal, 'host.print', { recipient })).kind).not.toBe('form');
    expect(
      (await guess(network, hal, 'project.people', (await scene.placementOf('Bob Peer')).projectId)).kind,
    ).not.toBe('form');
    expect((await scene.placementOf('Bob Peer')).state).toBe('released');
    // Somebody of another project, or not handed over, is not among those that they may say something of.
    await prisma.placement.update({ where: { id }, data: { state: 'chosen' } });
    await guessForm(network, hal, 'host.answered', { recipient }, { agreed: [id] });
    expect((await scene.placementOf('Bob Peer')).state).toBe('chosen');
  });

  it('is asked of people whom the organisation’s other names and merges make the host’s', async () => {
    const scene = await openHostScene('slack', 'Secretshire Council');
    const { prisma } = scene.network.database;
    const { id: organisationId } = await prisma.organisation.findFirstOrThrow({
      where: { name: 'Secretshire Council' },
    });
    await prisma.organisationAlias.create({
      data: { organisationId, key: HOST.toLowerCase(), name: HOST },
    });
    expect(await scene.handOver('Hal Host')).not.toContain('isn’t listed');
  });

  it('is told of twenty people in one form, and of who runs it now', async () => {
    const scene = await opened();
    const { network, hal } = scene;
    const { prisma } = network.database;
    const { projectId } = await scene.placementOf('Ann Peer');
    const release = await prisma.release.findFirstOrThrow();
    const at = await network.now();
    for (let index = 0; index < 20; index += 1) {
      const peer = await prisma.member.create({
        data: { name: index < 2 ? 'Sam Same' : `Peer ${index}`, standing: 'member', createdAt: at },
      });
      const { id } = await prisma.placement.create({
        data: { projectId, peerId: peer.id, state: 'released', ruling: 'clear' },
      });
      await prisma.release.create({
        data: { placementId: id, fields: release.fields, at, recipientId: release.recipientId },
      });
    }
    await hal.press('See them');
    expect(hal.form?.text).toContain('Sam Same (1)');
    expect(hal.form?.text).toContain('Sam Same (2)');
    await hal.fill({ 'Somebody else, please': ['Peer 19', 'Sam Same (2)'] });
    await hal.submit();
    await network.settle();
    expect(await prisma.placement.count({ where: { state: 'thanked' } })).toBe(2);
    const to = await scene.idOf('Ivy Host');
    await prisma.roleGrant.create({ data: { memberId: to, role: 'coordinator', startsAt: at } });
    await network.settle();
    await scene.ivy.command('roles');
    await scene.ivy.press('End Priya Manager’s role as coordinator');
    await scene.ivy.press('Yes, end it');
    await network.settle();
    const { id: grant } = await prisma.roleGrant.findFirstOrThrow({ where: { leftOpen: true } });
    const item = (await prisma.callOut.findFirstOrThrow()).id;
    await guessForm(network, scene.ivy, 'members.give', { grant, feature: 'availability', item }, { to });
    await network.settle();
    expect((await prisma.project.findFirstOrThrow()).managerId).toBe(to);
    expect(all(hal)).toContain('Ivy Host runs it');
  });

  it('goes to three at the most, each once, and never to whoever runs the project', async () => {
    const scene = await openHostScene();
    const { pm } = scene;
    await pm.press('Hand names to the host');
    await pm.fill({ [HERE]: 'Hal Host', 'And another there': 'Hal Host' });
    await pm.submit();
    expect(JSON.stringify(pm.form?.errors)).toContain('You’ve chosen them already');
    pm.dismiss();
    const { id, projectId } = await scene.placementOf('Ann Peer');
    const own = { peers: [id], here1: await scene.idOf('Priya Manager') };
    const refused = await guessForm(
      scene.network,
      pm,
      'project.release-preview',
      { project: projectId },
      own,
    );
    expect(JSON.stringify(refused)).toContain('runs this project');
    expect(await scene.network.database.prisma.release.count()).toBe(0);
  });

  it('lets neither the host’s name nor a peer’s into the first message, its preview, the log or the audit', async () => {
    const scene = await opened();
    await scene.answer(scene.hal, { agreed: ['Ann Peer'] });
    const { prisma } = scene.network.database;
    const everything = JSON.stringify([
      await prisma.$queryRaw`SELECT json_agg(o)::text FROM outbox o`,
      await prisma.$queryRaw`SELECT json_agg(a)::text FROM audit a`,
      await prisma.hostRecipient.findMany(),
      scene.network.logs,
    ]);
    expect(everything).not.toContain('Secretshire');
    const names = scene.hal.seen.filter(({ text }) => text.startsWith('Some names'));
    expect(JSON.stringify(names)).not.toMatch(/Ann Peer|Bob Peer|Cat Peer|Secretshire/);
  });
});

describe('somebody at the host who cannot be reached here', () => {
  it.each(['slack', 'teams'] as const)(
    'is not lost silently: what was handed over is there to print (%s)',
    async (on) => {
      const scene = await openHostScene(on);
      if (on === 'slack') scene.network.slack.fail({ kind: 'refused', user: scene.hal.user });
      else scene.network.teams.fail({ kind: 'refused', user: scene.hal.user });
      await scene.handOver('Hal Host');
      expect(unreached(scene)).toHaveLength(1);
      expect(unreached(scene)[0]?.preview).not.toContain('Hal');
      await scene.pm.press('Get it to print');
      expect(scene.pm.form?.title).toBe('To print or paste');
      expect(scene.pm.form?.text).toMatch(/For Hal Host[\s\S]*Ann Peer[\s\S]*Bob Peer/);
      scene.pm.dismiss();
      await scene.pm.press('The people');
      await scene.pm.press('Host agreed to Ann');
      await scene.network.settle();
      expect((await scene.placementOf('Ann Peer')).state).toBe('confirmed');
    },
  );

  it('takes a break before they have opened it: the manager is told, and not why', async () => {
    const scene = await openHostScene();
    const { prisma } = scene.network.database;
    const now = (await scene.network.now()).getTime();
    await prisma.member.updateMany({
      where: { name: 'Hal Host' },
      data: { pausedUntil: new Date(now + 20 * 86_400_000) },
    });
    await scene.handOver('Hal Host');
    await scene.later(1);
    expect(unreached(scene)).toHaveLength(1);
    expect(unreached(scene)[0]?.text).not.toMatch(/break|pause/);
    await scene.later(60 * 24);
    expect(unreached(scene)).toHaveLength(1);
  });

  it('has left the network, or is forgotten: the manager is told, and the log says “somebody at the host”', async () => {
    const scene = await opened();
    await forget(scene, scene.hal);
    expect(unreached(scene).length).toBeGreaterThan(0);
    expect(unreached(scene).at(-1)?.text).not.toContain('Hal');
    await scene.ann.press('Who it is, and what was passed on');
    expect(scene.ann.form?.text).toContain('to somebody at the host, on');
    expect(scene.ann.form?.text).not.toContain('Hal');
    scene.ann.dismiss();
    expect(await log(scene.bob)).toContain('to somebody at the host');
    await withdraw(scene, scene.bob);
    expect(all(scene.pm)).toContain('Please ask the host to delete what they got');
  });
});

describe('A26 what a host is to delete', () => {
  it('waits for ten minutes in which somebody comes back, and is asked once after that', async () => {
    const scene = await opened('teams');
    const { ann, hal } = scene;
    await withdraw(scene, ann);
    await scene.later(5);
    expect(asked(hal)).toHaveLength(0);
    await ann.press('That was a mistake');
    await scene.network.settle();
    await scene.later(20);
    expect(asked(hal)).toHaveLength(0);
    await withdraw(scene, ann);
    await scene.later(11);
    await scene.later(60 * 24 * 10);
    expect(asked(hal)).toHaveLength(1);
    expect(all(scene.pm)).toContain('Whoever opened their name at the host is asked here to delete it.');
  });

  it('is nothing where they never opened it: the log says that it did not go', async () => {
    const scene = await openHostScene();
    await scene.handOver('Hal Host');
    await withdraw(scene, scene.ann);
    await scene.later(11);
    expect(asked(scene.hal)).toHaveLength(0);
    expect(await log(scene.ann)).toContain('It did not go after all');
    await scene.hal.press('See them');
    expect(scene.hal.form?.text).toContain('Bob Peer');
    expect(scene.hal.form?.text).not.toContain('Ann Peer');
    scene.hal.dismiss();
  });

  it('is asked for where a release is taken back that was opened, and the peer reads so', async () => {
    const scene = await opened();
    await scene.pm.press('The people');
    await scene.pm.press('Ann’s name didn’t go');
    await scene.network.settle();
    expect(all(scene.pm)).toContain('Somebody at the host had opened it');
    expect(all(scene.ann)).toContain('Your name was taken back from the host');
    await scene.later(1);
    expect(asked(scene.hal)).toHaveLength(1);
    // Handed over again, it is theirs to look at again.
    await scene.handOver('Hal Host');
    await scene.hal.press('See them');
    expect(scene.hal.form?.text).toContain('Ann Peer');
    scene.hal.dismiss();
  });

  it('is asked for where it is called off, and where somebody is excluded late', async () => {
    const scene = await opened();
    await decideAgain(scene);
    await scene.later(1);
    expect(asked(scene.hal)[0]?.text).toContain('Ann Peer');
    const { projectId } = await scene.placementOf('Bob Peer');
    await guess(scene.network, scene.pm, 'project.cancel', { project: projectId });
    await scene.network.settle();
    await scene.later(1);
    expect(asked(scene.hal).at(-1)?.text).toContain('Bob Peer and Cat Peer');
    expect((await guess(scene.network, scene.hal, 'host.names', await recipientOf(scene))).kind).not.toBe(
      'form',
    );
  });

  it('is asked for in the act of forgetting somebody, by name; what is kept of it names nobody', async () => {
    const scene = await opened();
    const { hal, network } = scene;
    await forget(scene, scene.ann);
    expect(asked(hal)).toHaveLength(1);
    expect(asked(hal)[0]?.text).toContain('Ann Peer');
    expect(asked(hal)[0]?.preview).not.toContain('Ann');
    const { prisma } = network.database;
    const kept = [
      await prisma.hostDeletion.findMany(),
      await prisma.release.findMany(),
      await prisma.card.findMany(),
    ];
    expect(JSON.stringify(kept)).not.toContain('Ann');
    expect(JSON.stringify(await prisma.$queryRaw`SELECT json_agg(o)::text FROM outbox o`)).not.toContain(
      'Ann Peer',
    );
    await hal.openHome();
    await hal.press('Deleted');
    await network.settle();
    expect((await prisma.hostDeletion.findFirstOrThrow()).deletedAt).not.toBeNull();
    await hal.press('That was a mistake');
    await network.settle();
    expect((await prisma.hostDeletion.findFirstOrThrow()).deletedAt).toBeNull();
  });

  it('outside chat is asked for by the manager, who notes what the host says; it stands in the log', async () => {
    const scene = await openHostScene();
    const { pm, ann, bob } = scene;
    await pm.press('Hand names to the host');
    await pm.fill({ [ELSEWHERE]: 'Jo Field', [HERE]: 'Hal Host' });
    await pm.submit();
    expect(pm.form?.text).toContain('To Jo Field and Hal Host:');
    await pm.submit();
    expect(pm.form?.text).toContain('For Jo Field');
    pm.dismiss();
    await scene.network.settle();
    await withdraw(scene, ann);
    expect(last(pm)).toBeDefined();
    await pm.press('They said it’s deleted');
    await scene.network.settle();
    expect(all(pm)).toContain('Noted: it’s deleted');
    expect(await log(ann)).toMatch(/to Jo Field[\s\S]*They said on [^.]+ that it’s deleted/);
    expect(await log(bob)).not.toContain('that it’s deleted');
    const { projectId } = await scene.placementOf('Ann Peer');
    const again = await guess(scene.network, pm, 'project.deleted-at-host', { project: projectId });
    expect(JSON.stringify(again)).toContain('Something has changed since');
  });

  it('outside chat is asked for once a project is over, too, and noted in one press for all', async () => {
    const scene = await openHostScene();
    const { pm, network } = scene;
    await pm.press('Hand names to the host');
    await pm.fill({ [ELSEWHERE]: 'Jo Field' });
    await pm.submit();
    await pm.submit();
    pm.dismiss();
    await network.settle();
    await pm.press('The people');
    await pm.press('Host agreed to Ann');
    await network.travelTo('2027-03-17T10:00:00Z', 24);
    expect(all(pm)).toContain('Please ask the host to delete the names that it got.');
    await pm.press('They said it’s deleted', 'It’s over');
    await network.settle();
    expect(await network.database.prisma.release.count({ where: { deletedAt: null } })).toBe(0);
    expect(await network.database.prisma.release.count()).toBe(3);
  });

  it('is in what a peer, and somebody at a host, can take with them', async () => {
    const scene = await opened();
    const { network } = scene;
    const exported = async (name: string) => {
      const member = await scene.idOf(name);
      const now = await network.now();
      return JSON.stringify(
        await network.database.transaction(async (tx) => {
          const found: unknown[] = [];
          const work = { tx, vault: network.vault, now, features } as unknown as Work;
          for (const { privacy } of features) found.push(await privacy?.export?.(work, member));
          return found;
        }),
      );
    };
    expect(await exported('Ann Peer')).toContain('"to whom":"Hal Host"');
    const host = await exported('Hal Host');
    expect(host).toContain('how often somebody’s details were handed to you');
    expect(host).not.toMatch(/Ann Peer|Bob Peer/);
  });
});

async function decideAgain({ network, pm }: HostScene): Promise<void> {
  await network.database.prisma.placement.updateMany({
    where: { peer: { name: 'Ann Peer' } },
    data: { ruling: null, ruledAt: null, ruledBy: null },
  });
  const ruling = { 'What do you decide?': 'Not for this one', Why: 'Found late.' };
  await decide(network, pm, 'Ann Peer', ruling);
}
const recipientOf = async ({ network }: HostScene) => ({
  recipient: (await network.database.prisma.hostRecipient.findFirstOrThrow()).id,
});
