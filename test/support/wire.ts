import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Inbound, InboundOf } from '../../src/chat/inbound.ts';
import type { SimulatedSlack } from '../../src/playground/slack/server.ts';
import type { SimulatedTeams } from '../../src/playground/teams/server.ts';

export type Json = { [key: string]: unknown };
/** Something that reaches the bot's address, before it is signed. */
export interface Request {
  on: 'slack' | 'teams';
  as: 'json' | 'form' | 'payload';
  body: Json;
}
/** Who sends it, in each platform's own spelling. */
export interface Sender {
  user: string;
  workspace: string;
}

type Doing = Partial<Inbound>;

/** One thing that somebody does, in every shape in which Slack brings it. */
export function slackShapes({ user, workspace }: Sender, doing: Doing, hook: string): Request[] {
  const about = {
    team: { id: workspace },
    user: { id: user, team_id: workspace },
    enterprise: null,
    trigger_id: randomUUID(),
    response_url: hook,
  };
  const container = { type: 'message', message_ts: '1.2', channel_id: `D${user}` };
  const inChat = { ...about, container, channel: { id: `D${user}`, name: 'directmessage' } };
  const memo = (state: string) =>
    JSON.stringify({ s: state, c: { conversation: `D${user}`, id: '1.2' }, u: hook });
  const view = (type: 'modal' | 'home', callback_id: string, state = '{}') => ({
    id: 'V1',
    type,
    callback_id,
    hash: 'h',
    private_metadata: memo(state),
    blocks: [] as Json[],
  });
  const words = (text: string, more: Json = {}): Request => ({
    on: 'slack',
    as: 'json',
    body: {
      type: 'event_callback',
      team_id: workspace,
      event_id: randomUUID(),
      authorizations: [{ team_id: workspace, user_id: 'UALONGSIDE' }],
      event: {
        type: 'message',
        channel_type: 'im',
        channel: `D${user}`,
        user,
        team: workspace,
        ts: '1.3',
        text,
        ...more,
      },
    },
  });
  const payload = (body: Json): Request => ({ on: 'slack', as: 'payload', body });
  switch (doing.kind) {
    case 'command': {
      const { route = '', text = '' } = doing as Partial<InboundOf<'command'>>;
      const typed = `${route} ${text}`.trim();
      const said = { type: 'message', ts: '1.3', user, text: typed, client_msg_id: '1' };
      const blocks = [{ type: 'rich_text', elements: [{ type: 'text', text: typed }] }];
      const offer = { again: { text: typed } };
      return [
        {
          on: 'slack',
          as: 'form',
          body: {
            team_id: workspace,
            user_id: user,
            channel_id: `D${user}`,
            channel_name: 'directmessage',
            command: '/alongside',
            text: typed,
            trigger_id: randomUUID(),
            response_url: hook,
          },
        },
        words(typed, { blocks }),
        words('', { subtype: 'message_changed', message: said, previous_message: { text: 'x' } }),
        words(`<@UALONGSIDE> ${typed}`, { type: 'app_mention', channel: 'C1', channel_type: 'channel' }),
        words(typed, { files: [{ preview: typed }], attachments: [{ is_share: true, text: typed }] }),
        payload({ ...inChat, type: 'block_actions', actions: [press('alongside:open-form', pack(offer))] }),
      ];
    }
    case 'action': {
      const { route = '', value = '' } = doing as Partial<InboundOf<'action'>>;
      const body = { type: 'block_actions', actions: [press(route, value)] };
      return [
        payload({ ...inChat, ...body }),
        payload({
          ...about,
          ...body,
          container: { type: 'view', view_id: 'V1' },
          view: view('modal', 'reading'),
        }),
        payload({ ...about, ...body, container: { type: 'view', view_id: 'V1' }, view: view('home', '') }),
      ];
    }
    case 'submission': {
      const { route = '', state = '', values = {} } = doing as Partial<InboundOf<'submission'>>;
      const fields = Object.entries(values);
      const blocks = fields.map(([id]) => ({
        type: 'input',
        block_id: `${id}#s`,
        element: { action_id: id },
      }));
      const typed = fields.map(([id, value]) => [`${id}#s`, { [id]: entered(value) }]);
      const form = view('modal', route, state);
      const offered = { form: { ...formOf(route, state, values) } };
      const search = { action_id: fields[0]?.[0] ?? 'a', block_id: `${fields[0]?.[0]}#s`, value: 'a' };
      return [
        payload({
          ...about,
          type: 'view_submission',
          response_urls: [],
          view: { ...form, blocks, state: { values: Object.fromEntries(typed) } },
        }),
        payload({ ...about, type: 'block_suggestion', ...search, view: form }),
        payload({ ...inChat, type: 'block_actions', actions: [press('alongside:open-form', pack(offered))] }),
      ];
    }
    default:
      return [
        words('', { type: 'app_home_opened', tab: 'home' }),
        words('somebody talks', {}),
        words('', { type: 'unheard_of' }),
      ];
  }
}

const press = (route: string, value: string) => ({
  type: 'button',
  action_id: `${route}#0`,
  action_ts: randomUUID(),
  value,
});
export const pack = (offer: unknown) => deflateRawSync(JSON.stringify(offer)).toString('base64url');
const entered = (value: string | readonly string[]): Json =>
  typeof value === 'string'
    ? { type: 'plain_text_input', value }
    : { type: 'multi_static_select', selected_options: value.map((one) => ({ value: one })) };

const formOf = (route: string, state: string, values: Json) => ({
  route,
  state,
  title: 'A form',
  submit: 'Send',
  body: [{ type: 'text', text: ['Words'] }],
  fields: Object.keys(values).map((id) => ({ id, label: id, type: 'text' })),
});

/** The same as Teams brings it. */
export function teamsShapes(envelope: Json, doing: Doing): Request[] {
  const activity = (more: Json): Request => ({
    on: 'teams',
    as: 'json',
    body: { ...envelope, id: randomUUID(), localTimestamp: randomUUID(), ...more },
  });
  const invoke = (name: string, value: Json) => activity({ type: 'invoke', name, value, replyToId: '1' });
  const task = (name: string, data: Json) => invoke(name, { data, context: { theme: 'default' } });
  switch (doing.kind) {
    case 'command': {
      const { route = '', text = '' } = doing as Partial<InboundOf<'command'>>;
      const typed = `${route} ${text}`.trim();
      const html = { contentType: 'text/html', content: `<p>${typed}</p>` };
      const mention = { type: 'mention', text: '<at>Alongside</at>', mentioned: envelope.recipient };
      const channel = {
        ...(envelope.conversation as Json),
        id: '19:c;messageid=1',
        conversationType: 'channel',
      };
      return [
        activity({ type: 'message', text: typed, textFormat: 'plain' }),
        activity({ type: 'message', text: '', attachments: [html] }),
        activity({ type: 'messageUpdate', text: typed }),
        activity({
          type: 'message',
          text: `<at>Alongside</at> ${typed}`,
          entities: [mention],
          conversation: channel,
        }),
      ];
    }
    case 'action': {
      const { route = '', value = '' } = doing as Partial<InboundOf<'action'>>;
      return [
        invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: route, data: { value } } }),
        task('task/fetch', { msteams: { type: 'task/fetch' }, route, value }),
        task('task/submit', { route, value, card: '1' }),
      ];
    }
    case 'submission': {
      const { route = '', state = '', values = {} } = doing as Partial<InboundOf<'submission'>>;
      const multi = Object.keys(values).filter((id) => Array.isArray(values[id]));
      const typed = Object.entries(values).map(([id, value]) => [`field_${id}`, [value].flat().join(',')]);
      const form = formOf(route, state, values);
      const data = { state, multi, members: [], form, ...Object.fromEntries(typed) };
      return [
        invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: route, data } }),
        task('task/submit', { route, card: '1', ...data }),
        task('task/fetch', { msteams: { type: 'task/fetch' }, form }),
        invoke('application/search', { queryText: 'a', dataset: `${route}/${Object.keys(values)[0]}` }),
      ];
    }
    default:
      return [
        activity({ type: 'installationUpdate', action: 'add' }),
        activity({ type: 'message', text: 'somebody talks' }),
        activity({ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] }),
      ];
  }
}

/** A form holds texts alone. */
const asFields = (body: Json): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

/** Sends it to the bot with a real signature, or a real token. The status is what the bot answers. */
export async function deliver(
  { on, as, body }: Request,
  { slack, teams, botUrl }: { slack: SimulatedSlack; teams: SimulatedTeams; botUrl: string },
): Promise<number> {
  const isJson = as === 'json';
  const text = JSON.stringify(body);
  const raw = isJson
    ? text
    : new URLSearchParams(as === 'payload' ? { payload: text } : asFields(body)).toString();
  const type = { 'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded' };
  const proof =
    on === 'slack'
      ? slack.sign(raw, Math.floor(Date.now() / 1_000))
      : { authorization: `Bearer ${teams.token({ serviceurl: body.serviceUrl })}` };
  const path = on === 'slack' ? '/slack/events' : '/api/messages';
  const response = await fetch(new URL(path, botUrl), {
    method: 'POST',
    body: raw,
    headers: { ...type, ...proof },
  });
  await response.arrayBuffer();
  return response.status;
}
