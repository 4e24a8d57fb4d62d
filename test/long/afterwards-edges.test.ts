import { beforeEach, describe, expect, it } from 'vitest';
import { writeFeedback } from '../../src/features/afterwards/store/feedback.ts';
import {
  type AfterwardsScene,
  addProject,
  all,
  CARD,
  openAfterwardsScene,
  rung,
} from '../features/afterwards-scene.ts';
import { guess, guessForm } from '../support/guess.ts';

let scene: AfterwardsScene;
beforeEach(async () => {
  scene = await openAfterwardsScene();
});
const on = [
  ['Slack', () => scene.ann],
  ['Teams', () => scene.bob],
] as const;
const prisma = () => scene.network.database.prisma;
const told = {
  'How did it go?': 'Well',
  'Did you get what you needed beforehand?': 'Yes',
  'Would you do it again?': 'Yes',
};

describe('the card', () => {
  it.each(on)(
    'ends in one press without a reason, reminds nobody then, and opens again (%s)',
    async (_, who) => {
      const peer = who();
      const { network, act } = scene;
      await act(peer, 'Nothing more, thank you');
      expect(all(peer)).toContain('That’s all, thank you');
      expect(all(peer)).not.toContain(`${CARD}.\nHere`);
      await network.travelTo('2027-05-01T10:00:00Z', 24);
      expect(rung(peer, 'Thank you for your time')).toHaveLength(1);
      await act(peer, 'Something after all');
      expect(all(peer)).toContain('Here are four things you might like to do now.');
    },
  );

  it('reminds nobody of whom one thing is done, whichever it is', async () => {
    const { network, ann, bob, act, send } = scene;
    await act(ann, 'Expenses');
    await act(ann, 'Nothing to claim');
    expect(all(ann)).toContain('Expenses: there’s nothing to claim.');
    expect(ann.seen.some(({ text }) => text.includes('nobody is asked to do anything'))).toBe(true);
    await act(bob, 'May I say I was there?');
    await send(bob, { 'What would you like to say, and where?': 'On my page' });
    await network.travelTo('2027-05-01T10:00:00Z', 24);
    for (const peer of [ann, bob]) expect(rung(peer, CARD)).toHaveLength(1);
    await act(ann, 'I have something to claim');
    expect((await scene.followUpOf('Ann Peer')).claim).toBe('to-claim');
    await act(bob, 'Take it back');
    await network.travelTo('2027-05-10T10:00:00Z', 24);
    for (const peer of [ann, bob]) expect(rung(peer, CARD)).toHaveLength(1);
  });

  it('stands on home for four weeks, is never said to be outstanding, and leaves it when all is done', async () => {
    const { network, ann, bob, act, send } = scene;
    await bob.openHome();
    expect(bob.seen.at(-1)?.text).toContain(CARD);
    expect(bob.seen.at(-1)?.text).not.toMatch(/outstanding|overdue|failed|not yet/i);
    await ann.press('Tell us how it went');
    await send(ann, told);
    await ann.press('Look back');
    await send(ann, { 'What went well?': 'Listening' });
    await act(ann, 'Expenses');
    await act(ann, 'Nothing to claim');
    await act(ann, 'May I say I was there?');
    await send(ann, { 'What would you like to say, and where?': 'On my page' });
    await ann.openHome();
    expect(ann.seen.at(-1)?.text).not.toContain(CARD);
    await network.travelTo('2027-04-20T10:00:00Z', 24);
    await bob.openHome();
    expect(bob.seen.at(-1)?.text).not.toContain(CARD);
  });

  it('comes to nobody about a project that ended long before the bot could ask, and to nobody who had left', async () => {
    const { network, cat } = scene;
    const managerId = await scene.idOf('Priya Manager');
    const peers = { 'Cat Peer': 'completed' };
    const old = { state: 'ended', day: '2027-02-16', endedAt: new Date('2027-02-17T00:00:00Z') };
    await addProject(network, { theme: 'Libraries', managerId, peers, ...old });
    await prisma().member.updateMany({ where: { name: 'Bob Peer' }, data: { standing: 'left' } });
    const project = { theme: 'Parks', managerId, peers: { 'Bob Peer': 'confirmed' }, day: '2027-03-18' };
    await addProject(network, project);
    await network.travelTo('2027-03-20T10:00:00Z', 6);
    expect(all(cat)).not.toContain('Thank you for taking part');
    expect(await prisma().followUp.count()).toBe(2);
  });

  it('a press on the card of somebody else does nothing, and is told as if there were none', async () => {
    const { network, ann } = scene;
    const { id } = await scene.followUpOf('Bob Peer');
    const nobodys = { followUp: crypto.randomUUID() };
    for (const route of ['follow-up.end', 'claim.send', 'claim.approve', 'follow-up.look-back'])
      expect(JSON.stringify(await guess(network, ann, route, { followUp: id }))).toBe(
        JSON.stringify(await guess(network, ann, route, nobodys)),
      );
  });
});

describe('pressed twice', () => {
  it('feedback is given once, and a claim is approved once', async () => {
    const { network, ann, pm, act } = scene;
    const { id } = await scene.followUpOf('Ann Peer');
    const values = { overall: 'well', support: 'yes', again: 'yes' };
    const both = () => guessForm(network, ann, 'follow-up.give-feedback', { followUp: id }, values);
    await Promise.all([both(), both()]);
    expect(await prisma().peerFeedback.count()).toBe(1);
    await act(ann, 'Expenses');
    const send = () => guess(network, ann, 'claim.send', { followUp: id });
    await Promise.all([send(), send()]);
    await network.settle();
    expect(rung(pm, 'Ann Peer has sent a claim')).toHaveLength(1);
    const approve = () => guess(network, pm, 'claim.approve', { followUp: id });
    const said = JSON.stringify(await Promise.all([approve(), approve()]));
    await network.settle();
    expect(said).toContain('That’s settled already');
    expect(rung(ann, 'Housing services: approved.')).toHaveLength(1);
  });

  it('a question is asked once and answered once; a second one waits until the first is taken back', async () => {
    const { network, ann, pm, act } = scene;
    const { id: placement } = await scene.placementOf('Ann Peer');
    const ask = () => guessForm(network, ann, 'disclosure.ask', { placement }, { words: 'On my page' });
    const said = JSON.stringify(await Promise.all([ask(), ask()]));
    expect(said).toContain('You’ve asked about this already');
    await network.settle();
    expect(await prisma().request.count()).toBe(1);
    expect(rung(pm, 'in public')).toHaveLength(1);
    await act(ann, 'Take it back');
    expect(ann.seen.some(({ text }) => text.includes('It’s still no, and nobody is asked any more.'))).toBe(
      true,
    );
    expect(all(pm)).toContain('Nothing is needed here any more');
    await pm.openHome();
    expect(pm.seen.at(-1)?.text).not.toContain('May somebody say');
    await ask();
    await network.settle();
    const { id: disclosure } = await prisma().request.findFirstOrThrow({ where: { state: 'sent' } });
    const answer = (one: string) =>
      guessForm(network, pm, 'disclosure.answer', { disclosure }, { answer: one });
    await answer('no');
    await network.travelTo('2027-03-17T10:20:00Z');
    expect(JSON.stringify(await answer('yes'))).toContain('This is answered already');
    expect((await prisma().request.findFirstOrThrow({ where: { id: disclosure } })).answer).toBe('no');
    const late = await guess(network, ann, 'disclosure.take-back', { disclosure });
    expect(JSON.stringify(late)).toContain('This is answered already');
  });
});

describe('words that are too long, or missing', () => {
  it('are asked for again, beside their field, and nothing is kept', async () => {
    const { network, ann, pm, act } = scene;
    const { id: followUp } = await scene.followUpOf('Ann Peer');
    const { id: placement } = await scene.placementOf('Ann Peer');
    await act(ann, 'Expenses');
    await act(ann, 'I’ve sent my claim');
    const told = { overall: 'well', support: 'yes', again: 'yes' };
    const tries = [
      [ann, 'follow-up.give-feedback', { followUp }, { ...told, words: 'x'.repeat(501) }, '500 characters'],
      [ann, 'follow-up.give-feedback', { followUp }, { overall: 'well' }, 'Please choose one.'],
      [
        ann,
        'follow-up.looked-back',
        { followUp },
        { well: 'x'.repeat(1_501), read: 'yes' },
        '1500 characters',
      ],
      [ann, 'disclosure.ask', { placement }, { words: 'x'.repeat(1_001) }, '1000 characters'],
      [ann, 'disclosure.ask', { placement }, { words: ' ' }, 'Please fill this in.'],
      [pm, 'claim.returned', { followUp }, { words: '' }, 'Please fill this in.'],
    ] as const;
    for (const [person, route, state, values, words] of tries) {
      const reply = await guessForm(network, person, route, state, values);
      expect(reply.kind, route).toBe('invalid');
      expect(JSON.stringify(reply), route).toContain(words);
    }
    expect(await prisma().peerFeedback.count()).toBe(0);
    expect(await prisma().request.count()).toBe(0);
    expect((await scene.followUpOf('Ann Peer')).claim).toBe('sent');
  });
});

describe('a decision about a claim', () => {
  it.each(on)(
    'can be undone for ten minutes, and the peer hears that it was a mistake (%s)',
    async (_, who) => {
      const peer = who();
      const { network, pm, act, send } = scene;
      await act(peer, 'Expenses');
      await act(peer, 'I’ve sent my claim');
      await act(pm, 'Approved');
      await act(pm, 'That was a mistake');
      expect(all(peer)).toContain('Your claim is being looked at again');
      await act(pm, 'Please send it again, because …');
      await send(pm, { 'Because …': 'quillwhy' });
      expect(rung(peer, 'please send your claim again')).toHaveLength(1);
      const { id } = await scene.followUpOf(peer.name);
      await network.travelTo('2027-03-17T10:20:00Z');
      const late = JSON.stringify(await guess(network, pm, 'claim.reopen', { followUp: id }));
      expect(late).toContain('That can’t be undone with a press any more');
      await act(peer, 'Read why');
      expect(peer.form?.text).toContain('quillwhy');
      peer.dismiss();
      await act(peer, 'Nothing to claim', 'please send your claim again');
      expect(await scene.followUpOf(peer.name)).toMatchObject({ claim: 'nothing', claimWordsSealed: null });
      const gone = JSON.stringify(await guess(network, peer, 'claim.why', { followUp: id }));
      expect(gone).not.toContain('quill');
    },
  );

  it('a claim that was a mistake is taken back, and asked of nobody', async () => {
    const { ann, pm, act } = scene;
    await act(ann, 'Expenses');
    await act(ann, 'I’ve sent my claim');
    await act(ann, 'That was a mistake');
    expect(all(pm)).toContain('Nothing is needed here any more');
    await pm.openHome();
    expect(pm.seen.at(-1)?.text).not.toContain('A claim for expenses');
  });
});

describe('what is kept', () => {
  it('feedback goes at the end of the second year after, a look back, a request and what follows a project after two years', async () => {
    const { network, ann, send } = scene;
    const { database, vault } = network;
    const answers = { overall: 'well', support: 'yes', again: 'yes', words: undefined } as const;
    for (const year of [2024, 2025, 2026, 2027]) {
      await database.transaction((tx) => writeFeedback(tx, vault, answers, year));
      // Each year's five were shown in that year.
      await prisma().peerFeedback.updateMany({ where: { shown: false }, data: { shown: true } });
    }
    await ann.press('Look back');
    await send(ann, { 'What went well?': 'Listening' });
    await ann.press('May I say I was there?');
    await send(ann, { 'What would you like to say, and where?': 'On my page' });
    const now = await network.now();
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const purge = async (days: number) => {
      await prisma().selfAssessment.updateMany({ data: { writtenAt: ago(days) } });
      await prisma().request.updateMany({ data: { at: ago(days) } });
      await prisma().project.updateMany({ data: { endedAt: ago(days) } });
      await prisma().meta.deleteMany({ where: { key: { startsWith: 'retention.' } } });
      await network.settle();
      const left = [prisma().selfAssessment.count(), prisma().request.count(), prisma().followUp.count()];
      return Promise.all(left);
    };
    expect(await purge(729)).toEqual([1, 1, 2]);
    expect(await purge(731)).toEqual([0, 0, 0]);
    const years = await prisma().peerFeedback.findMany({ orderBy: { year: 'asc' } });
    expect(years.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
  });
});
