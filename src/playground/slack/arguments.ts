import { isObject } from './lint-parts.ts';
import type { Json } from './world.ts';

const message = [
  'channel',
  'text',
  'blocks',
  'metadata',
  'link_names',
  'parse',
  'unfurl_links',
  'unfurl_media',
];
const history = ['channel', 'oldest', 'latest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'];

/** What each method takes, from its reference page; anything else is a mistake of ours that Slack would let pass. */
const known: Record<string, { all: readonly string[]; needs?: readonly string[] }> = {
  'auth.test': { all: [] },
  'apps.connections.open': { all: [] },
  'chat.postMessage': { all: [...message, 'thread_ts', 'mrkdwn', 'reply_broadcast'], needs: ['channel'] },
  'chat.update': { all: [...message, 'ts', 'reply_broadcast'], needs: ['channel', 'ts'] },
  'chat.postEphemeral': { all: [...message, 'user', 'thread_ts'], needs: ['channel', 'user'] },
  'conversations.open': { all: ['users', 'channel', 'return_im', 'prevent_creation'] },
  'conversations.history': { all: history, needs: ['channel'] },
  'conversations.replies': { all: [...history, 'ts'], needs: ['channel', 'ts'] },
  'views.open': { all: ['trigger_id', 'view'], needs: ['trigger_id', 'view'] },
  'views.push': { all: ['trigger_id', 'view'], needs: ['trigger_id', 'view'] },
  'views.update': { all: ['view_id', 'external_id', 'hash', 'view'], needs: ['view'] },
  'views.publish': { all: ['user_id', 'view', 'hash'], needs: ['user_id', 'view'] },
  'users.info': { all: ['user', 'include_locale'], needs: ['user'] },
};

/** The arguments of a call, from a form or from JSON; or Slack's error and what is wrong. */
export function readArguments(
  method: string,
  raw: string,
  contentType: string,
): Json | { error: string; detail: string } {
  const about = known[method];
  if (!about) return { error: 'unknown_method', detail: `${method} is not simulated` };
  const read = contentType.startsWith('application/json') ? parse(raw || '{}') : readForm(raw);
  if (!isObject(read)) return { error: 'invalid_json', detail: 'the body' };
  for (const [name, value] of Object.entries(read)) {
    if (name === 'token') delete read[name];
    else if (!about.all.includes(name))
      return { error: 'invalid_arguments', detail: `${method} takes no ${name}` };
    else if (value === undefined) return { error: 'invalid_json', detail: name };
  }
  const missing = about.needs?.find((name) => read[name] === undefined || read[name] === '');
  if (missing) return { error: 'invalid_arguments', detail: `${method} needs ${missing}` };
  return read;
}

const structured = new Set(['blocks', 'view', 'metadata']);

function readForm(raw: string): Json {
  const entries = [...new URLSearchParams(raw)].map(([name, value]) => [
    name,
    structured.has(name) ? parse(value) : value,
  ]);
  return Object.fromEntries(entries) as Json;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
