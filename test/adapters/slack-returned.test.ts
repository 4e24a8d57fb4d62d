import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Inbound, InboundOf } from '../../src/chat/inbound.ts';
import { message } from '../../src/chat/message.ts';
import { none, open, type Reply, say } from '../../src/chat/reply.ts';
import { type SlackWorld, startSlackWorld } from './slack-world.ts';

/** What comes back from a client may be what we sent, or anything. */
let world: SlackWorld;
const heard: Inbound[] = [];
let answer: (inbound: Inbound) => Reply;
beforeAll(async () => {
  world = await startSlackWorld(async (inbound) => {
    heard.push(inbound);
    return answer(inbound);
  });
});
afterAll(() => world.stop());
beforeEach(() => {
  heard.length = 0;
  world.logged.length = 0;
});

const form: Form = {
  route: 'visit.create',
  state: '{"a":1}',
  title: 'Plan a visit',
  submit: 'Send',
  fields: [{ id: 'theme', label: 'Theme', type: 'text' }],
};
const stale = say(message({ title: 'That button no longer works', body: [] }));
const pack = (offer: unknown) => deflateRawSync(JSON.stringify(offer)).toString('base64url');

/** Eve presses *Open form* with another value than the one that she was given. */
async function pressChanged(value: string): Promise<void> {
  const eve = world.simulated.person('eve');
  answer = ({ kind }) => (kind === 'message' ? open(form) : stale);
  await eve.say('visit');
  const [button] =
    world.simulated.posted
      .findLast(({ channel }) => channel === 'Deve')
      ?.blocks.flatMap(({ elements }) => (elements as { value: string }[] | undefined) ?? []) ?? [];
  if (!button) throw new Error('No button was offered.');
  button.value = value;
  heard.length = 0;
  await eve.press('Open form');
  expect(eve.last?.status).toBe(200);
}

describe('the button *Open form*', () => {
  const asAnn = { platform: 'slack', workspace: 'T0SIM', user: 'ann' };
  const conversation = { platform: 'slack', workspace: 'T0SIM', id: 'Dann', kind: 'direct' };

  it.each<[string, object]>([
    ['another sender', { sender: asAnn }],
    ['another kind', { kind: 'submission', route: 'members.safety', state: '{}', values: { a: 'b' } }],
    ['another delivery', { id: 'slack:T0SIM:Ev1' }],
    ['somebody else’s chat', { conversation }],
    [
      'all of these',
      { id: '1', sender: asAnn, kind: 'action', route: 'members.admit', value: '{}', conversation },
    ],
    ['keys of every object', JSON.parse('{"__proto__":{"sender":1},"constructor":1}')],
  ])(
    'asks its words again as who presses it, where they press it, whoever else it names: %s',
    async (_, more) => {
      await pressChanged(pack({ again: { text: 'visit', ...more }, ...more }));
      expect(heard).toHaveLength(1);
      const [{ id, ...inbound }] = heard as [InboundOf<'message'>];
      expect(id).toMatch(/^slack:T0SIM:[\d.]+:eve:alongside:open-form#0:/);
      expect(inbound).toEqual({
        kind: 'message',
        text: 'visit',
        sender: expect.objectContaining({ user: 'eve', workspace: 'T0SIM' }),
        conversation: { platform: 'slack', workspace: 'T0SIM', id: 'Deve', kind: 'direct' },
      });
    },
  );

  it.each<[string, string]>([
    ['nothing of ours', 'hello'],
    ['null', pack(null)],
    ['a list', pack([])],
    ['a number', pack(7)],
    ['no words', pack({ again: null })],
    ['words that are none', pack({ again: { text: { toString: 1 } } })],
    ['neither words nor a form', pack({})],
    ['a form without fields', pack({ form: { ...form, fields: 7 } })],
    ['a field that is none', pack({ form: { ...form, fields: [{ id: 'a', label: 'A', type: 'secret' }] } })],
    ['a form that nobody can send', pack({ form: { ...form, submit: undefined } })],
    ['a form of nobody', pack({ form: { ...form, route: undefined } })],
    ['a state that no form carries', pack({ form: { ...form, state: 'x'.repeat(3_000) } })],
    [
      'an option that Slack refuses',
      pack({
        form: {
          ...form,
          fields: [{ id: 'a', label: 'A', type: 'select', options: [{ value: 'x'.repeat(76), label: 'X' }] }],
        },
      }),
    ],
    ['more than it can hold', deflateRawSync(' '.repeat(2_000_000)).toString('base64url')],
    ['half of what it was', pack({ form }).slice(0, 40)],
    ['no end of brackets', deflateRawSync('['.repeat(90_000)).toString('base64url')],
  ])('that carries %s is a button that no longer works', async (_, value) => {
    await pressChanged(value);
    expect(heard).toMatchObject([{ kind: 'action', route: 'alongside:open-form', sender: { user: 'eve' } }]);
    expect(world.simulated.person('eve').chat.at(-1)).toContain('That button no longer works');
    expect(world.logged.filter(({ event }) => event === 'slack.process_failed')).toEqual([]);
  });

  it('that carries another form opens it for who changed it, and what they send is theirs', async () => {
    await pressChanged(pack({ form: { ...form, route: 'members.safety', state: '{"of":"ann"}' } }));
    const eve = world.simulated.person('eve');
    await eve.fill({ Theme: 'T' });
    answer = () => none;
    await eve.submit();
    expect(heard).toMatchObject([
      { kind: 'submission', route: 'members.safety', state: '{"of":"ann"}', sender: { user: 'eve' } },
    ]);
  });
});

describe('a response_url', () => {
  const pressAnsweredAt = async (response_url: string) => {
    answer = () => say(message({ title: 'Private words', body: [] }));
    const payload = {
      type: 'block_actions',
      team: { id: 'T0SIM' },
      user: { id: 'eve', team_id: 'T0SIM' },
      response_url,
      channel: { id: 'Deve' },
      container: { message_ts: '1.2', channel_id: 'Deve' },
      trigger_id: '1.2',
      actions: [{ action_id: 'a.b', action_ts: String(Math.random()), value: '1' }],
    };
    const raw = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const { status } = await world.simulated.deliver(raw, {
      'content-type': 'application/x-www-form-urlencoded',
      ...world.simulated.sign(raw, Math.floor(Date.now() / 1_000)),
    });
    expect(status).toBe(200);
  };

  it.each(['https://hooks.slack.com/actions/T/1/x', 'https://hooks.slack-gov.com/actions/T/1/x'])(
    'of Slack is written to: %s',
    async (url) => {
      const fetched = standInForSlack();
      await pressAnsweredAt(url);
      expect(fetched).toEqual([url]);
    },
  );

  it.each([
    'http://hooks.slack.com/actions/T/1/x',
    'https://hooks.slack.com:8443/actions/T/1/x',
    'https://slack.com.evil.example/x',
    'https://notslack.com/x',
    'https://hooks.slack.com@evil.example/x',
    'https://evil.example/?hooks.slack.com',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'nonsense',
  ])('of anybody else is not: %s', async (url) => {
    const fetched = standInForSlack();
    await pressAnsweredAt(url);
    expect(fetched).toEqual([]);
    expect(world.logged).toContainEqual({
      event: 'slack.refused',
      reason: 'a response_url that is not Slack’s',
    });
  });

  it('of another server on the same machine as the Web API is not', async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    await pressAnsweredAt(`http://127.0.0.1:${(other.address() as AddressInfo).port}/x`);
    other.close();
    expect(asked).toEqual([]);
  });

  /** What was asked of the world outside of this machine: nothing leaves it. */
  function standInForSlack(): string[] {
    const asked: string[] = [];
    const real = globalThis.fetch;
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (to, about) => {
      const url = String(to instanceof Request ? to.url : to);
      if (url.startsWith('http://127.0.0.1')) return real(to, about);
      asked.push(url);
      return new Response('ok');
    });
    onTestFinished(() => spy.mockRestore());
    return asked;
  }
});

describe('what a form remembers', () => {
  const submitRemembering = async (private_metadata: string) => {
    answer = () => none;
    const payload = {
      type: 'view_submission',
      team: { id: 'T0SIM' },
      user: { id: 'eve', team_id: 'T0SIM' },
      trigger_id: String(Math.random()),
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: 'a.b',
        private_metadata,
        state: { values: {} },
        blocks: [],
      },
    };
    const raw = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const { status } = await world.simulated.deliver(raw, {
      'content-type': 'application/x-www-form-urlencoded',
      ...world.simulated.sign(raw, Math.floor(Date.now() / 1_000)),
    });
    expect(status).toBe(200);
    return heard.at(-1);
  };

  it.each<[string, string, object]>([
    [
      'as it was',
      '{"s":"1","c":{"conversation":"Deve","id":"1.2"}}',
      { state: '1', message: { conversation: 'Deve', id: '1.2' } },
    ],
    ['no JSON', 'hello', { state: '' }],
    ['null', 'null', { state: '' }],
    ['a list', '[]', { state: '' }],
    ['a state that is no text', '{"s":{"a":1}}', { state: '' }],
    ['a state longer than a form carries', `{"s":"${'1'.repeat(3_001)}"}`, { state: '' }],
    [
      'an id that is none',
      `{"s":"1","c":{"conversation":"Deve","id":"${'1'.repeat(2_900)}"}}`,
      { state: '1' },
    ],
    ['half a card', '{"s":"1","c":{"id":"1.2"}}', { state: '1' }],
    [
      'more of a card',
      '{"c":{"conversation":"Deve","id":"1.2","sender":"ann"}}',
      { message: { conversation: 'Deve', id: '1.2' } },
    ],
  ])('is read piece by piece: %s', async (_, memo, remembered) => {
    const { state, message: card } = (await submitRemembering(memo)) as InboundOf<'submission'>;
    expect({ state, ...(card && { message: card }) }).toEqual({ state: '', ...remembered });
  });
});
