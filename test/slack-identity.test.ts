import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LogLine } from '../src/log.ts';
import type { SimulatedSlack } from '../src/playground/slack/server.ts';
import type { Database } from '../src/store/database.ts';
import { startStage } from './support/stage.ts';

let slack: SimulatedSlack;
let database: Database;
let logs: readonly LogLine[];

beforeAll(async () => {
  const network = await startStage({ join: 'open' });
  slack = network.stage.slack as SimulatedSlack;
  ({ database, logs } = network);
  // As auth.test says of an app that is installed for a whole organisation.
  await database.prisma.workspace.create({
    data: { platform: 'slack', externalId: 'E1GRID', servedAt: new Date() },
  });
});

/** What one world of Slack says of who acts, in each of its shapes. */
interface Shape {
  /** Of presses, forms and look-ups. */
  interaction: (user: string) => object;
  submission?: (user: string) => object;
  command: object;
  /** Around an event, and within one that is somebody's words. */
  event: object;
  words?: object;
}

const T0 = 'T0SIM';
const enterprise = { id: 'E1GRID', name: 'Grid' };
const user = (id: string, team_id: string) => ({ id, username: id, name: id, team_id });
const authorized = (team_id: string | null, enterprise_id: string | null, org = false) => ({
  authorizations: [
    { team_id, enterprise_id, user_id: 'UALONGSIDE', is_bot: true, is_enterprise_install: org },
  ],
});

/** As docs.slack.dev describes them, each with the workspace that the person belongs to. */
const shapes: Record<string, Shape & { own: string }> = {
  'a workspace of its own': {
    own: T0,
    interaction: (id) => ({ team: { id: T0, domain: 'sim' }, user: user(id, T0), enterprise: null }),
    command: { team_id: T0, team_domain: 'sim', is_enterprise_install: 'false' },
    event: { team_id: T0, context_team_id: T0, context_enterprise_id: null, ...authorized(T0, null) },
    words: { team: T0 },
  },
  'Slack Connect, the person being of another company': {
    own: 'T9AWAY',
    interaction: (id) => ({ team: { id: T0, domain: 'sim' }, user: user(id, 'T9AWAY'), enterprise: null }),
    submission: (id) => ({
      team: { id: 'T9AWAY', domain: 'away' },
      user: user(id, 'T9AWAY'),
      enterprise: null,
    }),
    command: { team_id: 'T9AWAY', team_domain: 'away' },
    event: { team_id: T0, context_team_id: T0, is_ext_shared_channel: true, ...authorized(T0, null) },
    words: { team: 'T9AWAY', user_team: 'T9AWAY', source_team: 'T9AWAY' },
  },
  'Grid, the app being installed in one workspace': {
    own: 'E1GRID',
    interaction: (id) => ({
      team: { id: T0, domain: 'sim', enterprise_id: 'E1GRID', enterprise_name: 'Grid' },
      user: user(id, 'E1GRID'),
      enterprise,
      is_enterprise_install: false,
    }),
    command: {
      team_id: T0,
      enterprise_id: 'E1GRID',
      enterprise_name: 'Grid',
      is_enterprise_install: 'false',
    },
    event: {
      team_id: T0,
      enterprise_id: 'E1GRID',
      context_enterprise_id: 'E1GRID',
      ...authorized(T0, 'E1GRID'),
    },
    words: { team: T0, user_team: 'E1GRID', source_team: 'E1GRID' },
  },
  'an org-wide install, the person being in two workspaces of it': {
    own: 'E1GRID',
    interaction: (id) => ({ team: null, user: user(id, 'T2GRID'), enterprise, is_enterprise_install: true }),
    submission: (id) => ({ team: null, user: user(id, 'T3GRID'), enterprise, is_enterprise_install: true }),
    command: { team_id: 'T3GRID', enterprise_id: 'E1GRID', is_enterprise_install: 'true' },
    event: { team_id: 'T2GRID', enterprise_id: 'E1GRID', ...authorized(null, 'E1GRID', true) },
    words: { team: 'T2GRID' },
  },
  'an organisation that shares a channel with the one of the app': {
    own: 'E8AWAY',
    interaction: (id) => ({
      team: { id: T0, domain: 'sim', enterprise_id: 'E1GRID' },
      user: user(id, 'E8AWAY'),
      enterprise,
    }),
    submission: (id) => ({
      team: { id: 'T8AWAY', enterprise_id: 'E8AWAY' },
      user: user(id, 'E8AWAY'),
      enterprise,
    }),
    command: { team_id: 'T8AWAY', enterprise_id: 'E8AWAY' },
    event: {
      team_id: T0,
      enterprise_id: 'E1GRID',
      context_enterprise_id: 'E1GRID',
      ...authorized(T0, 'E1GRID'),
    },
    words: { team: 'T8AWAY', user_team: 'E8AWAY', source_team: 'E8AWAY' },
  },
};

const form = 'application/x-www-form-urlencoded';
async function post(body: string, type: string) {
  const signed = slack.sign(body, Math.floor(Date.now() / 1_000));
  return slack.deliver(body, { 'content-type': type, ...signed });
}
const interact = (payload: object) =>
  post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form);
const event = (shape: Shape, inner: object, isWords: boolean) =>
  post(
    JSON.stringify({
      type: 'event_callback',
      event_id: `Ev${randomUUID()}`,
      api_app_id: 'A1',
      ...shape.event,
      event: { event_ts: '1.2', ts: '1.2', ...(isWords && shape.words), ...inner },
    }),
    'application/json',
  );
const view = (callback_id: string, more: object = {}) => ({
  id: 'V1',
  type: 'modal',
  hash: randomUUID(),
  callback_id,
  private_metadata: '{"s":"{}"}',
  team_id: T0,
  app_installed_team_id: T0,
  state: { values: {} },
  ...more,
  blocks: [{ type: 'input', block_id: 'list#1', element: { type: 'plain_text_input', action_id: 'list' } }],
});
const trigger = () => randomUUID();

/** Every kind of payload that the bot listens to. */
const kinds: Record<string, (shape: Shape, id: string) => Promise<{ status: number; body: unknown }>> = {
  'slash command': (shape, user_id) => {
    const said = {
      command: '/alongside',
      text: 'help',
      user_id,
      channel_id: `D${user_id}`,
      trigger_id: trigger(),
    };
    return post(
      new URLSearchParams({ ...(shape.command as Record<string, string>), ...said }).toString(),
      form,
    );
  },
  'press on a card': (shape, id) =>
    interact({
      type: 'block_actions',
      ...shape.interaction(id),
      trigger_id: trigger(),
      channel: { id: `D${id}` },
      container: { type: 'message', message_ts: '1.2', channel_id: `D${id}` },
      actions: [{ action_id: 'home.open', value: '{}', action_ts: trigger() }],
    }),
  'sent form': (shape, id) =>
    interact({
      type: 'view_submission',
      ...(shape.submission ?? shape.interaction)(id),
      trigger_id: trigger(),
      view: view('members.hours'),
      response_urls: [],
    }),
  'words in its own chat': (shape, id) =>
    event(shape, { type: 'message', channel: `D${id}`, channel_type: 'im', user: id, text: 'hello' }, true),
  mention: (shape, id) =>
    event(shape, { type: 'app_mention', channel: 'C1', user: id, text: '<@UALONGSIDE> hello' }, true),
  'press in a form': (shape, id) =>
    interact({
      type: 'block_actions',
      ...(shape.submission ?? shape.interaction)(id),
      trigger_id: trigger(),
      container: { type: 'view', view_id: 'V1' },
      view: view('members.hours'),
      actions: [{ action_id: 'home.open', value: '{}', action_ts: trigger() }],
    }),
  'look-up': (shape, id) =>
    interact({
      type: 'block_suggestion',
      ...shape.interaction(id),
      container: { type: 'view', view_id: 'V1' },
      action_id: 'list',
      block_id: 'list#1',
      value: 'an',
      view: view('members.hours'),
    }),
  'opened home': (shape, id) =>
    event(shape, { type: 'app_home_opened', channel: `D${id}`, user: id, tab: 'home' }, false),
};

const accountsOf = (externalUser: string) =>
  database.prisma.account.findMany({ where: { externalUser }, select: { workspace: true, memberId: true } });
let nth = 0;
const newUser = (shape?: { own: string }) => {
  nth += 1;
  const id = `U${nth}WHO`;
  if (shape) slack.person(id, { workspace: shape.own });
  return id;
};

describe.each(Object.entries(shapes))('in %s', (_, shape) => {
  const all = Object.entries(kinds);
  it.each([2, 4, 7])(
    'every kind of payload is the same person of one workspace, whichever comes first (%i)',
    async (first) => {
      const id = newUser(shape);
      if (shape.own === 'E1GRID') slack.organise(id, { id: 'E1GRID', teams: ['T2GRID', 'T3GRID', T0] });
      for (const [kind, send] of [...all.slice(first), ...all.slice(0, first)])
        expect(await send(shape, id), kind).toMatchObject({ status: 200 });
      expect((await accountsOf(id)).map(({ workspace }) => workspace)).toEqual([shape.own]);
    },
  );

  it('every kind of payload is the same person also when nobody can be looked up', async () => {
    const id = newUser();
    for (const [kind, send] of all) expect(await send(shape, id), kind).toMatchObject({ status: 200 });
    expect((await accountsOf(id)).map(({ workspace }) => workspace)).toEqual([shape.own]);
  });

  it('whoever was kept under the workspace of the app stays the same person', async () => {
    const id = newUser(shape);
    await keep(id, T0);
    for (const [, send] of all) await send(shape, id);
    expect(await accountsOf(id)).toHaveLength(1);
  });
});

async function keep(externalUser: string, workspace: string): Promise<void> {
  const member = await database.prisma.member.create({
    data: { name: 'Kept Person', standing: 'member', createdAt: new Date() },
  });
  const about = { platform: 'slack', externalUser, workspace, lastSeenAt: new Date() };
  await database.prisma.account.create({ data: { memberId: member.id, ...about } });
}

const grid = shapes['an org-wide install, the person being in two workspaces of it'] as Shape & {
  own: string;
};

describe('an account of an organisation that was kept under one of its workspaces', () => {
  it('is found by what Slack says of the person’s workspaces', async () => {
    for (const old of ['T2GRID', 'T3GRID', 'T4GRID', T0, 'E1GRID']) {
      const id = newUser(grid);
      slack.organise(id, { id: 'E1GRID', teams: ['T2GRID', 'T3GRID', 'T4GRID', T0] });
      await keep(id, old);
      for (const send of Object.values(kinds)) await send(grid, id);
      expect(await accountsOf(id), old).toHaveLength(1);
    }
  });

  it('is refused in words, with a line in the log, while nothing says that it is the same', async () => {
    const id = newUser();
    await keep(id, 'T7OLD');
    const rows = async () => [
      await database.prisma.account.findMany({ where: { externalUser: id } }),
      await database.prisma.member.findMany({ orderBy: { id: 'asc' } }),
    ];
    const kept = await rows();
    const before = logs.length;
    const answers = new Map<string, string>();
    for (const [kind, send] of Object.entries(kinds))
      answers.set(kind, JSON.stringify((await send(grid, id)).body ?? ''));
    expect(await rows()).toEqual(kept);
    expect(answers.get('slash command')).toContain('I can’t tell who you are just now');
    expect(answers.get('sent form')).toContain('your words are still here');
    const outcomes = logs.slice(before).filter((line) => line.event === 'inbound');
    expect(outcomes).toHaveLength(Object.keys(kinds).length);
    expect(new Set(outcomes.map((line) => line.outcome))).toEqual(new Set(['unclear-sender']));
  });
});

it('whoever has a guest beside their own account by an earlier mistake is the member', async () => {
  const connect = shapes['Slack Connect, the person being of another company'] as Shape;
  const id = newUser();
  await keep(id, T0);
  const guest = await database.prisma.member.create({ data: { name: 'Somebody', createdAt: new Date() } });
  const about = { platform: 'slack', externalUser: id, workspace: 'T9AWAY', lastSeenAt: new Date(0) };
  await database.prisma.account.create({ data: { memberId: guest.id, ...about } });
  for (const send of Object.values(kinds)) await send(connect, id);
  const seen = await database.prisma.account.findFirst({ where: { memberId: guest.id } });
  expect(seen?.lastSeenAt).toEqual(new Date(0));
});

it.each([
  ['a closed form', { type: 'view_closed', view: view('members.hours') }],
  ['a shortcut', { type: 'shortcut', callback_id: 'new' }],
  ['a message shortcut', { type: 'message_action', callback_id: 'new' }],
])(
  '%s, which nobody asked for, is refused with a line in the log and makes nobody known',
  async (_, payload) => {
    const id = newUser();
    const before = logs.length;
    expect((await interact({ ...payload, ...grid.interaction(id) })).status).toBe(400);
    expect(logs.slice(before)).toContainEqual(expect.objectContaining({ event: 'slack.refused' }));
    expect(await accountsOf(id)).toEqual([]);
  },
);

it.each(['team_join', 'member_joined_channel', 'user_change'])('%s makes nobody known', async (type) => {
  const id = newUser();
  const who = type === 'member_joined_channel' ? id : { id, team_id: 'T9AWAY' };
  expect((await event(grid, { type, user: who, channel: 'C1', team: 'T9AWAY' }, false)).status).toBe(200);
  expect(await accountsOf(id)).toEqual([]);
});

it('a form or a press that names nobody is answered, and logged', async () => {
  const before = logs.length;
  const nobody = { team: null, enterprise, user: { name: 'x', team_id: 'T2GRID' } };
  const sent = await interact({
    type: 'view_submission',
    ...nobody,
    trigger_id: trigger(),
    view: view('members.hours'),
  });
  expect(JSON.stringify(sent.body)).toContain('I couldn’t tell who sent that');
  await interact({ type: 'block_actions', ...nobody, actions: [{ action_id: 'home.open', action_ts: '1' }] });
  const unread = logs.slice(before).filter((line) => line.event === 'slack.unread');
  expect(unread.map(({ kind }) => kind)).toEqual(['submission', 'action']);
});
