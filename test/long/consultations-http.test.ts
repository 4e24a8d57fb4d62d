import { beforeAll, describe, expect, it } from 'vitest';
import { writeProfile } from '../../src/directory/profile.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import { enterPool } from '../../src/features/pool/store/callable.ts';
import type { PersonAtScreen } from '../../src/playground/window.ts';
import { findLeaks, type MembersScene, startMembersScene } from '../features/members-http-scene.ts';
import { last, on, otherThan } from '../support/stage.ts';

let scene: MembersScene;
beforeAll(async () => {
  scene = await startMembersScene();
  const at = await scene.now();
  const words = { organisation: null, area: null, skills: [], topics: [] };
  const all = [scene.peer.slack, scene.peer.teams, scene.lead.slack, scene.lead.teams];
  const members = await Promise.all(all.map((one) => scene.idOf(one)));
  await scene.write(async (tx) => {
    for (const member of members) {
      await writeProfile(tx, member, { ...words, kinds: ['volunteer'] }, at);
      await confirmSaid(tx, member);
      await enterPool(tx, member, at);
    }
  });
});

const openForm = (person: PersonAtScreen) =>
  person.command(`${person.user.startsWith('U') ? 'alongside ' : ''}availability write`);

const longest = Array.from({ length: 6 }, (_, place) =>
  `${place + 1} ${'choice '.repeat(12)}`.slice(0, 75).trim(),
);

describe.each(on)('what is written to the pool on %s', (_, platform) => {
  const writer = () => scene.lead[platform];
  const [near, far] = [() => scene.peer[platform], () => scene.peer[otherThan(platform)]];

  it('comes whole to both platforms at the length of every limit, with a button for each choice', async () => {
    await openForm(writer());
    await scene.send(writer(), {
      'What is it about?': 'T'.repeat(120),
      'What’s new': `${'News & more <b> *bold*\n'.repeat(120).slice(0, 2_980)} END-OF-NEWS`,
      'One question back, if you like': 'Q'.repeat(300),
      'Choices, one a line': longest.join('\n'),
      'Last day for answers': '2027-02-26',
      'Do answers come with names?': 'With names: I see who answered what',
    });
    await scene.stage.settle();
    expect(last(writer())).toContain('END-OF-NEWS');
    await scene.act(writer(), 'Send to 3 people');
    for (const one of [near(), far()]) {
      expect(last(one)).toContain('END-OF-NEWS');
      expect(last(one)).toContain('News & more <b> *bold*');
      await scene.act(one, longest[5] ?? '');
      expect(last(one)).toContain('Thank you, you’ve answered');
      expect(last(one)).toContain('END-OF-NEWS');
    }
    await scene.act(writer(), 'Close now');
    await scene.act(writer(), 'Close it now');
    await writer().press('Read the answers');
    expect(writer().form?.text).toContain(`${longest[5]}: 2`);
    writer().dismiss();
    await scene.act(writer(), 'Tell people what came of it');
    await scene.send(writer(), { 'You said, we did': `${'So it is. '.repeat(290)} END-OF-OUTCOME` });
    await scene.stage.settle();
    expect(last(writer())).toContain('END-OF-OUTCOME');
    await scene.act(writer(), 'Send to 3 people');
    for (const one of [near(), far()]) expect(last(one)).toContain('END-OF-OUTCOME');
    expect([...scene.stage.slack.refusals, ...scene.stage.teams.refusals]).toEqual([]);
  });

  it('is answered in words that show on the screens of its writer and of who wrote them, in forms alone', async () => {
    await openForm(writer());
    await scene.send(writer(), {
      'What is it about?': 'Words',
      'What’s new': 'A new way.',
      'One question back, if you like': 'What else?',
      'Last day for answers': '2027-02-26',
      'Do answers come with names?': 'With names: I see who answered what',
    });
    await scene.stage.settle();
    await scene.act(writer(), 'Send to 3 people');
    for (const one of [near(), far()]) {
      const words = `quill${platform}${one.user}`;
      await one.press('Answer');
      await scene.send(one, { 'Your answer': words });
      await scene.stage.settle();
      await one.press('See what I answered');
      expect(one.form?.text).toContain(words);
      one.dismiss();
      await writer().press('Read the answers');
      expect(writer().form?.text).toContain(words);
      writer().dismiss();
      expect(await findLeaks(scene, words, [one.user, writer().user])).toEqual([]);
    }
    expect([...scene.stage.slack.refusals, ...scene.stage.teams.refusals]).toEqual([]);
  });
});
