import { expect, it } from 'vitest';
import type { Card } from '../../src/chat/message.ts';
import { bold, message, paragraph, small } from '../../src/chat/message.ts';
import { none, open, update } from '../../src/chat/reply.ts';
import { readingView } from '../../src/chat/route.ts';
import { enter, reply, type StartWorld, seesText } from './contract-scene.ts';

export const hostile = [
  '<!channel> & <b>',
  '*not* _markup_ [x](https://x.test) `code`',
  '👩‍👩‍👧‍👦 שלום مرحبا',
  '@here',
];

/** How cards look, and what their buttons carry and may answer with. */
export function holdsCards(startWorld: StartWorld): void {
  it('shows every kind of block, as words', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann', { name: 'Ann Lee' });
    const to = await scene.meet(ann);
    const mention = {
      type: 'mention',
      member: 'm1',
      name: 'Ann Lee',
      ...(to.user && { user: to.user }),
    } as const;
    const at = '2030-03-12T15:00:00Z';
    await scene.adapter.send(
      to,
      message({
        title: 'A peer challenge',
        body: [
          paragraph('Hello ', mention, ', ', bold('please reply'), ' at ', {
            type: 'time',
            at,
            style: 'time',
          }),
          { type: 'divider' },
          { type: 'fields', fields: [{ label: 'Place', value: 'Leeds' }] },
          {
            type: 'row',
            text: 'Tuesday',
            actions: [{ route: 'day.pick', value: '2', label: 'Take Tuesday' }],
          },
          paragraph({ type: 'link', text: 'the guide', url: 'https://example.test/guide?a=1&b=2' }),
          small('Nobody is told'),
        ],
        actions: [{ route: 'day.none', value: '{}', label: 'None of these', style: 'primary' }],
      }),
      { id: 'o1' },
    );
    const words = [
      'A peer challenge',
      'Hello',
      'Ann Lee',
      'please reply',
      'Place',
      'Leeds',
      'Tuesday',
      'the guide',
    ];
    for (const word of [...words, 'Nobody is told']) await seesText(ann, word);
    const card = ann.seen.findLast((seen) => seen.kind === 'message');
    expect(card?.buttons).toEqual(['Take Tuesday', 'None of these']);
    expect(card?.text).not.toContain(at);
    expect(scene.simulated.refusals).toEqual([]);
  });

  it('shows text as it is: never markup, never a ping', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    const fields = hostile.map((value) => ({ label: value, value }));
    await scene.deal(ann, {
      title: hostile.join(' '),
      body: [...hostile.map((text) => paragraph(text, bold(text))), { type: 'fields', fields }],
      actions: hostile.map((label, i) => ({ route: 'a.b', value: `${i}`, label })),
    });
    for (const words of hostile) await seesText(ann, words);
    expect(scene.simulated.refusals).toEqual([]);
  });

  it('previews the start of the plain words, once', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    const to = await scene.meet(ann);
    const card = { title: 'You have a message', body: [paragraph('Open it when you can')] };
    const ref = await scene.adapter.send(to, message(card), { id: 'o1' });
    await scene.adapter.send(to, message({ ...card, title: 'You had a message' }), {
      id: 'o2',
      replacing: ref,
    });
    await seesText(ann, 'You had a message');
    const [first, second] = ann.seen
      .filter((seen) => seen.kind === 'message' || seen.kind === 'edit')
      .slice(-2);
    expect(first).toMatchObject({ kind: 'message' });
    expect(first?.preview).toContain('You have a message');
    expect(second).toMatchObject({ kind: 'edit', preview: '', id: first?.id });
  });

  it('carries a button to the bot with its card, and updates that card', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    const to = await scene.meet(ann);
    const value = JSON.stringify({ callout: 'c1', words: hostile });
    const asked: Card = {
      title: 'Could you help?',
      body: [],
      actions: [{ route: 'callout.yes', value, label: 'Yes' }],
    };
    const ref = await scene.adapter.send(to, message(asked), { id: 'o1' });
    scene.answers(() => update(message({ title: 'Thank you', body: [] })));
    await ann.press('Yes');
    expect(scene.last('action')).toMatchObject({ route: 'callout.yes', value, message: ref });
    expect(scene.last('action').sender.user).toBe(to.user);
    await expect.poll(() => ann.chat.join('\n')).toContain('Thank you');
    expect(ann.chat.join('\n')).not.toContain('Could you help?');
    await scene.adapter.send(to, message({ title: 'Closed', body: [] }), { id: 'o2', replacing: ref });
    await expect.poll(() => ann.chat.join('\n')).toContain('Closed');
  });

  it('answers a press with words, or with a bare acknowledgement', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await scene.deal(ann, { title: 'Card', body: [], actions: [{ route: 'a.b', value: '1', label: 'Go' }] });
    await ann.press('Go');
    expect(ann.last?.status).toBe(200);
    scene.answers(() => reply('Noted'));
    await ann.press('Go');
    await seesText(ann, 'Noted');
    await seesText(ann, 'Card');
  });

  it('survives a double click', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await scene.deal(ann, { title: 'Card', body: [], actions: [{ route: 'a.b', value: '1', label: 'Go' }] });
    scene.answers(() => update(message({ title: 'Counted', body: [] })));
    await Promise.all([ann.press('Go'), ann.press('Go')]);
    await expect.poll(() => ann.chat.join('\n')).toContain('Counted');
    expect(scene.heard.filter((inbound) => inbound.kind === 'action').length).toBeLessThanOrEqual(2);
    expect(ann.last?.status).toBe(200);
  });

  it('opens a reading view from a button, whose buttons may say, update and open', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    const go = (label: string, opensForm?: true) => ({
      route: 'read.on',
      value: `"${label}"`,
      label,
      opensForm,
    });
    const view = readingView('Your message', paragraph('The words'), {
      type: 'row',
      text: 'Did it help?',
      actions: [go('Tell me'), go('Mark read'), go('Next one', true)].map(dropUndefined),
    });
    await scene.deal(ann, {
      title: 'You have a message',
      body: [],
      actions: [{ route: 'read.open', value: '{}', label: 'Read it', opensForm: true }],
    });
    scene.answers((inbound) => {
      if (inbound.kind !== 'action') return none;
      if (inbound.route === 'read.open') return open(view);
      if (inbound.value === '"Tell me"') return reply('Told you');
      if (inbound.value === '"Mark read"') return update(message({ title: 'It is read', body: [] }));
      return open(readingView('Next message', paragraph('More words')));
    });
    const reopen = async () => {
      ann.dismiss();
      await ann.press('Read it');
      await expect.poll(() => ann.form?.title).toBe('Your message');
    };
    await reopen();
    expect(ann.form).toMatchObject({ submit: undefined, fields: [] });
    expect(ann.form?.text).toContain('The words');
    await ann.press('Tell me');
    await seesText(ann, 'Told you');
    await reopen();
    await ann.press('Next one');
    await expect.poll(() => ann.form?.title).toBe('Next message');
    expect(ann.form?.text).toContain('More words');
    await reopen();
    await ann.press('Mark read');
    await seesText(ann, 'It is read');
    expect(scene.simulated.refusals).toEqual([]);
  });
}

function dropUndefined<T extends { opensForm?: true | undefined }>({ opensForm, ...rest }: T) {
  return { ...rest, ...(opensForm && { opensForm }) };
}
