import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTeamsAdapter } from '../../src/adapters/teams/adapter.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { message } from '../../src/chat/message.ts';
import { say } from '../../src/chat/reply.ts';
import { hearConsole, type LogLine } from '../../src/log.ts';
import { FORWARDING } from '../support/forwarding.ts';
import { appId, startTeamsWorld, type TeamsWorld, tenant } from './teams-world.ts';

const heard: Inbound[] = [];
const echo = say(message({ title: 'Heard', body: [] }));
const receive = async (inbound: Inbound) => {
  heard.push(inbound);
  return inbound.kind === 'lookup' ? { kind: 'options' as const, options: [] } : echo;
};

let printed: { mockRestore(): void };
beforeEach(() => {
  heard.length = 0;
  // The SDK prints every token that it refuses.
  printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => printed.mockRestore());

describe('requests to /api/messages', () => {
  let world: TeamsWorld;
  beforeAll(async () => {
    world = await startTeamsWorld(receive);
    await world.simulated.person('ann').install();
  });
  afterAll(() => world.stop());

  const json = { 'content-type': 'application/json' };
  const hello = (more: Record<string, unknown> = {}) =>
    world.simulated.activity('ann', { type: 'message', text: 'hello', ...more });
  const withToken = (token = world.simulated.token()) => ({ ...json, authorization: `Bearer ${token}` });
  const deliver = (body: unknown, headers: Record<string, string> = withToken()) =>
    world.simulated.deliver(JSON.stringify(body), headers);

  afterEach(async () => {
    const before = heard.length;
    expect(await deliver(hello())).toMatchObject({ status: 200 });
    expect(heard.length).toBe(before + 1);
  });

  const seconds = Math.floor(Date.now() / 1000);
  it.each<[string, (teams: TeamsWorld['simulated']) => string | undefined]>([
    ['no token', () => undefined],
    ['an empty one', () => ''],
    ['another scheme', () => 'Basic YTpi'],
    ['garbage', () => 'Bearer garbage'],
    ['half a token', (teams) => `Bearer ${teams.token().split('.', 1)[0]}`],
    ['another issuer', (teams) => `Bearer ${teams.token({ iss: 'https://evil.test' })}`],
    [
      'the emulator as issuer',
      (teams) =>
        `Bearer ${teams.token({ iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0', ver: '2.0', azp: appId })}`,
    ],
    ['another bot', (teams) => `Bearer ${teams.token({ aud: 'another' })}`],
    ['an old one', (teams) => `Bearer ${teams.token({ nbf: seconds - 7200, exp: seconds - 3600 })}`],
    ['one for later', (teams) => `Bearer ${teams.token({ nbf: seconds + 3600, exp: seconds + 7200 })}`],
    ['an unknown key', (teams) => `Bearer ${teams.token({}, { kid: 'unknown' })}`],
    ['no signature', (teams) => `Bearer ${teams.token({}, { alg: 'none' })}`],
    ['a guessed secret', (teams) => `Bearer ${teams.token({}, { alg: 'HS256' })}`],
    ['a forged signature', (teams) => `Bearer ${teams.token().replace(/\.[^.]*$/, `.${'A'.repeat(342)}`)}`],
    ['another service URL', (teams) => `Bearer ${teams.token({ serviceurl: 'https://evil.test/' })}`],
    ['no service URL', (teams) => `Bearer ${teams.token({ serviceurl: undefined })}`],
  ])('with %s are refused alike, and go no further', async (_, authorization) => {
    const header = authorization(world.simulated);
    const sent = world.simulated.ledger.length;
    const answer = await deliver(hello(), {
      ...json,
      ...(header !== undefined && { authorization: header }),
    });
    expect(answer).toMatchObject({ status: 401, body: undefined });
    expect(heard).toEqual([]);
    expect(world.simulated.ledger.length).toBe(sent);
  });

  it('that are refused leave a line in words of ours: nothing of the token, and nothing on the console', async () => {
    const lines: LogLine[] = [];
    const quiet = await startTeamsWorld(receive, { log: (line) => void lines.push(line) });
    onTestFinished(() => quiet.stop());
    printed.mockRestore();
    const written = vi.spyOn(process.stderr, 'write');
    onTestFinished(hearConsole((line) => void lines.push(line)));
    const told = async (claims: Record<string, unknown>, header: Record<string, unknown> = {}) => {
      lines.length = 0;
      const authorization = `Bearer ${quiet.simulated.token(claims, header)}`;
      await quiet.simulated.deliver(JSON.stringify(hello()), { ...json, authorization });
      return lines;
    };
    const refused = { event: 'teams.request_refused', status: 401 };
    const words = 'I want to die '.repeat(200);
    expect(await told({ aud: words })).toEqual([
      { ...refused, reason: 'Unauthorized. Invalid AppId passed on token' },
    ]);
    expect(await told({}, { alg: 'none', kid: words })).toContainEqual(expect.objectContaining(refused));
    expect(await told({ exp: 1 })).toEqual([
      { event: 'sdk.printed', level: 'error', kind: 'TokenExpiredError' },
      { ...refused, reason: 'The token has expired' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('want to die');
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it('of another tenant are refused', async () => {
    const answer = await deliver(
      hello({ conversation: { id: 'a:ann', conversationType: 'personal', tenantId: 'other' } }),
    );
    expect(answer.status).toBe(403);
    expect(heard).toEqual([]);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{"type":'],
    ['null', 'null'],
    ['a list', '[]'],
    ['words', '"hello"'],
    ['an empty object', '{}'],
  ])('that hold %s get 400', async (_, body) => {
    expect((await world.simulated.deliver(body, withToken())).status).toBe(400);
    expect(heard).toEqual([]);
  });

  it.each<Record<string, unknown>>([
    { type: 7 },
    { type: undefined },
    { id: undefined },
    { serviceUrl: { a: 1 } },
    { channelId: 'emulator' },
    { channelId: 'AseChannel' },
    { from: null },
    { from: { id: 5 } },
    { recipient: [] },
    { conversation: null },
    { conversation: { id: 'a:ann', conversationType: 'meeting?', tenantId: tenant } },
    { conversation: { id: 'a:ann' }, channelData: null },
  ])('of a wrong shape get 400: %j', async (spoilt) => {
    expect((await deliver(hello(spoilt))).status).toBe(400);
    expect(heard).toEqual([]);
  });

  it('that do not say what kind of chat it is are not taken for a chat with one person', async () => {
    const sent = hello({ conversation: { id: 'a:ann', tenantId: tenant } });
    expect((await deliver(sent)).status).toBe(200);
    expect(heard.map(({ conversation }) => conversation.kind)).not.toContain('direct');
    const personal = { id: 'a:ann', conversationType: 'personal', tenantId: tenant };
    expect((await deliver(hello({ conversation: personal }))).status).toBe(200);
    expect(heard.map(({ conversation }) => conversation.kind)).toEqual(['direct']);
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"form":', '}'],
  ])('that are nested without end get 400: %s', async (_, begin, end) => {
    const deep = `${begin.repeat(20_000)}1${end.repeat(20_000)}`;
    const body = JSON.stringify(hello({ type: 'invoke', name: 'task/fetch', value: { data: 'HERE' } }));
    const { status } = await world.simulated.deliver(body.replace('"HERE"', deep), withToken());
    expect(status).toBe(400);
    expect(heard).toEqual([]);
  });

  it.each([
    ['by its id', { id: '28:another-bot' }],
    ['by its role', { id: '29:x', role: 'bot' }],
    ['as a skill', { id: '29:x', role: 'skill' }],
  ])('of a bot, known %s, are not answered', async (_, from) => {
    const before = world.simulated.ledger.length;
    expect((await deliver(hello({ from }))).status).toBe(200);
    expect(heard).toEqual([]);
    expect(world.simulated.ledger.length).toBe(before);
  });

  /** Each of these took longer than anybody waits, were it read once more at every beginning in it. */
  it.each<[string, Record<string, unknown>]>([
    ['pictures that do not end', { text: `<img${' alt=""'.repeat(20_000)}`, textFormat: 'xml' }],
    ['brackets', { text: '<'.repeat(200_000), textFormat: 'xml' }],
    ['characters by number', { text: '&#1'.repeat(60_000), textFormat: 'xml' }],
    [
      'more mentions than anybody makes',
      {
        text: 'a'.repeat(50_000),
        entities: Array.from({ length: 1_500 }, (_, i) => ({
          type: 'mention',
          text: `a${i}`,
          mentioned: { id: `28:${appId}` },
        })),
      },
    ],
  ])('with %s are read once', async (_, odd) => {
    expect((await deliver(hello(odd))).status).toBe(200);
    expect(heard).toHaveLength(1);
  });

  it('are heard with as many words as Teams has room for, and no more', async () => {
    await deliver(hello({ text: 'a'.repeat(28_673) }));
    await deliver(hello({ text: `${'a'.repeat(28_600)} I want to die` }));
    const texts = heard.map((inbound) => (inbound.kind === 'message' ? inbound.text : ''));
    expect(texts.map(({ length }) => length)).toEqual([28_672, 28_614]);
    expect(texts[1]).toMatch(/ I want to die$/);
  });

  it('that hold ids which no database keeps get 400', async () => {
    for (const id of ['ann\0', 'ann\ud800']) {
      for (const odd of [
        { from: { id } },
        { from: { id: '29:ann', aadObjectId: id } },
        { id },
        { serviceUrl: id },
      ])
        expect((await deliver(hello(odd))).status).toBe(400);
    }
    expect(heard).toEqual([]);
  });

  it('of more than 256 KB get 413', async () => {
    expect((await deliver(hello({ text: 'x'.repeat(300_000) }))).status).toBe(413);
    expect(heard).toEqual([]);
  });

  it.each<Record<string, unknown>>([
    { type: 'message', text: null, value: null },
    { type: 'message', text: 7, entities: [null, { type: 'mention', mentioned: null }, 'x'] },
    { type: 'message', text: 'hi', localTimezone: 'Nowhere/AtAll', deliveryMode: 'expectReplies' },
    { type: 'invoke', name: 'task/fetch', value: null },
    { type: 'invoke', name: 'task/fetch', value: { data: null } },
    { type: 'invoke', name: 'task/submit', value: { data: [] } },
    { type: 'invoke', name: 'task/fetch', value: { data: { form: { title: 1, fields: 'x' } } } },
    { type: 'invoke', name: 'adaptiveCard/action', value: { action: 'x' } },
    { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: {}, data: 3 } } },
    { type: 'invoke', name: 'application/search', value: { dataset: 3 } },
    { type: 'invoke', name: 'signin/verifyState' },
    { type: 'invoke', name: 7 },
    { type: 'typing' },
    { type: 'installationUpdate', action: 'upgrade' },
    { type: 'conversationUpdate', membersAdded: 'everybody' },
  ])('that are odd are answered: %j', async (odd) => {
    const { status, body } = await deliver(hello(odd));
    expect(status).toBe(200);
    expect(JSON.stringify(body ?? '')).not.toMatch(/TypeError|undefined|at .*\.ts/);
  });

  it('carry tampered buttons and forms to the bot as strings only', async () => {
    const press = (data: unknown, name = 'adaptiveCard/action') => {
      const value = name === 'adaptiveCard/action' ? { action: { verb: 'a.b', data } } : { data };
      return deliver(hello({ type: 'invoke', name, replyToId: '1', value }));
    };
    await press({ value: { $ne: 1 } });
    await press({ value: '{"__proto__":{"x":1}}' });
    await press('text');
    await press({
      state: '{"x":1}',
      multi: ['a', 7],
      members: 'x',
      form: { title: 'T', fields: [{ id: 'a' }] },
      field_a: 'one,two,',
      field_b: 7,
      field_c: ['x'],
      field___proto__: 'x',
    });
    await press({ route: 'a.b', state: '1', card: { id: 1 }, field_x: 'y' }, 'task/submit');
    expect(heard.map((inbound) => ('value' in inbound ? inbound.value : undefined)).slice(0, 3)).toEqual([
      '',
      '{"__proto__":{"x":1}}',
      '',
    ]);
    expect(heard[3]).toMatchObject({ kind: 'submission', state: '{"x":1}', values: { a: ['one', 'two'] } });
    expect(Object.keys((heard[3] as { values: object }).values)).toEqual(['a']);
    expect(heard[4]).toMatchObject({ kind: 'submission', route: 'a.b', state: '1', values: { x: 'y' } });
    expect(heard[4]).not.toHaveProperty('message');
  });
});

describe('local mode', () => {
  let world: TeamsWorld;
  beforeAll(async () => {
    world = await startTeamsWorld(receive, { appId: '', appPassword: '', local: true, auth: undefined });
  });
  afterAll(() => world.stop());

  const post = (headers: Record<string, string>, more: object = {}) =>
    new Promise<number>((resolve, reject) => {
      const body = JSON.stringify(
        world.simulated.activity('ann', { type: 'message', text: 'hello', ...more }),
      );
      const url = new URL('/api/messages', world.botUrl);
      const request = httpRequest(url, { method: 'POST', headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      request.on('error', reject).end(body);
    });
  const json = { 'content-type': 'application/json' };

  it('serves this machine without tokens', async () => {
    await world.simulated.person('ann').say('hello');
    expect(heard.at(-1)).toMatchObject({ kind: 'message', text: 'hello' });
    expect(world.simulated.person('ann').chat).toEqual(['Heard', 'Heard']);
    expect(world.simulated.refusals).toEqual([]);
  });

  it.each<[string, Record<string, string>, object]>([
    ['by another name', { ...json, host: 'evil.test' }, {}],
    ['by a name that looks like ours', { ...json, host: '127.0.0.1.evil.test:80' }, {}],
    ['from a page', { ...json, origin: 'http://127.0.0.1' }, {}],
    ['as a form', { 'content-type': 'text/plain' }, {}],
    ...FORWARDING.map((name): [string, Record<string, string>, object] => [
      `by a proxy or a tunnel that says ${name}`,
      { ...json, [name]: '127.0.0.1' },
      {},
    ]),
    ['to be answered elsewhere', json, { serviceUrl: 'https://evil.test/' }],
    ['to be answered on the network', json, { serviceUrl: 'http://169.254.169.254/' }],
    ['to be answered nowhere', json, { serviceUrl: 'nonsense' }],
  ])('refuses what comes %s', async (_, headers, more) => {
    expect(await post(headers, more)).toBe(403);
    expect(heard).toEqual([]);
  });

  it('writes to nowhere else either, whatever was stored', async () => {
    const reference = { serviceUrl: 'https://evil.test/', conversation: { id: 'x' }, bot: { id: 'b' } };
    const to = { platform: 'teams', workspace: tenant, conversation: { id: 'x', reference } } as const;
    await expect(world.adapter.send(to, { text: 'hi' }, { id: '1' })).rejects.toMatchObject({
      outcome: 'never',
    });
  });
});

describe('options', () => {
  const options = { appId: '', appPassword: '', local: false, log: () => undefined, helplines: 'Call' };
  it('need an app id, but for local mode', () => {
    expect(() => createTeamsAdapter(options)).toThrow(/Teams needs an app id.*Microsoft App ID/);
    expect(() => createTeamsAdapter({ ...options, local: true })).not.toThrow();
  });
  it('are enough with an id, a secret and a tenant', () => {
    const real = { ...options, appId, appPassword: 'secret' };
    expect(() => createTeamsAdapter(real)).not.toThrow();
    expect(() => createTeamsAdapter({ ...real, tenantId: tenant })).not.toThrow();
  });
  it('need a secret with the app id', () => {
    expect(() => createTeamsAdapter({ ...options, appId })).toThrow(/client secret/);
  });
});
