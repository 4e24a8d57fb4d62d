import { isRecord } from '../../chat/form-data.ts';
import type { Json } from '../../chat/inbound.ts';
import type { TeamsActivity } from './activity.ts';

/** A conversation reference of the Bot Framework, less the names: what it takes to write there again after a restart. */
export interface Reference {
  serviceUrl: string;
  conversation: string;
  bot: string;
  user?: string;
}

export function referenceOf(activity: TeamsActivity): Json {
  const { serviceUrl, conversation, bot, from, tenant } = activity;
  return {
    channelId: 'msteams',
    serviceUrl,
    conversation: { id: conversation.id, conversationType: conversation.type, tenantId: tenant },
    bot: { id: bot.id },
    user: { id: from.id, ...(from.aadObjectId !== undefined && { aadObjectId: from.aadObjectId }) },
  };
}

export function readReference(value: Json | undefined): Reference | undefined {
  if (!isRecord(value) || typeof value.serviceUrl !== 'string') return undefined;
  const { conversation, bot, user } = value;
  if (!isRecord(conversation) || typeof conversation.id !== 'string') return undefined;
  if (!isRecord(bot) || typeof bot.id !== 'string') return undefined;
  return {
    serviceUrl: value.serviceUrl,
    conversation: conversation.id,
    bot: bot.id,
    ...(isRecord(user) && typeof user.id === 'string' && { user: user.id }),
  };
}
