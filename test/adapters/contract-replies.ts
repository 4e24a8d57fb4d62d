import { expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { message } from '../../src/chat/message.ts';
import { none, open, say, update } from '../../src/chat/reply.ts';
import {
  enter,
  openOffered,
  reply,
  type StartWorld,
  seesText,
  shown,
  spokenIn,
  wordsOf,
} from './contract-scene.ts';

const dates: Form = {
  route: 'availability.create',
  state: '{"draft":1}',
  title: 'New call-out',
  submit: 'Preview',
  fields: [{ id: 'theme', label: 'Theme', type: 'text' }],
};

/** What may answer a command, words, a mention, home and a press; and that nobody else sees it. */
export function holdsReplies(startWorld: StartWorld): void {
  it('hears a command with its words, and says the answer to that person only', async () => {
    const scene = await enter(startWorld);
    const [ann, bob] = [scene.simulated.person('ann', { name: 'Ann Lee' }), scene.simulated.person('bob')];
    await ann.install();
    scene.answers((inbound) =>
      wordsOf(inbound) === 'availability new Leeds' ? reply('Your call-outs') : none,
    );
    await ann.command('availability new Leeds');
    await seesText(ann, 'Your call-outs');
    expect(ann.last?.status).toBeLessThan(300);
    expect(shown(bob)).toEqual([]);
  });

  it('opens a form for a typed command', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await ann.install();
    scene.answers((inbound) => (inbound.kind === 'submission' ? none : open(dates)));
    await ann.command('availability new');
    await openOffered(ann);
    expect(ann.form).toMatchObject({ title: 'New call-out', submit: 'Preview', fields: ['Theme'] });
  });

  it('answers words in a direct message there, and hears them as typed', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann', { name: 'Ann Lee', timeZone: 'Europe/London' });
    await ann.install();
    scene.answers(() => reply('Nobody has read that'));
    const typed = 'I am <b>fine</b> & *well* @here 😀 שלום';
    await ann.say(typed);
    await seesText(ann, 'Nobody has read that');
    const heard = scene.last('message');
    expect(heard.text).toBe(typed);
    expect(heard.conversation.kind).toBe('direct');
    expect(heard.sender).toMatchObject({ workspace: scene.simulated.workspace, name: 'Ann Lee' });
  });

  it('offers a form for words behind a button, when the form is for private words', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await ann.install();
    scene.answers((inbound) => (inbound.kind === 'message' ? open({ ...dates, private: true }) : none));
    await ann.say('talk');
    expect(ann.form).toBeUndefined();
    await ann.press('Open form');
    await ann.fill({ Theme: 'Housing' });
    await ann.submit();
    expect(scene.last('submission')).toMatchObject({
      route: 'availability.create',
      state: '{"draft":1}',
      values: { theme: 'Housing' },
    });
  });

  it('answers a mention in a channel in the direct chat only', async () => {
    const scene = await enter(startWorld);
    const [ann, bob] = [scene.simulated.person('ann'), scene.simulated.person('bob')];
    await ann.install();
    await bob.install();
    await bob.mention(scene.channel, 'hello');
    scene.answers((inbound) => (wordsOf(inbound) === 'my call-outs' ? reply('For your eyes') : none));
    await ann.mention(scene.channel, 'my call-outs');
    await seesText(ann, 'For your eyes');
    expect(scene.last('message').conversation).toMatchObject({ kind: 'channel' });
    expect(shown(bob)).not.toContain('For your eyes');
    expect(spokenIn(scene.simulated.ledger, scene.channel)).toEqual([]);
  });

  it('asks in the thread for a chat when the person cannot be written to, and says nothing else', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    scene.simulated.fail({ kind: 'refused', user: 'ann', times: 5 });
    scene.answers(() => reply('For your eyes'));
    await ann.mention(scene.channel, 'my call-outs');
    await seesText(ann, 'Open a chat with me');
    const spoken = spokenIn(scene.simulated.ledger, scene.channel);
    expect(new Set(spoken)).toEqual(new Set(['Open a chat with me']));
    expect(shown(ann).join()).not.toContain('For your eyes');
  });

  it('shows home', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await ann.install();
    const card = {
      title: 'Waiting for you',
      body: [],
      actions: [{ route: 'home.open', value: '{}', label: 'Open' }],
    };
    scene.answers((inbound) =>
      inbound.kind === 'home' || wordsOf(inbound) === 'home' ? say(message(card)) : none,
    );
    await ann.openHome();
    await seesText(ann, 'Waiting for you');
    await ann.press('Open');
    expect(scene.last('action').route).toBe('home.open');
  });

  it('outlives a bot that throws', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await scene.deal(ann, { title: 'Card', body: [], actions: [{ route: 'a.b', value: '1', label: 'Go' }] });
    scene.answers(() => Promise.reject(new Error('a bug')));
    await ann.press('Go').catch(() => undefined);
    scene.answers(() => update(message({ title: 'Done', body: [] })));
    await ann.press('Go');
    await seesText(ann, 'Done');
  });
}
