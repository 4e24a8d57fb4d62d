import { open, publish, updateView } from './api-views.ts';
import { type Call, no, ok, type Refusal } from './call.ts';
import { lintBlocks } from './lint.ts';
import { isObject } from './lint-parts.ts';
import { editMessage, postMessage } from './messages.ts';
import { directOf, type Json, type Posted, personIn, type World, workspaceOf } from './world.ts';

/** Checks a call as Slack would, without doing it yet: faults come in between. */
export function checkCall(world: World, method: string, args: Json): Call | Refusal {
  switch (method) {
    case 'auth.test':
      return ok({
        url: 'https://simulated.slack.test/',
        team: 'Simulated',
        team_id: world.workspace,
        user: 'alongside',
        user_id: world.botUser,
        bot_id: world.botId,
      });
    case 'users.info':
      return usersInfo(world, String(args.user));
    case 'conversations.open':
      return conversationsOpen(world, String(args.users ?? ''));
    case 'conversations.history':
    case 'conversations.replies':
      return history(world, args);
    case 'chat.postMessage':
    case 'chat.postEphemeral':
      return post(world, method, args);
    case 'chat.update':
      return updateMessage(world, args);
    case 'views.open':
    case 'views.push':
      return open(world, method === 'views.push' ? 'push' : 'open', args);
    case 'views.update':
      return updateView(world, args);
    case 'views.publish':
      return publish(world, args);
    default:
      return { error: 'unknown_method', detail: method };
  }
}

function usersInfo(world: World, user: string): Call | Refusal {
  const found = world.accounts.get(user);
  if (!found) return no('user_not_found', 'no such user');
  const profile = { real_name: found.name, display_name: '' };
  return ok({
    user: {
      id: user,
      team_id: workspaceOf(world, user),
      name: user,
      deleted: !found.isActive,
      real_name: found.name,
      tz: found.timeZone,
      profile,
      ...(found.organisation && {
        enterprise_user: { enterprise_id: found.organisation.id, teams: found.organisation.teams },
      }),
    },
  });
}

function conversationsOpen(world: World, user: string): Call | Refusal {
  if (!world.accounts.get(user)?.isActive) return no('user_not_found', 'no such user');
  return { user, channel: directOf(user), ...ok({ channel: { id: directOf(user) } }) };
}

function history(world: World, args: Json): Call | Refusal {
  const channel = String(args.channel);
  if (personIn(channel) === undefined) return no('missing_scope', 'channels:history is not granted');
  if (!world.accounts.has(personIn(channel) ?? '')) return no('channel_not_found', 'no such channel');
  const oldest = Number(args.oldest ?? 0);
  const withMetadata = String(args.include_all_metadata) === 'true';
  const messages = world.messages
    .filter(
      (posted) => posted.channel === channel && posted.onlyFor === undefined && Number(posted.ts) >= oldest,
    )
    .filter((posted) => (args.ts === undefined ? posted.thread === undefined : posted.thread === args.ts))
    .reverse()
    .map(({ metadata, ...posted }) => ({
      type: 'message',
      ts: posted.ts,
      user: posted.author,
      text: posted.text,
      ...(withMetadata && metadata && { metadata }),
    }));
  return {
    user: personIn(channel),
    channel,
    ...ok({ messages, has_more: false, response_metadata: { next_cursor: '' } }),
  };
}

/** Where a channel argument leads: a user's id is their direct chat. */
function resolve(world: World, channel: string): { channel: string } | Refusal {
  const person = world.accounts.get(channel) ?? world.accounts.get(personIn(channel) ?? '');
  if (person)
    return person.isActive ? { channel: directOf(person.user) } : no('user_not_found', 'no such user');
  const members = world.channels.get(channel);
  if (!members) return no('channel_not_found', 'no such channel');
  return members.has(world.botUser) ? { channel } : no('not_in_channel', channel);
}

/** Words and blocks as Slack takes them; the problems, or undefined. */
export function refuseMessage(args: Json): Refusal | undefined {
  const text = String(args.text ?? '');
  if (text === '' && args.blocks === undefined) return no('no_text', 'neither text nor blocks');
  if (text === '') return no('invalid_arguments', 'blocks without text: a screen reader would read nothing');
  if ([...text].length > 4_000) return no('msg_too_long', `${[...text].length} characters of text`);
  if (args.blocks !== undefined) {
    const problems = lintBlocks(args.blocks, 'message');
    if (problems.length > 0)
      return no(
        problems[0]?.startsWith('msg_blocks') ? 'msg_blocks_too_long' : 'invalid_blocks',
        problems.join('; '),
      );
  }
  const metadata = args.metadata;
  if (metadata === undefined) return undefined;
  const isGood =
    isObject(metadata) && typeof metadata.event_type === 'string' && isObject(metadata.event_payload);
  return isGood ? undefined : no('invalid_metadata_format', JSON.stringify(metadata));
}

const writtenOf = (args: Json) => ({
  text: String(args.text ?? ''),
  ...(args.blocks !== undefined && { blocks: args.blocks as Json[] }),
  ...(args.metadata !== undefined && { metadata: args.metadata as Json }),
  ...(typeof args.thread_ts === 'string' && { thread: args.thread_ts }),
});

function post(world: World, method: string, args: Json): Call | Refusal {
  const where = resolve(world, String(args.channel));
  if ('error' in where) return where;
  const refusal = refuseMessage(args);
  if (refusal) return refusal;
  const { channel } = where;
  if (method === 'chat.postMessage') {
    const apply = () => {
      const posted = postMessage(world, channel, writtenOf(args));
      return {
        ok: true,
        channel,
        ts: posted.ts,
        message: { ts: posted.ts, text: posted.text, user: world.botUser, bot_id: world.botId },
      };
    };
    return { user: personIn(channel), channel, words: String(args.text ?? ''), apply };
  }
  const user = String(args.user);
  const isThere = personIn(channel) === user || world.channels.get(channel)?.has(user);
  if (!isThere) return no('user_not_in_channel', `${user} is not in ${channel}`);
  return {
    user,
    apply: () => ({
      ok: true,
      message_ts: postMessage(world, channel, { ...writtenOf(args), onlyFor: user }).ts,
    }),
  };
}

function updateMessage(world: World, args: Json): Call | Refusal {
  const posted = findPosted(world, String(args.channel), String(args.ts));
  if (!posted || posted.onlyFor !== undefined)
    return no('message_not_found', `${String(args.channel)} ${String(args.ts)}`);
  if (posted.author !== world.botUser) return no('cant_update_message', posted.ts);
  const refusal = refuseMessage(args);
  if (refusal) return refusal;
  return {
    user: personIn(posted.channel),
    channel: posted.channel,
    words: String(args.text ?? ''),
    apply: () => {
      editMessage(world, posted, writtenOf(args));
      return { ok: true, channel: posted.channel, ts: posted.ts, text: posted.text };
    },
  };
}

export function findPosted(world: World, channel: string, ts: string): Posted | undefined {
  return world.messages.find((posted) => posted.channel === channel && posted.ts === ts && !posted.gone);
}
