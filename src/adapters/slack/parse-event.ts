import type { InboundOf } from '../../chat/inbound.ts';
import { type Home, identify, placeOf, whoActs } from './identity.ts';
import { at, entriesAt, idAt, textAt } from './json.ts';
import { limits } from './limits.ts';
import { type Arrival, conversationOf } from './parse.ts';
import { emojiIn, plainWords } from './words.ts';

export function parseEvent(body: unknown, home: Home): Arrival | undefined {
  const [id, channel] = [textAt(body, 'event_id'), idAt(body, 'event.channel')];
  if (!id || !channel) return undefined;
  switch (textAt(body, 'event.type')) {
    case 'app_home_opened': {
      const who = whoActs(body, home);
      if (!who || textAt(body, 'event.tab') !== 'home') return undefined;
      const team = placeOf(who);
      const about = { id: `slack:${team}:${id}`, sender: identify(who) };
      return { who, inbound: { ...about, kind: 'home', conversation: conversationOf(team, channel) } };
    }
    case 'message':
    case 'app_mention':
      return parseWords(body, home, { id, channel });
    default:
      return undefined;
  }
}

/** What Slack calls the shapes in which a person's words come; other subtypes are news about a conversation, or a bot's. */
const WRITTEN = new Set(['file_share', 'me_message', 'message_share', 'reply_broadcast', 'thread_broadcast']);

/**
 * Everything that a person can write in their own chat with the bot, or wherever they mention it: also what was sent
 * from a thread to the chat as well, `/me`, a file, a message that was passed on, and words that were changed afterwards.
 */
function parseWords(
  body: unknown,
  home: Home,
  { id, channel }: { id: string; channel: string },
): Arrival<InboundOf<'message'>> | undefined {
  const event = at(body, 'event');
  const isMention = textAt(event, 'type') === 'app_mention';
  if (!isMention && !isDirect(event, channel)) return undefined;
  const isChanged = textAt(event, 'subtype') === 'message_changed';
  const said = isChanged ? at(event, 'message') : event;
  const bot = textAt(body, 'authorizations.0.user_id');
  const who = whoActs(body, home, said);
  if (!who || who.user === bot || !isWritten(said)) return undefined;
  const team = placeOf(who);
  // Slack also says so of a link that got its preview, and of the start of a thread that got an answer.
  if (isChanged && textAt(said, 'text') === textAt(event, 'previous_message.text')) return undefined;
  const thread = idAt(said, 'thread_ts') ?? (isMention ? idAt(said, 'ts') : undefined);
  const channelType = isMention ? textAt(event, 'channel_type') : undefined;
  const attached = attachedTo(said);
  return {
    who,
    inbound: {
      id: `slack:${team}:${id}`,
      sender: identify(who),
      kind: 'message',
      conversation: conversationOf(team, channel, channelType, thread),
      text: wordsOf(said, bot, isMention),
      ...((isChanged || textAt(said, 'edited.ts')) && { edited: true }),
      ...(attached.length > 0 && { attached }),
    },
  };
}

/** `app_home` is what Slack called the same chat before. `/me` may come without saying where it was typed. */
function isDirect(event: unknown, channel: string): boolean {
  const type = textAt(event, 'channel_type');
  return type === 'im' || type === 'app_home' || (type === undefined && channel.startsWith('D'));
}

function isWritten(said: unknown): boolean {
  if (textAt(said, 'bot_id')) return false;
  const subtype = textAt(said, 'subtype');
  return subtype === undefined || WRITTEN.has(subtype) || textAt(said, 'client_msg_id') !== undefined;
}

/** Without the mention of the bot: anywhere in a channel, and at the start in its own chat, where it is not needed. */
function wordsOf(said: unknown, known: string | undefined, isMention: boolean): string {
  const blocks = at(said, 'blocks');
  const text = textAt(said, 'text')?.trim() || wordsInBlocks(blocks);
  const words = isMention || known !== undefined ? withoutMention(text, known, isMention) : text;
  return plainWords(words, emojiIn(blocks));
}

/** The first mention of the bot, by whatever id where none is known. No mention runs over the next one's beginning. */
function withoutMention(text: string, bot: string | undefined, isAnywhere: boolean): string {
  let found = false;
  const mention = /<@([^<>|]+)(?:\|[^<>]*)?>/g;
  return text.replace(mention, (whole, id: string, start: number) => {
    const isOurs = !found && (bot === undefined || id === bot) && (isAnywhere || start === 0);
    found ||= isOurs;
    return isOurs ? ' ' : whole;
  });
}

/** A message may have blocks alone. */
function wordsInBlocks(blocks: unknown): string {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, text, name } = value as Record<string, unknown>;
    if (typeof text === 'string') found.push(text);
    else if (type === 'emoji' && typeof name === 'string') found.push(`:${name}:`);
    for (const child of Object.values(value)) visit(child);
  };
  visit(blocks);
  return found.join('').trim();
}

/** A message that was passed on, and the beginning of a long text that Slack made a snippet of. */
function attachedTo(said: unknown): string[] {
  const passedOn = entriesAt(said, 'attachments').flatMap(([, one]) => {
    const isPassedOn = at(one, 'is_share') === true || at(one, 'is_msg_unfurl') === true;
    return isPassedOn || textAt(said, 'text') === undefined
      ? [textAt(one, 'text') ?? textAt(one, 'fallback') ?? '']
      : [];
  });
  const snippets = entriesAt(said, 'files').map(([, file]) => textAt(file, 'preview') ?? '');
  const attached = [...passedOn, ...snippets]
    .map((words) => plainWords(words))
    .filter((words) => words !== '');
  return attached.slice(0, limits.attachments);
}
