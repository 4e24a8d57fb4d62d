import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { Inbound } from '../../src/chat/inbound.ts';
import { none } from '../../src/chat/reply.ts';
import { signingSecret, startSlackWorld } from './slack-world.ts';

const event = (text: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T0SIM',
    event_id: `Ev${text}`,
    event: { type: 'message', channel_type: 'im', channel: 'Dann', user: 'ann', text, ts: '1.2' },
  });
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const seconds = (shift = 0) => Math.floor(Date.now() / 1_000) + shift;

async function enter() {
  const heard: Inbound[] = [];
  const world = await startSlackWorld(async (inbound) => {
    heard.push(inbound);
    return none;
  });
  onTestFinished(() => world.stop());
  const { simulated } = world;
  const post = async (body: string, headers: Record<string, string>) =>
    (await simulated.deliver(body, headers)).status;
  const signed = (body: string, type = json, shift = 0) =>
    post(body, { ...type, ...simulated.sign(body, seconds(shift)) });
  return { ...world, heard, post, signed };
}

it('takes what Slack signed', async () => {
  const { heard, signed } = await enter();
  expect(await signed(event('hello'))).toBe(200);
  expect(await signed(event('older'), json, -280)).toBe(200);
  expect(await signed(event('a clock ahead'), json, 30)).toBe(200);
  expect(heard.map((inbound) => inbound.kind === 'message' && inbound.text)).toEqual([
    'hello',
    'older',
    'a clock ahead',
  ]);
});

it('refuses what Slack did not sign, and never asks the bot', async () => {
  const { heard, simulated, post, signed } = await enter();
  const body = event('hello');
  const signedAt = seconds();
  const good = simulated.sign(body, signedAt);
  const refused = {
    unsigned: await post(body, json),
    'wrongly signed': await post(body, { ...json, ...good, 'x-slack-signature': `v0=${'0'.repeat(64)}` }),
    'another version': await post(body, {
      ...json,
      ...good,
      'x-slack-signature': good['x-slack-signature']?.replace('v0', 'v1') ?? '',
    }),
    'empty signature': await post(body, { ...json, ...good, 'x-slack-signature': '' }),
    'another body': await post(event('tampered'), { ...json, ...good }),
    'another time': await post(body, {
      ...json,
      ...good,
      'x-slack-request-timestamp': String(signedAt - 1),
    }),
    'no time': await post(body, { ...json, 'x-slack-signature': good['x-slack-signature'] ?? '' }),
    'no number': await post(body, { ...json, ...good, 'x-slack-request-timestamp': 'NaN' }),
    stale: await signed(body, json, -6 * 60),
    'from the future': await signed(body, json, 61 + 5),
    'from tomorrow': await signed(body, json, 24 * 60 * 60),
    'an unsigned check': await post('ssl_check=1&payload=%7B%7D', form),
  };
  expect(new Set(Object.values(refused)), JSON.stringify(refused)).toEqual(new Set([401]));
  expect(heard).toEqual([]);
});

it('refuses the same request twice', async () => {
  const { heard, simulated, post } = await enter();
  const headers = { ...json, ...simulated.sign(event('hello'), seconds()) };
  expect(await post(event('hello'), headers)).toBe(200);
  expect(await post(event('hello'), headers)).toBe(401);
  expect(heard).toHaveLength(1);
});

it.each([
  ['with something behind the digest', (digest: string) => `${digest}=1`],
  ['with something else behind it', (digest: string) => `${digest}=2=`],
  ['in capitals', (digest: string) => digest.toUpperCase().replace('V0', 'v0')],
  ['between spaces', (digest: string) => ` ${digest} `],
  ['twice', (digest: string) => `${digest}, ${digest}`],
])('refuses a request that comes again with its signature spelt %s', async (_, spell) => {
  const { heard, simulated, post } = await enter();
  const headers: Record<string, string> = { ...json, ...simulated.sign(event('hello'), seconds()) };
  expect(await post(event('hello'), headers)).toBe(200);
  const again = { ...headers, 'x-slack-signature': spell(headers['x-slack-signature'] ?? '') };
  expect(await post(event('hello'), again)).toBe(401);
  expect(heard).toHaveLength(1);
});

it.each([
  ['oversized', 413, `{"type":"${'x'.repeat(1_100_000)}"}`, json],
  ['no JSON', 400, 'hello', json],
  ['cut off', 400, event('hello').slice(0, -5), json],
  ['empty', 400, '', json],
  ['null', 400, 'null', json],
  ['a number', 400, '7', json],
  ['a list', 400, '[]', json],
  ['a form with a null payload', 400, 'payload=null', form],
  ['a form with half a payload', 400, 'payload=%7B', form],
  ['no known shape', 400, '{"hello":"world"}', json],
  [
    'an event of a wrong shape',
    200,
    '{"type":"event_callback","event":{"type":"message","channel_type":"im","text":7}}',
    json,
  ],
  ['an event without an event', 400, '{"type":"event_callback","event":null}', json],
  ['an unknown event', 200, '{"type":"event_callback","team_id":"T","event":{"type":"unheard_of"}}', json],
  ['a command without a user', 200, 'command=%2Fhelp&text=', form],
  [
    'actions that are no list',
    400,
    'payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A7%7D',
    form,
  ],
  [
    'an empty list of actions',
    400,
    'payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5B%5D%7D',
    form,
  ],
  ['a submission without a view', 400, 'payload=%7B%22type%22%3A%22view_submission%22%7D', form],
  ['text', 415, event('hello'), { 'content-type': 'text/plain' }],
  [
    'nested without end',
    400,
    event('hello').replace('"hello"', `"hello","blocks":${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}`),
    json,
  ],
  [
    'a press without a person, a place or a team',
    200,
    'payload=%7B%22type%22%3A%22block_actions%22%2C%22team%22%3A7%2C%22channel%22%3Anull%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22a.b%22%7D%5D%7D',
    form,
  ],
  [
    'an event with nothing where Bolt looks',
    200,
    '{"type":"event_callback","authorizations":[null],"event":{"type":"message","user":null,"channel":null,"item":"channel","subteam":null}}',
    json,
  ],
])('refuses what is signed but is %s', async (_, status, body, headers) => {
  const { heard, signed } = await enter();
  const started = Date.now();
  const answered = await signed(body, headers);
  expect(answered).toBe(status);
  // Slack waits no longer, and sends it again.
  expect(Date.now() - started).toBeLessThan(3_000);
  expect(heard).toEqual([]);
  expect(await signed(event('still here'))).toBe(200);
  expect(heard).toHaveLength(1);
});

it('refuses a body without an end', async () => {
  const { botUrl, heard } = await enter();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sending = request(botUrl, { method: 'POST', headers: json }, (response) => {
      resolve(response.statusCode);
      sending.destroy();
    });
    sending.on('error', reject);
    for (let i = 0; i < 20; i += 1) sending.write('x'.repeat(64 * 1_024));
  });
  expect(status).toBe(413);
  expect(heard).toEqual([]);
});

it('takes a content type with a charset', async () => {
  const { signed } = await enter();
  expect(await signed(event('hello'), { 'content-type': 'application/json; charset=utf-8' })).toBe(200);
});

it('answers the check of its address', async () => {
  const { simulated, post } = await enter();
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
  const answered = await simulated.deliver(body, { ...json, ...simulated.sign(body, seconds()) });
  expect(answered).toMatchObject({ status: 200, body: { challenge: 'c1' } });
  expect(await post(body, json)).toBe(401);
  expect(await post('ssl_check=1', form)).toBe(200);
});

it('never logs what people wrote, nor a secret', async () => {
  const { logged, signed, post } = await enter();
  await signed('{"type":"event_callback","event":{"text":"a secret worry"}}');
  await post(event('a secret worry'), json);
  const lines = JSON.stringify(logged);
  expect(lines).not.toContain('secret worry');
  expect(lines).not.toContain(signingSecret);
});

/** Each of these took longer than anybody waits, were it read once more at every beginning in it. */
it.each([
  ['mentions that do not end', '<@UALONGSIDE|'.repeat(60_000)],
  ['mentions of nobody', '<@'.repeat(400_000)],
  ['brackets', '<'.repeat(800_000)],
  ['emoji that do not end', ':a'.repeat(400_000)],
  ['spaces', `a${' '.repeat(800_000)}a`],
])('reads %s once', async (_, words) => {
  const { heard, simulated } = await enter();
  const said = { type: 'app_mention', channel: 'C1', user: 'ann', ts: '1.2', text: words };
  expect((await simulated.sendEvent(said)).status).toBe(200);
  expect(
    (await simulated.sendEvent({ ...said, type: 'message', channel_type: 'im', channel: 'Dann' })).status,
  ).toBe(200);
  expect(heard).toHaveLength(2);
});

it('hears as many words as Slack has room for, and no more', async () => {
  const { heard, simulated } = await enter();
  const say = (text: string) =>
    simulated.sendEvent({
      type: 'message',
      channel_type: 'im',
      channel: 'Dann',
      user: 'ann',
      ts: '1.2',
      text,
    });
  await say('&amp;'.repeat(40_000));
  await say('\u{1f9d1}'.repeat(40_001));
  expect(heard.map((inbound) => inbound.kind === 'message' && inbound.text)).toEqual([
    '&'.repeat(40_000),
    '\u{1f9d1}'.repeat(40_000),
  ]);
});
