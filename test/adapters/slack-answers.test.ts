import { expect, it, onTestFinished } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { message, paragraph } from '../../src/chat/message.ts';
import { invalid, none, open, type Reply, say, update } from '../../src/chat/reply.ts';
import { enter, reply, seesText } from './contract-scene.ts';
import { startSlackWorld } from './slack-world.ts';

const start: Parameters<typeof enter>[0] = (receive, options) => startSlackWorld(receive, options);
const slack = async () => {
  let world: Awaited<ReturnType<typeof startSlackWorld>> | undefined;
  const scene = await enter(async (receive, options) => {
    world = await startSlackWorld(receive, options);
    return world;
  });
  if (!world) throw new Error('not started');
  return { ...scene, simulated: world.simulated, logged: world.logged };
};
const form: Form = {
  route: 'visit.create',
  state: '1',
  title: 'Plan a visit',
  submit: 'Send',
  fields: [{ id: 'theme', label: 'Theme', type: 'text' }],
};
const go = { title: 'Card', body: [], actions: [{ route: 'a.b', value: '1', label: 'Go' }] };

it('names every arrival by what stays the same when Slack delivers it again', async () => {
  const { simulated, heard } = await slack();
  simulated.person('ann');
  const event = {
    type: 'message',
    channel: 'Dann',
    channel_type: 'im',
    user: 'ann',
    text: 'hello',
    ts: '1.2',
  };
  await simulated.sendEvent(event, { id: 'Ev1' });
  await simulated.sendEvent(event, { id: 'Ev1', retry: 1 });
  await simulated.sendEvent(event, { id: 'Ev2' });
  expect(heard.map(({ id }) => id)).toEqual(['slack:T0SIM:Ev1', 'slack:T0SIM:Ev1', 'slack:T0SIM:Ev2']);
});

it('tells one sending of a form from the next, for its hash stays the same', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  scene.answers((inbound): Reply => (inbound.kind === 'command' ? open(form) : invalid({ theme: 'No' })));
  await ann.command('visit');
  await ann.fill({ Theme: 'T' });
  await ann.submit();
  await ann.submit();
  const ids = scene.heard.filter(({ kind }) => kind === 'submission').map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]?.split(':').slice(0, 4)).toEqual(ids[1]?.split(':').slice(0, 4));
});

it('hears the words and the place of a slash command', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  await ann.command('alongside setup CODE <x> & y', { channel: 'C1' });
  expect(scene.last('command')).toMatchObject({ route: 'alongside', text: 'setup CODE <x> & y' });
  expect(scene.last('command').conversation).toMatchObject({ id: 'C1', kind: 'channel' });
});

it('answers in a channel to the one who asked or pressed, and to nobody else', async () => {
  const scene = await slack();
  const [ann, bob] = [scene.simulated.person('ann'), scene.simulated.person('bob')];
  scene.simulated.addChannel('C1', { members: ['ann', 'bob'] });
  scene.answers((inbound) => reply(inbound.kind === 'command' ? 'Your list' : 'Your press'));
  await ann.command('alongside list', { channel: 'C1' });
  await scene.adapter.send(
    { platform: 'slack', workspace: 'T0SIM', conversation: { id: 'C1' } },
    message({ ...go, title: 'For all' }),
    { id: 'o1' },
  );
  await ann.press('Go');
  const texts = (person: typeof ann) =>
    person.seen.filter(({ kind }) => kind !== 'typed').map(({ kind, text }) => [kind, text]);
  expect(texts(bob)).toEqual([['message', 'For all\n[Go]']]);
  expect(texts(ann)).toEqual([
    ['private', 'Your list'],
    ['message', 'For all\n[Go]'],
    ['private', 'Your press'],
  ]);
});

it.each([
  ['its own', { bot_id: 'B1' }],
  ['an edit', { subtype: 'message_changed' }],
  ['a join', { subtype: 'channel_join' }],
  ['from a channel', { channel: 'C1', channel_type: 'channel' }],
])('takes no notice of a message that is %s', async (_, about) => {
  const { simulated, heard } = await slack();
  const event = {
    type: 'message',
    channel: 'Dann',
    channel_type: 'im',
    user: 'ann',
    text: 'hello',
    ts: '1.2',
    ...about,
  };
  expect(await simulated.sendEvent(event)).toMatchObject({ status: 200 });
  expect(heard).toEqual([]);
});

const im = { type: 'message', channel: 'Dann', channel_type: 'im' };
const typed = { ...im, user: 'ann', ts: '1.2', text: 'I want to die' };
const passedOn = { is_share: true, is_msg_unfurl: true, text: 'I want to die', fallback: 'I want to die' };
const link = { from_url: 'https://x.test', title: 'A page', text: 'I want to die', fallback: 'A page' };
const changed = { type: 'message', user: 'ann', ts: '1.1', edited: { user: 'ann', ts: '1.2' } };
const was = { type: 'message', user: 'ann', ts: '1.1', text: 'I want tea' };

it.each<[string, Record<string, unknown>, object]>([
  ['a message', typed, {}],
  ['/me', { ...typed, subtype: 'me_message' }, {}],
  ['/me that says not where', { ...typed, subtype: 'me_message', channel_type: undefined }, {}],
  [
    'a reply that is sent to the chat as well',
    { ...typed, subtype: 'thread_broadcast', thread_ts: '1.1', root: was, client_msg_id: 'c1' },
    { conversation: { thread: '1.1' } },
  ],
  ['words with a file', { ...typed, subtype: 'file_share', files: [{ id: 'F1', name: 'a.jpg' }] }, {}],
  ['a file alone', { ...typed, text: '', subtype: 'file_share', files: [{ id: 'F1' }] }, { text: '' }],
  [
    'a long text that became a snippet',
    {
      ...typed,
      text: '',
      subtype: 'file_share',
      files: [{ id: 'F1', mode: 'snippet', preview: 'I want to die' }],
    },
    { text: '', attached: ['I want to die'] },
  ],
  [
    'a message that is passed on without a word',
    { ...typed, text: '', attachments: [passedOn] },
    { text: '', attached: ['I want to die'] },
  ],
  [
    'a message that is passed on with a word',
    { ...typed, text: 'look', attachments: [passedOn, link] },
    { text: 'look', attached: ['I want to die'] },
  ],
  [
    'blocks alone',
    {
      ...typed,
      text: undefined,
      blocks: [
        {
          type: 'rich_text',
          elements: [
            { type: 'text', text: 'I want ' },
            { type: 'text', text: 'to die' },
          ],
        },
      ],
    },
    {},
  ],
  [
    'a shape that came after this was written',
    { ...typed, subtype: 'something_new', client_msg_id: 'c1' },
    {},
  ],
  [
    'words that were changed afterwards',
    {
      ...im,
      subtype: 'message_changed',
      message: { ...changed, text: 'I want to die' },
      previous_message: was,
    },
    { edited: true },
  ],
  ['in the chat by its older name', { ...typed, channel_type: 'app_home' }, {}],
])('hears %s', async (_, event, more) => {
  const { simulated, heard } = await slack();
  expect(await simulated.sendEvent(event)).toMatchObject({ status: 200 });
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({
    kind: 'message',
    text: 'I want to die',
    sender: { user: 'ann' },
    ...more,
    conversation: { kind: 'direct', ...('conversation' in more && (more.conversation as object)) },
  });
});

it.each([
  ['a link got its preview', { message: { ...was, attachments: [link] }, previous_message: was }],
  [
    'its thread got an answer',
    { message: { ...was, thread_ts: '1.1', reply_count: 1 }, previous_message: was },
  ],
  [
    'the bot changed its own',
    { message: { ...changed, user: 'UALONGSIDE', bot_id: 'BALONGSIDE', text: 'new' }, previous_message: was },
  ],
  ['it was deleted', { message: { ...changed, subtype: 'tombstone', text: 'This message was deleted.' } }],
])('takes no notice of a change because %s', async (_, about) => {
  const { simulated, heard } = await slack();
  await simulated.sendEvent({ ...im, subtype: 'message_changed', hidden: true, ...about });
  expect(heard).toEqual([]);
});

it.each([
  ['a channel', { channel: 'C1' }, 'channel'],
  ['a thread', { channel: 'C1', thread_ts: '1.1' }, 'channel'],
  ['a private channel', { channel: 'C2', channel_type: 'group' }, 'channel'],
  ['a private channel of before', { channel: 'G2', channel_type: 'group' }, 'channel'],
  ['a group chat', { channel: 'G3', channel_type: 'mpim' }, 'group'],
  ['a group chat whose id is like a channel’s', { channel: 'C3', channel_type: 'mpim' }, 'group'],
])('hears a mention in %s, and answers in the chat of whoever wrote it', async (_, about, kind) => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  scene.simulated.addChannel(about.channel, { members: ['ann', 'bob'] });
  scene.answers(() => reply('For your eyes'));
  const mention = {
    type: 'app_mention',
    user: 'ann',
    ts: '1.2',
    text: '<@UALONGSIDE> I want to die',
    ...about,
  };
  await scene.simulated.sendEvent(mention);
  expect(scene.last('message')).toMatchObject({ text: 'I want to die', conversation: { kind } });
  expect(ann.chat).toEqual(['For your eyes']);
  expect(scene.simulated.posted.filter(({ channel }) => channel === about.channel)).toEqual([]);
  await scene.simulated.sendEvent({ ...mention, edited: { user: 'ann', ts: '1.3' } });
  expect(scene.last('message')).toMatchObject({ edited: true });
});

it('reads links, mentions and emoji as plain words', async () => {
  const { simulated, last } = await slack();
  const text =
    'see <https://x.test/a|x.test/a>, <https://x.test|this>, <mailto:a@b.test|a@b.test>, <@U1|ann>, <#C1|general> &amp; :wave:';
  const blocks = [{ type: 'rich_text', elements: [{ type: 'emoji', name: 'wave', unicode: '1f44b' }] }];
  await simulated.sendEvent({
    type: 'message',
    channel: 'Dann',
    channel_type: 'im',
    user: 'ann',
    text,
    ts: '1.2',
    blocks,
  });
  expect(last('message').text).toBe('see x.test/a, this (https://x.test), a@b.test, @ann, #general & 👋');
});

it('does not hear its own name as a word', async () => {
  const { simulated, last } = await slack();
  const event = { type: 'message', channel: 'Dann', channel_type: 'im', user: 'ann', ts: '1.2' };
  await simulated.sendEvent({ ...event, text: '<@UALONGSIDE> help' });
  expect(last('message').text).toBe('help');
  await simulated.person('ann').mention('C1', 'help me');
  expect(last('message').text).toBe('help me');
});

it('waits a moment where the outbox has just written, and answers once', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  scene.simulated.fail({ kind: 'limited', user: 'ann', retryAfterSeconds: 1 });
  scene.answers(() => reply('Here I am'));
  await ann.say('hello');
  expect(ann.chat).toEqual(['hello', 'Here I am']);
});

it('lets Slack deliver an event again when the bot could not take it', async () => {
  const { simulated, answers, heard } = await slack();
  const event = {
    type: 'message',
    channel: 'Dann',
    channel_type: 'im',
    user: 'ann',
    text: 'hello',
    ts: '1.2',
  };
  answers(() => Promise.reject(new Error('no database')));
  expect(await simulated.sendEvent(event, { id: 'Ev1' })).toMatchObject({ status: 500 });
  answers(() => none);
  expect(await simulated.sendEvent(event, { id: 'Ev1', retry: 1 })).toMatchObject({ status: 200 });
  expect(heard).toHaveLength(2);
});

it('asks for a name once, and goes on without one', async () => {
  const { simulated, heard, logged } = await slack();
  const event = {
    type: 'message',
    channel: 'Dann',
    channel_type: 'im',
    user: 'ann',
    text: 'hello',
    ts: '1.2',
  };
  await simulated.sendEvent(event);
  expect(heard[0]?.sender).toEqual({
    platform: 'slack',
    workspace: 'T0SIM',
    user: 'ann',
    alsoIn: [],
    installation: ['T0SIM'],
  });
  simulated.person('bob', { name: 'Bob', timeZone: 'America/New_York' });
  await simulated.sendEvent({ ...event, user: 'bob', channel: 'Dbob' });
  expect(heard[1]?.sender).toMatchObject({ name: 'Bob', timeZone: 'America/New_York' });
  simulated.person('bob', { name: 'Robert' });
  await simulated.sendEvent({ ...event, user: 'bob', channel: 'Dbob' });
  expect(heard[2]?.sender.name).toBe('Bob');
  expect(logged.filter((line) => line.event === 'slack.process_failed')).toEqual([]);
});

it('answers a button that nobody knows any more at once', async () => {
  const scene = await enter(start);
  const ann = scene.simulated.person('ann');
  await scene.deal(ann, { ...go, actions: [{ route: 'long.gone', value: '{}', label: 'Old' }] });
  await ann.press('Old');
  expect(ann.last?.status).toBe(200);
  expect(ann.last?.ms).toBeLessThan(1_000);
});

it('tells Slack in time that a press arrived, and answers it later', async () => {
  const scene = await enter(start);
  const ann = scene.simulated.person('ann');
  await scene.deal(ann, go);
  scene.answers(async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_200));
    return update(message({ title: 'Late but done', body: [] }));
  });
  await ann.press('Go');
  expect(ann.last?.status).toBe(200);
  expect(ann.last?.ms).toBeLessThan(3_000);
  await expect.poll(() => ann.chat.join('\n'), { timeout: 3_000 }).toContain('Late but done');
});

it('updates a card by its id when the response_url is refused', async () => {
  const scene = await enter(start);
  const ann = scene.simulated.person('ann');
  await scene.deal(ann, go);
  scene.simulated.fail({ kind: 'refused', user: 'ann' });
  scene.answers(() => update(message({ title: 'Done', body: [] })));
  await ann.press('Go');
  await seesText(ann, 'Done');
});

it('offers the form again when the trigger was too old', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  scene.simulated.fail({ kind: 'broken', user: 'ann' });
  scene.answers((inbound) => (inbound.kind === 'command' ? open(form) : none));
  await ann.command('visit');
  expect(ann.form).toBeUndefined();
  await ann.press('Open form');
  expect(ann.form?.title).toBe('Plan a visit');
});

it('carries a form behind its button, but never a private one', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  const asked = (): Inbound[] => scene.heard.filter(({ kind }) => kind === 'message');
  scene.answers((inbound) => (inbound.kind === 'message' ? open(form) : none));
  await ann.say('visit');
  await ann.press('Open form');
  expect(ann.form?.title).toBe('Plan a visit');
  expect(asked()).toHaveLength(1);

  scene.answers((inbound) =>
    inbound.kind === 'message'
      ? open({ ...form, title: 'Ask for a call', body: [paragraph('Private words')], private: true })
      : none,
  );
  await ann.say('talk');
  expect(ann.chat.at(-1)).toBe('Ask for a call\n[Open form]');
  await ann.press('Open form');
  expect(ann.form?.text).toContain('Private words');
  expect(JSON.stringify(scene.simulated.ledger.filter(({ kind }) => kind !== 'form'))).not.toContain(
    'Private words',
  );
  expect(asked().map((inbound) => inbound.kind === 'message' && inbound.text)).toEqual([
    'visit',
    'talk',
    'talk',
  ]);
});

it.each([
  ['Plan a visit', {}],
  ['Ask a question', { private: true }],
  ['My profile', { private: true }],
  ['How to reach me', {}],
  ['What I keep', { private: true }],
] as const)(
  'the card with *Open form* says that it is for “%s”, and goes once it was opened',
  async (title, more) => {
    const scene = await slack();
    const ann = scene.simulated.person('ann');
    scene.answers((inbound) => (inbound.kind === 'message' ? open({ ...form, title, ...more }) : none));
    await ann.say('visit');
    expect(ann.chat.at(-1)).toBe(`${title}\n[Open form]`);
    await ann.press('Open form');
    expect(ann.form?.title).toBe(title);
    expect(ann.chat.at(-1)).toBe(`${title}\nOpened. To have it again, type the same word again.`);
    await expect(ann.press('Open form')).rejects.toThrow('no button');
  },
);

it('the card with *Open form* stays while the form could not be opened, and turns into what there is instead', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  scene.answers((inbound) => (inbound.kind === 'message' ? open({ ...form, private: true }) : none));
  await ann.say('visit');
  scene.simulated.fail({ kind: 'broken', user: 'ann' });
  await ann.press('Open form');
  expect(ann.form).toBeUndefined();
  expect(ann.chat.join()).toContain('[Open form]');
  scene.answers(() => say(message({ title: 'Switched off meanwhile', body: [] })));
  await ann.press('Open form');
  expect(ann.chat.join()).not.toContain('[Open form]');
  expect(ann.chat.join()).toContain('Switched off meanwhile');
});

it('opens a form too large to be carried by asking again', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  const options = Array.from({ length: 99 }, (_, i) => ({
    value: `v${i}`,
    label: `${i * 7_919}:${(i * 104_729) % 997}`,
  }));
  const large: Form = {
    ...form,
    fields: [0, 1, 2, 3].map((n) => ({ id: `f${n}`, label: `F${n}`, type: 'select', options })),
  };
  scene.answers((inbound) => (inbound.kind === 'message' ? open(large) : none));
  await ann.say('visit');
  await ann.press('Open form');
  expect(ann.form?.fields).toEqual(['F0', 'F1', 'F2', 'F3']);
  expect(scene.simulated.refusals).toEqual([]);
});

it('keeps a half-filled form beneath the words that a button in it said', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  const body = [
    {
      type: 'row' as const,
      text: 'Unsure?',
      actions: [{ route: 'what.is', value: '1', label: 'What is a theme?' }],
    },
  ];
  scene.answers((inbound) =>
    inbound.kind === 'command'
      ? open({ ...form, body })
      : inbound.kind === 'action'
        ? reply('It is a topic')
        : none,
  );
  await ann.command('visit');
  await ann.fill({ Theme: 'Housing' });
  await ann.press('What is a theme?');
  expect(ann.form?.title).toBe('It is a topic');
  ann.dismiss();
  await ann.submit();
  expect(scene.last('submission').values).toEqual({ theme: 'Housing' });
});

it('does not carry words from one step into a field of the same name in the next', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  scene.answers((inbound) =>
    inbound.kind === 'command' || (inbound.kind === 'submission' && inbound.state === '1')
      ? open({ ...form, state: inbound.kind === 'command' ? '1' : '2' })
      : none,
  );
  await ann.command('visit');
  await ann.fill({ Theme: 'Housing' });
  await ann.submit();
  expect(ann.form?.text).toContain('Theme: ____');
});

it('shows home afresh after a press on it', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  let waiting = 2;
  scene.answers((inbound) => {
    if (inbound.kind !== 'home') waiting -= 1;
    const card = {
      title: `${waiting} waiting`,
      body: [paragraph('All of it')],
      actions: [{ route: 'a.b', value: '1', label: 'Not today' }],
    };
    return inbound.kind === 'home' ? { kind: 'say', message: message(card) } : reply('Put aside');
  });
  await ann.openHome();
  await ann.press('Not today');
  expect(ann.form?.title).toBe('Put aside');
  expect(ann.seen.findLast(({ kind }) => kind === 'home')?.text).toContain('1 waiting');
});

it('refuses to start with a token that Slack does not know', async () => {
  const { startSlack } = await import('../../src/playground/slack/server.ts');
  const { createSlackAdapter } = await import('../../src/adapters/slack/adapter.ts');
  const simulated = await startSlack({ signingSecret: 's', botToken: 'xoxb-right' });
  onTestFinished(() => simulated.stop());
  const adapter = createSlackAdapter({
    botToken: 'xoxb-wrong',
    signingSecret: 's',
    apiUrl: simulated.apiUrl,
    log: () => undefined,
  });
  await expect(
    adapter.start(
      async () => none,
      () => undefined,
    ),
  ).rejects.toThrow(/did not accept the bot token.*invalid_auth/);
  await simulated.stop();
  const late = createSlackAdapter({
    botToken: 'xoxb-right',
    signingSecret: 's',
    apiUrl: simulated.apiUrl,
    log: () => undefined,
  });
  await expect(
    late.start(
      async () => none,
      () => undefined,
    ),
  ).rejects.toThrow(/check that Slack can be reached/);
});

it("refuses to start with a person's token", async () => {
  const { createServer } = await import('node:http');
  const { createSlackAdapter } = await import('../../src/adapters/slack/adapter.ts');
  const slackOf = createServer((_, response) => {
    const me = { ok: true, user: 'ann', user_id: 'UANN', team_id: 'T1' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(me));
  });
  await new Promise<void>((listening) => slackOf.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void slackOf.close().closeAllConnections());
  const { port } = slackOf.address() as { port: number };
  const apiUrl = `http://127.0.0.1:${port}/api/`;
  const adapter = createSlackAdapter({
    botToken: 'xoxp-ann',
    signingSecret: 's',
    apiUrl,
    log: () => undefined,
  });
  await expect(
    adapter.start(
      async () => none,
      () => undefined,
    ),
  ).rejects.toThrow(/not a bot token/);
});

it('writes to the person, also after they typed a command in a chat with somebody else', async () => {
  const scene = await slack();
  const ann = scene.simulated.person('ann');
  const to = {
    platform: 'slack',
    workspace: 'T0SIM',
    user: 'ann',
    conversation: { id: 'D0COLLEAGUES' },
  } as const;
  const ref = await scene.adapter.send(to, { text: 'You have a message' }, { id: 'o1' });
  await seesText(ann, 'You have a message');
  expect(await scene.adapter.find?.(to, 'o1', new Date(Date.now() - 60_000))).toEqual(ref);
});

it('says where a message cannot be looked for, since a channel’s history needs another scope', async () => {
  const scene = await slack();
  const to = { platform: 'slack', workspace: 'T0SIM', conversation: { id: 'C0COUNCIL' } } as const;
  await expect(scene.adapter.find?.(to, 'o1', new Date())).rejects.toMatchObject({ outcome: 'never' });
});
