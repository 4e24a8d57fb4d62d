import type { WebClient } from '@slack/web-api';
import { type Adapter, type Destination, type Limit, SendError } from '../../chat/adapter.ts';
import type { MessageRef } from '../../chat/inbound.ts';
import type { Message } from '../../chat/message.ts';
import { toSendError } from './errors.ts';
import { at, textAt } from './json.ts';
import { renderMessage } from './render.ts';

const eventType = 'alongside';

/**
 * docs.slack.dev, "Rate limits": about one message a second in a channel, several hundred a minute in a workspace
 * (ours: 300, a fifth of them at once); chat.update is of tier 3, 50 a minute in a workspace (a second more, for those
 * that overtake each other on the way). That one card is edited about once a second is our manners.
 */
export const slackLimits: readonly Limit[] = [
  { per: 'conversation', on: 'post', most: 1, inMs: 1_050 },
  { per: 'conversation', on: 'edit', most: 1, inMs: 1_200 },
  { per: 'workspace', on: 'post', most: 60, inMs: 12_000 },
  { per: 'workspace', on: 'edit', most: 50, inMs: 61_000 },
];

/**
 * Posts or edits one message, in one call. A person's own id leads to their chat with us: the chat in which they last
 * typed a command may be one with a colleague, where we can write nothing.
 */
export async function sendMessage(
  client: WebClient,
  to: Destination,
  message: Message,
  as: Parameters<Adapter['send']>[2],
  limitMs: number,
): Promise<MessageRef> {
  const rendered = render(message);
  const common = { ...rendered, metadata: { event_type: eventType, event_payload: { outbox: as.id } } };
  const call = async (): Promise<MessageRef> => {
    if (as.replacing) {
      await client.chat.update({ channel: as.replacing.conversation, ts: as.replacing.id, ...common });
      return as.replacing;
    }
    const channel = to.user ?? to.conversation?.id;
    if (!channel) throw new SendError('never', 'The destination names neither a user nor a conversation.');
    const thread = to.conversation?.thread;
    const posted = await client.chat.postMessage({
      channel,
      ...common,
      ...(thread !== undefined && { thread_ts: thread }),
      // A link's preview would show more than we wrote.
      unfurl_links: false,
      unfurl_media: false,
    });
    if (!posted.channel || !posted.ts)
      throw new SendError('unknown', 'Slack answered without the message’s ts.');
    return { conversation: posted.channel, id: posted.ts };
  };
  try {
    return await cutAfter(call(), limitMs, as.signal);
  } catch (error) {
    throw toSendError(error, as.replacing ? 'workspace' : 'conversation');
  }
}

function render(message: Message) {
  try {
    return renderMessage(message);
  } catch (error) {
    throw new SendError('never', `The message cannot be drawn: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** What was sent may still arrive after the cut: hence unknown. */
async function cutAfter<T>(call: Promise<T>, limitMs: number, signal: AbortSignal | undefined): Promise<T> {
  const limit = AbortSignal.timeout(limitMs);
  const cut = signal ? AbortSignal.any([limit, signal]) : limit;
  const { promise, reject } = deferred();
  const abort = () =>
    reject(new SendError('unknown', `Slack did not answer within ${limitMs} ms, or we were told to stop`));
  cut.addEventListener('abort', abort, { once: true });
  if (cut.aborted) abort();
  call.catch(() => undefined);
  try {
    return await Promise.race([call, promise]);
  } finally {
    cut.removeEventListener('abort', abort);
  }
}

function deferred(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, fail) => {
    reject = fail;
  });
  return { promise, reject };
}

/**
 * Looks for the message that carries our id.
 * @throws SendError `never` where it cannot be looked up: a channel's history needs a scope that we do not ask for
 */
export async function findMessage(
  client: WebClient,
  to: Destination,
  id: string,
  since: Date,
): Promise<MessageRef | undefined> {
  try {
    const channel = await channelOf(client, to);
    const oldest = String(Math.floor(since.getTime() / 1_000));
    const thread = to.conversation?.thread;
    let cursor: string | undefined;
    // 200 messages a page; a chat that saw a thousand since the send is not searched further.
    for (let page = 0; page < 5; page += 1) {
      const about = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor && { cursor }) };
      const found = thread
        ? await client.conversations.replies({ ...about, ts: thread })
        : await client.conversations.history(about);
      const ours = (found.messages ?? []).find((message) => isOurs(message, id));
      const ts = textAt(ours, 'ts');
      if (ts !== undefined) return { conversation: channel, id: ts };
      cursor = found.response_metadata?.next_cursor || undefined;
      if (!cursor) return undefined;
    }
    return undefined;
  } catch (error) {
    const failed = toSendError(error);
    if (textAt(error, 'data.error') !== 'missing_scope') throw failed;
    throw new SendError('never', failed.message, { cause: error });
  }
}

function isOurs(message: unknown, id: string): boolean {
  return (
    textAt(message, 'metadata.event_type') === eventType &&
    at(message, 'metadata.event_payload.outbox') === id
  );
}

async function channelOf(client: WebClient, { user, conversation }: Destination): Promise<string> {
  const opened = user === undefined ? undefined : await client.conversations.open({ users: user });
  const channel = opened?.channel?.id ?? conversation?.id;
  if (!channel) throw new SendError('never', 'The destination names neither a user nor a conversation.');
  return channel;
}
