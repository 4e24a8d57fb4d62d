import type { Conversation, Inbound, InboundOf, MessageRef } from '../../chat/inbound.ts';
import { type Home, identify, placeOf, type Who, whoActs } from './identity.ts';
import { at, idAt, textAt } from './json.ts';
import { type Memo, unpackMemo } from './memo.ts';
import { plainWords } from './words.ts';

/** An inbound, and what is needed to answer it. A body that is not what Slack sends gives undefined. */
export interface Arrival<I extends Inbound = Inbound> {
  inbound: I;
  /** What was said of who acts: the sender is decided from it, once users.info has answered for good. */
  who: Who;
  /** Opens a modal, once, within 3 s. */
  trigger?: string;
  /** Answers in the conversation, 5 times within 30 minutes. */
  responseUrl?: string;
  /** The modal or home that a button was pressed in. */
  view?: { id: string; type: 'modal' | 'home'; memo: Memo };
}

export function parseCommand(body: unknown, home: Home): Arrival<InboundOf<'command'>> | undefined {
  const [who, channel] = [whoActs(body, home), idAt(body, 'channel_id')];
  const [command, trigger] = [textAt(body, 'command'), textAt(body, 'trigger_id')];
  if (!who || !channel || !command?.startsWith('/') || !trigger) return undefined;
  const team = placeOf(who);
  return {
    who,
    inbound: {
      kind: 'command',
      id: `slack:${team}:${trigger}`,
      sender: identify(who),
      conversation: conversationOf(team, channel, textAt(body, 'channel_name')),
      route: command.slice(1),
      text: plainWords(textAt(body, 'text') ?? ''),
    },
    trigger,
    ...optional('responseUrl', textAt(body, 'response_url')),
  };
}

export function parseAction(body: unknown, home: Home): Arrival<InboundOf<'action'>> | undefined {
  const who = whoActs(body, home);
  const [actionId, value] = [textAt(body, 'actions.0.action_id'), textAt(body, 'actions.0.value') ?? ''];
  if (!who || !actionId) return undefined;
  const [team, user] = [placeOf(who), who.user];
  const view = viewOf(body);
  const message = view ? view.memo.card : messageOf(body);
  const channel = idAt(body, 'channel.id') ?? idAt(body, 'container.channel_id') ?? message?.conversation;
  const where = view?.id ?? idAt(body, 'container.message_ts') ?? textAt(body, 'trigger_id') ?? '';
  return {
    who,
    inbound: {
      kind: 'action',
      id: `slack:${team}:${textAt(body, 'actions.0.action_ts') ?? ''}:${user}:${actionId}:${where}`,
      sender: identify(who),
      conversation: channel
        ? conversationOf(team, channel, textAt(body, 'channel.name'))
        : ownConversation(team, user),
      route: actionId.replace(/#\d+$/, ''),
      value,
      ...optional('message', message),
    },
    ...optional('trigger', textAt(body, 'trigger_id')),
    ...optional('responseUrl', textAt(body, 'response_url')),
    ...optional('view', view),
  };
}

/** An ephemeral message cannot be edited later, so it has no reference. */
function messageOf(body: unknown): MessageRef | undefined {
  const [conversation, id] = [idAt(body, 'container.channel_id'), idAt(body, 'container.message_ts')];
  if (!conversation || !id || at(body, 'container.is_ephemeral') === true) return undefined;
  return { conversation, id };
}

export function viewOf(body: unknown): Arrival['view'] {
  const [id, type] = [idAt(body, 'view.id'), textAt(body, 'view.type')];
  if (!id || (type !== 'modal' && type !== 'home')) return undefined;
  return { id, type, memo: unpackMemo(textAt(body, 'view.private_metadata') ?? '') };
}

/** Where there is no conversation, as in a modal or on home, it is the person's own. */
export function ownConversation(workspace: string, user: string): Conversation {
  return { platform: 'slack', workspace, id: user, kind: 'direct' };
}

/** Without a name, an id tells little: D is a direct chat, G a group chat or an old private channel, C a channel. */
export function conversationOf(workspace: string, id: string, name?: string, thread?: string): Conversation {
  const isDirect = id.startsWith('D');
  const isGroup = name === 'mpim' || name?.startsWith('mpdm-') || (id.startsWith('G') && name === undefined);
  const kind = isDirect ? 'direct' : isGroup ? 'group' : 'channel';
  return { platform: 'slack', workspace, id, kind, ...optional('thread', thread) };
}

export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
