import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import {
  type AfterwardsScene,
  addProject,
  all,
  last,
  openAfterwardsScene,
  rung,
} from '../features/afterwards-scene.ts';
import { guess, guessForm } from '../support/guess.ts';

let scene: AfterwardsScene;
beforeEach(async () => {
  scene = await openAfterwardsScene();
});
const prisma = () => scene.network.database.prisma;
const homeOf = async (person: SimulatedPerson) => {
  await person.openHome();
  return person.seen.at(-1)?.text ?? '';
};
const said = async (person: SimulatedPerson, route: string, value: object) =>
  JSON.stringify(await guess(scene.network, person, route, value));

/** Ann has asked whether she may say so, and Bob has sent a claim. */
async function leaveOpen(): Promise<{ disclosure: string; followUp: string }> {
  const { ann, bob, act, send } = scene;
  await ann.press('May I say I was there?');
  await send(ann, { 'What would you like to say, and where?': 'quillsaying' });
  await act(bob, 'Expenses');
  await act(bob, 'I’ve sent my claim');
  const { id: disclosure } = await prisma().request.findFirstOrThrow();
  return { disclosure, followUp: (await scene.followUpOf('Bob Peer')).id };
}
async function forget(person: SimulatedPerson): Promise<void> {
  await person.say('privacy');
  await person.press('Forget me');
  await person.press('Yes, forget me');
  await scene.network.travelTo('2027-03-30T10:00:00Z', 24);
}

describe('whoever runs the project', () => {
  it.each(['ends their role', 'is forgotten'])(
    'and %s before they answer: any coordinator does, is written to at once, and nobody else reads it',
    async (how) => {
      const { network, pm, cora, ann, bob, eve, act, send } = scene;
      const { disclosure, followUp } = await leaveOpen();
      if (how === 'is forgotten') await forget(pm);
      else {
        await guess(network, cora, 'members.end-role', {
          member: await scene.idOf('Priya Manager'),
          role: 'project-manager',
        });
        await network.settle();
      }
      expect(rung(cora, 'Ann Peer would like to say in public')).toHaveLength(1);
      expect(rung(cora, 'Bob Peer has sent a claim')).toHaveLength(1);
      expect(await homeOf(pm)).not.toMatch(/in public|A claim/);
      for (const nosy of [pm, eve, bob])
        expect(await said(nosy, 'disclosure.consider', { disclosure })).not.toContain('quill');
      expect(await said(pm, 'claim.approve', { followUp })).not.toContain('approved');
      await act(cora, 'Read and answer');
      expect(cora.form?.text).toContain('quillsaying');
      await send(cora, { 'Your answer': 'Yes' });
      expect(all(ann)).toContain('yes, you may say that you took part');
      await act(cora, 'Approved');
      expect(all(bob)).toContain('Housing services: approved.');
    },
  );

  it('a coordinator never answers themselves, nor reads what others wrote as they look back', async () => {
    const { network, cora, ann } = scene;
    const managerId = await scene.idOf('Priya Manager');
    await scene.grant('Ann Peer', 'coordinator');
    await guess(network, cora, 'members.end-role', { member: managerId, role: 'project-manager' });
    const { disclosure } = await leaveOpen();
    expect(await said(ann, 'disclosure.consider', { disclosure })).toContain(
      'There’s nothing to do here now',
    );
    const answer = await guessForm(network, ann, 'disclosure.answer', { disclosure }, { answer: 'yes' });
    expect(JSON.stringify(answer)).toContain('There’s nothing to do here now');
    expect(rung(cora, 'Ann Peer would like to say in public')).toHaveLength(1);
    expect(rung(ann, 'would like to say in public')).toEqual([]);
  });

  it('and leads evaluation too reads no look back at a project that they ran, and none of their own is listed', async () => {
    const { network, pm, ann, eve, act, send } = scene;
    await scene.grant('Priya Manager', 'evaluation-lead');
    await scene.grant('Ann Peer', 'evaluation-lead');
    await ann.press('Look back');
    expect(ann.form?.text).not.toContain('Priya');
    expect(ann.form?.text).not.toContain('Ann Peer');
    await send(ann, { 'What would I do differently?': 'quilldiffer' });
    const { id: assessment } = await prisma().selfAssessment.findFirstOrThrow();
    for (const nosy of [pm, ann]) {
      await nosy.openHome();
      await act(nosy, 'What peers tell us');
      expect(last(nosy)).toContain('Nobody’s look back is here for you to read.');
      expect(await said(nosy, 'self-assessment.read', { assessment })).not.toContain('quill');
    }
    // Once the project is no longer kept, its manager of then reads it no more than before.
    await prisma().project.deleteMany();
    expect(await said(pm, 'self-assessment.read', { assessment })).not.toContain('quill');
    expect(await said(eve, 'self-assessment.read', { assessment })).toContain('quilldiffer');
    await ann.say('settings');
    await ann.press('My projects');
    await ann.press('Read what I wrote', 'My projects');
    expect(ann.form?.text).toContain('quilldiffer');
    ann.dismiss();
    await ann.press('Delete it', 'My projects');
    await act(ann, 'Delete it', 'It can’t be had back');
    expect(await prisma().selfAssessment.count()).toBe(0);
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });

  it('nobody but the asker could answer: it waits for whoever does next, and it’s said that it is no until then', async () => {
    const { network, cora, ann, send } = scene;
    await scene.grant('Ann Peer', 'coordinator');
    const ann1 = await scene.idOf('Ann Peer');
    await prisma().roleGrant.deleteMany({ where: { memberId: { not: ann1 } } });
    await ann.press('May I say I was there?');
    expect(ann.form?.text).toContain('whoever runs it');
    await send(ann, { 'What would you like to say, and where?': 'quillsaying' });
    expect(
      ann.seen.some(({ text }) => text.includes('Nobody runs this just now; whoever does next finds it.')),
    ).toBe(true);
    await scene.grant('Cora Coordinator', 'coordinator');
    await network.audit();
    expect(await homeOf(cora)).toContain('Ann Peer would like to say in public');
  });

  it('nobody leads evaluation: the form says so before typing', async () => {
    const { network, cora, ann } = scene;
    const member = await scene.idOf('Eve Evaluates');
    await guess(network, cora, 'members.end-role', { member, role: 'evaluation-lead' });
    await ann.press('Look back');
    expect(ann.form?.text).toContain('Whoever leads evaluation here (nobody does just now) can read it too');
  });
});

describe('somebody who took part and is forgotten', () => {
  it('leaves nothing to answer behind, on no card and on no home; what they told without a name stays', async () => {
    const { network, pm, ann, bob, send } = scene;
    const { disclosure, followUp } = await leaveOpen();
    await bob.press('Tell us how it went');
    await send(bob, {
      'How did it go?': 'Well',
      'Did you get what you needed beforehand?': 'Yes',
      'Would you do it again?': 'Yes',
    });
    await forget(ann);
    await bob.say('privacy');
    await bob.press('Forget me');
    await bob.press('Yes, forget me');
    await network.travelTo('2027-04-07T10:00:00Z', 24);
    expect(await homeOf(pm)).not.toMatch(/in public|A claim/);
    expect(all(pm)).not.toMatch(/Ann Peer would like|Bob Peer has sent/);
    expect(await said(pm, 'disclosure.consider', { disclosure })).toContain('There’s nothing to do here now');
    expect(await said(pm, 'claim.approve', { followUp })).toContain('There’s nothing to do here now');
    expect(await prisma().followUp.count()).toBe(0);
    expect(await prisma().request.count()).toBe(0);
    expect(await prisma().peerFeedback.count()).toBe(1);
  });
});

describe('a project', () => {
  it('that is no longer kept before somebody answered: a coordinator does, and the question is not lost', async () => {
    const { network, pm, cora, ann, act, send } = scene;
    const { disclosure, followUp } = await leaveOpen();
    await prisma().project.deleteMany();
    expect(await said(pm, 'disclosure.consider', { disclosure })).toContain('There’s nothing to do here now');
    expect(await said(pm, 'claim.approve', { followUp })).toContain('There’s nothing to do here now');
    expect(await homeOf(pm)).not.toMatch(/in public|A claim/);
    await network.audit();
    expect(await homeOf(cora)).toContain(
      'Ann Peer would like to say in public that they took part in “Housing services”',
    );
    await act(cora, 'Read and answer');
    await send(cora, { 'Your answer': 'No', Words: 'Please wait for the report.' });
    await act(ann, 'Read it');
    expect(ann.form?.text).toContain('Please wait for the report.');
    expect(network.logs.filter(({ error }) => error)).toEqual([]);
  });

  it.each([
    ['Slack', () => scene.ann],
    ['Teams', () => scene.bob],
  ] as const)(
    'A15 that is long past has no card, and can be asked about from My projects (%s)',
    async (_, who) => {
      const peer = who();
      const { network, pm, act, send } = scene;
      await addProject(network, {
        theme: 'Libraries',
        managerId: await scene.idOf('Priya Manager'),
        peers: { [peer.name]: 'completed' },
        day: '2025-11-04',
        state: 'ended',
        endedAt: new Date('2025-11-05T00:00:00Z'),
      });
      await network.travelTo('2027-03-18T10:00:00Z', 12);
      expect(all(peer)).not.toContain('Libraries');
      const ask = async () => {
        await peer.say('settings');
        await peer.press('My projects');
        const text = last(peer);
        expect(text.indexOf('Housing services, March 2027')).toBeLessThan(
          text.indexOf('Libraries, November 2025'),
        );
        const labels = peer.seen.at(-1)?.buttons ?? [];
        expect(labels.filter((label) => label === 'May I say I was there?')).toHaveLength(2);
        const { id } = await prisma().placement.findFirstOrThrow({
          where: { project: { theme: 'Libraries' } },
        });
        await guessForm(network, peer, 'disclosure.ask', { placement: id }, { words: 'quillold' });
        await network.settle();
      };
      await ask();
      expect(rung(pm, `${peer.name} would like to say in public`)).toHaveLength(1);
      await peer.press('My projects');
      expect(last(peer)).toContain('You’ve asked whether you may say that you were there');
      await act(pm, 'Read and answer');
      expect(pm.form?.text).toContain('quillold');
      await send(pm, { 'Your answer': 'Yes' });
      expect(rung(peer, 'Libraries: yes, you may say that you took part.')).toHaveLength(1);
    },
  );

  it('that somebody did not take part in to its end is not theirs to ask about', async () => {
    const { cat } = scene;
    const { id } = await scene.placementOf('Cat Peer');
    expect(await said(cat, 'disclosure.open', { placement: id })).toContain('There’s nothing to do here now');
    await cat.say('settings');
    await cat.press('My projects');
    expect(last(cat)).toContain('Once you’ve taken part in a project to its end, it stands here.');
  });
});

describe('somebody’s own data', () => {
  it('A26 has what they wrote and asked, and that they told how it went, without what', async () => {
    const { network, ann, send } = scene;
    await leaveOpen();
    await ann.press('Look back');
    await send(ann, { 'What would help me?': 'quillhelp' });
    await ann.press('Tell us how it went');
    await send(ann, {
      'How did it go?': 'Well',
      'Did you get what you needed beforehand?': 'Yes',
      'Would you do it again?': 'Yes',
      'What should we do differently?': 'quillnameless',
    });
    for (const part of ['afterwards', 'requests']) {
      const page = await guess(network, ann, 'members.read-my-data', { part, page: 0 });
      expect(JSON.stringify(page)).toContain(part === 'requests' ? 'quillsaying' : 'quillhelp');
      expect(JSON.stringify(page)).not.toContain('quillnameless');
    }
  });
});
