import { expect, it } from 'vitest';
import { type CrisisParts, crisisMessage, withCrisisHelp } from '../../src/bot/crisis-help.ts';
import type { Form } from '../../src/chat/form.ts';
import { message, paragraph } from '../../src/chat/message.ts';
import { invalid, none, open, type Reply, say, update } from '../../src/chat/reply.ts';
import { readingView } from '../../src/chat/route.ts';
import { enter, openOffered, type StartWorld, seesText, spokenIn, wordsOf } from './contract-scene.ts';

const parts: CrisisParts = {
  concern: 'self',
  fate: 'form',
  isPublic: false,
  safeguarding: undefined,
  nation: 'england',
  buttons: [],
};
const note: Form = {
  route: 'note.save',
  state: '{}',
  title: 'A note',
  submit: 'Save',
  fields: [
    { id: 'title', label: 'Title', type: 'text', optional: true },
    { id: 'words', label: 'Words', type: 'text', multiline: true },
  ],
};
const saved = message({ title: 'Saved', body: [paragraph('Only you can read it.')] });
const numbers = /Thank you for saying that[\s\S]*999[\s\S]*116\u00a0123[\s\S]*85258/;

/** Whatever answers a form, what must be read is read: in the form, in its place, or in the chat. */
const answers: [string, Reply, string][] = [
  ['nothing', none, 'What you pressed has been done, as you asked.'],
  [
    'nothing, which says what was done',
    { kind: 'none', done: { words: 'I’ve sent it to Lena, as you asked.', actions: [] } },
    'I’ve sent it to Lena, as you asked.',
  ],
  ['“Saved”', say(saved), 'Only you can read it.'],
  ['words without a card', say({ text: 'Saved, plainly' }), 'Saved, plainly'],
  ['the card that was pressed', update(saved), 'Only you can read it.'],
  ['the next step', open({ ...note, state: '{"step":2}', title: 'Next' }), 'Nothing has been sent yet'],
  ['a private next step', open({ ...note, title: 'Next', private: true }), 'Nothing has been sent yet'],
  ['words to read', open(readingView('Saved', paragraph('It’s kept.'))), 'What became of it stands below.'],
  ['something to mend', invalid({ words: 'Please shorten this.' }), 'Please shorten this.'],
  ['something to mend in all', invalid({}, 'Please write a little less.'), 'Please write a little less.'],
];

export function holdsCrisis(startWorld: StartWorld): void {
  it.each(answers)(
    'shows the numbers in the same exchange where a form is answered by %s',
    async (_, answer, then) => {
      const scene = await enter(startWorld);
      const ann = scene.simulated.person('ann');
      await scene.deal(ann, {
        title: 'Card',
        body: [],
        actions: [{ route: 'note.open', value: '{}', label: 'Write', opensForm: true }],
      });
      for (const way of ['pressed', 'typed']) {
        scene.answers((inbound) =>
          inbound.kind === 'submission' ? withCrisisHelp(answer, parts) : open(note),
        );
        if (way === 'pressed') await ann.press('Write');
        else {
          await ann.command('note');
          await openOffered(ann);
        }
        await ann.fill({ Words: 'I want to die' });
        const from = ann.seen.length;
        await ann.submit();
        const seen = [...ann.seen.slice(from).map(({ text }) => text), ann.form?.text, ann.form?.errors];
        const shown = seen.map((one) =>
          typeof one === 'string' ? one : Object.values(one ?? {}).join('\n'),
        );
        expect(shown.some((text) => numbers.test(text))).toBe(true);
        expect(shown.join('\n')).toContain(then);
        while (ann.form) ann.dismiss();
      }
      // Over a socket a command is always acknowledged with a body, if an empty one.
      expect(scene.simulated.refusals.filter((line) => !line.startsWith('slash command'))).toEqual([]);
    },
  );

  it('shows the numbers on the card that stands in for a form, before the form is opened', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await ann.install();
    scene.answers((inbound) =>
      inbound.kind === 'message'
        ? withCrisisHelp(open({ ...note, private: true }), { ...parts, fate: 'chat' })
        : none,
    );
    await ann.say('note I want to die');
    await expect.poll(() => ann.seen.at(-1)?.text).toMatch(numbers);
    await ann.press('Open form');
    expect(ann.form?.title).toBe('A note');
  });

  it('says the numbers in the person’s own chat when the bot was mentioned, and nothing where others read', async () => {
    const scene = await enter(startWorld);
    const [ann, bob] = [scene.simulated.person('ann'), scene.simulated.person('bob')];
    for (const person of [bob, ann]) {
      await person.install();
      await person.mention(scene.channel, 'hello');
    }
    scene.answers((inbound) =>
      wordsOf(inbound) === 'I want to die'
        ? say(crisisMessage({ ...parts, fate: 'chat', isPublic: true }))
        : none,
    );
    await ann.mention(scene.channel, 'I want to die');
    await seesText(ann, 'Thank you for saying that');
    expect(
      bob.seen
        .filter(({ kind }) => kind !== 'typed')
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Thank you');
    expect(spokenIn(scene.simulated.ledger, scene.channel)).toEqual([]);
  });
}
