import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { type Card, message, paragraph } from '../../src/chat/message.ts';
import { invalid, none, open, type Reply, say, update } from '../../src/chat/reply.ts';
import { readingView } from '../../src/chat/route.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { channel, startTeamsWorld, type TeamsWorld, tenant } from './teams-world.ts';

let world: TeamsWorld;
let script: (inbound: Inbound) => Reply | Promise<Reply> = () => none;
const heard: Inbound[] = [];
const logged: { event: string }[] = [];
let people = 0;

beforeAll(async () => {
  const receive = async (inbound: Inbound) => {
    heard.push(inbound);
    return script(inbound);
  };
  world = await startTeamsWorld(receive, { sendMs: 500, log: (line) => void logged.push(line) });
});
afterAll(async () => {
  expect(world.simulated.refusals.filter((line) => !line.includes('not installed'))).toEqual([]);
  await world.stop();
});
beforeEach(() => {
  heard.length = 0;
  script = () => none;
});

async function meet(): Promise<SimulatedPerson> {
  const ann = world.simulated.person(`ann${++people}`, { name: 'Ann Lee', timeZone: 'Europe/London' });
  await ann.install();
  heard.length = 0;
  return ann;
}
const destination = (ann: SimulatedPerson) =>
  ({ platform: 'teams', workspace: tenant, user: ann.user, timeZone: 'Europe/London' }) as const;
const send = (ann: SimulatedPerson, card: Card) =>
  world.adapter.send(destination(ann), message(card), { id: 'x' });
const words = (title: string) => message({ title, body: [] });
const button = (label: string, opensForm?: true) => ({
  route: 'a.b',
  value: `"${label}"`,
  label,
  ...(opensForm && { opensForm }),
});
const form: Form = {
  route: 'note.save',
  state: '{"id":1}',
  title: 'A note',
  submit: 'Save',
  body: [paragraph('Say it briefly')],
  fields: [
    { id: 'note', label: 'Note', type: 'text', multiline: true },
    { id: 'who', label: 'Who', type: 'member', optional: true },
  ],
};
const screens = (ann: SimulatedPerson) =>
  ann.seen.filter(({ kind }) => kind !== 'typed').map(({ text }) => text);

describe('what reaches the bot', () => {
  it('hears an installation once, though Teams tells of it twice', async () => {
    const bo = world.simulated.person('bo');
    await bo.install();
    await bo.uninstall();
    await bo.install();
    expect(heard.map(({ kind }) => kind)).toEqual(['joined', 'left', 'joined']);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
  });

  it('greets whoever installs it', async () => {
    script = () => say(words('Welcome'));
    const cy = world.simulated.person('cy');
    await cy.install();
    expect(cy.chat).toEqual(['Welcome']);
  });

  it('strips the slash and the mention, and keeps what it takes to write there again', async () => {
    const ann = await meet();
    await ann.say('/availability new');
    expect(heard[0]).toMatchObject({
      kind: 'message',
      text: 'availability new',
      sender: {
        platform: 'teams',
        workspace: tenant,
        user: ann.user,
        name: 'Ann Lee',
        timeZone: 'Europe/London',
      },
      conversation: {
        kind: 'direct',
        id: `a:${ann.user}`,
        reference: { serviceUrl: world.simulated.apiUrl },
      },
    });
    expect(heard[0]?.id).toMatch(new RegExp(`^teams:${tenant}:`));
    await ann.mention(channel, 'help me');
    expect(heard[1]).toMatchObject({
      kind: 'message',
      text: 'help me',
      conversation: { kind: 'channel', id: channel, thread: expect.stringMatching(/^\d+$/) },
    });
  });

  it('writes by a reference that was stored as JSON', async () => {
    const ann = await meet();
    await ann.say('hello');
    const { id, reference } = JSON.parse(JSON.stringify(heard[0]?.conversation));
    const to = { platform: 'teams', workspace: tenant, conversation: { id, reference } } as const;
    await world.adapter.send(to, words('By reference'), { id: 'x' });
    expect(ann.chat).toEqual(['By reference']);
  });

  it('ignores what is said in a channel without a mention', async () => {
    await meet();
    const conversation = { id: channel, conversationType: 'channel', tenantId: tenant };
    const activity = world.simulated.activity('ann1', { type: 'message', text: 'psst', conversation });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${world.simulated.token()}`,
    };
    expect((await world.simulated.deliver(JSON.stringify(activity), headers)).status).toBe(200);
    expect(heard).toEqual([]);
  });

  const html = (content: string) => ({ contentType: 'text/html', content });
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.jpg' };
  it.each<[string, object, object]>([
    ['plain words', { text: 'I want to die' }, {}],
    ['hard spaces', { text: 'I want&nbsp;to die&nbsp;\r\n' }, {}],
    ['words beside their HTML', { text: 'I want to die', attachments: [html('<p>I want to die</p>')] }, {}],
    ['HTML alone', { attachments: [html('<div><p>I want <b>to</b> die</p></div>')] }, {}],
    ['HTML in place of words', { text: '<p>I want&#32;to die</p>', textFormat: 'xml' }, {}],
    [
      'an emoji alone',
      { text: '', attachments: [html('<p><img alt="😀" itemtype="Emoji"></p>')] },
      { text: '😀' },
    ],
    ['a file with words', { text: 'I want to die', attachments: [file] }, {}],
    ['a file alone', { attachments: [file] }, { text: '' }],
    ['words that were changed', { type: 'messageUpdate', text: 'I want to die' }, { edited: true }],
  ])('hears %s', async (_, about, more) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${world.simulated.token()}`,
    };
    const activity = world.simulated.activity('ann1', { type: 'message', ...about });
    expect((await world.simulated.deliver(JSON.stringify(activity), headers)).status).toBe(200);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ kind: 'message', text: 'I want to die', ...more });
  });

  it('hears a message and what it was changed into apart, though Teams gives both one id', async () => {
    const ann = await meet();
    await ann.say('I want tea');
    await ann.say('I want to die', 'edited');
    await ann.say('I want coffee', 'edited');
    expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
  });

  it('takes no notice of reactions, of what was deleted, and of 100,000 brackets or blanks for long', async () => {
    const headers = () => ({
      'content-type': 'application/json',
      authorization: `Bearer ${world.simulated.token()}`,
    });
    const deliver = (about: object) =>
      world.simulated.deliver(JSON.stringify(world.simulated.activity('ann1', { ...about })), headers());
    await deliver({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] });
    await deliver({
      type: 'messageDelete',
      channelData: { eventType: 'softDeleteMessage', tenant: { id: tenant } },
    });
    expect(heard).toEqual([]);
    for (const long of [
      ' '.repeat(100_000),
      '&nbsp;'.repeat(16_000),
      '<'.repeat(100_000),
      '<img '.repeat(20_000),
    ]) {
      await deliver({ type: 'message', text: `a${long}b` });
      await deliver({ type: 'message', attachments: [html(`a${long}b`)] });
    }
  });

  it('knows a repeated press by what was pressed, and two presses apart', async () => {
    const pressed = world.simulated.activity('ann1', {
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: '1',
      value: { action: { verb: 'a.b', data: { value: '1' } } },
    });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${world.simulated.token()}`,
    };
    const deliver = (more: object) =>
      world.simulated.deliver(JSON.stringify({ ...pressed, ...more }), headers);
    await deliver({});
    await deliver({ id: 'f:another' });
    await deliver({ localTimestamp: '2030-01-01T00:00:00.001Z' });
    await deliver({ value: { action: { verb: 'a.b', data: { value: '2' } } } });
    const ids = heard.map(({ id }) => id);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('what answers a press', () => {
  it('says it in the direct chat when a card in a channel was pressed', async () => {
    const [ann, bob] = [await meet(), await meet()];
    await ann.mention(channel, 'hello');
    await bob.mention(channel, 'hello');
    const { id, reference = null } = heard[0]?.conversation ?? { id: '' };
    const to = { platform: 'teams', workspace: tenant, conversation: { id, reference } } as const;
    await world.adapter.send(to, message({ title: 'For all', body: [], actions: [button('Me')] }), {
      id: 'x',
    });
    script = () => say(words('Only for you'));
    await ann.press('Me');
    expect(ann.chat).toEqual(['Only for you']);
    expect(screens(ann).at(-1)).toBe("I've answered in our chat.");
    expect(screens(bob).join()).not.toContain('Only for you');
    await ann.uninstall();
    await ann.press('Me');
    expect(screens(ann).at(-1)).toBe('Open a chat with me');
  });

  it('says it in the dialog when a form was opened from a card in a channel, for its chat is another one', async () => {
    const ann = await meet();
    await ann.mention(channel, 'hello');
    const { id, reference = null } = heard[0]?.conversation ?? { id: '' };
    const to = { platform: 'teams', workspace: tenant, conversation: { id, reference } } as const;
    await world.adapter.send(to, message({ title: 'For all', body: [], actions: [button('Write', true)] }), {
      id: 'x',
    });
    script = (inbound) =>
      inbound.kind === 'submission' ? say(words('Thank you for saying that')) : open(form);
    await ann.press('Write');
    await ann.fill({ Note: 'I want to die' });
    await ann.submit();
    expect(ann.form?.title).toBe('Thank you for saying that');
    ann.dismiss();
  });

  it('replaces the card for whoever pressed, and nobody else', async () => {
    const [ann, bob] = [await meet(), await meet()];
    await ann.mention(channel, 'hello');
    await bob.mention(channel, 'hello');
    const { id } = heard[0]?.conversation ?? { id: '' };
    const to = { platform: 'teams', workspace: tenant, conversation: { id } } as const;
    await world.adapter.send(to, message({ title: 'Vote', body: [], actions: [button('Yes please')] }), {
      id: 'x',
    });
    script = () => update({ text: 'You said yes' });
    await ann.press('Yes please');
    expect(screens(ann).at(-1)).toBe('You said yes');
    expect(screens(bob).join()).not.toContain('You said yes');
  });

  it('shows an error with a way out, never the error itself', async () => {
    const ann = await meet();
    await send(ann, { title: 'Card', body: [], actions: [button('Break'), button('Break form', true)] });
    script = () => Promise.reject(new Error('password=hunter2'));
    for (const act of [() => ann.press('Break'), () => ann.press('Break form'), () => ann.say('break')]) {
      await act();
      expect(screens(ann).at(-1)).toMatch(/^Something went wrong.*999.*116\u00a0123/);
    }
    expect(JSON.stringify(world.simulated.ledger)).not.toContain('hunter2');
  });

  it('shows words where a dialog was expected', async () => {
    const ann = await meet();
    await send(ann, { title: 'Card', body: [], actions: [button('Open', true)] });
    script = () =>
      say(message({ title: 'This has closed', body: [paragraph('Sorry')], actions: [button('More')] }));
    await ann.press('Open');
    expect(ann.form).toMatchObject({ title: 'This has closed', text: 'Sorry\n[More]', submit: undefined });
    script = () => none;
    await ann.press('More');
    expect(ann.form).toBeUndefined();
    await ann.press('Open');
    expect(screens(ann).at(-1)).toBe('Done.');
  });

  it('answers in time though the chat hangs', async () => {
    const ann = await meet();
    await send(ann, { title: 'Card', body: [], actions: [button('Say')] });
    world.simulated.fail({ kind: 'hang', user: ann.user });
    script = () => say(words('Late'));
    await ann.press('Say');
    expect(ann.last?.ms).toBeLessThan(2_000);
    expect(screens(ann).at(-1)).toMatch(/^Something went wrong/);
  });
});

describe('forms', () => {
  const typed = async (reply: Form) => {
    const ann = await meet();
    script = () => open(reply);
    await ann.say('note');
    script = () => none;
    return ann;
  };

  it('are drawn in the chat when they were typed for, and are gone once sent', async () => {
    const ann = await typed(form);
    expect(ann.form).toMatchObject({ title: 'A note', submit: 'Save', fields: ['Note', 'Who'] });
    await ann.fill({ Note: 'Hello' });
    await ann.submit();
    expect(heard.at(-1)).toMatchObject({ kind: 'submission', route: 'note.save', state: '{"id":1}' });
    expect(heard.at(-1)).toMatchObject({ values: { note: 'Hello' } });
    expect(heard.at(-1)).not.toHaveProperty('message');
    expect(ann.form).toBeUndefined();
    expect(ann.chat).toEqual(['A note\nSent.']);
  });

  it('are mended in place, with the member who was chosen', async () => {
    const ann = await typed(form);
    script = (inbound) =>
      inbound.kind === 'lookup'
        ? { kind: 'options', options: [{ value: 'm, 1 %', label: 'Jo Reid' }] }
        : invalid({ note: 'Too short' }, 'Not yet');
    await ann.fill({ Note: 'x', Who: 'Jo Reid' });
    await ann.submit();
    expect(heard.at(-1)).toMatchObject({ values: { note: 'x', who: 'm, 1 %' } });
    expect(ann.form?.errors).toEqual({ '': 'Not yet', Note: 'Too short' });
    expect(ann.form?.text).toContain('Note: x');
    expect(ann.form?.text).toContain('Who (optional): Jo Reid');
    expect(ann.form?.text).toContain('Say it briefly');
    await ann.submit();
    expect(heard.at(-1)).toMatchObject({ values: { note: 'x', who: 'm, 1 %' } });
    script = () => update(words('Saved'));
    await ann.submit();
    expect(ann.chat).toEqual(['Saved']);
  });

  it('lead to the next one in place, and to words', async () => {
    const ann = await typed(form);
    script = () => open({ ...form, route: 'note.sure', title: 'Sure?', submit: 'Yes', fields: [] });
    await ann.submit();
    expect(ann.form).toMatchObject({ title: 'Sure?', submit: 'Yes', fields: [] });
    script = () => say(words('Thank you'));
    await ann.submit();
    expect(heard.at(-1)).toMatchObject({ route: 'note.sure' });
    expect(ann.chat).toEqual(['Sure?\nSent.', 'Thank you']);
  });

  it('for private words never touch the chat', async () => {
    const ann = await typed({ ...form, private: true });
    expect(ann.form).toBeUndefined();
    await ann.press('Open form');
    script = () => invalid({ note: 'Please say a little more' });
    await ann.fill({ Note: 'secret words' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({ Note: 'Please say a little more' });
    expect(ann.form?.text).toContain('secret words');
    script = () => open({ ...form, private: true, title: 'Next' });
    await ann.submit();
    expect(ann.form?.title).toBe('Next');
    script = () => none;
    await ann.submit();
    const chat = world.simulated.ledger.filter(({ kind }) => kind === 'message' || kind === 'edit');
    expect(JSON.stringify(chat)).not.toContain('secret words');
    expect(ann.chat).toEqual(['A note\nOpened. To have it again, type the same word again.']);
  });

  it.each(['A note', 'Ask a question', 'My profile', 'How to reach me', 'What I keep'])(
    'stand behind a card that names “%s”, and goes once it was opened',
    async (title) => {
      const ann = await typed({ ...form, title, private: true });
      expect(ann.chat).toEqual([`${title}\n[Open form]`]);
      await ann.press('Open form');
      expect(ann.form?.title).toBe(title);
      expect(ann.chat).toEqual([`${title}\nOpened. To have it again, type the same word again.`]);
      script = () => none;
      await ann.fill({ Note: 'words' });
      await ann.submit();
      expect(heard.at(-1)).toMatchObject({ kind: 'submission', values: { note: 'words' } });
    },
  );

  it('change no card that everybody sees, whatever a press in a channel carries', async () => {
    await meet();
    const { simulated, channel } = world;
    const conversation = { id: channel, conversationType: 'channel', tenantId: tenant };
    const pressIn = (where: object) =>
      simulated.deliver(
        JSON.stringify(
          simulated.activity('ann', {
            type: 'invoke',
            name: 'task/fetch',
            replyToId: '1',
            ...where,
            value: { data: { form: { ...form, title: 'Words of an attacker' } } },
          }),
        ),
        { 'content-type': 'application/json', authorization: `Bearer ${simulated.token()}` },
      );
    const before = [simulated.ledger.length, simulated.refusals.length];
    expect((await pressIn({ conversation })).status).toBe(200);
    expect([simulated.ledger.length, simulated.refusals.length]).toEqual(before);
  });

  it('show a form once more when it was sent empty', async () => {
    const ann = await typed({ ...form, private: true });
    await ann.press('Open form');
    script = (inbound) => (inbound.kind === 'submission' ? invalid({ note: 'Needed' }) : none);
    await ann.submit();
    expect(heard.at(-1)).toMatchObject({ values: {} });
    expect(ann.form?.errors).toEqual({ Note: 'Needed' });
  });
});

describe('a dialog', () => {
  it('closes when its button updates the card, and the card follows', async () => {
    const ann = await meet();
    const ref = await send(ann, {
      title: 'You have a message',
      body: [],
      actions: [button('Read it', true)],
    });
    script = () =>
      open(
        readingView('Message', paragraph('Words'), { type: 'row', text: '', actions: [button('Thank you')] }),
      );
    await ann.press('Read it');
    script = () => update(words('It is read'));
    await ann.press('Thank you');
    expect(heard.at(-1)).toMatchObject({ kind: 'action', value: '"Thank you"', message: ref });
    expect(ann.form).toBeUndefined();
    expect(ann.chat).toEqual(['It is read']);
  });

  it('shows what the card would say where others see that card', async () => {
    const [ann, bob] = [await meet(), await meet()];
    await ann.mention(channel, 'hello');
    await bob.mention(channel, 'hello');
    const { id } = heard[0]?.conversation ?? { id: '' };
    const to = { platform: 'teams', workspace: tenant, conversation: { id } } as const;
    const card = message({ title: 'For everyone', body: [], actions: [button('Answer', true)] });
    await world.adapter.send(to, card, { id: 'x' });
    script = (inbound) => (inbound.kind === 'submission' ? update(words('You said no')) : open(form));
    await ann.press('Answer');
    await ann.submit();
    expect(ann.form).toMatchObject({ title: 'You said no', submit: undefined });
    expect(screens(bob).at(-1)).toBe('For everyone\n[Answer]');
  });

  it('closes though the card beneath it cannot be edited', async () => {
    const ann = await meet();
    await send(ann, { title: 'Card', body: [], actions: [button('Plan', true)] });
    script = (inbound) => (inbound.kind === 'submission' ? update(words('Planned')) : open(form));
    await ann.press('Plan');
    world.simulated.fail({ kind: 'limited', user: ann.user });
    await ann.submit();
    expect(ann.form).toBeUndefined();
    expect(logged.at(-1)).toMatchObject({ event: 'teams.preview_failed' });
  });
});

describe('sending', () => {
  it('edits again after a lost answer, for an edit is the same the second time', async () => {
    const ann = await meet();
    const replacing = await send(ann, { title: 'One', body: [] });
    world.simulated.fail({ kind: 'accepted-broken', user: ann.user });
    const edit = world.adapter.send(destination(ann), words('Two'), { id: 'x', replacing });
    await expect(edit).rejects.toMatchObject({ outcome: 'retry' });
    expect(ann.chat).toEqual(['Two']);
  });

  it('gives up where there is nobody, nothing or no app', async () => {
    const ann = await meet();
    const gone = { conversation: `a:${ann.user}`, id: '1' };
    const nobody = { platform: 'teams', workspace: tenant } as const;
    await ann.uninstall();
    for (const sent of [
      () => world.adapter.send(destination(ann), words('x'), { id: 'x' }),
      () => world.adapter.send(destination(ann), words('x'), { id: 'x', replacing: gone }),
      () => world.adapter.send(nobody, words('x'), { id: 'x' }),
    ])
      await expect(sent()).rejects.toMatchObject({ name: 'SendError', outcome: 'never' });
  });

  it('throws nothing but a SendError, whatever it is given', async () => {
    const ann = await meet();
    const body = [paragraph({ type: 'time', at: 'yesterday', style: 'time' })];
    const odd = { text: 'T', card: { title: 'T', body } };
    const sent = world.adapter.send(destination(ann), odd, { id: 'x' });
    await expect(sent).rejects.toMatchObject({ name: 'SendError', outcome: 'never' });
    const noon = { type: 'time', at: '2030-01-01T12:00:00Z', style: 'time' } as const;
    const to = { ...destination(ann), timeZone: 'Nowhere/AtAll' };
    await world.adapter.send(to, message({ title: 'T', body: [paragraph(noon)] }), { id: 'x' });
    expect(ann.chat).toEqual(['T\n12:00']);
  });

  it('sends once, whatever the platform says', async () => {
    const ann = await meet();
    world.simulated.fail({ kind: 'broken', user: ann.user });
    await expect(send(ann, { title: 'Once', body: [] })).rejects.toMatchObject({ outcome: 'unknown' });
    expect(ann.chat).toEqual([]);
  });
});
