import { isRecord } from '../../chat/form-data.ts';
import { isKeepable } from '../../text/normalise.ts';

/** The part of a Teams activity that we read. Everything else in it is ignored. */
export interface TeamsActivity {
  type: string;
  id: string;
  name: string;
  action: string;
  text: string;
  /** The words are HTML, not plain. */
  isMarkup: boolean;
  /** The same once more as HTML, where Teams sends that too; sometimes it is all there is. */
  html: string;
  replyToId: string | undefined;
  /** When it was pressed or typed, as the client or the service wrote it. */
  stamp: string;
  timeZone: string | undefined;
  tenant: string;
  serviceUrl: string;
  from: Account;
  bot: Account;
  conversation: { id: string; kind: 'direct' | 'group' | 'channel'; type: string };
  mentions: readonly { text: string; id: string }[];
  value: Readonly<Record<string, unknown>>;
}

interface Account {
  id: string;
  name: string | undefined;
  aadObjectId: string | undefined;
  isBot: boolean;
}

const kinds: Record<string, 'direct' | 'group' | 'channel'> = {
  personal: 'direct',
  groupChat: 'group',
  channel: 'channel',
};

/** `undefined` when the value is not an activity of a Teams conversation. */
export function readActivity(value: unknown): TeamsActivity | undefined {
  if (!isRecord(value) || value.channelId !== 'msteams') return undefined;
  const from = readAccount(value.from);
  const bot = readAccount(value.recipient);
  const conversation = isRecord(value.conversation) ? value.conversation : {};
  // Only where it is certain that nobody else reads along is anything private answered.
  const type = text(conversation.conversationType) ?? 'groupChat';
  const kind = kinds[type];
  const tenant = tenantOf(value, conversation);
  const [activityType, serviceUrl] = [text(value.type), idOf(value.serviceUrl)];
  const [id, conversationId] = [idOf(value.id), idOf(conversation.id)];
  if (!activityType || !serviceUrl || !id || !conversationId) return undefined;
  if (!from || !bot || !kind || !tenant) return undefined;
  return {
    type: activityType,
    id,
    name: text(value.name) ?? '',
    action: text(value.action) ?? '',
    text: text(value.text) ?? '',
    isMarkup: value.textFormat === 'xml' || value.textFormat === 'html',
    html: readHtml(value.attachments),
    replyToId: idOf(value.replyToId),
    stamp: text(value.localTimestamp) ?? text(value.timestamp) ?? '',
    timeZone: knownZone(value.localTimezone),
    tenant,
    serviceUrl,
    from,
    bot,
    conversation: { id: conversationId, kind, type },
    mentions: readMentions(value.entities),
    value: isRecord(value.value) ? value.value : {},
  };
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** One that cannot be kept is nobody's, and no place. */
function idOf(value: unknown): string | undefined {
  const id = text(value);
  return id !== undefined && isKeepable(id) ? id : undefined;
}

function readAccount(value: unknown): Account | undefined {
  if (!isRecord(value)) return undefined;
  const id = idOf(value.id);
  const aadObjectId = text(value.aadObjectId);
  if (id === undefined || (aadObjectId !== undefined && !isKeepable(aadObjectId))) return undefined;
  // Teams gives bots and apps ids that begin with 28; the schema has roles, which not every client fills in.
  const isBot = id.startsWith('28:') || value.role === 'bot' || value.role === 'skill';
  return { id, name: text(value.name), aadObjectId, isBot };
}

function tenantOf(activity: Record<string, unknown>, conversation: Record<string, unknown>) {
  const data = isRecord(activity.channelData) ? activity.channelData : {};
  return idOf(conversation.tenantId) ?? (isRecord(data.tenant) ? idOf(data.tenant.id) : undefined);
}

/** Clients may send names that this Node does not know: better no zone than a throw in every time that is shown. */
export function knownZone(value: unknown): string | undefined {
  const zone = text(value);
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}

function readHtml(attachments: unknown): string {
  if (!Array.isArray(attachments)) return '';
  const parts = attachments.filter((one) => isRecord(one) && one.contentType === 'text/html');
  return parts.map(({ content }) => text(content) ?? '').join('\n');
}

function readMentions(entities: unknown): { text: string; id: string }[] {
  if (!Array.isArray(entities)) return [];
  return entities.flatMap((entity) => {
    if (!isRecord(entity) || entity.type !== 'mention' || !isRecord(entity.mentioned)) return [];
    const [words, id] = [text(entity.text), text(entity.mentioned.id)];
    return words && id ? [{ text: words, id }] : [];
  });
}
