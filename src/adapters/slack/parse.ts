import type { Conversation, Inbound, InboundOf, MessageRef, Sender } from '../../chat/inbound.ts';
import { at, textAt } from './json.ts';
import { type Memo, unpackMemo } from './memo.ts';
import { plainWords } from './words.ts';

/** An inbound, and what is needed to answer it. A body that is not what Slack sends gives undefined. */
export interface Arrival<I extends Inbound = Inbound> {
  inbound: I;
  /** Opens a modal, once, within 3 s. */
  trigger?: string;
  /** Answers in the conversation, 5 times within 30 minutes. */
  responseUrl?: string;
  /** The modal or home that a button was pressed in. */
  view?: { id: string; type: 'modal' | 'home'; memo: Memo };
}

export function parseCommand(body: unknown): Arrival<InboundOf<'command'>> | undefined {
  const [team, user, channel] = [
    textAt(body, 'team_id'),
    textAt(body, 'user_id'),
    textAt(body, 'channel_id'),
  ];
  const [command, trigger] = [textAt(body, 'command'), textAt(body, 'trigger_id')];
  if (!team || !user || !channel || !command?.startsWith('/') || !trigger) return undefined;
  return {
    inbound: {
      kind: 'command',
      id: `slack:${team}:${trigger}`,
      sender: senderOf(team, user),
      conversation: conversationOf(team, channel, textAt(body, 'channel_name')),
      route: command.slice(1),
      text: plainWords(textAt(body, 'text') ?? ''),
    },
    trigger,
    ...optional('responseUrl', textAt(body, 'response_url')),
  };
}

export function parseAction(body: unknown): Arrival<InboundOf<'action'>> | undefined {
  const [team, user] = [textAt(body, 'team.id'), textAt(body, 'user.id')];
  const [actionId, value] = [textAt(body, 'actions.0.action_id'), textAt(body, 'actions.0.value') ?? ''];
  if (!team || !user || !actionId) return undefined;
  const view = viewOf(body);
  const message = view ? view.memo.card : messageOf(body);
  const channel = textAt(body, 'channel.id') ?? textAt(body, 'container.channel_id') ?? message?.conversation;
  const where = view?.id ?? textAt(body, 'container.message_ts') ?? textAt(body, 'trigger_id') ?? '';
  return {
    inbound: {
      kind: 'action',
      id: `slack:${team}:${textAt(body, 'actions.0.action_ts') ?? ''}:${user}:${actionId}:${where}`,
      sender: senderOf(team, user),
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
  const [conversation, id] = [textAt(body, 'container.channel_id'), textAt(body, 'container.message_ts')];
  if (!conversation || !id || at(body, 'container.is_ephemeral') === true) return undefined;
  return { conversation, id };
}

export function viewOf(body: unknown): Arrival['view'] {
  const [id, type] = [textAt(body, 'view.id'), textAt(body, 'view.type')];
  if (!id || (type !== 'modal' && type !== 'home')) return undefined;
  return { id, type, memo: unpackMemo(textAt(body, 'view.private_metadata') ?? '') };
}

export function senderOf(workspace: string, user: string): Sender {
  return { platform: 'slack', workspace, user };
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
