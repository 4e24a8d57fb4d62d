import { beforeAll, describe, expect, it } from 'vitest';
import { writeFeedback } from '../../src/features/afterwards/store/feedback.ts';
import type { PersonAtScreen } from '../../src/playground/window.ts';
import { addProject } from '../features/afterwards-scene.ts';
import { findLeaks, type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { last, on, otherThan, PLATFORMS } from '../support/stage.ts';

let scene: MembersScene;
const pms = {} as Record<(typeof PLATFORMS)[number], PersonAtScreen>;
/** Words of three bytes each: what a platform counts is more than what somebody types. */
const long = (word: string, length: number) => `${word} ${'畑'.repeat(length - word.length - 1)}`;
const theme = `Housing ${'services and homes '.repeat(7)}`.slice(0, 120).trim();

beforeAll(async () => {
  scene = await startMembersScene();
  const startsAt = await scene.now();
  for (const platform of PLATFORMS) {
    pms[platform] = scene.personOn(platform, `Priya ${'Longname '.repeat(7)}${platform}`);
    await pms[platform].say('join');
    await scene.stage.settle();
    const memberId = await scene.idOf(pms[platform]);
    const lead = await scene.idOf(scene.lead[platform]);
    await scene.write(async (tx) => {
      await tx.roleGrant.create({ data: { memberId, role: 'project-manager', startsAt } });
      await tx.roleGrant.create({ data: { memberId: lead, role: 'evaluation-lead', startsAt } });
    });
  }
});

describe('words as long as they may be, over the wire', () => {
  it.each(on)(
    'are taken, read and answered, and nothing is refused or left out (%s)',
    async (_, platform) => {
      const { act, send, peer: peers, lead, database, vault, stage } = scene;
      const peer = peers[platform];
      const pm = pms[platform];
      await addProject(scene, {
        theme,
        managerId: await scene.idOf(pm),
        peers: { [peer.name]: 'completed' },
        day: '2027-01-31',
        state: 'ended',
        endedAt: new Date('2027-02-01T00:00:00Z'),
      });
      await stage.settle();
      expect(peer.chat.join('\n')).toContain(`Thank you for taking part in ${theme}.`);

      await peer.press('Tell us how it went');
      const told = {
        'How did it go?': 'Not well',
        'Did you get what you needed beforehand?': 'No',
        'Would you do it again?': 'No',
      };
      await send(peer, { ...told, 'What should we do differently?': long('quillfeedback', 500) });
      expect(peer.form?.errors ?? {}).toEqual({});
      peer.dismiss();
      const answers = { overall: 'well', support: 'yes', again: 'yes' } as const;
      for (let i = 0; i < 14; i += 1)
        await database.transaction((tx) =>
          writeFeedback(tx, vault, { ...answers, words: long('quillfeedback', 500) }, 2027),
        );

      await peer.press('Look back');
      const prompts = ['What went well?', 'What would I do differently?', 'What would help me?'];
      await send(peer, Object.fromEntries(prompts.map((prompt) => [prompt, long('quillback', 1_500)])));
      expect(peer.form?.errors ?? {}).toEqual({});
      peer.dismiss();
      await peer.press('Read or change it');
      expect(peer.form?.text).toContain('quillback');
      peer.dismiss();

      const reader = lead[platform];
      const openTold = async (more?: 'More') => {
        reader.dismiss();
        await reader.openHome();
        await act(reader, 'What peers tell us');
        if (more) await act(reader, more);
      };
      for (const more of [undefined, 'More'] as const) {
        await openTold(more);
        await act(reader, 'Read the answers');
        expect(reader.form?.text).toContain('quillfeedback');
      }
      await openTold();
      await act(reader, 'Read it', peer.name);
      expect(reader.form?.text.match(/quillback/g)).toHaveLength(3);
      reader.dismiss();

      await act(peer, 'Expenses');
      await act(peer, 'I’ve sent my claim');
      await pm.press('Please send it again, because …');
      await send(pm, { 'Because …': long('quillwhy', 1_000) });
      pm.dismiss();
      await peer.press('Read why');
      expect(peer.form?.text).toContain('quillwhy');
      peer.dismiss();

      await peer.press('May I say I was there?');
      expect(peer.form?.text).toContain('Priya Longname');
      await send(peer, { 'What would you like to say, and where?': long('quillsay', 1_000) });
      expect(peer.form?.errors ?? {}).toEqual({});
      peer.dismiss();
      await pm.press('Read and answer');
      expect(pm.form?.text).toContain('quillsay');
      await send(pm, { 'Your answer': 'Yes, in these words', Words: long('quillwords', 1_000) });
      expect(pm.chat.join('\n')).toContain('This is answered');
      pm.dismiss();
      await act(peer, 'Read it');
      expect(peer.form?.text).toContain('quillwords');
      expect(peer.form?.text).toContain('quillsay');
      peer.dismiss();
      await peer.openHome();
      await peer.command('alongside settings');
      await act(peer, 'My projects');
      expect(last(peer)).toContain(theme);

      const readers = PLATFORMS.flatMap((one) => [peers[one].user, pms[one].user, lead[one].user]);
      for (const word of ['quillfeedback', 'quillback', 'quillwhy', 'quillsay', 'quillwords'])
        expect(await findLeaks(scene, word, readers)).toEqual([]);
      expect(stage[platform].refusals).toEqual([]);
      expect(stage[otherThan(platform)].refusals).toEqual([]);
      expect(scene.logs.filter(({ error }) => error)).toEqual([]);
    },
  );
});
