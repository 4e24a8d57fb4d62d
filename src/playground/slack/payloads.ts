import type { BotLine } from './bot-line.ts';
import { newHook } from './hooks.ts';
import type { ShownButton } from './screen.ts';
import { viewPayload } from './views.ts';
import {
  type Json,
  newTrigger,
  newTs,
  type OpenView,
  type Posted,
  personIn,
  type World,
  workspaceOf,
} from './world.ts';

/** What every interaction says about who and where: a press names the installation, a form its sender's own workspace. */
function aboutUser(world: World, user: string, team = world.workspace): Json {
  return {
    team: { id: team, domain: 'simulated' },
    user: { id: user, username: user, name: user, team_id: workspaceOf(world, user) },
    api_app_id: 'AALONGSIDE',
    token: 'verification',
    enterprise: null,
    is_enterprise_install: false,
  };
}

const pressed = (world: World, { element, blockId }: ShownButton): Json[] => [
  { ...element, block_id: blockId, action_ts: newTs(world) },
];

export function pressOnMessage(
  world: World,
  line: BotLine,
  user: string,
  posted: Posted,
  button: ShownButton,
): Json {
  const isEphemeral = posted.onlyFor !== undefined;
  return {
    type: 'block_actions',
    ...aboutUser(world, user),
    container: {
      type: 'message',
      message_ts: posted.ts,
      channel_id: posted.channel,
      is_ephemeral: isEphemeral,
    },
    trigger_id: newTrigger(world, user),
    channel: { id: posted.channel, name: personIn(posted.channel) ? 'directmessage' : 'channel' },
    ...(!isEphemeral && {
      message: {
        type: 'message',
        ts: posted.ts,
        text: posted.text,
        user: world.botUser,
        blocks: posted.blocks,
      },
    }),
    response_url: line.hookUrl(newHook(world, user, posted.channel, posted.ts)),
    actions: pressed(world, button),
  };
}

export function pressInView(world: World, user: string, view: OpenView, button: ShownButton): Json {
  return {
    type: 'block_actions',
    ...aboutUser(world, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: newTrigger(world, user),
    view: viewPayload(world, view),
    actions: pressed(world, button),
  };
}

export function submitView(world: World, user: string, view: OpenView): Json {
  return {
    type: 'view_submission',
    ...aboutUser(world, user, workspaceOf(world, user)),
    trigger_id: newTrigger(world, user),
    view: viewPayload(world, view),
    response_urls: [],
  };
}

export function suggestIn(world: World, user: string, view: OpenView, block: Json, query: string): Json {
  return {
    type: 'block_suggestion',
    ...aboutUser(world, user),
    container: { type: 'view', view_id: view.id },
    action_id: (block.element as Json).action_id,
    block_id: block.block_id,
    value: query,
    view: viewPayload(world, view),
  };
}

export function slashCommand(world: World, line: BotLine, user: string, channel: string, text: string): Json {
  const [, name = '', rest = ''] = /^\/?(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  return {
    token: 'verification',
    team_id: workspaceOf(world, user),
    team_domain: 'simulated',
    channel_id: channel,
    channel_name: personIn(channel) ? 'directmessage' : 'channel',
    user_id: user,
    user_name: user,
    command: `/${name}`,
    text: escapeTyped(rest),
    api_app_id: 'AALONGSIDE',
    is_enterprise_install: 'false',
    response_url: line.hookUrl(newHook(world, user, channel)),
    trigger_id: newTrigger(world, user),
  };
}

/** What Slack makes of typed words before it sends them on. */
export function escapeTyped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(here|channel|everyone)\b/g, '<!$1>')
    .replace(/\bhttps?:\/\/[^\s&<]+/g, '<$&>');
}
