import { beforeEach, describe, expect, it } from 'vitest';
import { writeFeedback } from '../../src/features/afterwards/store/feedback.ts';
import {
  type AfterwardsScene,
  all,
  CARD,
  last,
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

const saw = ({ seen }: AfterwardsScene['ann'], words: string) =>
  seen.some(({ text }) => text.includes(words));

/** As many others as it takes say how it went. */
async function othersTell(count: number): Promise<void> {
  const { database, vault } = scene.network;
  const answers = { overall: 'mixed', support: 'partly', again: 'yes', words: undefined } as const;
  for (let i = 0; i < count; i += 1)
    await database.transaction((tx) => writeFeedback(tx, vault, answers, 2027));
}

describe('what follows a project', () => {
  it.each(on)(
    'A16 a peer is asked on the morning after, reminded once, and tells without a name, a project or a host; it shows from five on, to evaluation leads and coordinators alone (%s)',
    async (_, who) => {
      const peer = who();
      const { network, eve, cora, pm, cat, act, send } = scene;
      expect(rung(peer, CARD)).toHaveLength(1);
      expect(last(peer)).toContain(
        'If you do nothing, I’ll remind you once, in a fortnight, and never again.',
      );
      expect(last(peer).indexOf('Thank you')).toBe(0);
      expect(rung(peer, CARD)[0]?.preview).toMatch(/^Thank you for your time/);
      expect(rung(peer, CARD)[0]?.preview).not.toContain('Housing');
      expect(all(cat)).not.toContain('Thank you');
      await network.travelTo('2027-03-30T10:00:00Z', 24);
      expect(rung(peer, CARD)).toHaveLength(1);
      await network.travelTo('2027-03-31T12:00:00Z', 24);
      expect(rung(peer, CARD)).toHaveLength(2);
      expect(last(peer)).toContain('I’ve reminded you this once, and won’t again.');
      await network.travelTo('2027-05-31T12:00:00Z', 24);
      expect(rung(peer, CARD)).toHaveLength(2);

      await peer.press('Tell us how it went');
      expect(peer.form?.text).toContain(
        'Evaluation leads and coordinators read it only together with others’: totals and words from five answers on, mixed, without dates.',
      );
      expect(peer.form?.text).toContain('it can’t be taken out later');
      expect(peer.form?.text).toContain('your words may give you away');
      expect(all(peer)).toContain('I’ve reminded you this once');
      const told = {
        'How did it go?': 'Well',
        'Did you get what you needed beforehand?': 'Yes',
        'Would you do it again?': 'Perhaps',
      };
      await send(peer, { ...told, 'What should we do differently?': 'quillsooner' });
      expect(last(peer)).not.toContain('quill');
      expect(all(peer)).toContain('You told us how it went. Thank you.');
      const { id, gaveFeedback } = await scene.followUpOf(peer.name);
      expect(gaveFeedback).toBe(true);
      expect(JSON.stringify(await guess(network, peer, 'follow-up.feedback', { followUp: id }))).toContain(
        'You’ve told us already',
      );

      // Nothing ties the answer to anybody: neither an id, nor a day.
      const { prisma } = network.database;
      const [row] = await prisma.peerFeedback.findMany();
      expect(Object.keys(row ?? {}).sort()).toEqual(
        ['again', 'id', 'overall', 'shown', 'support', 'wordsSealed', 'year'].sort(),
      );
      await othersTell(3);
      await eve.openHome();
      await eve.press('What peers tell us');
      expect(last(eve)).toContain('fewer than 5 answers so far');
      const forced = () => guess(network, eve, 'afterwards.read-feedback', {});
      expect(JSON.stringify(await forced())).toContain('Nothing is shown of fewer than five.');

      await othersTell(1);
      await eve.press('What peers tell us');
      await eve.press('Read the answers');
      expect(eve.form?.text).toContain('How did it go? Well: 1, Some of it well: 4, Not well: 0.');
      expect(eve.form?.text).toContain('quillsooner');
      expect(eve.form?.text).not.toMatch(/Ann|Bob|Housing|Secretshire|2027|March|May/);
      eve.dismiss();
      await act(cora, 'What peers tell us', await settingsOf(cora));
      await cora.press('Read the answers');
      expect(cora.form?.text).toContain('quillsooner');
      cora.dismiss();
      expect(await prisma.audit.count({ where: { action: 'peer-feedback.read' } })).toBe(2);
      for (const nosy of [pm, cat])
        for (const route of ['afterwards.read-feedback', 'afterwards.read-feedback-too'])
          expect(JSON.stringify(await guess(network, nosy, route, {}))).not.toContain('quill');
      // A sixth is not told from the five: it waits for four more.
      await othersTell(1);
      await eve.press('Read the answers');
      expect(eve.form?.text).toContain('Some of it well: 4');
    },
  );

  it.each(on)(
    'A18 a peer looks back in private by a soft date; only they and evaluation leads read it, each reading is written down and shown to them; it can be changed until then, shut, and deleted (%s)',
    async (_, who) => {
      const peer = who();
      const { network, eve, cora, pm, act, send } = scene;
      expect(last(peer)).toContain('by Wed 14 April if you’d like to');
      await peer.press('Look back');
      expect(peer.form?.text).toContain(
        'Eve Evaluates, who leads evaluation here, or whoever does later, can read it too',
      );
      expect(peer.form?.text).toContain('Whoever ran the project can’t, nor can a coordinator.');
      expect(peer.form?.text).toContain('You can change it until Wed 14 April is over');
      await send(peer, {});
      expect(Object.values(peer.form?.errors ?? {}).join()).toContain('write something in one of the three');
      await send(peer, { 'What went well?': 'quilllistened' });
      expect(all(peer)).toContain('You’ve looked back.');
      const { id } = await network.database.prisma.selfAssessment.findFirstOrThrow();

      await eve.openHome();
      await act(eve, 'What peers tell us');
      await act(eve, 'Read it', `${peer.name}: Housing services`);
      expect(eve.form?.text).toContain('quilllistened');
      eve.dismiss();
      await peer.say('privacy');
      await peer.press('Who saw what about me');
      expect(peer.form?.text).toContain('read your look back at a project');
      peer.dismiss();
      const read = (person: typeof eve) => guess(network, person, 'self-assessment.read', { assessment: id });
      for (const nosy of [pm, cora, peer === scene.ann ? scene.bob : scene.ann])
        expect(JSON.stringify(await read(nosy))).not.toContain('quill');

      await peer.press('Read or change it');
      expect(peer.form?.text).toContain('quilllistened');
      await send(peer, { 'What would help me?': 'quilltraining', 'Who may read it?': 'Only me' });
      expect(JSON.stringify(await read(eve))).toContain('There’s nothing to read here');
      expect(saw(peer, 'is sealed, and only you can read it.')).toBe(true);
      await peer.press('Read or change it');
      expect(peer.form?.text).toContain('quilltraining');
      await send(peer, { 'Who may read it?': 'Whoever leads evaluation, too' });
      expect(JSON.stringify(await read(eve))).toContain('quilltraining');

      await network.travelTo('2027-04-15T10:00:00Z', 24);
      const { id: followUp } = await scene.followUpOf(peer.name);
      await act(peer, 'Read or change it');
      expect(peer.form?.text).toContain('quilltraining');
      expect(peer.form?.submit).toBeUndefined();
      expect(peer.form?.text).toContain('Whoever leads evaluation can read it too.');
      peer.dismiss();
      const late = await guessForm(
        network,
        peer,
        'follow-up.looked-back',
        { followUp },
        { well: 'x', read: 'no' },
      );
      expect(JSON.stringify(late)).toContain('You can still read it, and delete it.');
      await act(peer, 'Delete it', CARD);
      await act(peer, 'Keep it');
      expect(saw(peer, 'Nothing was deleted.')).toBe(true);
      await act(peer, 'Delete it', CARD);
      expect(last(peer)).toContain('It can’t be had back.');
      await act(peer, 'Delete it', 'Delete what you wrote?');
      expect(saw(peer, 'Nobody can read it any more, and you don’t have to say why.')).toBe(true);
      expect(await network.database.prisma.selfAssessment.count()).toBe(0);
      expect(JSON.stringify(await read(eve))).toContain('There’s nothing to read here');
      const shown = await guess(network, peer, 'follow-up.show', { followUp });
      expect(JSON.stringify(shown)).toContain('Look back');
    },
  );

  it.each(on)(
    'A23 expenses are claimed elsewhere, soon and with receipts; whoever runs the project approves, or returns with words for the peer, who is told; no sum is kept (%s)',
    async (_, who) => {
      const peer = who();
      const { network, pm, cora, act, send } = scene;
      await act(peer, 'Expenses');
      expect(last(peer)).toContain(
        'with its receipts, by the way that your network uses for it: nothing is uploaded here',
      );
      await act(peer, 'I’ve sent my claim');
      const rings = rung(pm, `${peer.name} has sent a claim`);
      expect(rings).toHaveLength(1);
      expect(rings[0]?.preview).toMatch(/^A claim for expenses/);
      expect(rings[0]?.preview).not.toContain(peer.name);
      expect(all(cora)).not.toContain('claim');
      await pm.openHome();
      expect(pm.seen.at(-1)?.text).toContain('A claim for expenses');

      expect(all(pm)).toContain('I keep no sums and no receipts, only whether it’s approved.');
      await pm.press('Please send it again, because …');
      expect(pm.form?.text).toContain(`Only ${peer.name} reads what you write.`);
      await send(pm, { 'Because …': 'quillreceipt' });
      const told = rung(peer, 'please send your claim again');
      expect(told).toHaveLength(1);
      expect(told[0]?.preview).toMatch(/^There’s an answer about your expenses/);
      expect(all(peer)).not.toContain('quill');
      await act(peer, 'Read why');
      expect(peer.form?.text).toContain('quillreceipt');
      expect(peer.form?.text).toContain('Written for you alone.');
      peer.dismiss();
      await act(peer, 'I’ve sent it again');
      expect(rung(pm, `${peer.name} has sent a claim`)).toHaveLength(2);
      expect((await network.database.prisma.followUp.findMany()).map((one) => one.claimWordsSealed)).toEqual([
        null,
        null,
      ]);
      await act(pm, 'Approved');
      expect(rung(peer, 'Housing services: approved.')).toHaveLength(1);
      expect(all(peer)).toContain('Expenses: your claim was approved.');
      const done = await network.database.prisma.audit.findMany({
        where: { action: { startsWith: 'claim.' } },
        orderBy: { id: 'asc' },
      });
      expect(done.map(({ action }) => action)).toEqual(['claim.returned', 'claim.approved']);
      await pm.openHome();
      expect(pm.seen.at(-1)?.text).not.toContain('A claim for expenses');
    },
  );

  it.each(on)(
    'A15 a peer asks before they say in public that they took part: no until there is an answer, which is yes, no, or yes in these words; it is logged and told back, and holds for past projects too (%s)',
    async (_, who) => {
      const peer = who();
      const { network, pm, cora, act, send } = scene;
      await peer.press('May I say I was there?');
      expect(peer.form?.text).toContain('Until there’s an answer, it’s no');
      expect(peer.form?.text).toContain(
        'Priya Manager reads it and can answer yes, no, or yes in other words.',
      );
      await send(peer, { 'What would you like to say, and where?': 'quillprofile' });
      expect(all(peer)).toContain(
        'You’ve asked whether you may say that you were there. Until there’s an answer, it’s no.',
      );
      expect(saw(peer, 'Priya Manager will find it.')).toBe(true);
      const { id } = await network.database.prisma.request.findFirstOrThrow();
      const early = await guess(network, peer, 'disclosure.read-answer', { disclosure: id });
      expect(JSON.stringify(early)).toContain('There’s no answer yet');
      const asked = rung(pm, 'would like to say in public');
      expect(asked).toHaveLength(1);
      expect(asked[0]?.preview).toMatch(/^May somebody say that they took part\?/);
      expect(asked[0]?.text).toContain('Until you answer, it’s no');
      expect(all(cora)).not.toContain('in public');

      await pm.press('Read and answer');
      expect(pm.form?.text).toContain('quillprofile');
      expect(pm.form?.text).toContain(
        `${peer.name} reads your answer, as does whoever answers for the project.`,
      );
      await send(pm, { 'Your answer': 'Yes, in these words' });
      expect(pm.form?.errors).toEqual({ Words: expect.stringContaining('words that they may use') });
      await send(pm, { 'Your answer': 'Yes, in these words', Words: 'quillwording' });
      expect(saw(pm, 'you can change it for ten minutes')).toBe(true);
      const told = rung(peer, 'There’s an answer for you');
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain('yes, in the words that are written for you');
      expect(all(peer)).not.toContain('quill');
      await act(peer, 'Read it');
      expect(peer.form?.text).toContain('quillwording');
      expect(peer.form?.text).toContain('Answered by Priya Manager.');
      peer.dismiss();
      const audit = await network.database.prisma.audit.findMany({
        where: { action: { startsWith: 'request.' } },
        orderBy: { id: 'asc' },
      });
      expect(audit.map(({ action, about }) => [action, about])).toEqual([
        ['request.read', [await scene.idOf(peer.name)]],
        ['request.answered', [await scene.idOf(peer.name)]],
      ]);

      // Within ten minutes it can be changed, and whoever asked hears of that.
      await act(pm, 'Change my answer');
      await send(pm, { 'Your answer': 'No' });
      expect(rung(peer, 'no, please don’t say in public that you took part')).toHaveLength(1);
      expect(all(peer)).toContain('This answer was changed');
      await network.travelTo('2027-03-17T10:30:00Z');
      expect(JSON.stringify(await guess(network, pm, 'disclosure.consider', { disclosure: id }))).toContain(
        'This is answered already',
      );

      // A year and a half later it can be asked again, from the page of one's projects.
      await network.travelTo('2028-09-01T10:00:00Z', 24 * 30);
      await peer.say('settings');
      await peer.press('My projects');
      await peer.press('Ask something else');
      await send(peer, { 'What would you like to say, and where?': 'quilltalk' });
      await pm.press('Read and answer');
      await send(pm, { 'Your answer': 'Yes' });
      expect(rung(peer, 'yes, you may say that you took part')).toHaveLength(1);
    },
  );
});

async function settingsOf(person: AfterwardsScene['cora']): Promise<string> {
  await person.say('settings');
  return 'My settings';
}
